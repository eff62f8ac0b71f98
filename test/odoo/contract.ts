import { afterAll, beforeAll, describe } from 'vitest';
import { describeAdopting } from './contract-adopt.ts';
import { describeLoading } from './contract-load.ts';
import { describeLookups } from './contract-lookups.ts';
import { describeRecords } from './contract-records.ts';
import { describeRights } from './contract-rights.ts';
import { describeUndo } from './contract-undo.ts';
import { describeValues } from './contract-values.ts';
import { type ContractServer, type ContractWorld, openWorld } from './contract-world.ts';
import { describeWrites } from './contract-writes.ts';

/**
 * What the engine relies on, as facts about a server: one suite for Odoo 19 by both transports, Odoo 14 and the sandbox.
 * Where versions differ, the fact says so. It speaks through our own client and looks at records, never at counters of calls.
 */
export function describeContract(name: string, makeServer: () => Promise<ContractServer>): void {
  describe(name, () => {
    let world: ContractWorld | null = null;
    const current = (): ContractWorld => {
      if (world === null) throw new Error('the server is not open');
      return world;
    };
    beforeAll(async () => {
      world = await openWorld(await makeServer());
    });
    afterAll(async () => {
      await world?.close();
    });
    describeLoading(current);
    describeValues(current);
    describeRecords(current);
    describeWrites(current);
    describeLookups(current);
    describeRights(current);
    describeUndo(current);
    describeAdopting(current);
  });
}
