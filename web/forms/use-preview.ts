import { useDebouncedValue } from '@mantine/hooks';
import { api, type Schemas } from '../api/client.ts';
import type { FieldMapping } from '../graph/spec.ts';

export interface PreviewOf {
  readonly dataset: string | undefined;
  readonly sheet: string | undefined;
  readonly mapping: FieldMapping | undefined;
  /** Whose type the value is made for. */
  readonly target?: Schemas['FieldPreviewQuery']['target'];
  readonly by?: 'rows' | 'distinct';
  readonly limit?: number;
}

/** What a mapping makes of real rows, a moment after it was changed. */
export function usePreview({ dataset, sheet, mapping, target, by = 'rows', limit = 6 }: PreviewOf) {
  const [asked] = useDebouncedValue(mapping, 250);
  const body = { mapping: asked ?? { value: '' }, by, limit, offset: 0, ...(target && { target }) };
  const isAble = dataset !== undefined && sheet !== undefined && asked !== undefined;
  return api.useQuery(
    'post',
    '/api/v1/datasets/{id}/sheets/{sheet}/preview',
    { params: { path: { id: dataset ?? '', sheet: sheet ?? '' } }, body },
    { enabled: isAble, placeholderData: (before) => before, staleTime: 60_000, retry: false },
  );
}
