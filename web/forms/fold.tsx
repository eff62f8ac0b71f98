import { Button, Stack } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';

/** What few need, behind a button that names it. */
export function Fold({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const Sign = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <Stack gap={6}>
      <Button
        variant="subtle"
        size="compact-sm"
        w="fit-content"
        maw="100%"
        px={4}
        fw={500}
        aria-expanded={isOpen}
        aria-controls={id}
        leftSection={<Sign size={15} aria-hidden />}
        onClick={() => setOpen(!isOpen)}
      >
        {label}
      </Button>
      <div id={id} role="group" aria-label={label} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </Stack>
  );
}
