import type { z } from 'zod';
import type { Page } from '../../app/result.ts';
import type { RelatedRow, RowAttempt, RunRowDetail } from '../../app/run-views.ts';
import type { RunRowDetail as Answer, RelatedRowPage } from '../schemas/run-row.ts';
import { presentRow } from './run.ts';

export function presentRowDetail(detail: RunRowDetail): z.output<typeof Answer> {
  const { prepared } = detail;
  return {
    ...presentRow(detail),
    model: detail.model,
    sheet: detail.sheet,
    external_id: detail.externalId,
    link: detail.link,
    attempts: detail.attempts.map(presentAttempt),
    failed_calls: [...detail.failedCalls],
    changes: [...detail.changes],
    prepared: prepared && {
      cells: [...prepared.cells],
      fields: [...prepared.fields],
      parents: prepared.parents.map(presentRelated),
      children: presentRelatedRows(prepared.children),
    },
    missing: detail.missing,
  };
}

function presentAttempt({ columns, sentAt, settledAt, ...attempt }: RowAttempt) {
  return { ...attempt, columns: [...columns], sent_at: sentAt, settled_at: settledAt };
}

export function presentRelatedRows(page: Page<RelatedRow>): z.output<typeof RelatedRowPage> {
  return { items: page.items.map(presentRelated), next_cursor: page.nextCursor };
}

function presentRelated({ recordId, ...row }: RelatedRow) {
  return { ...row, record_id: recordId };
}
