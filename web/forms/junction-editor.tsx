import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../graph/editor.ts';
import { sheetNames } from '../graph/flow.ts';
import { replacePart } from '../graph/key-parts.ts';
import { setJunction, setJunctionFrom } from '../graph/reference-edits.ts';
import { columnOf, type ModelNode, type NodeReference, sheetOf } from '../graph/spec.ts';
import { KeyPartSelect, KeyPartsSelect } from './key-part-select.tsx';
import type { ReferenceProps } from './reference-parts.tsx';
import type { SheetView } from './use-sheet.ts';

const NONE = '';

interface JunctionProps extends ReferenceProps {
  readonly value: NodeReference;
  readonly onChange: (reference: NodeReference) => void;
}

/** Whether a sheet of its own says which rows belong together. */
export function JunctionSelect({
  value,
  onChange,
  place,
  other,
}: JunctionProps & { readonly other: ModelNode }): ReactNode {
  const { t } = useTranslation('graphs');
  const { sheets } = useEditor();
  const { spec, node, columns } = place;
  const known = sheets.map(({ name, columns: own }) => ({ name, columns: own.map(({ header }) => header) }));
  const own = sheetOf(spec, node);
  const names = sheetNames(
    spec,
    known.map(({ name }) => ({ name, rows: 0 })),
  ).filter((name) => name !== own);
  const choose = (sheet: string | null) => {
    if (sheet === (value.through?.sheet ?? NONE)) return;
    const junction =
      sheet === null || sheet === NONE
        ? undefined
        : { sheet, columns: known.find(({ name }) => name === sheet)?.columns ?? [] };
    onChange(setJunction(value, junction, { node, other, columns }));
  };
  return (
    <Select
      label={t('reference.through')}
      description={t('reference.throughHint')}
      searchable
      allowDeselect={false}
      data={[{ value: NONE, label: t('reference.throughNone') }, ...names]}
      value={value.through?.sheet ?? NONE}
      onChange={choose}
    />
  );
}

/** Which columns of the junction name a row of this node, and what they are compared with here. */
export function JunctionEditor({
  value,
  onChange,
  junction,
  own,
}: JunctionProps & { readonly junction: SheetView; readonly own: SheetView }): ReactNode {
  const { t } = useTranslation('graphs');
  const { through } = value;
  if (!through) return null;
  const { sheet, from } = through;
  return (
    <>
      <KeyPartsSelect
        label={t('reference.from', { sheet })}
        of={junction}
        parts={from}
        onChange={(chosen) => onChange(setJunctionFrom(value, chosen, own.columns))}
      />
      {from.map((part, at) => (
        <KeyPartSelect
          key={columnOf(part)}
          label={t('reference.fromHere', { key: columnOf(part), sheet })}
          of={own}
          part={value.columns[at]}
          onChange={(next) => onChange({ ...value, columns: replacePart(value.columns, at, next) })}
        />
      ))}
    </>
  );
}
