import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { choose, withColumn, withFormulas } from '../graph/key-parts.ts';
import { columnOf, type KeyPart } from '../graph/spec.ts';
import { ColumnSelect, ColumnsSelect } from './column-select.tsx';
import { PartSteps } from './part-steps.tsx';
import type { SheetView } from './use-sheet.ts';

const MOST = 10;

/** One part of a key: its column, and what is done to the values. */
export function KeyPartSelect({
  label,
  part,
  of,
  onChange,
}: {
  readonly label: string;
  readonly part: KeyPart | undefined;
  readonly of: SheetView;
  readonly onChange: (part: KeyPart) => void;
}): ReactNode {
  return (
    <Stack gap={2}>
      <ColumnSelect
        label={label}
        columns={withFormulas(of.columns, part === undefined ? [] : [part])}
        samples={of.samples}
        value={part === undefined ? null : columnOf(part)}
        onChange={(column) => column !== null && onChange(withColumn(part, column))}
      />
      {part !== undefined && (
        <PartSteps parts={[part]} of={of} onChange={([next]) => next !== undefined && onChange(next)} />
      )}
    </Stack>
  );
}

/** Parts of a key in their order. It keeps one at least. */
export function KeyPartsSelect({
  label,
  description,
  parts,
  of,
  onChange,
}: {
  readonly label: string;
  readonly description?: string;
  readonly parts: readonly KeyPart[];
  readonly of: SheetView;
  readonly onChange: (parts: KeyPart[]) => void;
}): ReactNode {
  return (
    <Stack gap={2}>
      <ColumnsSelect
        label={label}
        {...(description !== undefined && { description })}
        columns={withFormulas(of.columns, parts)}
        samples={of.samples}
        max={MOST}
        value={parts.map(columnOf)}
        onChange={(columns) => columns.length > 0 && onChange(choose(parts, columns))}
      />
      <PartSteps parts={parts} of={of} onChange={onChange} />
    </Stack>
  );
}
