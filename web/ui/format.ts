import i18next from 'i18next';

/** Numbers, dates and spans of time as the language in use writes them. */
export function formatNumber(value: number, options?: Intl.NumberFormatOptions): string {
  return (options === undefined ? plainFormat(locale()) : new Intl.NumberFormat(locale(), options)).format(
    value,
  );
}

/** As in the country of the browser, where that speaks the language in use: British dates are not American. */
function locale(): string {
  const { language } = i18next;
  return navigator.languages.find((one) => one.split('-', 1)[0] === language) ?? language;
}

const plain = new Map<string, Intl.NumberFormat>();

/** Made once: tables write thousands of numbers, and making a format takes longer than using it. */
function plainFormat(language: string): Intl.NumberFormat {
  const known = plain.get(language) ?? new Intl.NumberFormat(language);
  plain.set(language, known);
  return known;
}

/** Of a share from 0 to 1; never 100 % while something is missing. */
export function formatShare(share: number): string {
  const shown = share < 1 ? Math.min(share, 0.999) : 1;
  return formatNumber(shown, { style: 'percent', maximumFractionDigits: share > 0.99 && share < 1 ? 1 : 0 });
}

export function formatDateTime(iso: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}

export function formatTime(iso: string): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: 'medium' }).format(new Date(iso));
}

const STEPS = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
] as const;

/** `3 minutes ago`, `yesterday`. */
export function formatAgo(iso: string, now = Date.now()): string {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  const [size, unit] = STEPS.find(([step]) => Math.abs(seconds) >= step) ?? [1, 'second'];
  return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}

/** `4.2s`, `3m`, `1h 5m`. */
export function formatSeconds(seconds: number): string {
  const unit = (value: number, name: 'hour' | 'minute' | 'second', digits = 0) =>
    formatNumber(value, { style: 'unit', unit: name, unitDisplay: 'narrow', maximumFractionDigits: digits });
  if (seconds < 90) return unit(Math.max(0, seconds), 'second', seconds < 1 ? 2 : seconds < 10 ? 1 : 0);
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return unit(minutes, 'minute');
  const rest = minutes % 60;
  return rest === 0
    ? unit(minutes / 60, 'hour')
    : `${unit(Math.floor(minutes / 60), 'hour')} ${unit(rest, 'minute')}`;
}

export function formatBytes(bytes: number): string {
  const [value, unit] =
    bytes < 1e6 ? ([bytes / 1e3, 'kilobyte'] as const) : ([bytes / 1e6, 'megabyte'] as const);
  return formatNumber(value, { style: 'unit', unit, maximumFractionDigits: 1 });
}
