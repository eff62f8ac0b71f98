import { Select, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { columnsLikeKey, nodesFor } from '../graph/default-mapping.ts';
import { useEditor } from '../graph/editor.ts';
import { compact } from '../graph/mapping-parts.ts';
import {
  columnOf,
  findModel,
  type KeyPart,
  labelOf,
  type ModelNode,
  type NodeReference,
  sheetOf,
} from '../graph/spec.ts';
import { ColumnSelect, ColumnsSelect } from './column-select.tsx';
import { Missing, type ReferenceProps, Separator } from './reference-parts.tsx';
import { useSamples } from './use-samples.ts';

interface NodeReferenceProps extends ReferenceProps {
  readonly value: NodeReference;
  readonly onChange: (reference: NodeReference) => void;
}

/** Rows of another node, found by its key or by other columns of its sheet. */
export function NodeReferenceEditor(props: NodeReferenceProps): ReactNode {
  const { value, onChange, place, field, samples } = props;
  const { t } = useTranslation('graphs');
  const other = findModel(place.spec, value.node);
  const options = [...new Set([...nodesFor(place, field), ...(other ? [other] : [])])];
  const compared = value.through?.from ?? value.match ?? other?.data.key ?? value.columns;
  const choose = (id: string | null) => {
    const node = findModel(place.spec, id ?? undefined);
    if (node)
      onChange(
        compact({ ...value, node: node.id, columns: columnsLikeKey(node, place.columns), match: undefined }),
      );
  };
  const setColumn = (at: number, column: string) => {
    const part = value.columns[at];
    const next: KeyPart = typeof part === 'object' && 'column' in part ? { ...part, column } : column;
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
      {other && !value.through && <Compared {...props} other={other} />}
      {compared.map((part, at) => {
        const own = value.columns[at];
        return (
          <ColumnSelect
            key={columnOf(part)}
            label={t('reference.column', { key: columnOf(part) })}
            columns={withFormula(place.columns, own)}
            samples={samples}
            value={own === undefined ? null : columnOf(own)}
            onChange={(column) => column !== null && setColumn(at, column)}
          />
        );
      })}
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
        onChange={(next) => onChange(compact({ ...value, on_missing: next === 'empty' ? next : undefined }))}
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

/** Columns of the other node's sheet that are compared: its key, unless others are chosen. */
function Compared({
  value,
  onChange,
  place,
  other,
}: NodeReferenceProps & { readonly other: ModelNode }): ReactNode {
  const { t } = useTranslation('graphs');
  const { dataset, sheets } = useEditor();
  const sheet = sheetOf(place.spec, other);
  const samples = useSamples(dataset, sheet);
  const columns = sheets.find(({ name }) => name === sheet)?.columns.map(({ header }) => header) ?? [];
  const key = other.data.key.map(columnOf);
  const set = (chosen: string[]) => {
    if (chosen.length === 0) return;
    const isKey = chosen.join('\n') === key.join('\n');
    const own = chosen.map((_, at) => value.columns[at] ?? place.columns[0] ?? 'column');
    onChange(compact({ ...value, columns: own, match: isKey ? undefined : chosen }));
  };
  return (
    <ColumnsSelect
      label={t('reference.compared')}
      columns={[...new Set([...columns, ...(columns.length > 0 ? key : [])])]}
      samples={samples}
      max={10}
      value={(value.match ?? other.data.key).map(columnOf)}
      onChange={set}
    />
  );
}

/** A formula in place of a column is shown, and stays until a column is chosen. */
function withFormula(columns: readonly string[], part: KeyPart | undefined): readonly string[] {
  const isFormula = typeof part === 'object' && 'formula' in part;
  return isFormula && columns.length > 0 ? [...columns, part.formula] : columns;
}
