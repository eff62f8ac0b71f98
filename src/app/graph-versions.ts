import { diffGraphs } from '../plan/graph-diff.ts';
import { exportGraphYaml } from '../plan/graph-yaml.ts';
import type { Graphs } from '../store/graphs.ts';
import type { GraphDiff, GraphVersionView, GraphView } from './graph-cases.ts';
import { done, notFound } from './refuse.ts';
import type { Page, PageQuery, Result } from './result.ts';

interface VersionDeps {
  readonly graphs: Graphs;
}

export async function listVersions(
  { graphs }: VersionDeps,
  id: string,
  page: PageQuery,
): Promise<Result<Page<GraphVersionView>>> {
  const found = await graphs.get(id);
  return found ? done(await graphs.versions(id, page)) : notFound('Graph', id);
}

/** `to`: default the newest. */
export async function diffVersions(
  by: VersionDeps,
  id: string,
  { from, to }: { readonly from: number; readonly to?: number },
): Promise<Result<GraphDiff>> {
  const before = await versionOf(by, id, from);
  if (!before.ok) return before;
  const after = await versionOf(by, id, to);
  if (!after.ok) return after;
  return done({
    from: sideOf(before.value),
    to: sideOf(after.value),
    changes: diffGraphs(before.value.spec, after.value.spec),
  });
}

async function versionOf({ graphs }: VersionDeps, id: string, version?: number): Promise<Result<GraphView>> {
  const found = await graphs.get(id, version);
  if (found) return done(found);
  const exists = version !== undefined && (await graphs.get(id)) !== null;
  return notFound('Graph', exists ? `${id} version ${version}` : id);
}

function sideOf(view: GraphView): GraphDiff['from'] {
  return { version: view.version, yaml: exportGraphYaml(view.spec) };
}
