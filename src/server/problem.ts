import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { Refusal, Result } from '../app/result.ts';
import type { Issue } from '../issue.ts';
import type { LocatedIssue, Problem } from './schemas/common.ts';

export type ProblemIssue = z.output<typeof LocatedIssue>;

/**
 * An expected refusal on its way to the error handler. Thrown because that is how fastify ends a request from any depth (hooks,
 * parsers, handlers); nothing but `answerWithProblem` catches it, and nothing behind the HTTP border throws it.
 */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly issues: readonly (Issue | ProblemIssue)[] | undefined;

  constructor(status: number, code: string, detail: string, issues?: readonly (Issue | ProblemIssue)[]) {
    super(detail);
    this.name = 'HttpProblem';
    this.status = status;
    this.code = code;
    this.issues = issues;
  }
}

const STATUS_OF_REFUSAL: Readonly<Record<Refusal['code'], number>> = {
  invalid: 400,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stale: 412,
  key_reused: 422,
  unavailable: 503,
};

/** The value of a use case, or the problem it refused with. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { code, message, issues } = result.error;
  throw new HttpProblem(STATUS_OF_REFUSAL[code], code, message, issues);
}

/** Every error of the server as RFC 9457: refusals, validation, unknown routes, limits, and bugs (without their words). */
export function answerWithProblems(server: FastifyInstance): void {
  server.setErrorHandler(answerWithProblem);
  server.setNotFoundHandler((request, reply) =>
    sendProblem(
      request,
      reply,
      new HttpProblem(404, 'not_found', `There is no ${request.method} ${pathOf(request)}. See /docs.`),
    ),
  );
}

/** What comes before any route or hook: an address that is none. */
export function answerUnreadable(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(request, reply, toProblem(error));
}

function answerWithProblem(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error);
  if (problem.status >= 500) request.log.error({ err: error }, 'request failed');
  return sendProblem(request, reply, problem);
}

function toProblem(error: FastifyError): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return validationProblem(error);
  if (error.code === 'ENOSPC')
    return new HttpProblem(507, 'disk_full', 'The disk is full. Free some space, then try again.');
  const status = error.statusCode ?? 500;
  if (status >= 500) {
    return new HttpProblem(
      500,
      'internal',
      'The server failed on this request; its log has the cause under the request id.',
    );
  }
  return new HttpProblem(status, WORDS_OF_STATUS[status] ?? 'request_invalid', error.message);
}

const WORDS_OF_STATUS: Readonly<Record<number, string>> = {
  400: 'request_invalid',
  406: 'not_acceptable',
  413: 'too_large',
  415: 'media_type_unsupported',
  429: 'rate_limited',
};

function validationProblem(error: {
  readonly validation: readonly { readonly instancePath: string; readonly message?: string }[];
  readonly validationContext?: string | undefined;
}): HttpProblem {
  const part = error.validationContext ?? 'request';
  const issues = error.validation.map(({ instancePath, message = 'is not valid' }): ProblemIssue => {
    const field = [part, ...instancePath.split('/').filter((step) => step !== '')].join('.');
    return { severity: 'error', code: 'request_invalid', field, message: `${field}: ${message}` };
  });
  return new HttpProblem(400, 'request_invalid', issues.map((i) => i.message).join('; '), issues);
}

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  problem: HttpProblem,
): FastifyReply {
  const body: z.output<typeof Problem> = {
    type: 'about:blank',
    title: STATUS_CODES[problem.status] ?? 'Error',
    status: problem.status,
    detail: problem.message,
    code: problem.code,
    request_id: request.id,
    ...(problem.issues === undefined
      ? {}
      : { issues: problem.issues.map((issue) => ({ ...issue }) as ProblemIssue) }),
  };
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(body));
}

/** The query is left out: it may carry a token. */
function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '/';
}
