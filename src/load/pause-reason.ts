import type { TargetFault } from './ports.ts';
import type { PauseReason } from './run-store.ts';

/** Why a run pauses for a fault that does not pass by itself, or lasted too long. */
export function pauseReason(fault: TargetFault): PauseReason {
  if (fault.reason === 'tls') return 'certificate';
  if (fault.kind === 'needs_you' || fault.reason === 'access_denied') return 'credentials';
  return 'odoo_unavailable';
}
