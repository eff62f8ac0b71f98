import { Select, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { nodesFor } from '../graph/default-mapping.ts';
import { replacePart } from '../graph/key-parts.ts';
import { compact } from '../graph/mapping-parts.ts';
import { heldOf, setCompared, setOther, withHeld } from '../graph/reference-edits.ts';
import { columnOf, findModel, labelOf, type NodeReference, sheetOf } from '../graph/spec.ts';
import { JunctionEditor, JunctionSelect } from './junction-editor.tsx';
import { KeyPartSelect, KeyPartsSelect } from './key-part-select.tsx';
import { Missing, type ReferenceProps, Separator } from './reference-parts.tsx';
import { useSheet } from './use-sheet.ts';

interface NodeReferenceProps extends ReferenceProps {
  readonly value: NodeReference;
  readonly onChange: (reference: NodeReference) => void;
}

/** Rows of another node, found by its key or by other columns of its sheet, from a column here or through a junction. */
export function NodeReferenceEditor(props: NodeReferenceProps): ReactNode {
  const { value, onChange, place, field } = props;
  const { t } = useTranslation('graphs');
  const other = findModel(place.spec, value.node);
  const options = [...new Set([...nodesFor(place, field), ...(other ? [other] : [])])];
  const isList = field?.type.endsWith('2many') !== false;
  const choose = (id: string | null) => {
    const node = findModel(place.spec, id ?? undefined);
    if (node) onChange(setOther(value, node, place.columns));
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
      {other && (isList || value.through) && <JunctionSelect {...props} other={other} />}
      <Compared {...props} />
      <Missing
        value={value.on_missing}
        choices={['reject', 'empty']}
        onChange={(next) => onChange(compact({ ...value, on_missing: next === 'empty' ? next : undefined }))}
      />
      {isList && !value.through && (
        <Separator
          value={value.separator}
          onChange={(separator) => onChange(compact({ ...value, separator }))}
        />
      )}
    </Stack>
  );
}

/** What is compared of the other node, and the columns here or in the junction that hold its values. */
function Compared(props: NodeReferenceProps): ReactNode {
  const { value, onChange, place, samples } = props;
  const { t } = useTranslation('graphs');
  const other = findModel(place.spec, value.node);
  const theirs = useSheet(other && sheetOf(place.spec, other));
  const junction = useSheet(value.through?.sheet);
  const own = { sheet: sheetOf(place.spec, place.node), columns: place.columns, samples };
  const holding = value.through ? junction : own;
  const held = heldOf(value);
  const compared = value.match ?? other?.data.key ?? held;
  return (
    <>
      {value.through && <JunctionEditor {...props} junction={junction} own={own} />}
      {other && (
        <KeyPartsSelect
          label={t('reference.compared', { node: labelOf(other) })}
          of={theirs}
          parts={compared}
          onChange={(chosen) => onChange(setCompared(value, other, { chosen, columns: holding.columns }))}
        />
      )}
      {compared.map((part, at) => (
        <KeyPartSelect
          key={columnOf(part)}
          label={
            value.through
              ? t('reference.columnThere', { key: columnOf(part), sheet: value.through.sheet })
              : t('reference.column', { key: columnOf(part) })
          }
          of={holding}
          part={held[at]}
          onChange={(next) => onChange(withHeld(value, replacePart(held, at, next)))}
        />
      ))}
    </>
  );
}
