import type { z } from 'zod';
import type { ReadinessView } from '../../app/graph-cases.ts';
import type { ReadinessAnswer } from '../schemas/readiness.ts';

export function presentReadiness({
  ready,
  target,
  findings,
  models,
}: ReadinessView): z.output<typeof ReadinessAnswer> {
  return {
    ready,
    target: {
      server_version: target.serverVersion,
      database: target.database,
      is_shipped: target.isShipped,
    },
    findings: findings.map(({ severity, code, message, node, model, field }) => ({
      severity,
      code,
      message,
      node,
      model,
      field,
    })),
    models: models.map(({ model, nodes, exists, module, needs, missing }) => ({
      model,
      nodes: [...nodes],
      exists,
      module,
      needs: [...needs],
      missing: [...missing],
    })),
  };
}
