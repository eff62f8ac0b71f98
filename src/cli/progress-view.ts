import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import type { NodeProgress, RunView } from '../app/run-views.ts';
import { OUTCOMES } from '../issue.ts';
import { UNDONE_STATES, undoneOf } from '../load/rollback/undo-words.ts';
import type { NodeStatus } from '../load/run-store.ts';
import type { Output } from './output.ts';

/** Shows a run while it goes on; `show` is called with each state of it. */
export interface ProgressView {
  show(run: RunView): void;
  end(): void;
}

export const ICONS: Readonly<Record<NodeStatus, string>> = {
  pending: '○',
  running: '▶',
  completed: '✓',
  completed_with_errors: '!',
  failed: '✗',
  cancelled: '⊘',
};

/** More bars than the screen has lines cannot be redrawn in place. */
const MAX_BARS = 20;

export function openProgressView(output: Output): ProgressView {
  return output.canRedraw ? barView() : lineView(output);
}

/** One bar per node; one for the whole run where the graph has too many. */
function barView(): ProgressView {
  const format = '{icon} {name} {bar} {value}/{total} {detail}';
  const bars = new MultiBar(
    { format, hideCursor: true, barsize: 24, emptyOnZero: true },
    Presets.shades_classic,
  );
  const byName = new Map<string, SingleBar>();
  const draw = (name: string, total: number, done: number, payload: { icon: string; detail: string }) => {
    const shown = { ...payload, name: name.padEnd(20).slice(0, 24) };
    const bar = byName.get(name) ?? bars.create(total, 0, shown);
    byName.set(name, bar);
    bar.setTotal(total);
    bar.update(done, shown);
  };
  return {
    show: (run) => {
      const { nodes, rowsTotal, rowsDone, waitingFor } = run.progress;
      // Bars stand in the order they are made: nothing is drawn before the nodes are known, so that the total comes last.
      if (nodes.length === 0) return;
      for (const node of nodes.length <= MAX_BARS ? nodes : []) {
        const shown = { icon: ICONS[node.status], detail: detailOf(run, node) };
        draw(node.nodeId, totalOf(run, node), doneOf(run, node), shown);
      }
      draw('total', rowsTotal, rowsDone, { icon: ' ', detail: waitingFor ?? speedOf(run) });
      bars.update();
    },
    end: () => bars.stop(),
  };
}

/** For logs and pipes: one line when the run changes, one when a node is over. */
function lineView(output: Output): ProgressView {
  const told = new Set<string>();
  const tell = (key: string, text: string) => {
    if (told.has(key)) return;
    told.add(key);
    output.note(text);
  };
  return {
    show: (run) => {
      const { nodes, waitingFor } = run.progress;
      tell(`run ${run.status}`, `run ${run.id}: ${words(run.status)}`);
      if (waitingFor !== null) tell(`waiting ${waitingFor}`, `  waiting: ${waitingFor}`);
      for (const node of nodes) {
        if (!isOver(run, node)) continue;
        const done = `  ${ICONS[node.status]} ${node.nodeId}: ${detailOf(run, node)}`;
        tell(`node ${node.nodeId} ${isUndo(run)}`, done);
      }
    },
    end: () => undefined,
  };
}

/** The run is being rolled back, or was: its nodes are shown by what is undone of them. */
function isUndo({ status }: RunView): boolean {
  return status === 'rolling_back' || status === 'rolled_back';
}

function isOver(run: RunView, node: NodeProgress): boolean {
  if (run.status === 'rolling_back') return node.undo.toUndo > 0 && undoneOf(node.undo) >= node.undo.toUndo;
  if (run.status === 'rolled_back') return true;
  return node.status !== 'pending' && node.status !== 'running';
}

function totalOf(run: RunView, node: NodeProgress): number {
  return isUndo(run) ? node.undo.toUndo : (node.rowsTotal ?? 0);
}

function detailOf(run: RunView, node: NodeProgress): string {
  if (!isUndo(run)) return countsOf(node);
  const parts = UNDONE_STATES.filter((state) => node.undo[state] > 0);
  return parts.map((state) => `${format(node.undo[state])} ${state}`).join(', ') || 'nothing to undo';
}

function doneOf(run: RunView, node: NodeProgress): number {
  return isUndo(run) ? undoneOf(node.undo) : rowsDoneOf(node);
}

function rowsDoneOf({ counts }: NodeProgress): number {
  return OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
}

/** `830 created, 2 rejected`; what is zero is left out. */
export function countsOf({ counts }: NodeProgress): string {
  const parts = OUTCOMES.filter((outcome) => counts[outcome] > 0).map((o) => `${format(counts[o])} ${o}`);
  return parts.length === 0 ? 'no rows' : parts.join(', ');
}

function speedOf({ progress: { rowsPerSecond, etaSeconds } }: RunView): string {
  const speed = !rowsPerSecond ? '' : `${format(Math.round(rowsPerSecond))} rows/s`;
  return etaSeconds === null ? speed : `${speed}, about ${Math.ceil(etaSeconds)} s left`;
}

export function words(status: string): string {
  return status.replaceAll('_', ' ');
}

export function format(count: number): string {
  return count.toLocaleString('en-US');
}
