// Chromium, through playwright-core.
import { chromium as playwright } from 'playwright-core';

import { CHROMIUM_FLAGS } from '../chromium-flags.js';

export async function startChromium(executablePath) {
  const browser = await playwright.launch({ executablePath, args: CHROMIUM_FLAGS });

  async function openTab() {
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    const { keyboard } = page;
    return {
      goto: (url) => page.goto(url),
      evaluate: (expression) => page.evaluate(expression),
      click: async (expression) => (await page.evaluateHandle(expression)).asElement().click(),
      type: (text) => keyboard.type(text),
      press: (keys) => keyboard.press(keys.join('+')),
      close: () => context.close(),
    };
  }

  return { version: browser.version(), openTab, close: () => browser.close() };
}
