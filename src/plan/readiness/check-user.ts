import type { SchemaSnapshot } from '../../mapping/target-schema.ts';
import type { ModelNode } from '../graph-spec.ts';
import { shown } from './check-named.ts';
import { findingAt } from './finding-at.ts';
import type { Finding, TargetFacts } from './readiness.ts';

/** What the user of the connection may not see or do beyond the rights of each model, and what runs in Odoo by itself. */
export function checkUser(
  nodes: readonly ModelNode[],
  snapshot: SchemaSnapshot,
  facts: TargetFacts,
): readonly Finding[] {
  return [
    ...checkSight(nodes, snapshot, facts),
    ...nodes.flatMap((node) => checkParents(node, snapshot)),
    ...checkAutomations(nodes, facts),
    ...checkTranslations(nodes, snapshot),
  ];
}

function checkSight(
  nodes: readonly ModelNode[],
  { installedModules }: SchemaSnapshot,
  facts: TargetFacts,
): readonly Finding[] {
  const findings: Finding[] = [];
  if (installedModules === null) {
    findings.push(
      findingAt(
        'note',
        'modules_unseen',
        { model: 'ir.module.module' },
        'The user may not see which modules are installed, so a model that is missing is told without its module. Nothing else depends on it.',
      ),
    );
  }
  if (!facts.seesExternalIds) {
    const adopts = nodes.some(({ data }) => data.adopt !== undefined);
    findings.push(
      findingAt(
        'note',
        'external_ids_unseen',
        { model: 'ir.model.data' },
        `The user may not read external IDs. Rows are found again all the same, after a lost answer more slowly${adopts ? ', and adopted records get no external ID in Odoo' : ''}. The right "Access Rights" (Settings, Users) makes it better; an administrator is not needed.`,
      ),
    );
  }
  if (facts.unseen.length > 0) {
    findings.push(
      findingAt(
        'note',
        'values_unseen',
        { model: facts.unseen[0] ?? '' },
        `The user may not read ${shown(facts.unseen)}, so it was not found out whether everything is there that rows refer to.`,
      ),
    );
  }
  return findings;
}

/**
 * A contact under a company copies the company's values, `credit_limit` among them, with the rights of the user (res_partner.py 19
 * `_load_records_create`). Who has no right in accounting does not even see that field.
 */
function checkParents(node: ModelNode, snapshot: SchemaSnapshot): readonly Finding[] {
  const { odooModel, fields } = node.data;
  const schema = snapshot.models[odooModel];
  if (odooModel !== 'res.partner' || !Object.hasOwn(fields, 'parent_id') || !schema) return [];
  const hasAccounting = snapshot.installedModules?.includes('account') ?? false;
  if (snapshot.majorVersion < 19 || !hasAccounting || Object.hasOwn(schema.fields, 'credit_limit')) return [];
  return [
    findingAt(
      'blocker',
      'parent_refused',
      { node, field: 'parent_id' },
      'Odoo 19 refuses to import contacts under a company for a user without any right in accounting, because it copies the credit limit. Give the user "Invoicing", or a right to read accounting, or leave parent_id out.',
    ),
  ];
}

function checkAutomations(nodes: readonly ModelNode[], { automations }: TargetFacts): readonly Finding[] {
  if (automations === 'unseen') {
    return [
      findingAt(
        'note',
        'automation_unseen',
        { model: 'base.automation' },
        'Automation rules are installed, and the user may not see them. Ask an administrator whether rules on these models mail people or change records; they run during an import as well.',
      ),
    ];
  }
  const byModel = Map.groupBy(automations, ({ model }) => model);
  return nodes.flatMap((node) => {
    const rules = byModel.get(node.data.odooModel) ?? [];
    if (rules.length === 0) return [];
    const names = shown(rules.map(({ name }) => name));
    const text = `automation rules of Odoo run on every row: ${names}. Look at what they do (Settings, Technical, Automation Rules), and archive them for the time of the run where they mail people or change records.`;
    return [findingAt('warning', 'automation_active', { node }, text)];
  });
}

/** `load` runs in English (US), so that messages and choices are read in one way. */
function checkTranslations(nodes: readonly ModelNode[], snapshot: SchemaSnapshot): readonly Finding[] {
  const others = (snapshot.languages ?? []).filter((code) => code !== 'en_US');
  if (others.length === 0) return [];
  return nodes.flatMap((node) => {
    const schema = snapshot.models[node.data.odooModel]?.fields ?? {};
    const [first, ...more] = Object.keys(node.data.fields).filter(
      (field) => Object.hasOwn(schema, field) && schema[field]?.translate === true,
    );
    if (first === undefined) return [];
    const text = `${[first, ...more].join(', ')} can be translated. Texts are written as English (US), which users of ${shown(others)} see as well until there is a translation; translations that are there already stay as they are.`;
    return [findingAt('note', 'translated_fields', { node, field: first }, text)];
  });
}
