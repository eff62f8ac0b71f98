import { located } from '../graph-issue.ts';
import type { ModelNode } from '../graph-spec.ts';
import type { Finding, FindingSeverity, ReadinessCode } from './readiness.ts';

export interface FindingPlace {
  readonly node?: ModelNode;
  readonly field?: string;
  /** Where it is not that of the node. */
  readonly model?: string;
}

/** `text` begins in the middle of a sentence where there is a node, as in `Node "orders": …`. */
export function findingAt(
  severity: FindingSeverity,
  code: ReadinessCode,
  place: FindingPlace,
  text: string,
): Finding {
  const { node, field } = place;
  const where = {
    ...(node === undefined ? {} : { node: node.id }),
    ...(field === undefined ? {} : { field }),
  };
  return {
    severity,
    code,
    message: located(where, text),
    node: node?.id ?? null,
    model: place.model ?? node?.data.odooModel ?? null,
    field: field ?? null,
  };
}
