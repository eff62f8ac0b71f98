import type { Page } from 'playwright-core';

/** What a run's page showed from a moment on, by this machine's clock. */
export interface Shown {
  readonly at: number;
  /** Rows done, as the page says; null while it says none. */
  readonly done: number | null;
  /** The page says that the server is away. */
  readonly isAway: boolean;
  readonly isCompleted: boolean;
}

/** Notes after each frame that was painted what the page shows, where that is new. Runs in the page, of whose names this program knows none. */
const RECORD = `(() => {
  const shown = (globalThis.shown = []);
  let before = '';
  const look = () => {
    const words = [...document.querySelectorAll('main [role=status]')].map((one) => one.textContent).join(' ');
    const said = [...document.querySelectorAll('main p')].map((one) => /^([\\d,]+) of [\\d,]+ rows$/.exec(one.textContent)?.[1]);
    const done = said.find((one) => one !== undefined);
    return {
      done: done === undefined ? null : Number(done.replaceAll(',', '')),
      isAway: words.includes('reconnecting'),
      isCompleted: words.includes('completed'),
    };
  };
  const painted = new MessageChannel();
  painted.port1.onmessage = ({ data }) => shown.push({ at: Date.now(), ...data });
  const frame = () => {
    const now = look();
    const text = JSON.stringify(now);
    if (text !== before) painted.port2.postMessage(now);
    before = text;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})()`;

export async function recordShown(page: Page): Promise<void> {
  await page.evaluate(RECORD);
}

export function readShown(page: Page): Promise<readonly Shown[]> {
  return page.evaluate<readonly Shown[]>('globalThis.shown');
}
