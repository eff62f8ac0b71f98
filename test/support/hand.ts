import type { Locator, Page } from 'playwright-core';

/** How somebody works the page; each act is counted. */
export interface Hand {
  /** Clicks, or presses of Enter on what has the focus; typing is none. */
  readonly acts: number;
  press(target: Locator): Promise<void>;
  write(target: Locator, text: string): Promise<void>;
}

export function mouse(): Hand {
  let acts = 0;
  return {
    get acts() {
      return acts;
    },
    press: async (target) => {
      acts += 1;
      await target.click();
    },
    write: (target, text) => target.fill(text),
  };
}

/** By Tab, Enter and typing alone; throws where the focus does not come to, or is not to be seen. */
export function keys(page: Page): Hand {
  let acts = 0;
  return {
    get acts() {
      return acts;
    },
    press: async (target) => {
      acts += 1;
      await tabTo(page, target);
      await page.keyboard.press('Enter');
    },
    write: async (target, text) => {
      await tabTo(page, target);
      await page.keyboard.press('Control+a');
      await page.keyboard.type(text);
    },
  };
}

const MOST_TABS = 120;

async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  await untilEnabled(target);
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    if (await hasFocus(target)) {
      if (await showsFocus(target)) return;
      throw new Error(`The focus cannot be seen on ${target.toString()}.`);
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(
    `${MOST_TABS} presses of Tab do not come to ${target.toString()}; the last one was on ${await focused(page)}.`,
  );
}

async function untilEnabled(target: Locator): Promise<void> {
  // A trial waits for what a press would wait for, and presses nothing.
  await target.click({ trial: true });
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === element.ownerDocument.activeElement);
}

/** Whether it looks otherwise than a copy of it, in its place, without the focus. */
function showsFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => {
    const { getComputedStyle } = element.ownerDocument.defaultView!;
    const look = (one: typeof element) => {
      const { outlineStyle, outlineWidth, boxShadow, borderTopColor, borderTopWidth } = getComputedStyle(one);
      return [outlineStyle === 'none' ? '' : outlineWidth, boxShadow, borderTopWidth, borderTopColor].join();
    };
    const copy = element.cloneNode();
    element.after(copy);
    const isShown = look(element) !== look(copy);
    copy.remove();
    return isShown;
  });
}

function focused(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement?.outerHTML.slice(0, 200)');
}
