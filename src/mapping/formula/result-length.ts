import type { Checked } from './syntax-nodes.ts';
import { NUMBER_LENGTH } from './value-kinds.ts';

/** About how many characters a function gives at most, for arguments of at most these lengths. */
export function lengthOf(name: string, values: readonly Checked[]): number {
  const [first, second, third] = values;
  const text = first?.most ?? 0;
  switch (name) {
    case 'concat':
    case 'concat_ws': {
      const sum = values.reduce((all, { most }) => all + most, 0);
      return name === 'concat' ? sum : sum + text * values.length;
    }
    case 'repeat':
      return text * wholeOf(second);
    case 'lpad':
    case 'rpad':
      return wholeOf(second);
    case 'replace': {
      const from = typeof second?.written === 'string' ? Math.max(1, second.written.length) : 1;
      return text * Math.max(1, (third?.most ?? 0) / from);
    }
    case 'regexp_replace': {
      const to = typeof third?.written === 'string' ? third.written : '';
      const groups = to.match(/\\\d/g)?.length ?? 0;
      return text + (text + 1) * (to.length - 2 * groups) + text * groups;
    }
    case 'strftime':
      return (second?.most ?? 0) * 12;
    case 'md5':
      return 32;
    default:
      return Math.max(NUMBER_LENGTH, ...values.map(({ most }) => most));
  }
}

function wholeOf(value: Checked | undefined): number {
  return typeof value?.written === 'number' ? value.written : 0;
}
