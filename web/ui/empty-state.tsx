import { Center, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

export interface EmptyStateProps {
  readonly icon: Icon;
  readonly title: string;
  readonly text?: ReactNode;
  /** What to do about it: an empty state acts. */
  readonly action?: ReactNode;
}

/** In place of a list that holds nothing, or a page that cannot be shown. */
export function EmptyState({ icon: Sign, title, text, action }: EmptyStateProps): ReactNode {
  return (
    <Center mih="40vh" p="md">
      <Stack align="center" gap="sm" maw={480} ta="center">
        <ThemeIcon size={56} radius="xl" variant="light" aria-hidden>
          <Sign size={30} />
        </ThemeIcon>
        <Title order={2}>{title}</Title>
        {text !== undefined && <Text c="dimmed">{text}</Text>}
        {action}
      </Stack>
    </Center>
  );
}
