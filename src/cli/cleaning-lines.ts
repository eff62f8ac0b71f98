import type { CleaningProposal, MatchedRecords } from '../mapping/cleaning/cleaning.ts';
import type { Transform } from '../mapping/transform.ts';

const MOST_EXAMPLES = 3;
const LONGEST = 40;

/** What is proposed for each column, as it would stand in the graph, why, and what it does to some cells. */
export function cleaningLines(proposals: readonly CleaningProposal[]): readonly string[] {
  if (proposals.length === 0) return [];
  return ['', 'Proposed cleaning, for the field mappings of the graph:', ...proposals.flatMap(proposalLines)];
}

function proposalLines(proposal: CleaningProposal): readonly string[] {
  const { sheet, column, steps, examples } = proposal;
  const shown = examples.slice(0, MOST_EXAMPLES).map(({ before, after, issue }) => {
    return `${shorten(before)} → ${issue ?? (after === null ? 'empty' : shorten(after))}`;
  });
  return [
    `  ${sheet}, ${column}: ${recipeOf(proposal) || 'nothing yet'}`,
    ...steps.map(
      ({ reason, share }) => `      ${reason} (${Math.max(0.1, Math.round(share * 1000) / 10)} %)`,
    ),
    ...(shown.length === 0 ? [] : [`      ${shown.join(', ')}`]),
  ];
}

function recipeOf({ nullTokens, transforms, valueMap, matches }: CleaningProposal): string {
  const pairs = Object.entries(valueMap).map(([from, to]) => `${from}: ${to}`);
  const more = pairs.length > MOST_EXAMPLES ? ', …' : '';
  return [
    ...(nullTokens.length === 0
      ? []
      : [`null_tokens: [${nullTokens.map((token) => `'${token}'`).join(', ')}]`]),
    ...(transforms.length === 0 ? [] : [`transforms: [${transforms.map(transformText).join(', ')}]`]),
    ...(pairs.length === 0 ? [] : [`value_map: {${pairs.slice(0, MOST_EXAMPLES).join(', ')}${more}}`]),
    ...(matches === null ? [] : [`→ ${matches.model}.${matches.field}${withinText(matches.within)}`]),
  ].join('  ');
}

/** Its value map is that of the column, which is shown there. */
function withinText(within: MatchedRecords['within']): string {
  return Object.entries(within ?? {})
    .map(([field, one]) => `, within ${field} by ${'column' in one ? `"${one.column}"` : one.value}`)
    .join('');
}

/** YAML takes JSON. */
function transformText(transform: Transform): string {
  return typeof transform === 'string' ? transform : JSON.stringify(transform);
}

function shorten(text: string): string {
  return text.length <= LONGEST ? `"${text}"` : `"${text.slice(0, LONGEST - 1)}…"`;
}
