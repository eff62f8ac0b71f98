import { describe, expect, test } from 'vitest';
import type { TargetFault } from '../load/ports.ts';
import {
  faultOfException,
  faultOfPage,
  faultOfTrouble,
  forRead,
  isSerializationText,
  retryAfter,
  withoutSecrets,
} from './fault.ts';
import type { HttpTrouble } from './http.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');

/** Bodies as the servers sent them (19.0 by JSON-2 and JSON-RPC, 14.0 by JSON-RPC), without their tracebacks. */
describe('an exception of Odoo', () => {
  test.each<
    [status: number, name: string, message: string, kind: TargetFault['kind'], reason: TargetFault['reason']]
  >([
    [401, 'werkzeug.exceptions.Unauthorized', 'Invalid apikey', 'needs_you', 'credentials'],
    [
      401,
      'werkzeug.exceptions.Unauthorized',
      'User not authenticated, use an API Key with a Bearer Authorization header.',
      'needs_you',
      'credentials',
    ],
    [200, 'odoo.exceptions.AccessDenied', 'Access Denied', 'needs_you', 'credentials'],
    [403, 'odoo.exceptions.AccessDenied', 'Access Denied', 'needs_you', 'credentials'],
    [200, 'odoo.http.SessionExpiredException', 'Session expired', 'needs_you', 'credentials'],
    [
      403,
      'odoo.exceptions.AccessError',
      "You are not allowed to access 'Model Data' (ir.model.data) records.",
      'certain',
      'access_denied',
    ],
    [
      403,
      'odoo.exceptions.AccessError',
      "Private methods (such as 'res.partner._write') cannot be called remotely.",
      'certain',
      'access_denied',
    ],
    [
      404,
      'odoo.exceptions.MissingError',
      'Record does not exist or has been deleted.\n(Record: res.partner(999999,), User: 2)',
      'certain',
      'record_missing',
    ],
    [
      422,
      'odoo.exceptions.ValidationError',
      'The operation cannot be completed: Contacts require a name',
      'certain',
      'rejected',
    ],
    [422, 'odoo.exceptions.UserError', 'You cannot do that.', 'certain', 'rejected'],
    [200, 'odoo.exceptions.RedirectWarning', 'Go there first.', 'certain', 'rejected'],
    [404, 'werkzeug.exceptions.NotFound', "the model 'res.nope' does not exist", 'certain', 'model_unknown'],
    [200, 'odoo.exceptions.UserError', "Object res.nope doesn't exist", 'certain', 'model_unknown'],
    [
      404,
      'werkzeug.exceptions.NotFound',
      "The method 'res.partner.nope' does not exist",
      'certain',
      'method_unknown',
    ],
    [
      200,
      'builtins.AttributeError',
      "The method 'res.partner.nope' does not exist",
      'certain',
      'method_unknown',
    ],
    [
      200,
      'builtins.AttributeError',
      "type object 'res.partner' has no attribute 'nope'",
      'certain',
      'method_unknown',
    ],
    [500, 'builtins.AttributeError', "'bool' object has no attribute 'lower'", 'certain', 'server_error'],
    [500, 'builtins.ValueError', "Invalid field name 'nope'", 'certain', 'server_error'],
    [200, 'builtins.KeyError', "'nope'", 'certain', 'server_error'],
    [
      422,
      'werkzeug.exceptions.UnprocessableEntity',
      "missing a required argument: 'domain'",
      'certain',
      'server_error',
    ],
    [
      400,
      'werkzeug.exceptions.BadRequest',
      "could not parse the body as json: Expecting ':' delimiter",
      'certain',
      'server_error',
    ],
    [200, 'builtins.MemoryError', '', 'certain', 'server_error'],
    [
      200,
      'psycopg2.OperationalError',
      'connection to server at "127.0.0.1", port 5432 failed: FATAL:  database "nope" does not exist\n',
      'needs_you',
      'database_unknown',
    ],
    [
      200,
      'psycopg2.OperationalError',
      'connection to server failed: Connection refused',
      'transient',
      'unavailable',
    ],
    [200, 'odoo.sql_db.PoolError', 'The Connection Pool Is Full', 'transient', 'unavailable'],
    [
      200,
      'psycopg2.errors.SerializationFailure',
      'could not serialize access due to concurrent update',
      'transient',
      'serialization',
    ],
    [
      200,
      'psycopg2.errors.DeadlockDetected',
      'deadlock detected\nDETAIL:  Process 1',
      'transient',
      'serialization',
    ],
    [
      200,
      'psycopg2.errors.LockNotAvailable',
      'could not obtain lock on row in relation "res_partner"',
      'transient',
      'serialization',
    ],
    [409, 'odoo.exceptions.LockError', 'Cannot grab a lock on records.', 'transient', 'serialization'],
    [
      422,
      'odoo.exceptions.UserError',
      'could not serialize access due to concurrent update',
      'transient',
      'serialization',
    ],
    [200, 'psycopg2.errors.UniqueViolation', 'duplicate key value', 'certain', 'rejected'],
    [200, 'custom.module.Strange', 'What?', 'certain', 'server_error'],
    [429, 'custom.Throttle', 'Slow down', 'transient', 'rate_limited'],
  ])('%i %s: %s', (status, name, message, kind, reason) => {
    const found = faultOfException({ name, message }, status, {}, NOW);
    expect(found).toMatchObject({ kind, reason, httpStatus: status });
    expect(found.message).not.toBe('');
  });

  test('Odoo’s own sentence is passed on where it is one', () => {
    const sentence = 'The operation cannot be completed: Contacts require a name';
    const exception = { name: 'odoo.exceptions.ValidationError', message: sentence };
    expect(faultOfException(exception, 422, {}, NOW).message).toBe(sentence);
  });

  test('words about the inside of the server are not', () => {
    const message =
      'connection to server at "10.0.0.7", port 5432 failed: FATAL:  database "nope" does not exist\n';
    const found = faultOfException({ name: 'psycopg2.OperationalError', message }, 200, {}, NOW);
    expect(found.message).not.toContain('10.0.0.7');
  });

  test('a long message is cut, control characters go, a traceback in it is not shown', () => {
    const long = faultOfException(
      { name: 'odoo.exceptions.UserError', message: 'é\u0000\u001b'.repeat(3_000) },
      422,
      {},
      NOW,
    );
    expect(long.message).toHaveLength(2_000);
    expect(long.message).not.toMatch(/[^\P{Cc}\n\t]/u);
    const traced = faultOfException(
      { name: 'builtins.X', message: 'bad\nTraceback (most recent call last):\n  File' },
      500,
      {},
      NOW,
    );
    expect(traced.message).toBe('Odoo failed: X: bad');
  });
});

