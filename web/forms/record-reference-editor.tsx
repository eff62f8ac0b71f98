import { Group, Select, Stack, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { quoteColumn } from '../graph/default-mapping.ts';
import { useEditor } from '../graph/editor.ts';
import { compact } from '../graph/mapping-parts.ts';
import { type RecordReference, sheetOf } from '../graph/spec.ts';
import { ColumnSelect } from './column-select.tsx';
import { fieldChoices } from './field-choices.ts';
import { FormulaEditor } from './formula-editor.tsx';
import { Missing, type ReferenceProps, Separator } from './reference-parts.tsx';
import { useModel } from './use-model.ts';
import { WithinEditor } from './within-editor.tsx';

interface RecordReferenceProps extends ReferenceProps {
  readonly value: RecordReference;
  readonly onChange: (reference: RecordReference) => void;
}

/** Records that are in Odoo already. */
export function RecordReferenceEditor(props: RecordReferenceProps): ReactNode {
  const { value, onChange, field } = props;
  return (
    <Stack gap="xs">
      <Way {...props} />
      <Sought {...props} />
      <Missing
        value={value.on_missing}
        choices={value.by === 'field' && !value.within ? ['reject', 'create', 'empty'] : ['reject', 'empty']}
        onChange={(on_missing) => onChange(compact({ ...value, on_missing }))}
      />
      {value.by === 'field' && <WithinEditor {...props} />}
      {field?.type === 'many2many' && !value.within && (
        <Separator
          value={value.separator}
          onChange={(separator) => onChange(compact({ ...value, separator }))}
        />
      )}
    </Stack>
  );
}

const WAYS = ['field', 'external_id', 'database_id'] as const;

/** By what the record is known. */
function Way({ value, onChange, field }: RecordReferenceProps): ReactNode {
  const { t } = useTranslation('graphs');
  const { connection } = useEditor();
  const other = useModel(field?.relation ?? undefined, connection);
  const matches = [...other.fields.values()].filter(
    ({ type, stored }) => stored && (type === 'char' || type === 'integer' || type === 'text'),
  );
  const match = value.match ?? null;
  const choose = (by: string | null) => {
    const way = WAYS.find((one) => one === by) ?? 'field';
    const isField = way === 'field';
    onChange(
      compact({
        ...value,
        by: way,
        match: isField ? (match ?? 'name') : undefined,
        within: isField ? value.within : undefined,
      }),
    );
  };
  return (
    <Group grow align="flex-start" gap="xs">
      <Select
        label={t('reference.by')}
        allowDeselect={false}
        data={WAYS.map((way) => ({ value: way, label: t(`reference.ways.${way}`) }))}
        value={value.by}
        onChange={choose}
      />
      {value.by === 'field' && (
        <Select
          label={t('reference.match')}
          searchable
          allowDeselect={false}
          data={fieldChoices(matches, value.match)}
          value={match}
          onChange={(next) => next !== null && onChange({ ...value, match: next })}
        />
      )}
    </Group>
  );
}

const SOURCES = ['column', 'value', 'formula'] as const;

/** Where the value that is looked up comes from. */
function Sought({ value, onChange, place, samples }: RecordReferenceProps): ReactNode {
  const { t } = useTranslation('graphs');
  const { dataset } = useEditor();
  const source = SOURCES.find((one) => value[one] !== undefined) ?? 'column';
  const column = value.column ?? place.columns[0] ?? 'column';
  const choose = (next: string | null) => {
    const { column: _, value: __, formula: ___, ...rest } = value;
    if (next === 'value') onChange({ ...rest, value: '' });
    else if (next === 'formula') onChange({ ...rest, formula: quoteColumn(column) });
    else onChange({ ...rest, column });
  };
  return (
    <>
      <Group grow align="flex-start" gap="xs">
        <Select
          label={t('reference.source')}
          allowDeselect={false}
          data={SOURCES.map((one) => ({ value: one, label: t(`reference.sources.${one}`) }))}
          value={source}
          onChange={choose}
        />
        {source === 'column' && (
          <ColumnSelect
            label={t('kind.column')}
            columns={place.columns}
            samples={samples}
            value={value.column ?? null}
            onChange={(next) => next !== null && onChange({ ...value, column: next })}
          />
        )}
        {source === 'value' && (
          <TextInput
            label={t('reference.value')}
            value={value.value ?? ''}
            onChange={(event) => onChange({ ...value, value: event.currentTarget.value })}
          />
        )}
      </Group>
      {source === 'formula' && (
        <FormulaEditor
          dataset={dataset}
          sheet={sheetOf(place.spec, place.node)}
          value={value.formula ?? ''}
          onChange={(formula) => onChange({ ...value, formula })}
        />
      )}
    </>
  );
}
