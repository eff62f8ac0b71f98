import type { FastifyInstance } from 'fastify';
import { HttpProblem } from './problem.ts';

/** A graph has about ten levels. What walks a value calls itself once per level, so without end it would run out of stack. */
const MOST_LEVELS = 100;

/** Many clients send `Content-Type: application/json` with every POST, also where there is nothing to say. */
export function acceptJson(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.trim() === '') done(null, undefined);
    else if (isDeeperThan(body, MOST_LEVELS)) done(tooDeep(), undefined);
    else void parse(request, body, done);
  });
}

function tooDeep(): HttpProblem {
  return new HttpProblem(
    400,
    'request_invalid',
    `The JSON is nested more than ${MOST_LEVELS} levels deep and is not read.`,
  );
}

/** Brackets in texts left out; before it is parsed. One pass, whatever the text is: a pattern could take the square of it. */
function isDeeperThan(json: string, most: number): boolean {
  let level = 0;
  let isText = false;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) isText = !isText;
    else if (isText) at += code === BACKSLASH ? 1 : 0;
    else if (code === OPEN_LIST || code === OPEN_OBJECT) level += 1;
    else if (code === CLOSE_LIST || code === CLOSE_OBJECT) level -= 1;
    if (level > most) return true;
  }
  return false;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
