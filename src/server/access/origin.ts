import type { FastifyRequest } from 'fastify';
import type { Origin } from '../../app/access/access.ts';

const MAX_AGENT_LENGTH = 300;

export function originOf(request: FastifyRequest): Origin {
  const agent = request.headers['user-agent'];
  return { address: request.ip, agent: agent === undefined ? null : agent.slice(0, MAX_AGENT_LENGTH) };
}
