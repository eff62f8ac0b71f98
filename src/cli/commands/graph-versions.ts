import type { App } from '../../app/app.ts';
import type { GraphDiff, GraphView } from '../../app/graph-cases.ts';
import { presentDiff, presentVersions } from '../../server/presenters/graph.ts';
import { unwrap, usageError } from '../command-refused.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { findInPages } from '../find-in-pages.ts';
import { configOf, withApp } from '../with-app.ts';

const MOST_VERSIONS = 500;

export async function versions(context: CommandContext, name: string): Promise<CommandEnd> {
  return withApp(context, configOf(context), async (app) => {
    const { id } = await findGraph(app, name);
    const found = unwrap(await app.graphs.versions(id, { limit: MOST_VERSIONS }));
    for (const { version, name: called, nodes, createdAt } of found.items)
      context.output.line(`${version}  ${createdAt}  ${called}  ${nodes} nodes`);
    return { exitCode: EXIT.done, result: { graph_id: id, ...presentVersions(found) } };
  });
}

export async function diff(
  context: CommandContext,
  name: string,
  between: { readonly from: string; readonly to: string | undefined },
): Promise<CommandEnd> {
  const from = versionOf(between.from);
  const to = between.to === undefined ? null : versionOf(between.to);
  return withApp(context, configOf(context), async (app) => {
    const { id } = await findGraph(app, name);
    const found = unwrap(await app.graphs.diff(id, { from, ...(to === null ? {} : { to }) }));
    for (const change of found.changes) context.output.line(lineOf(change));
    if (found.changes.length === 0)
      context.output.line(`Versions ${found.from.version} and ${found.to.version} are the same.`);
    return { exitCode: EXIT.done, result: { graph_id: id, ...presentDiff(found) } };
  });
}

async function findGraph({ graphs }: Pick<App, 'graphs'>, nameOrId: string): Promise<GraphView> {
  const found = await findInPages(
    (page) => graphs.list(page),
    ({ id, name }) => id === nameOrId || name === nameOrId,
  );
  if (found !== null) return found;
  throw usageError(`There is no graph "${nameOrId}". A graph is saved when it is planned, checked or run.`);
}

function versionOf(text: string): number {
  const version = Number(text);
  if (Number.isInteger(version) && version >= 1) return version;
  throw usageError(`A version is a whole number from 1, not ${text}.`);
}

function lineOf({ what, change, before, after, ...of }: GraphDiff['changes'][number]): string {
  const place = [of.node, of.field, of.edge, of.property].filter((part) => part !== null).join('.');
  const values = change === 'changed' ? `${JSON.stringify(before)} → ${JSON.stringify(after)}` : '';
  return `${change} ${what} ${place}  ${values}`.trimEnd();
}
