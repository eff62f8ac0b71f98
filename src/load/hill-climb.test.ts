import { expect, test } from 'vitest';
import { HillClimb } from './hill-climb.ts';

/** A knob from 2 to 8 and how often it stood where when it was measured. */
function turned(rateAt: (level: number) => number, measurements: number, begin = 2): readonly number[] {
  let level = begin;
  const to = (next: number): boolean => {
    if (next < 2 || next > 8) return false;
    level = next;
    return true;
  };
  const climb = new HillClimb([{ up: () => to(level + 1), down: () => to(level - 1) }]);
  return Array.from({ length: measurements }, () => {
    const at = level;
    climb.measured(rateAt(at));
    return at;
  });
}

const shareOf = (levels: readonly number[], level: number): number =>
  levels.filter((at) => at === level).length / levels.length;

test('turns up as long as a tenth more comes of it', () => {
  expect(turned((level) => Math.min(level, 5) * 100, 6)).toEqual([2, 3, 4, 5, 6, 5]);
});

test('stays where nothing is better, and looks around more and more seldom', () => {
  const levels = turned(() => 100, 300);
  expect(levels.slice(0, 8)).toEqual([2, 3, 2, 2, 3, 2, 2, 2]);
  expect(shareOf(levels, 2)).toBeGreaterThan(0.95);
});

test('turns down what brings nothing any more', () => {
  const levels = turned((level) => Math.min(level, 3) * 100, 200, 7);
  expect(shareOf(levels.slice(100), 3)).toBeGreaterThan(0.9);
});

test('what was under trial is taken back when it is abandoned, and after trouble nothing is tried for a while', () => {
  let level = 1;
  const climb = new HillClimb([
    {
      up: () => {
        level += 1;
        return true;
      },
      down: () => {
        level -= 1;
        return true;
      },
    },
  ]);
  climb.measured(100);
  expect(level).toBe(2);
  climb.abandon();
  climb.pause();
  expect(level).toBe(1);
  const levels = Array.from({ length: 9 }, () => {
    climb.measured(100);
    return level;
  });
  expect(levels).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 2]);
});
