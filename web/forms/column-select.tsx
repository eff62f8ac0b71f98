import { MultiSelect, Select, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Samples } from './use-samples.ts';

interface Shared {
  readonly label: string;
  readonly columns: readonly string[];
  readonly samples: Samples;
  readonly description?: string;
}

/** A column of the sheet, with a few of its values beside it. */
export function ColumnSelect({
  value,
  onChange,
  columns,
  samples,
  clearable = false,
  ...rest
}: Shared & {
  readonly value: string | null;
  readonly onChange: (column: string | null) => void;
  readonly clearable?: boolean;
}): ReactNode {
  const { t } = useTranslation('graphs');
  return (
    <Select
      {...rest}
      searchable
      clearable={clearable}
      allowDeselect={false}
      data={withValue(columns, value === null ? [] : [value])}
      value={value}
      onChange={onChange}
      error={missing(columns, value === null ? [] : [value]) ? t('columnMissing') : undefined}
      nothingFoundMessage={t('noColumn')}
      renderOption={({ option }) => <Option column={option.value} samples={samples} />}
      comboboxProps={{ withinPortal: true }}
    />
  );
}

/** Columns in the order in which they were chosen. */
export function ColumnsSelect({
  value,
  onChange,
  columns,
  samples,
  max,
  ...rest
}: Shared & {
  readonly value: readonly string[];
  readonly onChange: (columns: string[]) => void;
  readonly max?: number;
}): ReactNode {
  const { t } = useTranslation('graphs');
  return (
    <MultiSelect
      {...rest}
      searchable
      data={withValue(columns, value)}
      value={[...value]}
      onChange={onChange}
      {...(max === undefined ? {} : { maxValues: max })}
      error={missing(columns, value) ? t('columnMissing') : undefined}
      nothingFoundMessage={t('noColumn')}
      renderOption={({ option }) => <Option column={option.value} samples={samples} />}
    />
  );
}

function Option({ column, samples }: { readonly column: string; readonly samples: Samples }): ReactNode {
  return (
    <div style={{ minWidth: 0 }}>
      <Text size="sm">{column}</Text>
      <Text size="xs" truncate maw={320} opacity={0.85}>
        {(samples.get(column) ?? []).join(' · ')}
      </Text>
    </div>
  );
}

function withValue(columns: readonly string[], value: readonly string[]): string[] {
  return [...new Set([...columns, ...value])];
}

/** Only where it is known which columns there are. */
function missing(columns: readonly string[], value: readonly string[]): boolean {
  return columns.length > 0 && value.some((column) => !columns.includes(column));
}
