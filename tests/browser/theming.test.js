// Themes: custom properties that take effect at once, and three style sheets to start from.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { violations } from './support/axe.js';
import { overflowing } from './support/screenshots.js';
import { test, useFixture } from './support/fixture.js';
import { api, artifacts, dist, site } from './support/environment.js';
import { armFault } from './support/sandbox.js';
import { Picker } from './support/picker.js';
import { press } from './support/press.js';

const fixture = useFixture({ width: 1440, height: 1000 });

async function open(parameters = {}) {
  await fixture.page.goto(`${site}/demo/theming.html?${new URLSearchParams(parameters)}`);
  await fixture.picker.waitForStep('choosing');
  return fixture.picker;
}

/** The computed style of something inside the element. */
const painted = (picker, selector, property) =>
  picker
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
const sheet = () => fixture.page.locator('#sheet').textContent();

for (const theme of ['neutral', 'dense', 'dark']) {
  test(`the ${theme} theme is accessible at every step, on a light and on a dark page`, async () => {
    for (const scheme of ['light', 'dark']) {
      const picker = await open({ theme, scheme });
      const holds = async (step) => {
        assert.deepEqual(await violations(picker.host), [], `${step} on a ${scheme} page`);
        assert.deepEqual(await overflowing(picker), [], `${step} on a ${scheme} page`);
        await picker.host.screenshot({
          path: path.join(artifacts, `theme-${theme}-${scheme}-${step}.png`),
          animations: 'disabled',
        });
      };
      await holds('choosing');
      await picker.choose('Supply agreement');
      await holds('filling');
      await picker.name.fill('n'.repeat(131));
      await picker.button('Review').click();
      await picker.waitForFocus('summary');
      await holds('problems');
      await picker.name.fill('Themed');
      await picker.create();
      await picker.waitForStep('created');
      await holds('created');
      const card = fixture.page.locator('oneflow-contract-card');
      await card.getByRole('heading', { name: 'Themed' }).waitFor();
      assert.deepEqual(await violations(card), [], `the card on a ${scheme} page`);
    }
  });
}

test('each theme looks different from the default and from the others', async () => {
  const seen = new Set();
  for (const theme of ['', 'neutral', 'dense', 'dark']) {
    const picker = await open({ theme, scheme: 'light' });
    await picker.choose('Supply agreement');
    seen.add(
      [
        await painted(picker, '.btn.p', 'background-color'),
        await painted(picker, '#name', 'block-size'),
        await painted(picker, '.w', 'background-color'),
      ].join(),
    );
  }
  assert.equal(seen.size, 4);
});

/** The contrast of two colours of the element, as it computes them in a theme. */
const contrasts = (picker, theme, pairs) =>
  picker.host.evaluate(
    (element, [scheme, all]) => {
      element.setAttribute('theme', scheme);
      const probe = element.shadowRoot.querySelector('.root').appendChild(document.createElement('i'));
      const channels = (token) => {
        probe.style.color = `color-mix(in srgb, var(${token}) 100%, transparent)`;
        return getComputedStyle(probe).color.match(/[\d.]+/g).slice(0, 3).map(Number);
      };
      const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
      const luminance = (token) => {
        const [red, green, blue] = channels(token).map(linear);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      };
      const found = all.map(([one, other]) => {
        const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
        return (light + 0.05) / (dark + 0.05);
      });
      probe.remove();
      return found;
    },
    [theme, pairs],
  );

