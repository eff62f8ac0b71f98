import type { EventFeed } from '../store/run/event-feed.ts';
import type { VersionDeps } from './dataset-versions.ts';
import type { GraphDeps } from './graph-inputs.ts';
import type { RowDeps } from './run-row.ts';

export interface RunDeps extends GraphDeps, VersionDeps, RowDeps {
  readonly feed: EventFeed;
}
