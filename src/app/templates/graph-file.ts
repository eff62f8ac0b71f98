import { stringify } from 'yaml';
import { specFrom } from './instantiate.ts';
import type { Template } from './read-templates.ts';

/** The graph of a template as a file of one's own, with the layout and the remarks that it has. */
export function graphFile(template: Template, name?: string): string {
  const { name: own, namespace, metadata } = specFrom(template, name);
  // A function, because a name may hold what means something in a replacement text.
  return template.graphText.replace(/^name: .*\n/m, () =>
    stringify({ name: own, namespace, metadata }, { lineWidth: 0 }),
  );
}
