// Firefox, through puppeteer-core, which speaks WebDriver BiDi to it.
import puppeteer from 'puppeteer-core';

export async function startFirefox(executablePath) {
  const options = { browser: 'firefox', executablePath, headless: true, acceptInsecureCerts: true };
  const browser = await puppeteer.launch(options);

  async function openTab() {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const { keyboard } = page;
    return {
      goto: (url) => page.goto(url),
      evaluate: (expression) => page.evaluate(expression),
      click: async (expression) => (await page.evaluateHandle(expression)).asElement().click(),
      type: (text) => keyboard.type(text),
      async press(keys) {
        const named = keys.map((key) => (key === 'Space' ? ' ' : key));
        for (const key of named) await keyboard.down(key);
        for (const key of named.toReversed()) await keyboard.up(key);
      },
      close: () => context.close(),
    };
  }

  const version = (await browser.version()).split('/').at(-1);
  return { version, openTab, close: () => browser.close() };
}
