import type { Measured, Measurement } from './measure.ts';
import type { Entry } from './rounds.ts';

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export interface CaseSummary {
  readonly case: string;
  readonly title: string;
  readonly contenders: readonly ContenderSummary[];
}

export interface ContenderSummary {
  readonly name: string;
  readonly does: string;
  /** Rows it was given. */
  readonly rows: number;
  readonly rowsPerSecond: Spread | null;
  /** How many times as fast as this one ours is: by round, then the spread. Null for ours, and where no round has both. */
  readonly ratio: Spread | null;
  /** The same with the upload of the file counted. */
  readonly ratioWithUpload: Spread | null;
  /** Medians, milliseconds. */
  readonly uploadMs: number | null;
  readonly stagesMs: Readonly<Record<string, number>>;
  readonly cpuMsPer1000Rows: Readonly<Record<string, number>>;
  /** What went wrong, one per round where it failed. */
  readonly failed: readonly string[];
}

export const OURS = 'importgraph';

export function summarize(entries: readonly Entry[]): readonly CaseSummary[] {
  const byCase = Map.groupBy(entries, (entry) => entry.case);
  return [...byCase].map(([benchCase, all]) => {
    const contenders = new Set(all.toSorted((a, b) => a.round - b.round).map((entry) => entry.contender));
    const ours = all.filter((entry) => entry.contender.name === OURS);
    return {
      case: benchCase.name,
      title: benchCase.title,
      contenders: [...contenders].map(({ name, does }) => {
        const own = all.filter((entry) => entry.contender.name === name);
        return summaryOf({ name, does }, own, name === OURS ? [] : ours);
      }),
    };
  });
}

function summaryOf(
  { name, does }: Pick<ContenderSummary, 'name' | 'does'>,
  own: readonly Entry[],
  ours: readonly Entry[],
): ContenderSummary {
  const good = own.map((entry) => entry.measurement).filter(isMeasured);
  return {
    name,
    does,
    rows: own[0]?.measurement.rows ?? 0,
    rowsPerSecond: spreadOf(good.map((m) => rate(m, m.loadMs))),
    ratio: spreadOf(ratios(own, ours, (m) => rate(m, m.loadMs))),
    ratioWithUpload: spreadOf(ratios(own, ours, (m) => rate(m, m.uploadMs + m.loadMs))),
    uploadMs: spreadOf(good.map((m) => m.uploadMs))?.median ?? null,
    stagesMs: medians(good.map((m) => m.details.stagesMs)),
    cpuMsPer1000Rows: medians(good.map((m) => per1000(m.details.cpuMs, m.rows))),
    failed: own.flatMap(({ round, measurement: m }) => (m.ok ? [] : [`round ${round + 1}: ${m.problem}`])),
  };
}

function isMeasured(measurement: Measurement): measurement is Measured {
  return measurement.ok;
}

function rate({ rows }: Measured, ms: number): number {
  return (rows * 1000) / ms;
}

/** Of the rounds in which both came through: what the machine did in a round met both. */
function ratios(
  own: readonly Entry[],
  ours: readonly Entry[],
  rateOf: (measured: Measured) => number,
): readonly number[] {
  return own.flatMap(({ round, measurement }) => {
    const rival = ours.find((entry) => entry.round === round)?.measurement;
    return measurement.ok && rival?.ok === true ? [rateOf(rival) / rateOf(measurement)] : [];
  });
}

export function spreadOf(values: readonly number[]): Spread | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [min] = sorted;
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) return null;
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? min) + (sorted[Math.ceil(middle)] ?? max)) / 2;
  return { median, min, max };
}

type Figures = Readonly<Record<string, number>>;

function medians(all: readonly Figures[]): Figures {
  const names = Object.keys(all[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, Math.round(spreadOf(all.map((one) => one[name] ?? 0))?.median ?? 0)]),
  );
}

function per1000(figures: Figures, rows: number): Figures {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, (value * 1000) / rows]));
}
