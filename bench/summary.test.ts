import { describe, expect, it } from 'vitest';
import type { BenchCase } from './case.ts';
import { partnerCase } from './cases/partner.ts';
import { createContender } from './contenders/create.ts';
import { importgraphContender } from './contenders/importgraph.ts';
import type { Measurement } from './measure.ts';
import { figuresOf, ratiosOf } from './ratios.ts';
import type { Entry } from './rounds.ts';
import { rotated, runRounds } from './rounds.ts';
import { spreadOf, summarize } from './summary.ts';

function took(loadMs: number, rows = 1000, uploadMs = 0): Measurement {
  return { ok: true, rows, uploadMs, loadMs, details: { stagesMs: {}, cpuMs: {} } };
}

function entry(round: number, contender: Entry['contender'], measurement: Measurement): Entry {
  return { round, case: partnerCase, contender, measurement };
}

describe('summary', () => {
  it('compares within a round, so that a slow minute of the machine does not count', () => {
    const entries = [
      entry(0, importgraphContender, took(1000)),
      entry(0, createContender, took(20_000)),
      entry(1, importgraphContender, took(3000)),
      entry(1, createContender, took(60_000)),
    ];
    const [, create] = summarize(entries)[0]?.contenders ?? [];
    expect(create?.ratio?.min).toBeCloseTo(20);
    expect(create?.ratio?.max).toBeCloseTo(20);
  });

  it('compares rows per second where one had fewer rows', () => {
    const entries = [
      entry(0, importgraphContender, took(1000)),
      entry(0, createContender, took(10_000, 300)),
    ];
    const [, create] = summarize(entries)[0]?.contenders ?? [];
    expect(create).toMatchObject({ rows: 300, rowsPerSecond: { median: 30 } });
    expect(create?.ratio?.median).toBeCloseTo(33.33, 2);
  });

  it('leaves a failed round out of the figures and tells it', () => {
    const lost: Measurement = { ok: false, rows: 300, problem: 'row P00002 is not in Odoo' };
    const entries = [
      entry(0, importgraphContender, took(1000)),
      entry(0, createContender, lost),
      entry(1, importgraphContender, took(1000)),
      entry(1, createContender, took(10_000)),
    ];
    const [, create] = summarize(entries)[0]?.contenders ?? [];
    expect(create).toMatchObject({
      ratio: { median: 10 },
      failed: ['round 1: row P00002 is not in Odoo'],
    });
  });

  it('takes the mean of the two in the middle of an even number', () => {
    expect(spreadOf([4, 1, 2, 9])).toEqual({ median: 3, min: 1, max: 9 });
    expect(spreadOf([])).toBeNull();
  });
});

describe('rounds', () => {
  it('lets another contender begin each round', () => {
    expect([0, 1, 2, 3].map((round) => rotated(['A', 'B', 'C'], round).join(''))).toEqual([
      'ABC',
      'CAB',
      'BCA',
      'ABC',
    ]);
  });

  it('gives every measurement a tag of its own and ends after the one under way when stopped', async () => {
    const stop = new AbortController();
    const tags: string[] = [];
    const entries = await runRounds({
      cases: [partnerCase],
      contenders: [importgraphContender, createContender],
      rounds: 5,
      measure: async (_contender, _case: BenchCase, tag) => {
        tags.push(tag);
        if (tags.length === 3) stop.abort();
        return took(1000);
      },
      onEntry: () => undefined,
      stop: stop.signal,
    });
    expect(entries.map(({ round, contender }) => `${round} ${contender.name}`)).toEqual([
      '0 importgraph',
      '0 create',
      '1 create',
    ]);
    expect(new Set(tags).size).toBe(3);
  });
});

describe('ratios by name', () => {
  it('compare ours with a contender of the case, and ours in two cases, round by round', () => {
    const reload = { ...createContender, name: 'reload' };
    const inCase = (name: string, one: Entry): Entry => ({ ...one, case: { ...partnerCase, name } });
    const entries = [
      inCase('unchanged', entry(0, importgraphContender, took(100))),
      inCase('unchanged', entry(0, reload, took(5000))),
      inCase('unchanged', entry(1, importgraphContender, took(100))),
      inCase('unchanged', entry(1, reload, { ok: false, rows: 1000, problem: 'gone' })),
      inCase('lead', entry(0, importgraphContender, took(800))),
      inCase('lead-bad', entry(0, importgraphContender, took(1000))),
    ];
    expect(ratiosOf(entries)).toEqual({
      f_unchanged_vs_reload: { median: 50, min: 50, max: 50 },
      g_vs_clean: { median: 0.8, min: 0.8, max: 0.8 },
    });
  });

  it('are all there in the answer for programs, null where nothing was measured, with the figures of the parts', () => {
    const figures = figuresOf({ c_vs_wizard_id: { median: 3, min: 2, max: 4 } }, [
      { figures: { prepare_vs_engine: 2.5, prepare_rss_mb: 900 } },
      { figures: {} },
    ]);
    expect(figures).toEqual({
      a_vs_inprocess: null,
      c_vs_wizard_name: null,
      c_vs_wizard_id: 3,
      c_pinned_vs_inprocess: null,
      f_unchanged_vs_reload: null,
      f_one_percent_vs_reload: null,
      g_vs_clean: null,
      prepare_vs_engine: 2.5,
      prepare_rss_mb: 900,
      growth_min_ratio: null,
    });
  });
});
