/** Between the value of `match` and those it is looked up within: no cell means this sign. */
const SIGN = '\u001F';

/** SQL of the parts as one value; an empty part is ''. */
export function joinedParts([first = 'NULL', ...others]: readonly string[]): string {
  return [first, ...others.map((part) => `coalesce(${part}, '')`)].join(' || chr(31) || ');
}

export function partsOf(value: string): readonly string[] {
  return value.split(SIGN);
}

/** SQL of a joined value for people. */
export function shownParts(value: string): string {
  return `replace(${value}, chr(31), ' within ')`;
}
