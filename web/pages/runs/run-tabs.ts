export const RUN_TABS = ['graph', 'table', 'batches', 'chart', 'events'] as const;
export type RunTab = (typeof RUN_TABS)[number];

export function isRunTab(word: unknown): word is RunTab {
  return typeof word === 'string' && (RUN_TABS as readonly string[]).includes(word);
}
