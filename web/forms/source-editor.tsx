import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../graph/editor.ts';
import { type FieldMapping, sheetOf } from '../graph/spec.ts';
import { ColumnSelect } from './column-select.tsx';
import { ConstantEditor } from './constant-editor.tsx';
import type { FieldEditorProps } from './field-props.ts';
import { FormulaEditor } from './formula-editor.tsx';
import { NodeReferenceEditor } from './node-reference-editor.tsx';
import { RecordReferenceEditor } from './record-reference-editor.tsx';

/** What fills a field, by its kind. */
export function SourceEditor({
  place,
  mapping,
  field,
  samples,
  onChange,
}: FieldEditorProps & { readonly onChange: (mapping: FieldMapping) => void }): ReactNode {
  const { t } = useTranslation('graphs');
  const { dataset } = useEditor();
  const shared = { place, field, samples };
  if ('column' in mapping)
    return (
      <ColumnSelect
        label={t('kind.column')}
        columns={place.columns}
        samples={samples}
        value={mapping.column}
        onChange={(column) => column !== null && onChange({ ...mapping, column })}
      />
    );
  if ('value' in mapping)
    return <ConstantEditor value={mapping.value} field={field} onChange={(value) => onChange({ value })} />;
  if ('formula' in mapping)
    return (
      <FormulaEditor
        dataset={dataset}
        sheet={sheetOf(place.spec, place.node)}
        value={mapping.formula}
        onChange={(formula) => onChange({ ...mapping, formula })}
      />
    );
  const { reference } = mapping;
  return 'node' in reference ? (
    <NodeReferenceEditor
      {...shared}
      value={reference}
      onChange={(next) => onChange({ ...mapping, reference: next })}
    />
  ) : (
    <RecordReferenceEditor
      {...shared}
      value={reference}
      onChange={(next) => onChange({ ...mapping, reference: next })}
    />
  );
}
