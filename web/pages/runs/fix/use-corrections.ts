import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, client, type Schemas } from '../../../api/client.ts';
import { dataOf } from '../../../api/data-of.ts';
import { notifyDone, notifyProblem } from '../../../components/notify.ts';

type Dataset = Schemas['Dataset'];

/** The newest version of a dataset's line: corrections go on top of it, and a retry takes it. */
export function useNewestVersion(datasetId: string | undefined): Dataset | undefined {
  return useVersions(datasetId).at(-1);
}

/** All versions of a dataset's line, the first one first. */
export function useVersions(datasetId: string | undefined): readonly Dataset[] {
  const { data } = api.useQuery(
    'get',
    '/api/v1/datasets/{id}/versions',
    { params: { path: { id: datasetId ?? '' } } },
    { enabled: datasetId !== undefined },
  );
  return data?.items ?? [];
}

export interface CellChange {
  readonly row: number;
  readonly column: string;
  readonly value: string;
}

export interface Corrections {
  readonly sheet: string;
  readonly cells: readonly CellChange[];
  readonly replace?: readonly { readonly column: string; readonly from: string; readonly to: string }[];
}

const CELLS_PER_CALL = 20_000;

/** Saves corrected cells as a new version of the dataset; what was loaded stays as it is until a retry. */
export function useCorrectCells(datasetId: string) {
  return useSaving(
    (corrections: Corrections) => correctCells(datasetId, corrections),
    () => undefined,
  );
}

/** Saves a corrected file of rejects as a new version. */
export function useCorrectFiles(datasetId: string) {
  const { t } = useTranslation('rows');
  const tell = ({ version }: Dataset) => notifyDone(t('saved', { version }));
  return useSaving((files: readonly File[]) => {
    const body = new FormData();
    for (const file of files) body.append('files', file);
    return dataOf(
      client.POST('/api/v1/datasets/{id}/versions', {
        params: { path: { id: datasetId } },
        body: body as never, // the document describes its parts, the browser sends it as it is
        bodySerializer: (form: unknown) => form as FormData,
      }),
    );
  }, tell);
}

async function correctCells(
  datasetId: string,
  { sheet, cells, replace = [] }: Corrections,
): Promise<Dataset> {
  let id = datasetId;
  for (let from = 0; ; from += CELLS_PER_CALL) {
    const data = await dataOf(
      client.POST('/api/v1/datasets/{id}/versions', {
        params: { path: { id } },
        body: {
          sheet,
          cells: cells.slice(from, from + CELLS_PER_CALL),
          replace: from === 0 ? [...replace] : [],
        },
      }),
    );
    id = data.id;
    if (from + CELLS_PER_CALL >= cells.length) return data;
  }
}

function useSaving<T>(save: (input: T) => Promise<Dataset>, onSaved: (dataset: Dataset) => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: save,
    onError: notifyProblem,
    onSuccess: async (dataset) => {
      onSaved(dataset);
      await queryClient.invalidateQueries({ queryKey: ['get', '/api/v1/datasets/{id}/versions'] });
    },
  });
}
