import type { Engine } from '../../source/engine.ts';

/**
 * Names of the tables in a run's engine, by position of the step (and of the field).
 *
 *   w  working rows            k  keys → external ID, kept for the children of the step
 *   l  values of a list cell or rows of a junction
 *   r  parents found           a  answers about records in Odoo        x  keys known from earlier runs
 *   m  keys of the rows that a reference by other columns names
 *   n  prepared rows           settled  rows that need no sending      bad  rows without a record
 *   foretold  rows whose record a run would make (of a check)
 */
export const workTable = (step: number) => `w${step}`;
export const keyTable = (step: number) => `k${step}`;
export const listTable = (step: number, field: number) => `l${step}_${field}`;
export const parentTable = (step: number, field: number) => `r${step}_${field}`;
export const answerTable = (step: number, field: number) => `a${step}_${field}`;
export const knownTable = (step: number, field: number) => `x${step}_${field}`;
export const matchTable = (step: number, field: number) => `m${step}_${field}`;
/** The rows behind `m`. */
export const matchRowTable = (step: number, field: number) => `m${step}_${field}_rows`;
export const rowTable = (step: number) => `n${step}`;
export const settledTable = (step: number) => `settled${step}`;
/** Rows of the run before, in a retry. */
export const beforeTable = (step: number) => `before${step}`;
export const badTable = (step: number) => `bad${step}`;
export const foretoldTable = (step: number) => `foretold${step}`;

/** Rules of the sheet itself, for `IN`: such a row is none of the node's rows, and its key leads to no row. */
export const NOT_TAKEN = `('filter', 'distinct')`;

/** The tables that all steps share. */
export async function createSharedTables(engine: Engine): Promise<void> {
  await engine.run(`
    CREATE TABLE IF NOT EXISTS issues(step INTEGER, ord BIGINT, src_row BIGINT, severity VARCHAR, code VARCHAR, field VARCHAR,
      col VARCHAR, value VARCHAR, message VARCHAR, candidates VARCHAR[]);
    CREATE TABLE IF NOT EXISTS given_ids(step INTEGER, ord BIGINT, xid VARCHAR);
    CREATE TABLE IF NOT EXISTS deferred_values(step INTEGER, ord BIGINT, field VARCHAR, value VARCHAR, parents VARCHAR[]);
    CREATE TABLE IF NOT EXISTS links(cs INTEGER, co BIGINT, ps INTEGER, po BIGINT, field VARCHAR, "deferrable" BOOLEAN);
    CREATE TABLE IF NOT EXISTS gens(step INTEGER, ord BIGINT, gen INTEGER);
    CREATE TABLE IF NOT EXISTS deferred(step INTEGER, ord BIGINT, field VARCHAR);
  `);
}
