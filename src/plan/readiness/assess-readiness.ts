import type { Issue } from '../../issue.ts';
import type { SchemaSnapshot } from '../../mapping/target-schema.ts';
import type { DatasetManifest } from '../../source/dataset.ts';
import type { GraphSpec, ModelNode } from '../graph-spec.ts';
import { validateGraph } from '../validate-graph.ts';
import { checkAccounting } from './check-accounting.ts';
import { checkNamed } from './check-named.ts';
import { checkUser } from './check-user.ts';
import { knownTraps } from './known-traps.ts';
import { modelNeeds, modelNodes } from './model-needs.ts';
import {
  FINDING_SEVERITIES,
  type Finding,
  type NamedValues,
  type Readiness,
  type TargetFacts,
} from './readiness.ts';

export interface ReadinessInput {
  readonly spec: GraphSpec;
  /** The models that the graph loads, and those it refers to. */
  readonly snapshot: SchemaSnapshot;
  readonly manifest?: DatasetManifest;
  /** Null: the snapshot is shipped, and there is no Odoo to be asked. */
  readonly facts: TargetFacts | null;
  /** From the graph, and from the dataset where there is one. */
  readonly named: readonly NamedValues[];
}

/** What stands in the way of loading this graph into this target: the plan's own issues, what the target lacks, known traps. */
export function assessReadiness(input: ReadinessInput): Readiness {
  const { spec, snapshot, manifest, facts, named } = input;
  const nodes = modelNodes(spec);
  const lacks =
    facts === null
      ? []
      : [
          ...checkNamed(nodes, named, facts),
          ...checkAccounting(nodes, facts),
          ...checkUser(nodes, snapshot, facts),
        ];
  const validation = validateGraph(spec, { snapshot, ...(manifest === undefined ? {} : { manifest }) });
  const issues = [...validation.errors, ...validation.warnings]
    .map((issue) => fromIssue(issue, nodes, facts === null))
    .filter((finding) => !followsFromChart(finding, lacks, snapshot));
  const existing = nodes.filter(({ data }) => Object.hasOwn(snapshot.models, data.odooModel));
  const found = [...issues, ...lacks, ...knownTraps(existing, snapshot)];
  const findings = FINDING_SEVERITIES.flatMap((severity) =>
    inGraphOrder(
      found.filter((finding) => finding.severity === severity),
      nodes,
    ),
  );
  const ready = findings.every(({ severity }) => severity !== 'blocker');
  return { ready, findings, models: modelNeeds(spec, snapshot) };
}

/** The shipped schema holds the usual models only: that one is not among them says little of a real Odoo. */
const OF_THIS_ODOO: readonly Issue['code'][] = ['model_unknown', 'module_missing'];

function fromIssue(issue: Issue, nodes: readonly ModelNode[], isShipped: boolean): Finding {
  const isUnsure = isShipped && OF_THIS_ODOO.includes(issue.code);
  return {
    severity: issue.severity === 'error' && !isUnsure ? 'blocker' : 'warning',
    code: issue.code,
    message: issue.message,
    node: issue.node ?? null,
    model: nodes.find(({ id }) => id === issue.node)?.data.odooModel ?? null,
    field: issue.field ?? null,
  };
}

/**
 * Without a chart Odoo refuses to tell its defaults (14: `default_get` of account.move looks for a journal), so that every required field
 * seems to need a mapping.
 */
function followsFromChart(
  { code, node, model }: Finding,
  lacks: readonly Finding[],
  { models }: SchemaSnapshot,
): boolean {
  if (code !== 'field_unmapped') return false;
  if (!lacks.some((lack) => lack.code === 'chart_missing' && lack.node === node)) return false;
  return Object.values(models[model ?? '']?.fields ?? {}).every(({ hasDefault }) => hasDefault !== true);
}

/** What concerns no node comes first. */
function inGraphOrder(findings: readonly Finding[], nodes: readonly ModelNode[]): readonly Finding[] {
  const place = ({ node }: Finding): number => nodes.findIndex(({ id }) => id === node);
  return [...findings].sort((a, b) => place(a) - place(b));
}