describe('a page instead of data', () => {
  const noDatabase =
    '<!DOCTYPE html>\n<title>404 Not Found</title>\n<p>No database is selected and the requested URL was not found in the server-wide controllers.</p>';
  test.each<[number, string, TargetFault['kind'], TargetFault['reason']]>([
    [200, '<html>We are back soon</html>', 'unknown', 'not_odoo'],
    [200, '', 'unknown', 'not_odoo'],
    [301, '', 'needs_you', 'not_odoo'],
    [302, '', 'needs_you', 'not_odoo'],
    [400, 'Invalid JSON data', 'certain', 'server_error'],
    [401, 'proxy', 'needs_you', 'credentials'],
    [403, 'forbidden by the firewall', 'needs_you', 'access_denied'],
    [404, noDatabase, 'needs_you', 'database_unknown'],
    [404, '<title>404 Not Found</title>', 'needs_you', 'not_odoo'],
    [408, '', 'unknown', 'timed_out'],
    [413, '<title>413 Request Entity Too Large</title>', 'certain', 'request_too_large'],
    [415, '<title>415 Unsupported Media Type</title>', 'certain', 'server_error'],
    [429, '', 'transient', 'rate_limited'],
    [500, '<title>500 Internal Server Error</title>', 'unknown', 'server_error'],
    [502, '<title>502 Bad Gateway</title>', 'unknown', 'gateway'],
    [503, '<title>503 Service Temporarily Unavailable</title>', 'transient', 'unavailable'],
    [504, '<title>504 Gateway Time-out</title>', 'unknown', 'gateway'],
    [522, 'cloud', 'unknown', 'gateway'],
  ])('%i "%s"', (status, text, kind, reason) => {
    const found = faultOfPage({ kind: 'answer', status, headers: {}, text }, NOW);
    expect(found).toMatchObject({ kind, reason, httpStatus: status });
    if (text !== '') expect(found.message).not.toContain(text);
  });

  test.each([
    ['120', 120_000],
    ['0', 0],
    ['1.5', 1_500],
    ['Sun, 22 Nov 2026 12:01:30 GMT', 90_000],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['999999999', 3_600_000],
    ['soon', undefined],
    [undefined, undefined],
  ])('Retry-After %s means %s ms', (header, ms) => {
    expect(retryAfter({ 'retry-after': header }, NOW)).toBe(ms);
    const found = faultOfPage(
      { kind: 'answer', status: 429, headers: { 'retry-after': header }, text: '' },
      NOW,
    );
    expect(found.retryAfterMs).toBe(ms);
  });

  test.each([-5, 5])(
    'a date of Retry-After is on the clock of the server, ours may be %i min wrong',
    (minutes) => {
      const headers = {
        'retry-after': 'Sun, 22 Nov 2026 12:01:30 GMT',
        date: 'Sun, 22 Nov 2026 12:00:00 GMT',
      };
      expect(retryAfter(headers, NOW + minutes * 60_000)).toBe(90_000);
    },
  );
});

