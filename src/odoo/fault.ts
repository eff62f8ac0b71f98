import type { TargetFault } from '../load/ports.ts';
import type { HttpAnswer, HttpTrouble } from './http.ts';

/**
 * The one place where everything that can go wrong with a call becomes our words. The question behind every line: may rows have
 * been written (`unknown`), and would the same call fail again (`certain`), pass later (`transient`) or wait for somebody
 * (`needs_you`)? An exception that Odoo reports was rolled back by Odoo, so nothing was written.
 */

const MAX_MESSAGE = 2_000;

export function fault(
  kind: TargetFault['kind'],
  reason: TargetFault['reason'],
  message: string,
  more: Pick<TargetFault, 'retryAfterMs' | 'httpStatus'> = {},
): TargetFault {
  return { kind, reason, message: clean(message), ...more };
}

function clean(text: string): string {
  const printable = text.replace(/[^\P{Cc}\n\t]/gu, ' ').trim();
  return printable.length > MAX_MESSAGE ? `${printable.slice(0, MAX_MESSAGE - 1)}…` : printable;
}

/** Takes every secret out of a message, whatever put it there. */
export function withoutSecrets(found: TargetFault, secrets: readonly string[]): TargetFault {
  const known = secrets.filter((secret) => secret.length >= 4 && found.message.includes(secret));
  if (known.length === 0) return found;
  return { ...found, message: known.reduce((text, secret) => text.replaceAll(secret, '***'), found.message) };
}

/** A read changes nothing, so an unknown outcome of a read is no danger: the same call may be sent again. */
export function forRead(found: TargetFault): TargetFault {
  if (found.kind !== 'unknown') return found;
  return { ...found, kind: found.reason === 'answer_too_large' ? 'certain' : 'transient' };
}

/**
 * PostgreSQL's refusal to let two transactions change the same rows. Inside `load` it comes as a message in a successful answer, so
 * Odoo's own retry never sees it (odoo/orm/models.py `load`, `except psycopg2.Error`): the whole call is to be sent again.
 * The texts are those of PostgreSQL in English, which Odoo passes on; 19 adds its own for locked records.
 */
export function isSerializationText(text: string): boolean {
  return /could not serialize access|deadlock detected|could not obtain lock|canceling statement due to lock timeout|current transaction is aborted.*serializ/i.test(
    text,
  );
}

/** No complete answer came. */
export function faultOfTrouble(trouble: HttpTrouble): TargetFault {
  const { cause, wasSent, code } = trouble;
  switch (cause) {
    case 'refused':
      return fault(
        'transient',
        'connection_refused',
        'Odoo does not accept connections at this address. Is the server running?',
      );
    case 'not_resolved':
      return code === 'EAI_AGAIN'
        ? fault('transient', 'name_not_resolved', 'The name of the Odoo server cannot be looked up just now.')
        : fault(
            'needs_you',
            'name_not_resolved',
            'The name of the Odoo server does not exist. Check the address of the connection.',
          );
    case 'address_refused':
      return fault(
        'needs_you',
        'address_refused',
        'This address may not be used for Odoo. Private addresses and http need ALLOW_PRIVATE_TARGETS.',
      );
    case 'tls':
      return fault(
        'needs_you',
        'tls',
        `The certificate of the Odoo server is not accepted (${code}). Renew it, or correct the address.`,
      );
    case 'unreachable':
      if (!wasSent) {
        return fault('transient', 'connection_refused', 'Odoo cannot be reached at this address just now.');
      }
      return lost(code);
    case 'timed_out':
      return wasSent
        ? fault('unknown', 'timed_out', 'Odoo did not answer in time; what became of the call is not known.')
        : fault('transient', 'timed_out', 'The call waited too long for a connection to Odoo.');
    case 'stopped':
      return wasSent
        ? fault('unknown', 'connection_lost', 'The call was stopped; what became of it is not known.')
        : fault('transient', 'connection_lost', 'The call was stopped before it was sent.');
    case 'lost':
      return wasSent
        ? lost(code)
        : fault('transient', 'connection_lost', `The connection to Odoo failed (${code}).`);
    case 'answer_too_large':
      return fault(
        'unknown',
        'answer_too_large',
        'The answer of Odoo is larger than the limit. Use smaller batches.',
      );
    case 'request_too_large':
      return fault(
        'certain',
        'request_too_large',
        'The call is larger than Odoo takes. Use smaller batches.',
      );
    default:
      return unexpected(cause);
  }
}

