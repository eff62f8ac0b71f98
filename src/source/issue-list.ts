import type { Issue, IssueCode } from '../issue.ts';

const KEPT_PER_KIND = 50;
const VALUE_LENGTH = 200;

type Location = Pick<Issue, 'sheet' | 'row' | 'column' | 'value'>;

/** Collects issues of reading; of each kind the first 50 are kept with their place, the rest are counted in one more. */
export class IssueList {
  readonly #issues: Issue[] = [];
  readonly #counts = new Map<string, { issue: Issue; count: number }>();

  error(code: IssueCode, message: string, where: Location = {}): void {
    this.add({ severity: 'error', code, message, ...where });
  }

  warn(code: IssueCode, message: string, where: Location = {}): void {
    this.add({ severity: 'warning', code, message, ...where });
  }

  add(issue: Issue): void {
    const key = `${issue.severity} ${issue.code} ${issue.sheet ?? ''}`;
    const kind = this.#counts.get(key) ?? { issue, count: 0 };
    kind.count += 1;
    this.#counts.set(key, kind);
    if (kind.count > KEPT_PER_KIND) return;
    this.#issues.push(
      issue.value === undefined ? issue : { ...issue, value: issue.value.slice(0, VALUE_LENGTH) },
    );
  }

  /** Takes over what another list collected, its uncounted rest included. */
  absorb(other: IssueList): void {
    for (const issue of other.#issues) this.add(issue);
    for (const [key, { issue, count }] of other.#counts) {
      const kind = this.#counts.get(key) ?? { issue, count: 0 };
      kind.count += Math.max(0, count - KEPT_PER_KIND);
      this.#counts.set(key, kind);
    }
  }

  get hasErrors(): boolean {
    return this.#issues.some(({ severity }) => severity === 'error');
  }

  all(): readonly Issue[] {
    const more = [...this.#counts.values()].filter(({ count }) => count > KEPT_PER_KIND);
    return [...this.#issues, ...more.map(({ issue, count }) => summarise(issue, count - KEPT_PER_KIND))];
  }
}

function summarise({ severity, code, sheet }: Issue, count: number): Issue {
  const place = sheet === undefined ? '' : ` in "${sheet}"`;
  const message = `${count} more problems of this kind (${code})${place} are not listed one by one.`;
  return sheet === undefined ? { severity, code, message } : { severity, code, message, sheet };
}
