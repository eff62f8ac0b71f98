import { useHotkeys } from '@mantine/hooks';
import { useSyncExternalStore } from 'react';

const KEPT = 'importgraph-single-keys';
const listeners = new Set<() => void>();

/** Keys without Ctrl or Alt can be switched off: speech input types them by mistake (WCAG 2.1.4). */
export function useSingleKeysOn(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => localStorage.getItem(KEPT) !== 'off',
  );
}

export function switchSingleKeys(on: boolean): void {
  localStorage.setItem(KEPT, on ? 'on' : 'off');
  for (const listener of listeners) listener();
}

/** `useSingleKeys([['j', next], ['k', previous]])`; silent in text fields and where the user switched them off. */
export function useSingleKeys(
  keys: readonly (readonly [key: string, act: (event: KeyboardEvent) => void])[],
): void {
  const isOn = useSingleKeysOn();
  useHotkeys(isOn ? keys.map(([key, act]) => [key, act]) : []);
}
