import { expect, test } from 'vitest';
import { createLog, redactUrl } from './log.ts';

function capture(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('info', { write: (line) => lines.push(line) }));
  return lines.join('');
}

test('secrets are never logged, at the top or nested', () => {
  const text = capture((log) => {
    log.info({
      authorization: 'canary',
      cookie: 'canary',
      secret: 'canary',
      connection: { secret: 'canary', password: 'canary' },
    });
    log.info({ deep: { er: { api_key: 'canary', token: 'canary' } }, kept: 'this' });
    log.info(
      {
        req: { id: 'req_1', method: 'GET', url: '/start?token=canary', headers: { authorization: 'canary' } },
      },
      'in',
    );
  });
  expect(text).not.toContain('canary');
  expect(text).toContain('"kept":"this"');
  expect(text).toContain('"url":"/start?token=[redacted]"');
});

test('a URL keeps what is no secret', () => {
  expect(redactUrl('/a?limit=1&token=x%20y&cursor=z#api_key=1')).toBe(
    '/a?limit=1&token=[redacted]&cursor=z#api_key=1',
  );
});
