import type { z } from 'zod';
import type { FieldPreview as Preview, FieldPreviewQuery as Query } from '../../app/dataset-cases.ts';
import { TRANSFORMS } from '../../mapping/transform-catalogue.ts';
import type { FieldPreview, FieldPreviewQuery, TransformList } from '../schemas/transforms.ts';
import { presentIssues } from './issue.ts';

export function presentTransforms(): z.output<typeof TransformList> {
  return {
    items: TRANSFORMS.map(({ name, text, isWord, parameters, example }) => ({
      name,
      text,
      is_word: isWord,
      parameters: parameters.map(({ choices, ...rest }) => ({ ...rest, choices: [...choices] })),
      example: { ...example, cells: { ...example.cells } },
    })),
  };
}

export function presentFieldPreview(of: Preview): z.output<typeof FieldPreview> {
  return {
    valid: of.isValid,
    issues: presentIssues(of.issues),
    columns: [...of.columns],
    rows: of.rows.map(({ cells, issues, ...row }) => ({
      ...row,
      cells: [...cells],
      issues: presentIssues(issues),
    })),
    total: of.total,
  };
}

const SHIPPED = { '14': 14, '19': 19 } as const;

export function toFieldPreviewQuery(
  sheet: string,
  { target, ...body }: z.output<typeof FieldPreviewQuery>,
): Query {
  if (target === undefined) return { sheet, ...body };
  const { model, field, connection_id: connectionId, odoo_version: version } = target;
  return {
    sheet,
    ...body,
    target: {
      model,
      field,
      ...(connectionId === undefined ? {} : { connectionId }),
      ...(version === undefined ? {} : { shipped: SHIPPED[version] }),
    },
  };
}