describe('no complete answer', () => {
  test.each<[HttpTrouble['cause'], boolean, string, TargetFault['kind'], TargetFault['reason']]>([
    ['refused', false, 'ECONNREFUSED', 'transient', 'connection_refused'],
    ['not_resolved', false, 'ENOTFOUND', 'needs_you', 'name_not_resolved'],
    ['not_resolved', false, 'EAI_AGAIN', 'transient', 'name_not_resolved'],
    ['address_refused', false, 'ERR_ADDRESS_REFUSED', 'needs_you', 'address_refused'],
    ['tls', false, 'CERT_HAS_EXPIRED', 'needs_you', 'tls'],
    ['unreachable', false, 'UND_ERR_CONNECT_TIMEOUT', 'transient', 'connection_refused'],
    ['unreachable', true, 'EHOSTUNREACH', 'unknown', 'connection_lost'],
    ['lost', false, 'ECONNRESET', 'transient', 'connection_lost'],
    ['lost', true, 'ECONNRESET', 'unknown', 'connection_lost'],
    ['timed_out', false, '', 'transient', 'timed_out'],
    ['timed_out', true, '', 'unknown', 'timed_out'],
    ['stopped', false, '', 'transient', 'connection_lost'],
    ['stopped', true, '', 'unknown', 'connection_lost'],
    ['answer_too_large', true, '', 'unknown', 'answer_too_large'],
    ['request_too_large', false, '', 'certain', 'request_too_large'],
  ])('%s, sent: %s, %s', (cause, wasSent, code, kind, reason) => {
    expect(faultOfTrouble({ kind: 'trouble', cause, wasSent, code })).toMatchObject({ kind, reason });
  });
});

test('a secret never stays in a message', () => {
  const found = faultOfException(
    { name: 'builtins.ValueError', message: 'bad key s3cr3t-key in s3cr3t-key' },
    500,
    {},
    NOW,
  );
  expect(withoutSecrets(found, ['s3cr3t-key', '']).message).toBe(
    'Odoo failed: ValueError: bad key *** in ***',
  );
});

test('a read has no unknown outcome: it may be sent again, unless its answer is too large', () => {
  const lost = faultOfTrouble({ kind: 'trouble', cause: 'lost', wasSent: true, code: '' });
  const large = faultOfTrouble({ kind: 'trouble', cause: 'answer_too_large', wasSent: true, code: '' });
  expect(forRead(lost).kind).toBe('transient');
  expect(forRead(large).kind).toBe('certain');
});

describe('isSerializationText', () => {
  test.each([
    'could not serialize access due to concurrent update\n',
    'could not serialize access due to read/write dependencies among transactions',
    'ERROR: deadlock detected\nDETAIL: Process 1 waits',
    'could not obtain lock on row in relation "ir_sequence"',
    'canceling statement due to lock timeout',
    "Unknown error during import: <class 'psycopg2.errors.SerializationFailure'>: could not serialize access due to concurrent delete",
  ])('%s', (text) => {
    expect(isSerializationText(text)).toBe(true);
  });

  test.each([
    "No matching record found for external id 'a.b' in field 'Country'",
    'The deadline is missing',
    '',
  ])('not: %s', (text) => {
    expect(isSerializationText(text)).toBe(false);
  });
});
