import type { CreateRunResult } from '../store/run/create-run.ts';
import { done, refuse } from './refuse.ts';
import type { Result } from './result.ts';
import type { StartedRun } from './run-views.ts';

/** The run that was asked for, or why there is none. */
export function startedRun(created: CreateRunResult, graphId: string): Result<StartedRun> {
  switch (created.kind) {
    case 'created':
    case 'existing':
      return done(created.run);
    case 'active_run':
      return refuse(
        'conflict',
        `Run ${created.runId} of this graph is not over on this connection. Wait for it, or cancel it.`,
      );
    case 'namespace_taken':
      return refuse(
        'conflict',
        `Graph "${created.graphName}" (${created.graphId}) already writes to this connection under the same namespace, so rows with the same key would become one record. Give this graph a "namespace" of its own, or delete the other one.`,
      );
    case 'key_reused':
      return refuse(
        'key_reused',
        `The Idempotency-Key was used for another request, which made run ${created.runId}. Use a new key.`,
      );
    case 'retried':
      return refuse(
        'conflict',
        `Run ${created.ofRun} was retried by run ${created.runId} already, which knows what both have loaded. Retry that one.`,
      );
    case 'missing':
      return refuse('not_found', `The ${created.what} of graph ${graphId}'s run was deleted meanwhile.`);
  }
}
