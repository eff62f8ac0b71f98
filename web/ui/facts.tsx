import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** A few facts side by side, each with its name above it. */
export function Facts({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <Group gap="xl" align="start" component="dl" m={0} style={{ rowGap: 'var(--mantine-spacing-xs)' }}>
      {children}
    </Group>
  );
}

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <Text component="dd" size="sm" m={0} style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </div>
  );
}
