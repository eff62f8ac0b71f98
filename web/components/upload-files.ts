import { client, type Schemas } from '../api/client.ts';
import { dataOf } from '../api/data-of.ts';

/** How the files are to be read where detection is wrong; for all of them. */
export interface ReadingOptions {
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly header_row?: number;
}

/** Makes a dataset of files; throws the server's problem. */
export async function uploadFiles(
  files: readonly File[],
  { name, reading = {} }: { readonly name?: string; readonly reading?: ReadingOptions } = {},
): Promise<Schemas['Dataset']> {
  const form = new FormData();
  if (name !== undefined && name.trim() !== '') form.append('name', name.trim());
  if (Object.keys(reading).length > 0) form.append('options', JSON.stringify({ '*': reading }));
  for (const file of files) form.append('files', file);
  return dataOf(
    client.POST('/api/v1/datasets', {
      // The document describes the form's parts; the browser sends the form itself.
      body: form as unknown as Schemas['DatasetUpload'],
      bodySerializer: (body) => body as unknown as FormData,
    }),
  );
}
