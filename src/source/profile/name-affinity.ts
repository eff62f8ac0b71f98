/** Words that say nothing of what a column is about. */
const FILLERS: ReadonlySet<string> = new Set([
  'id',
  'no',
  'nr',
  'num',
  'number',
  'code',
  'key',
  'ref',
  'the',
  'of',
  'name',
  'fk',
  'pk',
  'by',
  'via',
  'to',
  'is',
]);
const PARENT =
  /parent|manager|supervisor|superior|reports?[\s_-]*to|boss|chief|head|leader|belongs|part[\s_-]*of|main|vorgesetzt|übergeordnet|padre|responsable|supérieur|overkoepelend|chef|jefe/i;
const SHORTEST_STEM = 4;

/** Whether a column that is called `from` may name a row of `sheet` by its column `to`: `customerID` and `customers.customerID`. */
export function isSameThing(from: string, sheet: string, to: string): boolean {
  const wanted = stemsOf(from);
  if (wanted.length === 0) return false;
  const about = [...stemsOf(sheet), ...stemsOf(to)];
  return wanted.some((word) => about.some((other) => areAlike(word, other)));
}

export function looksLikeParent(name: string): boolean {
  return PARENT.test(name);
}

/** `ShipVia` → ship; `customer_id` → customer; plurals lose their ending. */
function stemsOf(name: string): readonly string[] {
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  return words.filter((word) => word.length > 1 && !FILLERS.has(word)).map(singular);
}

function singular(word: string): string {
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

function areAlike(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= SHORTEST_STEM && long.startsWith(short);
}
