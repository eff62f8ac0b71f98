import createFetchClient from 'openapi-fetch';
import createClient from 'openapi-react-query';
import type { components, paths } from './schema.gen.ts';

export type Schemas = components['schemas'];
export type Problem = Schemas['Problem'];

/** The API as functions: `client.GET('/api/v1/runs/{id}', { params: { path: { id } } })`. */
export const client = createFetchClient<paths>({ baseUrl: '/' });

/** The API as hooks of TanStack Query: `api.useQuery('get', '/api/v1/runs', { params: { query } })`. */
export const api = createClient(client);
