import type { z } from 'zod';
import type { Suggested } from '../../app/dataset-cases.ts';
import type { FieldCandidate, SheetSuggestion } from '../../mapping/suggest/suggestion.ts';
import type { SuggestionAnswer } from '../schemas/suggest.ts';

type Answer = z.output<typeof SuggestionAnswer>;

export function presentSuggestion({ target, suggestion, draft, warnings }: Suggested): Answer {
  return {
    target: { server_version: target.serverVersion, database: target.database },
    sheets: suggestion.sheets.map(presentSheet),
    graph: draft.spec,
    unmapped: draft.unmapped.map(({ field, ...rest }) => ({ ...rest, field: field && presentField(field) })),
    missing: draft.missing.map(({ filledByOdoo, ...rest }) => ({ ...rest, filled_by_odoo: filledByOdoo })),
    notes: [...draft.notes],
    warnings: [...warnings],
  };
}

function presentSheet({ sheet, models, columns, junction }: SheetSuggestion): Answer['sheets'][number] {
  return {
    sheet,
    models: models.map((model) => ({ ...model })),
    columns: columns.map(({ column, field, alternatives }) => ({
      column,
      field: field && presentField(field),
      alternatives: alternatives.map(presentField),
    })),
    junction,
  };
}

type Field = Answer['sheets'][number]['columns'][number]['alternatives'][number];

function presentField({ role, model, field, part, confidence, reason }: FieldCandidate): Field {
  return { role, model, field, part: part ?? null, confidence, reason };
}
