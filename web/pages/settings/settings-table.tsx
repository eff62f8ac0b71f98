import { Button, Table } from '@mantine/core';
import type { ReactNode } from 'react';

/** Rows that end with a `RowAct`. */
export function SettingsTable({
  heads,
  children,
}: {
  readonly heads: readonly string[];
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {heads.map((head) => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The last cell of a row: what can be done with what stands in it. */
export function RowAct({
  act,
  of,
  onClick,
}: {
  readonly act: string;
  /** For who hears the page. */
  readonly of: string;
  readonly onClick: () => void;
}): ReactNode {
  return (
    <Table.Td ta="right">
      <Button size="compact-sm" variant="default" onClick={onClick} aria-label={`${act}: ${of}`}>
        {act}
      </Button>
    </Table.Td>
  );
}
