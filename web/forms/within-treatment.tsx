import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MappingPlace } from '../graph/default-mapping.ts';
import { useEditor } from '../graph/editor.ts';
import { compact } from '../graph/mapping-parts.ts';
import { sheetOf } from '../graph/spec.ts';
import type { ColumnCondition } from '../graph/within-edits.ts';
import { Fold } from './fold.tsx';
import { TransformsEditor } from './transforms-editor.tsx';
import { usePreview } from './use-preview.ts';
import type { Samples } from './use-samples.ts';
import { ValueMapEditor } from './value-map-editor.tsx';

const MOST = 50;

interface TreatmentProps {
  readonly condition: ColumnCondition;
  readonly place: MappingPlace;
  readonly samples: Samples;
  readonly onChange: (condition: ColumnCondition) => void;
}

/** What is done to the cell before it is compared. */
export function WithinTreatment(props: TreatmentProps): ReactNode {
  const { condition, place, samples, onChange } = props;
  const { t } = useTranslation('graphs');
  const { column, transforms = [], value_map: map = {} } = condition;
  return (
    <>
      <Fold label={t('transformsOf', { columns: column, count: transforms.length })}>
        <TransformsEditor
          value={transforms}
          columns={place.columns}
          samples={samples}
          onChange={(next) =>
            onChange(compact({ ...condition, transforms: next.length === 0 ? undefined : next }))
          }
        />
      </Fold>
      <Fold label={t('valueMap.titleOf', { column, count: Object.keys(map).length })}>
        <ConditionValues {...props} />
      </Fold>
    </>
  );
}

/** Over the values that the column has after its transforms. */
function ConditionValues({ condition, place, onChange }: TreatmentProps): ReactNode {
  const { dataset } = useEditor();
  const { column, transforms, value_map: map = {} } = condition;
  const { data } = usePreview({
    dataset,
    sheet: sheetOf(place.spec, place.node),
    mapping: compact({ column, transforms }),
    by: 'distinct',
    limit: MOST,
  });
  const counts = new Map<string, number>();
  for (const { value, rows } of data?.rows ?? [])
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + rows);
  return (
    <ValueMapEditor
      value={map}
      values={[...counts].map(([value, rows]) => ({ value, rows }))}
      onChange={(next) => onChange(compact({ ...condition, value_map: next }))}
    />
  );
}
