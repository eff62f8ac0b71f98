import type { OdooField } from '../graph/default-mapping.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Fields by label and technical name; the chosen one is among them even if the Odoo is not known to have it. */
export function fieldChoices(fields: readonly OdooField[], chosen: string | undefined): Choice[] {
  const choices = fields.map(({ name, label }) => ({
    value: name,
    label: label.toLowerCase() === name ? label : `${label} · ${name}`,
  }));
  const isKnown = chosen === undefined || fields.some(({ name }) => name === chosen);
  return isKnown ? choices : [{ value: chosen, label: chosen }, ...choices];
}
