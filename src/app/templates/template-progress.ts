import type { NodeProgress, RunView } from '../run-views.ts';
import type { StepState, TemplateGraphProgress, TemplateProgress } from '../template-cases.ts';
import type { Template } from './read-templates.ts';

/** A graph made from the template, with its runs, newest first. */
export interface GraphWithRuns {
  readonly id: string;
  readonly name: string;
  readonly runs: readonly RunView[];
}

/** How far a template is: a node is done when the last run that dealt with it left none of its rows behind. */
export function progressOf(template: Template, graphs: readonly GraphWithRuns[]): TemplateProgress {
  const done = graphs.map(({ runs }) => doneNodes(runs));
  return {
    templateId: template.view.id,
    ...standing(template, new Set(done.flatMap((nodes) => [...nodes]))),
    graphs: graphs.map((graph, index) => graphProgress(template, graph, done[index] ?? new Set())),
  };
}

function graphProgress(
  template: Template,
  { id, name, runs }: GraphWithRuns,
  done: ReadonlySet<string>,
): TemplateGraphProgress {
  const { percentage } = standing(template, done);
  return { graphId: id, graphName: name, percentage, lastRunId: runs[0]?.id ?? null };
}

function standing(
  { view }: Template,
  done: ReadonlySet<string>,
): Pick<TemplateProgress, 'percentage' | 'steps'> {
  const nodes = view.steps.flatMap((step) => step.nodes);
  const share = nodes.filter((node) => done.has(node)).length / nodes.length;
  const steps = view.steps.map((step) => ({ title: step.title, state: stateOf(step.nodes, done) }));
  return { percentage: Math.floor(share * 100), steps };
}

function stateOf(nodes: readonly string[], done: ReadonlySet<string>): StepState {
  const loaded = nodes.filter((node) => done.has(node)).length;
  if (loaded === nodes.length) return 'done';
  return loaded === 0 ? 'open' : 'partly';
}

function doneNodes(runs: readonly RunView[]): ReadonlySet<string> {
  const last = new Map<string, NodeProgress>();
  for (const run of runs.filter(isCompleted)) {
    for (const node of run.progress.nodes) {
      const hasItsRows = run.kind === 'run' || (node.rowsTotal ?? 0) > 0;
      if (hasItsRows && !last.has(node.nodeId)) last.set(node.nodeId, node);
    }
  }
  return new Set([...last.values()].filter(isWhole).map((node) => node.nodeId));
}

/** A check writes nothing, a retry of a run goes on with it, and what was rolled back is gone. */
function isCompleted({ kind, status, rolledBackAt }: RunView): boolean {
  const isOver = status === 'completed' || status === 'completed_with_errors';
  return kind !== 'check' && isOver && rolledBackAt === null;
}

function isWhole({ counts }: NodeProgress): boolean {
  return counts.rejected + counts.blocked + counts.unknown + counts.cancelled === 0;
}
