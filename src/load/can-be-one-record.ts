import type { TargetFault } from './ports.ts';

/** One record of a call may be to blame for this fault: otherwise any part of it would fail like the whole. */
export function canBeOneRecord({ reason }: TargetFault): boolean {
  return reason !== 'access_denied' && reason !== 'model_unknown' && reason !== 'method_unknown';
}
