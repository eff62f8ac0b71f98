import type { DatasetView } from './dataset-cases.ts';
import type { Result } from './result.ts';

/** Data that come along, to try things with. */
export interface Example {
  /** A word such as `address-book`. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly rows: number;
  readonly sheets: readonly string[];
}

export interface ExampleCases {
  list(): readonly Example[];
  createDataset(id: string): Promise<Result<DatasetView>>;
}
