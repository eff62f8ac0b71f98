/** A key as people wrote it: stored are `~HH` for each byte that is no letter, digit or dash, and `~~` between its parts. */
export function readableKey(key: string): string {
  const parts = key.split('~~').map((part) => {
    const bytes = part.replace(/%/g, '%25').replace(/~([0-9A-F]{2})/g, '%$1');
    try {
      return decodeURIComponent(bytes);
    } catch {
      return part;
    }
  });
  return parts.join(' · ');
}

/** Of a row that another waits for, `node:key`: the label of its node and its key. */
export function readableRow(row: string, labelOf: (node: string) => string): string {
  const [node = '', ...key] = row.split(':');
  return `${labelOf(node)} ${readableKey(key.join(':'))}`.trimEnd();
}

/** Without the place in front, where that stands beside it. */
export function withoutPlace(message: string): string {
  const rest = message.replace(/^Row \d+ of "[^"]*"(?:, column "[^"]*")?: /, '');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

export function rowName(row: { readonly node: string; readonly ord: number }): string {
  return `${row.node}:${String(row.ord)}`;
}

/** A value as read from Odoo or sent to it, as text for the eye. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === false || value === '') return '∅';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  return JSON.stringify(value);
}
