import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

const SECRET_KEYS = [
  'authorization',
  'cookie',
  'set-cookie',
  'secret',
  'password',
  'api_key',
  'apiKey',
  'token',
];

/** Structured log, one JSON line per entry, on standard error: standard output belongs to the answers of commands. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRET_KEYS.flatMap(pathsOf), censor: '[redacted]' },
      serializers: {
        req: (request: { method: string; url: string; id: string }) => ({
          id: request.id,
          method: request.method,
          url: redactUrl(request.url),
        }),
        res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
        err: pino.stdSerializers.err,
      },
    },
    destination ?? pino.destination({ dest: 2, sync: true }),
  );
}

/** At the top, one and two levels down; pino knows no deeper wildcard. */
function pathsOf(key: string): string[] {
  const name = `["${key}"]`;
  return [name, `*${name}`, `*.*${name}`];
}

/** A URL as it may be logged: values of parameters that carry a secret are left out. */
export function redactUrl(url: string): string {
  return url.replace(/([?&](?:token|secret|password|api_key|key|code)=)[^&#]*/gi, '$1[redacted]');
}
