import { Button, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemBox } from '../components/problem-box.tsx';
import type { MappingPlace, OdooField } from '../graph/default-mapping.ts';
import { useEditor } from '../graph/editor.ts';
import { withParts } from '../graph/mapping-parts.ts';
import { type FieldMapping, sheetOf } from '../graph/spec.ts';
import { usePreview } from './use-preview.ts';
import { type MapValue, ValueMapEditor } from './value-map-editor.tsx';

const MOST = 50;

/** The value map of a field, over the values that its data have. */
export function FieldValueMap({
  place,
  mapping,
  field,
  map,
  onChange,
}: {
  readonly place: MappingPlace;
  readonly mapping: FieldMapping;
  readonly field: OdooField | undefined;
  readonly map: Readonly<Record<string, string>>;
  readonly onChange: (mapping: FieldMapping) => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const { dataset } = useEditor();
  const { data } = usePreview({
    dataset,
    sheet: sheetOf(place.spec, place.node),
    mapping: withParts(mapping, { value_map: undefined }),
    by: 'distinct',
    limit: MOST,
  });
  const open = useOpenValues(place.node.id, field?.name);
  const values = valuesOf(data?.rows ?? [], open.candidates);
  const answers = field?.selection?.map(({ value }) => value);
  return (
    <Stack gap="xs">
      {'reference' in mapping && 'by' in mapping.reference && <OpenValues open={open} />}
      <ValueMapEditor
        value={map}
        values={values}
        {...(answers === undefined ? {} : { answers })}
        onChange={(value_map) => onChange(withParts(mapping, { value_map }))}
      />
      {data && data.total > MOST && (
        <Text size="xs">{t('valueMap.more', { shown: MOST, count: data.total })}</Text>
      )}
    </Stack>
  );
}

/** Values that name no record first, then the most frequent. */
function valuesOf(
  rows: readonly { readonly value: string | null; readonly rows: number }[],
  candidates: ReadonlyMap<string, { readonly rows: number; readonly candidates: readonly string[] }>,
): readonly MapValue[] {
  const counts = new Map<string, number>();
  for (const { value, rows: n } of rows)
    if (value !== null && !candidates.has(value)) counts.set(value, (counts.get(value) ?? 0) + n);
  return [
    ...[...candidates].map(([value, one]) => ({ value, ...one })),
    ...[...counts].map(([value, n]) => ({ value, rows: n })),
  ];
}

function useOpenValues(node: string, field: string | undefined) {
  const { graphId, dataset, connection } = useEditor();
  const [isAsked, setAsked] = useState(false);
  const isAble = dataset !== undefined && connection !== undefined;
  const query = { dataset_id: dataset ?? '', connection_id: connection ?? '' };
  const found = api.useQuery(
    'post',
    '/api/v1/graphs/{id}/values',
    { params: { path: { id: graphId }, query } },
    { enabled: isAsked && isAble, staleTime: 0, retry: false },
  );
  const values = (found.data?.questions ?? [])
    .filter(({ fields }) => fields.some((one) => one.node === node && one.field === field))
    .flatMap((question) => question.values);
  return {
    isAble,
    isBusy: found.isFetching,
    error: found.error,
    isDone: found.data !== undefined,
    candidates: new Map(values.map(({ value, rows, candidates }) => [value, { rows, candidates }])),
    ask: () => (isAsked ? void found.refetch() : setAsked(true)),
  };
}

function OpenValues({ open }: { readonly open: ReturnType<typeof useOpenValues> }): ReactNode {
  const { t } = useTranslation('graphs');
  return (
    <>
      <Button size="xs" variant="light" disabled={!open.isAble} loading={open.isBusy} onClick={open.ask}>
        {t('valueMap.ask')}
      </Button>
      {open.error ? <ProblemBox error={open.error} /> : null}
      {open.isDone && (
        <Text size="xs" role="status">
          {t('valueMap.found', { count: open.candidates.size })}
        </Text>
      )}
    </>
  );
}
