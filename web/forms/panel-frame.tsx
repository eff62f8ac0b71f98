import { Group, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { type Icon, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../graph/editor.ts';
import { IconButton } from '../ui/icon-button.tsx';

/** The side panel of what is selected. */
export function PanelFrame({
  icon: Sign,
  title,
  subtitle,
  isName = false,
  tools,
  children,
}: {
  readonly icon: Icon;
  readonly title: string;
  readonly subtitle: string;
  /** The subtitle is a technical name. */
  readonly isName?: boolean;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const { t } = useTranslation('common');
  const { select } = useEditor();
  return (
    <Stack gap="md" p="md" component="section" aria-label={title}>
      <Group wrap="nowrap" justify="space-between" align="flex-start">
        <Group wrap="nowrap" gap="sm" miw={0} align="flex-start">
          <ThemeIcon variant="light" size={36} aria-hidden>
            <Sign size={20} />
          </ThemeIcon>
          <div style={{ minWidth: 0 }}>
            <Title order={2} fz="1.1rem" style={{ overflowWrap: 'anywhere' }}>
              {title}
            </Title>
            <Text size="sm" {...(isName ? { ff: 'monospace' } : {})} truncate>
              {subtitle}
            </Text>
          </div>
        </Group>
        <Group gap={2} wrap="nowrap">
          {tools}
          <IconButton icon={IconX} label={t('action.close')} onClick={() => select({})} />
        </Group>
      </Group>
      {children}
    </Stack>
  );
}