function lost(code: string): TargetFault {
  const detail = code === '' ? '' : ` (${code})`;
  return fault(
    'unknown',
    'connection_lost',
    `The connection to Odoo was lost before its answer was complete${detail}; what became of the call is not known.`,
  );
}

function unexpected(value: never): never {
  throw new Error(`unexpected ${String(value)}`);
}

/** An exception as Odoo serialises it, in both transports; its `debug` (a traceback) is never read. */
export interface OdooException {
  readonly name: string;
  readonly message: string;
}

/** An answer that is not one of Odoo's JSON bodies: a proxy's page, a maintenance page, Odoo's own HTML errors. */
export function faultOfPage(answer: HttpAnswer, now: number): TargetFault {
  const { status, text } = answer;
  const retryAfterMs = retryAfter(answer.headers, now);
  const more = { httpStatus: status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  if (status === 429) {
    return fault('transient', 'rate_limited', 'Odoo asks for fewer calls (429).', more);
  }
  if (status === 503) {
    return fault('transient', 'unavailable', 'Odoo is not available just now (503).', more);
  }
  if (status === 502 || status === 504 || (status >= 520 && status <= 530)) {
    const message = `A gateway in front of Odoo gave up (${status}); what became of the call is not known.`;
    return fault('unknown', 'gateway', message, more);
  }
  if (status === 408) return fault('unknown', 'timed_out', 'The server gave up waiting (408).', more);
  if (status === 413) {
    return fault('certain', 'request_too_large', 'The call is larger than the server takes (413).', more);
  }
  if (status === 401 || status === 407) {
    return fault('needs_you', 'credentials', `The server asks for other credentials (${status}).`, more);
  }
  if (status === 403) {
    return fault('needs_you', 'access_denied', 'A server in front of Odoo refuses the call (403).', more);
  }
  if (status >= 300 && status < 400) {
    const message = `The address redirects (${status}). Enter the final address of Odoo in the connection.`;
    return fault('needs_you', 'not_odoo', message, more);
  }
  if (status === 404 && /No database is selected/.test(text)) {
    // odoo/http.py 16+: the header X-Odoo-Database names no database that exists and that the server's filter lets through
    return fault('needs_you', 'database_unknown', 'Odoo has no database of that name.', more);
  }
  if (status === 404 || status === 405 || status === 410) {
    return fault('needs_you', 'not_odoo', `There is no Odoo API at this address (${status}).`, more);
  }
  if (status === 400 || status === 415) {
    return fault('certain', 'server_error', `The server did not understand the call (${status}).`, more);
  }
  if (status >= 500) {
    const message = `The server failed without saying why (${status}); what became of the call is not known.`;
    return fault('unknown', 'server_error', message, more);
  }
  return fault(
    'unknown',
    'not_odoo',
    `What answered is not Odoo (${status} with a page instead of data).`,
    more,
  );
}

export function malformedAnswer(detail: string, httpStatus?: number): TargetFault {
  const message = `The answer of Odoo cannot be read (${detail}); what became of the call is not known.`;
  return fault('unknown', 'answer_malformed', message, httpStatus === undefined ? {} : { httpStatus });
}

type Rule = readonly [
  matches: (exception: OdooException) => boolean,
  kind: TargetFault['kind'],
  reason: TargetFault['reason'],
];

const byName =
  (pattern: RegExp) =>
  (exception: OdooException): boolean =>
    pattern.test(exception.name);
const byMessage =
  (name: RegExp, pattern: RegExp) =>
  (exception: OdooException): boolean =>
    name.test(exception.name) && pattern.test(exception.message);

/** First match decides. Names: odoo/exceptions.py, odoo/http.py `serialize_exception` 14 to 19, psycopg2.errors. */
const RULES: readonly Rule[] = [
  [
    byMessage(/./, /could not serialize access|deadlock detected|could not obtain lock/i),
    'transient',
    'serialization',
  ],
  [
    byName(
      /(SerializationFailure|DeadlockDetected|LockNotAvailable|TransactionRollbackError|odoo\.exceptions\.LockError|ConcurrencyError)$/,
    ),
    'transient',
    'serialization',
  ],
  [
    byMessage(/OperationalError$|ProgrammingError$/, /database .* does not exist/i),
    'needs_you',
    'database_unknown',
  ],
  [
    byName(
      /PoolError$|OperationalError$|InterfaceError$|AdminShutdown$|CannotConnectNow$|TooManyConnections$/,
    ),
    'transient',
    'unavailable',
  ],
  [
    byName(/AccessDenied$|Unauthorized$|SessionExpiredException$|AuthenticationError$/),
    'needs_you',
    'credentials',
  ],
  [byName(/AccessError$|werkzeug\.exceptions\.Forbidden$/), 'certain', 'access_denied'],
  [byName(/MissingError$/), 'certain', 'record_missing'],
  [
    byMessage(/NotFound$|UserError$|KeyError$/, /^the model '.*' does not exist|^Object \S+ doesn't exist/i),
    'certain',
    'model_unknown',
  ],
  [
    byMessage(
      /NotFound$|AttributeError$/,
      /^The method '.*' does not exist|^type object '\S+' has no attribute|^'[a-z0-9_]+(\.[a-z0-9_]+)+' object has no attribute/,
    ),
    'certain',
    'method_unknown',
  ],
  [byName(/\.(RequestEntityTooLarge)$/), 'certain', 'request_too_large'],
  [byName(/\.TooManyRequests$/), 'transient', 'rate_limited'],
  [byName(/\.ServiceUnavailable$|RegistryError$/), 'transient', 'unavailable'],
  [
    byName(
      /odoo\.exceptions\.|except_orm$|IntegrityError$|NotNullViolation$|UniqueViolation$|ForeignKeyViolation$|CheckViolation$|DataError$/,
    ),
    'certain',
    'rejected',
  ],
];

/** What an exception reported by Odoo means. `httpStatus` and `headers` are those of the answer that carried it. */
export function faultOfException(
  exception: OdooException,
  httpStatus: number,
  headers: HttpAnswer['headers'],
  now: number,
): TargetFault {
  const retryAfterMs = retryAfter(headers, now);
  const more = { httpStatus, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  const rule = RULES.find(([matches]) => matches(exception));
  const [kind, reason] = rule ? [rule[1], rule[2]] : byStatus(httpStatus);
  return fault(kind, reason, messageOf(exception, reason), more);
}

function byStatus(status: number): readonly [TargetFault['kind'], TargetFault['reason']] {
  if (status === 401) return ['needs_you', 'credentials'];
  if (status === 403) return ['certain', 'access_denied'];
  if (status === 409) return ['transient', 'serialization'];
  if (status === 429) return ['transient', 'rate_limited'];
  if (status === 503) return ['transient', 'unavailable'];
  return ['certain', 'server_error'];
}

const OUR_WORDS: Readonly<Partial<Record<TargetFault['reason'], string>>> = {
  credentials: 'Odoo refuses the login, password or API key. Enter them again in the connection.',
  database_unknown: 'Odoo has no database of that name.',
  unavailable: 'Odoo cannot reach its database just now.',
  serialization: 'Another transaction changed the same records at the same time.',
};

/** Odoo's own sentence where it is one; ours where its words would tell of the server's inside. */
function messageOf(exception: OdooException, reason: TargetFault['reason']): string {
  const words = OUR_WORDS[reason];
  if (words !== undefined) return words;
  if (reason !== 'server_error') return exception.message === '' ? exception.name : exception.message;
  const name = exception.name.replace(/^(builtins|odoo\.exceptions|werkzeug\.exceptions)\./, '');
  return `Odoo failed: ${name}: ${firstParagraph(exception.message)}`;
}

function firstParagraph(text: string): string {
  return (text.split(/\n\s*\n|\nTraceback/)[0] ?? '').slice(0, 500);
}

/**
 * `Retry-After` in milliseconds from seconds or an HTTP date; undefined when absent or unreadable. At most one hour. A date is on the
 * server's clock, which the answer tells with its own `Date`: a worker whose clock is wrong would wait too long, or not at all.
 */
export function retryAfter(headers: HttpAnswer['headers'], now: number): number | undefined {
  const text = headers['retry-after']?.trim();
  if (text === undefined) return undefined;
  const answeredAt = Date.parse(headers.date ?? '');
  const since = Number.isNaN(answeredAt) ? now : answeredAt;
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - since;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), 3_600_000);
}
