import { Group, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { columnsLikeKey, type MappingPlace, nodesFor, type OdooField } from '../graph/default-mapping.ts';
import { compact } from '../graph/mapping-parts.ts';
import {
  columnOf,
  findModel,
  type KeyPart,
  labelOf,
  type NodeReference,
  type RecordReference,
} from '../graph/spec.ts';
import { ColumnSelect } from './column-select.tsx';
import { useModel } from './use-model.ts';
import type { Samples } from './use-samples.ts';

interface Shared {
  readonly place: MappingPlace;
  readonly field: OdooField | undefined;
  readonly samples: Samples;
}

/** Rows of another node, found by its key. */
export function NodeReferenceEditor({
  value,
  onChange,
  place,
  field,
  samples,
}: Shared & {
  readonly value: NodeReference;
  readonly onChange: (reference: NodeReference) => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const other = findModel(place.spec, value.node);
  const nodes = nodesFor(place, field);
  const options = [...new Set([...nodes, ...(other ? [other] : [])])];
  const choose = (id: string | null) => {
    const node = findModel(place.spec, id ?? undefined);
    if (node) onChange({ ...value, node: node.id, columns: columnsLikeKey(node, place.columns) });
  };
  const setColumn = (at: number, column: string) => {
    const part = value.columns[at];
    const next: KeyPart = typeof part === 'object' ? { ...part, column } : column;
    onChange({ ...value, columns: value.columns.toSpliced(at, 1, next) });
  };
  return (
    <Stack gap="xs">
      <Select
        label={t('reference.node')}
        data={options.map((node) => ({ value: node.id, label: `${labelOf(node)} (${node.data.odooModel})` }))}
        value={value.node}
        allowDeselect={false}
        onChange={choose}
        error={other === undefined ? t('reference.nodeMissing', { node: value.node }) : undefined}
      />
      {(other?.data.key ?? value.columns).map((part, at) => (
        <ColumnSelect
          key={columnOf(part)}
          label={t('reference.column', { key: columnOf(part) })}
          columns={place.columns}
          samples={samples}
          value={value.columns[at] === undefined ? null : columnOf(value.columns[at])}
          onChange={(column) => column !== null && setColumn(at, column)}
        />
      ))}
      {value.through && (
        <Text size="sm">
          {t('reference.through', {
            sheet: value.through.sheet,
            from: value.through.from.map(columnOf).join(', '),
            to: value.through.to.map(columnOf).join(', '),
          })}
        </Text>
      )}
      <Missing
        value={value.on_missing}
        choices={['reject', 'empty']}
        onChange={(on_missing) =>
          onChange(compact({ ...value, on_missing: on_missing as 'reject' | 'empty' }))
        }
      />
      {field?.type.endsWith('2many') !== false && !value.through && (
        <Separator
          value={value.separator}
          onChange={(separator) => onChange(compact({ ...value, separator }))}
        />
      )}
    </Stack>
  );
}

const WAYS = ['field', 'external_id', 'database_id'] as const;

/** Records that are in Odoo already. */
export function RecordReferenceEditor({
  value,
  onChange,
  place,
  field,
  samples,
  connection,
}: Shared & {
  readonly value: RecordReference;
  readonly onChange: (reference: RecordReference) => void;
  readonly connection: string | undefined;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const other = useModel(field?.relation ?? undefined, connection);
  const matches = [...other.fields.values()]
    .filter(({ type, stored }) => stored && (type === 'char' || type === 'integer' || type === 'text'))
    .map(({ name, label }) => ({
      value: name,
      label: label.toLowerCase() === name ? label : `${label} · ${name}`,
    }));
  const match = value.match ?? null;
  const known = matches.some((one) => one.value === match) || match === null;
  const isFixed = value.value !== undefined;
  const fix = (isOn: boolean) => {
    const { column: _, value: __, ...rest } = value;
    onChange(isOn ? { ...rest, value: '' } : { ...rest, column: place.columns[0] ?? 'column' });
  };
  return (
    <Stack gap="xs">
      <Group grow align="flex-start" gap="xs">
        <Select
          label={t('reference.by')}
          allowDeselect={false}
          data={WAYS.map((way) => ({ value: way, label: t(`reference.ways.${way}`) }))}
          value={value.by}
          onChange={(by) => {
            const { match: _, within: __, ...rest } = value;
            const way = WAYS.find((one) => one === by) ?? 'field';
            onChange(way === 'field' ? { ...value, by: way, match: match ?? 'name' } : { ...rest, by: way });
          }}
        />
        {value.by === 'field' && (
          <Select
            label={t('reference.match')}
            searchable
            allowDeselect={false}
            data={known ? matches : [{ value: match, label: match }, ...matches]}
            value={match}
            onChange={(next) => next !== null && onChange({ ...value, match: next })}
          />
        )}
      </Group>
      <Group grow align="flex-start" gap="xs">
        {isFixed ? (
          <TextInput
            label={t('reference.value')}
            value={value.value}
            onChange={(event) => onChange({ ...value, value: event.currentTarget.value })}
          />
        ) : (
          <ColumnSelect
            label={t('kind.column')}
            columns={place.columns}
            samples={samples}
            value={value.column ?? null}
            onChange={(column) => column !== null && onChange({ ...value, column })}
          />
        )}
        <Missing
          value={value.on_missing}
          choices={value.by === 'field' ? ['reject', 'create', 'empty'] : ['reject', 'empty']}
          onChange={(on_missing) => onChange(compact({ ...value, on_missing }))}
        />
      </Group>
      <Switch
        size="xs"
        label={t('reference.same')}
        checked={isFixed}
        onChange={(event) => fix(event.currentTarget.checked)}
      />
      {value.within && (
        <Text size="xs">
          {t('reference.within', { fields: Object.entries(value.within).map(conditionOf).join(', ') })}
        </Text>
      )}
      {field?.type === 'many2many' && (
        <Separator
          value={value.separator}
          onChange={(separator) => onChange(compact({ ...value, separator }))}
        />
      )}
    </Stack>
  );
}

type OnMissing = NonNullable<RecordReference['on_missing']>;

function Missing({
  value,
  choices,
  onChange,
}: {
  readonly value: OnMissing | undefined;
  readonly choices: readonly OnMissing[];
  readonly onChange: (value: OnMissing | undefined) => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  return (
    <Select
      label={t('reference.missing')}
      allowDeselect={false}
      data={choices.map((choice) => ({ value: choice, label: t(`reference.onMissing.${choice}`) }))}
      value={value ?? 'reject'}
      onChange={(next) => onChange(next === 'reject' ? undefined : choices.find((one) => one === next))}
    />
  );
}

function Separator({
  value,
  onChange,
}: {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  return (
    <TextInput
      label={t('reference.separator')}
      description={t('reference.separatorHint')}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    />
  );
}

/** A further field that tells records apart, as it is written in the graph. */
function conditionOf([field, one]: [string, NonNullable<RecordReference['within']>[string]]): string {
  return 'column' in one ? `${field} = ${one.column}` : `${field} = “${one.value}”`;
}
