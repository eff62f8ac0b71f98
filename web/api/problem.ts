import type { Problem } from './client.ts';

/** What a failed call left: the server's problem, or an error of the network (the server is not reached). */
export function asProblem(error: unknown): Problem | null {
  return typeof error === 'object' && error !== null && 'code' in error && 'detail' in error
    ? (error as Problem) // an answer of our own server, whose every error has this shape
    : null;
}

/** The server was not reached: what is shown may be old, nothing is known of what it does. */
export function isOffline(error: unknown): boolean {
  return error instanceof TypeError;
}

/** True where asking again cannot help: the request itself is refused. */
export function isFinal(error: unknown): boolean {
  const status = asProblem(error)?.status;
  return status !== undefined && status < 500 && status !== 429;
}
