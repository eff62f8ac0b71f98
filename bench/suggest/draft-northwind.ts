import { readFileSync } from 'node:fs';
import { suggestDataset } from '../../src/mapping/suggest/suggest-dataset.ts';
import { readShippedSchema } from '../../src/odoo/shipped-schemas.ts';
import { acceptedSheets } from '../../src/plan/accepted-sheets.ts';
import type { Draft } from '../../src/plan/draft/draft.ts';
import { draftGraph } from '../../src/plan/draft/draft-graph.ts';
import type { GraphSpec } from '../../src/plan/graph-spec.ts';
import { importGraphYaml } from '../../src/plan/graph-yaml.ts';
import { profileFolder } from './profile-folder.ts';

export const NORTHWIND = new URL('../../examples/northwind/', import.meta.url).pathname;

/** What the eleven CSV files alone give, for the shipped schema of Odoo 19. */
export function draftNorthwind(): Promise<Draft> {
  return draftFolder(`${NORTHWIND}data`);
}

/** `loaded`: graphs that were run before. */
export async function draftFolder(folder: string, loaded: readonly GraphSpec[] = []): Promise<Draft> {
  const { manifest, profile } = await profileFolder(folder);
  const target = readShippedSchema(19);
  const graphs = loaded.map((spec) => ({ spec, nodes: spec.nodes.map(({ id }) => id) }));
  const suggestion = suggestDataset(profile, target, { accepted: acceptedSheets(graphs) });
  return draftGraph({ name: 'Northwind', manifest, profile, suggestion, target });
}

/** The graph that a person made of the same files. */
export function readNorthwindGraph(): GraphSpec {
  const parsed = importGraphYaml(readFileSync(`${NORTHWIND}graph.yaml`, 'utf8'));
  if (!parsed.ok) throw new Error(parsed.issues.map(({ message }) => message).join('\n'));
  return parsed.spec;
}
