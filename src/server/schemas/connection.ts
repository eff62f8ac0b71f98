import { z } from 'zod';
import { ModelPolicies } from '../../mapping/vocabulary.ts';
import { Id, pageOf, Timestamp } from './common.ts';
import { component } from './component.ts';

const Transport = z.enum(['auto', 'json2', 'jsonrpc']);

const Profile = z.strictObject({
  batch_size: z
    .int()
    .min(1)
    .max(5000)
    .optional()
    .describe('Rows per call, never more. Left out: 500 at first, up to 2,000 where that is faster'),
  concurrency: z
    .int()
    .min(1)
    .max(16)
    .optional()
    .describe(
      'Calls in flight, never more. Left out: 2 at first, up to 8 where that is faster; always 1 for *.odoo.com',
    ),
  vocabulary: ModelPolicies.optional().describe('What becomes of values that name no record, by model'),
});

export const NewConnection = component(
  'NewConnection',
  z.strictObject({
    name: z.string().trim().min(1).max(200),
    url: z.url({ protocol: /^https?$/ }).max(2000),
    database: z.string().trim().min(1).max(200),
    login: z.string().trim().min(1).max(200).optional().describe('Not needed with an API key on Odoo 19+'),
    secret: z.string().min(1).max(2000).describe('Password or API key; never given back'),
    transport: Transport.optional(),
    profile: Profile.optional(),
  }),
);

export const ConnectionChange = component(
  'ConnectionChange',
  NewConnection.partial().describe('Changing url or database without a new secret clears the secret'),
);

export const Connection = component(
  'Connection',
  z.object({
    id: Id,
    name: z.string(),
    url: z.string(),
    database: z.string(),
    login: z.string().nullable(),
    transport: Transport,
    profile: z.object({
      batch_size: z.int().optional(),
      concurrency: z.int().optional(),
      vocabulary: ModelPolicies.optional(),
    }),
    has_secret: z.boolean(),
    created_at: Timestamp,
    updated_at: Timestamp,
  }),
);
export const ConnectionPage = pageOf('ConnectionPage', Connection);

export const Verdict = component(
  'ConnectionVerdict',
  z.object({
    verdict: z.enum([
      'ok',
      'unreachable',
      'address_refused',
      'not_odoo',
      'database_unknown',
      'credentials_refused',
      'secret_missing',
      'version_unsupported',
    ]),
    message: z.string(),
    server_version: z.string().nullable(),
    transport: z.enum(['json2', 'jsonrpc']).nullable(),
    user: z.string().nullable(),
  }),
);
