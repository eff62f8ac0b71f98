import { NumberInput, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OdooField } from '../graph/default-mapping.ts';

type Constant = string | number | boolean;
const NUMBERS = new Set(['integer', 'float', 'monetary']);

/** The same value for every row, in a control that fits the field. */
export function ConstantEditor({
  value,
  field,
  onChange,
}: {
  readonly value: Constant;
  readonly field: OdooField | undefined;
  readonly onChange: (value: Constant) => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const label = t('constant');
  if (field?.type === 'boolean')
    return (
      <Select
        label={label}
        allowDeselect={false}
        data={[
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]}
        value={String(value)}
        onChange={(next) => onChange(next === 'true')}
      />
    );
  if (field?.selection)
    return (
      <Select
        label={label}
        searchable
        allowDeselect={false}
        data={field.selection.map((one) => ({ value: one.value, label: `${one.label} (${one.value})` }))}
        value={String(value)}
        onChange={(next) => next !== null && onChange(next)}
      />
    );
  if (field && NUMBERS.has(field.type))
    return (
      <NumberInput
        label={label}
        value={typeof value === 'boolean' ? '' : value}
        onChange={(next) => onChange(next)}
      />
    );
  return (
    <TextInput
      label={label}
      value={String(value)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
