import type { AccessMode, Caller, SessionView } from '../../app/access/access.ts';
import type { Places } from './places.ts';

/** Who is let in, in either mode. */
export interface Access {
  readonly mode: AccessMode;
  readonly places: Places;
  bySession(secret: string): Promise<Caller | null>;
  byToken(secret: string): Promise<Caller | null>;
  /** Of the caller, or of everybody. */
  sessions(caller: Caller, all: boolean): Promise<readonly SessionView[]>;
  /** One of the caller's own, or anybody's; false: there is none. */
  endSession(caller: Caller, id: string, anybodys: boolean): Promise<boolean>;
}
