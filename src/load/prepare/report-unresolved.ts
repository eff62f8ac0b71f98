import type { Engine } from '../../source/engine.ts';
import { sqlText } from '../../source/sql-text.ts';
import { insertIssues } from './insert-issues.ts';
import type { RecordSource, StepRecipe } from './recipe.ts';
import { answerTable } from './step-tables.ts';
import { shownParts } from './within-parts.ts';

/** The issues of values that name no record in Odoo, several, or one that Odoo refused to create. */
export async function reportUnresolved(
  engine: Engine,
  recipe: StepRecipe,
  at: { readonly j: number; readonly source: RecordSource; readonly named: string },
): Promise<void> {
  const { j, source, named } = at;
  const verdicts =
    source.onMissing === 'empty' ? `('ambiguous', 'refused')` : `('ambiguous', 'refused', 'missing')`;
  const bad = `SELECT named.ord, named.src_row, named.pos, named.raw, ${shownParts('named.v')} AS v, answers.verdict, answers.candidates, answers.note
    FROM ${named} named JOIN ${answerTable(recipe.index, j)} answers ON answers.value = named.v WHERE answers.verdict IN ${verdicts}`;
  const single = `SELECT sheet.ord, sheet.src_row, ${source.slot.raw} AS value, bad.* EXCLUDE (ord, src_row, pos, raw)
    FROM ${recipe.sheet.relation} sheet JOIN (${bad}) bad ON bad.ord = sheet.ord`;
  const several = `SELECT ord, src_row, raw AS value, v, verdict, candidates, note FROM (${bad}) ORDER BY ord, pos`;
  await insertIssues(engine, recipe, {
    code: {
      sql: `CASE verdict WHEN 'ambiguous' THEN 'reference_ambiguous' WHEN 'refused' THEN 'odoo_create_refused' ELSE '${source.onMissing === 'ask' ? 'value_unanswered' : 'reference_not_found'}' END`,
    },
    field: recipe.fields[j]?.name ?? null,
    headers: [...source.slot.headers, ...source.within.flatMap(({ slot }) => slot.headers)],
    from: source.list ? several : single,
    candidates: `CASE WHEN verdict = 'ambiguous' THEN candidates END`,
    says: describeBad(source),
  });
}

function remedy({ madeBy }: RecordSource): string {
  return madeBy === null
    ? '. Correct the cell, create the record in Odoo, or translate the value in the value map.'
    : ` before this run. If it is one of those that node "${madeBy}" loads, refer to rows of that node where it loads this model, or else run again afterwards. Otherwise correct the cell, or create the record in Odoo.`;
}

function describeBad(source: RecordSource): string {
  const by = { external_id: 'external ID', database_id: 'database ID', field: `"${source.match}"` }[
    source.by
  ];
  const asked = `CASE WHEN value IS NOT NULL AND trim(value) = v THEN shown ELSE shown || ' (read as "' || left(v, 60) || '")' END`;
  const none = sqlText(`no record of ${source.model} in Odoo has the ${by} `);
  const missing =
    source.onMissing === 'ask'
      ? `${none} || ${asked} || ${sqlText(`, and nobody has said what it means. Say it with: importgraph answer ${source.place} `)}
        || '"' || left(v, 60) || '" "…"; importgraph values lists all of them.'`
      : `${none} || ${asked} || ${sqlText(remedy(source))}`;
  return `CASE verdict
    WHEN 'ambiguous' THEN ${asked} || ${sqlText(` is the ${by} of several records of ${source.model}: `)}
      || array_to_string(candidates, ', ') || '. Name one of them by another field or by its ID.'
    WHEN 'refused' THEN ${sqlText(`Odoo did not create a record of ${source.model} for `)} || ${asked} || ': ' || coalesce(note, '')
      || ' Create it there or correct the cell.'
    ELSE ${missing} END`;
}
