/** A constant as text, before conversion to the field's type. */
export function constantText(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return String(value);
}
