import { Badge, type MantineColor } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

export interface StateLook {
  readonly icon: Icon;
  readonly color: MantineColor;
}

/** A state as icon, word and colour: never as colour alone. */
export function StateBadge({
  look: { icon: Sign, color },
  word,
  size = 'lg',
}: {
  readonly look: StateLook;
  readonly word: string;
  readonly size?: 'sm' | 'md' | 'lg';
}): ReactNode {
  return (
    <Badge
      color={color}
      size={size}
      variant="light"
      tt="none"
      fw={600}
      leftSection={<Sign size={14} aria-hidden />}
      c="var(--mantine-color-text)"
    >
      {word}
    </Badge>
  );
}
