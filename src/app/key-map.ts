import { canonicalKey, externalId, readableKey } from '../mapping/external-id.ts';
import { namespaceOf } from '../plan/namespace.ts';
import type { Connections } from '../store/connections.ts';
import type { Graphs } from '../store/graphs.ts';
import type { KeyMap, RenameResult } from '../store/key-map.ts';
import { chosenConnection } from './chosen-inputs.ts';
import type { KeyMapCases, KeyMapPlace, KeyMapView } from './key-map-cases.ts';
import { done, notFound, refuse } from './refuse.ts';
import type { Result } from './result.ts';

export interface KeyMapDeps {
  readonly keyMap: KeyMap;
  readonly graphs: Graphs;
  readonly connections: Connections;
}

export function keyMapCases(by: KeyMapDeps): KeyMapCases {
  return {
    list: async ({ graphId, connectionId, key, ...query }) => {
      const place = await placeOf(by, { graphId, ...(connectionId === undefined ? {} : { connectionId }) });
      if (!place.ok) return place;
      const wanted = key === undefined ? {} : { key: canonical(key) };
      return done(await by.keyMap.list({ ...query, ...wanted, ...place.value }));
    },
    rename: async ({ node, key, newKey, ...of }) => {
      const place = await placeOf(by, of);
      if (!place.ok) return place;
      const [from, to] = [canonical(key), canonical(newKey)];
      if (to === '') return refuse('invalid', 'The new key is empty. Give the key that the row has now.');
      if (from === to) return refuse('invalid', `The row has the key "${readableKey(to)}" already.`);
      const id = externalId(place.value.namespace, node, to);
      return renamed(
        await by.keyMap.rename({ ...place.value, node, key: from, newKey: to, externalId: id }),
        {
          node,
          key: readableKey(from),
          newKey: readableKey(to),
        },
      );
    },
  };
}

/** A key as the API gives it, or as it stands in the cell where it is of one column. */
function canonical(key: string): string {
  return /^(~~|~[0-9A-F]{2}|[A-Za-z0-9-])+$/.test(key) ? key : canonicalKey([key]);
}

async function placeOf(
  by: KeyMapDeps,
  { graphId, connectionId }: KeyMapPlace,
): Promise<Result<{ readonly connectionId: string; readonly namespace: string }>> {
  const graph = await by.graphs.get(graphId);
  if (!graph) return notFound('Graph', graphId);
  const connection = await chosenConnection(by, connectionId);
  if (!connection.ok) return connection;
  return done({ connectionId: connection.value.id, namespace: namespaceOf(graph.spec) });
}

function renamed(
  result: RenameResult,
  { node, key, newKey }: { readonly node: string; readonly key: string; readonly newKey: string },
): Result<KeyMapView> {
  switch (result.kind) {
    case 'renamed':
      return done(result.entry);
    case 'not_found':
      return refuse('not_found', `Node "${node}" has no row with the key "${key}" in the key map.`);
    case 'taken':
      return refuse(
        'conflict',
        `The key "${newKey}" of node "${node}" has record ${result.recordId} of its own. Roll back the run that made it, then rename.`,
      );
    case 'active_run':
      return refuse(
        'conflict',
        `Run ${result.runId} is not over and uses these keys. Wait for it, or cancel it.`,
      );
  }
}
