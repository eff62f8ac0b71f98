import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { App } from '../../app/app.ts';
import { toAgainst } from '../presenters/graph.ts';
import { presentValues } from '../presenters/values.ts';
import { unwrap } from '../problem.ts';
import { Against, IdParams, problems } from '../schemas/common.ts';
import { ValueAnswersAnswer, ValueAnswersChange, ValuesAnswer } from '../schemas/values.ts';

const tags = ['values'];

export function valueRoutes({ values }: Pick<App, 'values'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.post('/graphs/:id/values', {
      schema: {
        operationId: 'listValues',
        summary: 'Which values of references and choices name nothing in Odoo, with the nearest answers',
        tags,
        params: IdParams,
        querystring: Against,
        body: Against.nullish(),
        response: { 200: ValuesAnswer, ...problems },
      },
      handler: async (request) => {
        const against = toAgainst({ ...request.query, ...request.body });
        return presentValues(unwrap(await values.list(request.params.id, against)));
      },
    });

    server.get('/connections/:id/answers', {
      schema: {
        operationId: 'getValueAnswers',
        summary: 'What was answered on a connection',
        tags,
        params: IdParams,
        response: { 200: ValueAnswersAnswer, ...problems },
      },
      handler: async (request) => ({ answers: plain(unwrap(await values.answers(request.params.id))) }),
    });

    server.patch('/connections/:id/answers', {
      schema: {
        operationId: 'answerValues',
        summary: 'Say what values mean, for every later run and check on a connection',
        tags,
        params: IdParams,
        body: ValueAnswersChange,
        response: { 200: ValueAnswersAnswer, ...problems },
      },
      handler: async (request) => ({
        answers: plain(unwrap(await values.answer(request.params.id, request.body))),
      }),
    });
  };
}

function plain(answers: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  return Object.fromEntries(Object.entries(answers).map(([place, given]) => [place, { ...given }]));
}
