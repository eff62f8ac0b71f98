import { join } from 'node:path';
import { type DatasetStorage, openLocalStorage } from './dataset-storage.ts';
import { openS3Bucket, type S3Location } from './s3-bucket.ts';
import { openS3Storage } from './s3-storage.ts';

/** Datasets in the bucket given, with copies in the home folder; without one, in the home folder alone. */
export async function openDatasetStorage(home: string, s3: S3Location | null): Promise<DatasetStorage> {
  if (s3 === null) return openLocalStorage(join(home, 'datasets'));
  return openS3Storage(await openS3Bucket(s3), join(home, 'dataset-copies'));
}
