import { Anchor, Breadcrumbs, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import classes from './page.module.css';

export interface PageProps {
  readonly title: string;
  /** Beside the title: a state, a count. */
  readonly badge?: ReactNode;
  readonly intro?: ReactNode;
  /** Links from the outermost list to what this page is in. */
  readonly trail?: readonly ReactNode[];
  /** Buttons at the right. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page's frame: where it is, what it is, what can be done, then its content. Its title is the browser's too. */
export function Page({ title, badge, intro, trail, actions, children }: PageProps): ReactNode {
  useEffect(() => {
    document.title = `${title} · Importgraph`;
  }, [title]);
  return (
    <Stack gap="lg">
      <Stack gap={6}>
        {trail !== undefined && trail.length > 0 && (
          <Breadcrumbs
            separatorMargin={6}
            fz="sm"
            styles={{ root: { flexWrap: 'wrap' }, breadcrumb: { whiteSpace: 'normal' } }}
          >
            {trail}
          </Breadcrumbs>
        )}
        <div className={classes.head}>
          <Stack gap={6} className={classes.title}>
            <Group gap="sm">
              <Title order={1}>{title}</Title>
              {badge}
            </Group>
            {intro !== undefined && (
              <Text size="sm" c="dimmed" maw={760}>
                {intro}
              </Text>
            )}
          </Stack>
          {actions !== undefined && <Group gap="xs">{actions}</Group>}
        </div>
      </Stack>
      {children}
    </Stack>
  );
}

/** A link to something outside of the app, in a tab of its own. */
export function OutsideLink({
  href,
  children,
}: {
  readonly href: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Anchor href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </Anchor>
  );
}
