import type { FastifyBaseLogger } from 'fastify';
import pino from 'pino';

/** A log that goes nowhere. */
export function silentLog(): FastifyBaseLogger {
  return pino({ level: 'silent' });
}