test('the borders of controls have a contrast of 3:1, and texts and placeholders one of 4.5:1', async () => {
  const picker = await open();
  const borders = ['--bg', '--surface'].map((ground) => ['--strong', ground]);
  const texts = ['--text', '--muted', '--p', '--danger', '--warn', '--ok'].map((colour) => [colour, '--bg']);
  texts.push(['--muted', '--surface'], ['--danger', '--danger-bg'], ['--warn', '--warn-bg'], ['--on-p', '--p']);
  for (const theme of ['light', 'dark']) {
    for (const [pairs, least] of [[borders, 3], [texts, 4.5]]) {
      const found = await contrasts(picker, theme, pairs);
      found.forEach((contrast, index) => {
        assert.ok(contrast >= least, `${pairs[index]} have ${contrast.toFixed(2)} in the ${theme} theme`);
      });
    }
  }
  assert.equal(await picker.search.evaluate((input) => getComputedStyle(input, '::placeholder').opacity), '1');
  const [placeholder, muted] = await picker.search.evaluate((input) => {
    const probe = input.parentElement.appendChild(document.createElement('i'));
    probe.style.color = 'var(--muted)';
    return [getComputedStyle(input, '::placeholder').color, getComputedStyle(probe).color];
  });
  assert.equal(placeholder, muted);
});

test('sizes follow the text size that the user has set', async () => {
  const picker = await open();
  await picker.choose('Supply agreement');
  const sizes = async () =>
    (await Promise.all(
      [['.w', 'font-size'], ['#name', 'block-size'], ['.foot', 'padding-inline-start']].map(([selector, property]) =>
        painted(picker, selector, property),
      ),
    )).map(parseFloat);
  assert.deepEqual(await sizes(), [14, 40, 20]);
  await fixture.page.evaluate(() => {
    document.documentElement.style.fontSize = '20px';
  });
  assert.deepEqual(await sizes(), [17.5, 50, 25]);
  assert.deepEqual(await overflowing(picker), []);
});

test('a phone has no reason to zoom in on an input', async () => {
  const viewport = { width: 390, height: 800 };
  const context = await fixture.browser.newContext({ viewport, hasTouch: true, isMobile: true });
  try {
    const page = await context.newPage();
    await page.goto(`${site}/?card=none`);
    const picker = new Picker(page, '#picker');
    await picker.waitForStep('choosing');
    assert.equal(await page.evaluate(() => matchMedia('(pointer: coarse)').matches), true);
    assert.equal(await painted(picker, '#search', 'font-size'), '16px');
    assert.equal(await painted(picker, '.w', 'font-size'), '14px');
  } finally {
    await context.close();
  }
});

test('every custom property can be set, takes effect at once, and can be removed', async () => {
  const picker = await open();
  await picker.choose('Supply agreement');
  const inputs = fixture.page.locator('#tokens input');
  assert.equal(await inputs.count(), 18);
  const before = await painted(picker, '.btn.p', 'background-color');
  await fixture.page.locator('[id="--oneflow-color-primary"]').fill('#7a1fa2');
  await fixture.page.locator('[id="--oneflow-control-height"]').fill('52px');
  assert.equal(await painted(picker, '.btn.p', 'background-color'), 'rgb(122, 31, 162)');
  assert.equal(await painted(picker, '#name', 'block-size'), '52px');
  assert.match(await sheet(), /--oneflow-color-primary: #7a1fa2;\n[^]*--oneflow-control-height: 52px;/);
  await fixture.page.getByRole('button', { name: 'Undo all changes' }).click();
  assert.equal(await painted(picker, '.btn.p', 'background-color'), before);
  assert.equal(await sheet(), '/* Nothing differs from the default. */\n');
});

test('a style sheet that the page loads restyles the element', async () => {
  const picker = await open({ theme: 'dense', scheme: 'light' });
  await fixture.page.locator('[id="--oneflow-radius"]').fill('1px');
  await picker.choose('Supply agreement');
  const written = await sheet();
  const look = () =>
    Promise.all(
      [
        ['.btn.p', 'background-color'],
        ['#name', 'block-size'],
        ['#name', 'border-radius'],
        ['#heading', 'font-size'],
      ].map(([selector, property]) => painted(picker, selector, property)),
    );
  const themed = await look();
  await open({ theme: '', scheme: 'light' });
  await picker.choose('Supply agreement');
  assert.notDeepEqual(await look(), themed);
  await fixture.page.evaluate((css) => {
    const constructed = new CSSStyleSheet();
    constructed.replaceSync(css);
    document.adoptedStyleSheets = [constructed];
  }, written);
  assert.deepEqual(await look(), themed);
});

test('the custom states in the demo’s style sheet are the element’s', async () => {
  const picker = await open();
  await picker.choose('Supply agreement');
  await picker.name.fill('n'.repeat(131));
  await picker.button('Review').click();
  await picker.waitForFocus('summary');
  await fixture.page.waitForFunction(() => document.getElementById('states').textContent === 'invalid');
  await picker.name.fill('Seen');
  await picker.create();
  await picker.waitForStep('created');
  await fixture.page.waitForFunction(() => document.getElementById('states').textContent === 'created');
});

/** Styles each part from outside, and returns the parts of an element that the style reaches. */
async function outside(names) {
  await fixture.page.evaluate((parts) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      parts
        .map((part) => `:is(oneflow-contract-picker, oneflow-contract-card)::part(${part}) { --reached-${part}: yes }`)
        .join('\n'),
    );
    document.adoptedStyleSheets = [sheet];
  }, names);
  return (locator) =>
    locator.evaluate((element) =>
      [...element.shadowRoot.querySelectorAll('[part]')].flatMap((node) =>
        node
          .getAttribute('part')
          .split(' ')
          .filter((part) => getComputedStyle(node).getPropertyValue(`--reached-${part}`) === 'yes'),
      ),
    );
}

