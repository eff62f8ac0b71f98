import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { App } from '../../app/app.ts';
import { presentFormula, presentFormulaHelp } from '../presenters/formula.ts';
import { unwrap } from '../problem.ts';
import { problems } from '../schemas/common.ts';
import { SheetParams } from '../schemas/dataset.ts';
import { FormulaHelp, FormulaPreview, FormulaQuery } from '../schemas/formula.ts';

const tags = ['datasets'];

export function formulaRoutes({ datasets }: Pick<App, 'datasets'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.get('/datasets/:id/sheets/:sheet/formula', {
      schema: {
        operationId: 'formulaHelp',
        summary: 'What may stand in a formula over the sheet: columns, functions, operators',
        tags,
        params: SheetParams,
        response: { 200: FormulaHelp, ...problems },
      },
      handler: async (request) => {
        const { id, sheet } = request.params;
        return presentFormulaHelp(unwrap(await datasets.formulaHelp(id, sheet)));
      },
    });

    server.post('/datasets/:id/sheets/:sheet/formula', {
      schema: {
        operationId: 'previewFormula',
        summary: 'What a formula makes of the first rows, or what is wrong with it; nothing is saved',
        tags,
        params: SheetParams,
        body: FormulaQuery,
        response: { 200: FormulaPreview, ...problems },
      },
      handler: async (request) => {
        const { id, sheet } = request.params;
        return presentFormula(unwrap(await datasets.formulaPreview(id, { sheet, ...request.body })));
      },
    });
  };
}
