import { describe, expect, it } from 'vitest';
import { loadCatalog } from './catalog.ts';

const { models, modules } = loadCatalog();

describe('the captured metadata', () => {
  it('hold no help texts', () => {
    for (const meta of models.values()) {
      for (const field of meta.fields.values()) expect(field).not.toHaveProperty('help');
    }
  });

  it('have every country once, with the external ID of its code', () => {
    const records = models.get('res.country')?.records;
    const codeAt = 2 + (records?.fields.indexOf('code') ?? 0);
    const rows = records?.rows ?? [];
    expect(rows.length).toBeGreaterThanOrEqual(249);
    expect(new Set(rows.map((row) => row[codeAt])).size).toBe(rows.length);
    const germany = rows.find(([, xid]) => xid === 'base.de');
    expect([germany?.[2 + (records?.fields.indexOf('name') ?? 0)], germany?.[codeAt]]).toEqual([
      'Germany',
      'DE',
    ]);
  });

  it('refer to captured records only', () => {
    const known = new Map(
      [...models].map(([name, meta]) => [name, new Set(meta.records?.rows.map(([id]) => id))]),
    );
    for (const meta of models.values()) {
      for (const row of meta.records?.rows ?? []) {
        meta.records?.fields.forEach((name, i) => {
          const field = meta.fields.get(name);
          const value = row[i + 2];
          if (field?.type !== 'many2one' || typeof value !== 'number') return;
          expect(known.get(field.relation ?? ''), `${meta.model} ${row[0]} ${name}`).toContain(value);
        });
      }
    }
  });

  it('name the unique constraints by their columns', () => {
    expect(models.get('res.country.state')?.uniques.map((u) => u.fields)).toEqual([['country_id', 'code']]);
    expect(models.get('crm.tag')?.uniques).toEqual([
      { name: 'crm_tag_name_uniq', fields: ['name'], message: 'Tag name already exists!' },
    ]);
  });

  it('know the modules that may not be a namespace', () => {
    expect(modules.installed).toEqual(expect.arrayContaining(['base', 'crm', 'sale', 'hr', 'project']));
    expect(modules.installed).not.toContain('northwind');
  });
});