test('a page’s style sheet reaches every part of both elements', async () => {
  const [
    {
      declarations: [ofPicker, ofCard],
    },
  ] = JSON.parse(readFileSync(`${dist}/custom-elements.json`, 'utf8')).modules;
  const names = ({ cssParts }) => cssParts.map(({ name }) => name).sort();
  const go = await fixture.holdRequests(`${api}/helpers/**`);
  const picker = await fixture.open({ card: 'shown' });
  const reached = await outside(names(ofPicker));
  const seen = { picker: new Set(), card: new Set() };
  const look = async (of, locator) => {
    for (const part of await reached(locator)) seen[of].add(part);
  };
  await picker.locator('[part=skeleton]').waitFor({ state: 'attached' });
  await look('picker', picker.host);
  await go();
  await picker.waitForStep('choosing');
  await picker.search.press('ArrowDown');
  await look('picker', picker.host);
  await picker.choose('Supply agreement');
  await picker.name.fill('n'.repeat(131));
  await picker.button('Review').click();
  await picker.waitForFocus('summary');
  await look('picker', picker.host);
  await picker.name.fill('Parts');
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  await armFault({ on: 'POST /contracts/create', kind: 'slow', millis: 300 });
  const card = fixture.page.locator('oneflow-contract-card');
  const cards = await fixture.holdRequests(`${api}/contracts/1*`);
  await picker.button('Create draft').click();
  await picker.waitForStep('creating');
  await look('picker', picker.host);
  await picker.waitForStep('created');
  await look('picker', picker.host);
  await card.locator('[part=skeleton]').waitFor({ state: 'attached' });
  await look('card', card);
  await cards();
  await press(card.getByText('Send it for signing'));
  await look('card', card);
  await armFault({ on: 'POST /contracts/{}/publish', kind: 'status', status: 402 });
  fixture.expectErrors(/402/);
  await press(card.getByRole('button', { name: 'Send' }));
  await card.locator('[part=summary]').waitFor();
  await look('card', card);
  await press(card.getByRole('button', { name: 'Send again' }));
  await card.getByText('have signed').first().waitFor();
  await look('card', card);
  assert.deepEqual([...seen.picker].sort(), names(ofPicker));
  assert.deepEqual([...seen.card].sort(), names(ofCard));
});

test('the font is the page’s, unless a custom property sets another', async () => {
  const picker = await fixture.openChoosing();
  const font = () =>
    Promise.all(['#heading', '#search', '.chip'].map((selector) => painted(picker, selector, 'font-family')));
  await fixture.page.evaluate(() => {
    document.body.style.fontFamily = 'serif';
  });
  assert.deepEqual(await font(), ['serif', 'serif', 'serif']);
  await picker.host.evaluate((element) => element.style.setProperty('--oneflow-font-family', 'monospace'));
  assert.deepEqual(await font(), ['monospace', 'monospace', 'monospace']);
});
