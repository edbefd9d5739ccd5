// The languages: which one is used, changing it while the user types, what is fetched, and whether it fits.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { codes, formOf, lists, names, said, written } from './support/language-files.js';
import { openAlone, overflowing } from './support/screenshots.js';
import { Picker } from './support/picker.js';
import { test, useFixture } from './support/fixture.js';
import { api, artifacts, site, siri, token } from './support/environment.js';

const fixture = useFixture({ width: 960, height: 760 });

/** The language files that the page has requested so far. */
const fetched = () =>
  fixture.requestedUrls.map((address) => /\/(\w\w|names)-\w+\.js$/.exec(address)?.[1]).filter(Boolean);

/** A page in a language, with a picker in its body, there with a language of its own, or inside of shadow roots. */
async function spoken(lang, place = 'body') {
  const { page } = fixture;
  await page.goto(`${site}/demo/blank.html`);
  await page.evaluate(
    ([base, pairs, spoken, put]) => {
      document.documentElement.lang = spoken;
      const element = Object.assign(document.createElement('oneflow-contract-picker'), {
        id: 'picker',
        authorize: () => pairs,
        apiBase: base,
        extensionType: 'demo_crm',
      });
      const places = {
        body: () => document.body.append(element),
        own: () => {
          element.lang = 'da';
          document.body.append(element);
        },
        shadow: () => {
          const outer = document.createElement('div');
          outer.id = 'outer';
          outer.lang = 'fi';
          const inner = document.createElement('div');
          outer.attachShadow({ mode: 'open' }).append(inner);
          inner.attachShadow({ mode: 'open' }).append(element);
          document.body.append(outer);
        },
      };
      places[put]();
    },
    [api, { 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri }, lang, place],
  );
  const picker = new Picker(page, '#picker');
  await picker.waitForStep('choosing');
  return picker;
}

/** Waits until the element uses a language, in its heading and its `lang` for assistive technology. */
async function speaks(picker, code, { tag = code, heading = 'newContract' } = {}) {
  await picker.host.locator(`.w[lang="${tag}"]`).waitFor();
  if (heading) assert.equal(await picker.heading.innerText(), said(code, heading));
}

const turn = (lang) =>
  fixture.page.evaluate((now) => {
    document.documentElement.lang = now;
  }, lang);

/** For each language, which form the browser has for the counts from 0. */
const formsOfCounts = () =>
  fixture.page.evaluate(
    (all) =>
      all.map((code) => {
        const rules = new Intl.PluralRules(code);
        return [code, rules.resolvedOptions().locale, Array.from({ length: 1_001 }, (_, count) => rules.select(count))];
      }),
    codes,
  );

test('each language has each text, and the forms that its counts take in the browser', async () => {
  for (const code of codes) {
    assert.equal(lists[code].length, names.length, code);
    assert.equal(said(code, 'tag'), code);
  }
  const counted = names.filter((name) => name.endsWith('Few')).map((name) => name.slice(0, -'Few'.length));
  assert.ok(counted.includes('toCorrect') && counted.length > 5, `${counted}`);
  for (const [code, locale, forms] of await formsOfCounts()) {
    assert.equal(locale.split('-')[0].replace('no', 'nb'), code, 'the browser knows the language');
    for (const name of counted) {
      const saysCount = written(code, `${name}Other`).includes('{0}');
      for (const form of ['one', 'few', 'many']) {
        const text = written(code, formOf(name, form));
        const counts = forms.filter((other) => other === form).length;
        assert.equal(text !== '', counts > 0, `${code}: ${name}, ${form}`);
        // What stands for one count only may say it in words.
        if (counts > 1) assert.equal(text.includes('{0}'), saysCount, `${code}: ${name}, ${form}`);
      }
    }
  }
});

test('a count takes its form in each language', async () => {
  const picker = await openAlone(fixture);
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  const formsByCode = new Map((await formsOfCounts()).map(([code, , forms]) => [code, forms]));
  for (const count of [1, 2, 5]) {
    await picker.host.evaluate(async (element, some) => {
      const { prefill } = await import('/demo/deal.js');
      const ids = ['amount', 'currency', 'delivery_date', 'delivery_terms', 'payment_terms'].slice(0, some);
      element.prefill = { fields: Object.fromEntries(ids.map((id) => [id, prefill.fields[id]])) };
    }, count);
    for (const code of codes) {
      await turn(code);
      await speaks(picker, code, { heading: '' });
      const beside = said(code, formOf('filledFromHost', formsByCode.get(code)[count]), count);
      await picker.locator('#sect-fields').getByText(beside, { exact: true }).waitFor();
    }
  }
});

test('the page’s lang decides, in each language', async () => {
  for (const code of codes) {
    const picker = await spoken(code);
    await speaks(picker, code);
    assert.equal((await fixture.waitForEvent('oneflow-ready')).lang, code);
    assert.equal(await picker.search.getAttribute('aria-label'), said(code, 'searchLabel'));
    await picker.search.fill('a');
    await picker.button(said(code, 'continue')).waitFor();
  }
});

test('the nearest lang decides: the element’s own before the page’s, across shadow roots', async () => {
  await speaks(await spoken('sv', 'own'), 'da');
  const picker = await spoken('sv', 'shadow');
  await speaks(picker, 'fi');
  await fixture.page.evaluate(() => {
    document.getElementById('outer').lang = 'nb';
  });
  await speaks(picker, 'nb');
  await fixture.page.evaluate(() => document.getElementById('outer').removeAttribute('lang'));
  await speaks(picker, 'sv');
  await turn('de');
  await speaks(picker, 'de');
});

test('changing the language changes every text and loses nothing', async () => {
  const { page } = fixture;
  const picker = await openAlone(fixture);
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  await picker.name.fill('Mitt namn');
  await picker.button('Edit Acme AB').click();
  await picker.button('Add person').click();
  const email = picker.locator('#party-0-1-email');
  await email.fill('half@typed');
  const value = picker.locator('#field-2');
  await value.fill('130000');
  await value.evaluate((input) => input.setSelectionRange(2, 4));
  for (const code of ['sv', 'fi', 'de', 'pl', 'fr', 'en', 'nb', 'da']) {
    await turn(code);
    await speaks(picker, code, { heading: '' });
    for (const name of ['contract', 'dataFields', 'parties'])
      assert.ok(
        (await picker.locator('h3').allInnerTexts()).some((text) => text.startsWith(said(code, name))),
        `${code}: ${name}`,
      );
    await picker.button(said(code, 'review')).waitFor();
    await picker.label(said(code, 'companyName')).waitFor();
    assert.deepEqual(
      [await picker.name.inputValue(), await email.inputValue(), await value.inputValue()],
      ['Mitt namn', 'half@typed', '130000'],
    );
    await picker.waitForFocus('field-2');
    assert.deepEqual(await value.evaluate((input) => [input.selectionStart, input.selectionEnd]), [2, 4]);
    // Names of countries are the browser's, in the same language.
    const country = await picker
      .label(said(code, 'country'))
      .evaluate((select) => select.selectedOptions[0].textContent);
    assert.equal(
      country,
      await page.evaluate((lang) => new Intl.DisplayNames([lang], { type: 'region' }).of('SE'), code),
    );
  }
  await picker.button(said('da', 'review')).click();
  await picker.waitForFocus('summary');
  await picker.waitForText(said('da', 'notAnEmail'));
  await turn('sv');
  await picker.waitForText(said('sv', 'notAnEmail'));
  assert.equal((await fixture.events('oneflow-ready')).length, 1, 'it did not start again');
});

test('a region decides about numbers, and its language about texts', async () => {
  const long = 'x'.repeat(1_000);
  const picker = await openAlone(fixture, { lang: 'de-AT' });
  await picker.waitForStep('choosing');
  await speaks(picker, 'de', { tag: 'de-AT' });
  assert.equal((await fixture.waitForEvent('oneflow-ready')).lang, 'de-AT');
  await picker.choose('Supply agreement');
  await picker.locator('#field-0').fill(long);
  for (const [lang, code] of [
    ['de-AT', 'de'],
    ['de-CH', 'de'],
    ['de', 'de'],
    ['en-GB', 'en'],
    ['en-ZA', 'en'],
    ['sv-FI', 'sv'],
    ['nb-NO', 'nb'],
    ['fr', 'fr'],
    ['fr-CH', 'fr'],
    ['es', 'es'],
    ['es-MX', 'es'],
    ['pt', 'pt'],
    ['pt-BR', 'pt'],
    ['pt-PT', 'pt'],
    ['it', 'it'],
    ['nl', 'nl'],
    ['nl-BE', 'nl'],
    ['pl', 'pl'],
  ]) {
    await picker.host.evaluate((element, now) => {
      element.lang = now;
    }, lang);
    await speaks(picker, code, { tag: lang, heading: '' });
    const [there, limit] = await fixture.page.evaluate(
      (tag) => [1_000, 1_024].map((number) => new Intl.NumberFormat(tag, { useGrouping: 'always' }).format(number)),
      lang,
    );
    assert.equal(await picker.locator('#field-0-hint').textContent(), said(code, 'counter', there, limit), lang);
  }
});

test('both written forms of Norwegian, and Norwegian by its old code, are Bokmål', async () => {
  for (const lang of ['no', 'nn', 'nn-NO', 'no-NO']) await speaks(await spoken(lang), 'nb');
});

test('any other language falls back to English', async () => {
  for (const lang of ['is', 'cs-CZ', 'x-none', 'not a language', '']) await speaks(await spoken(lang), 'en');
  assert.deepEqual([...new Set(fetched())], ['en']);
});

test('only the language that is needed is fetched, once', async () => {
  const picker = await spoken('fi');
  await speaks(picker, 'fi');
  assert.deepEqual(fetched(), ['fi']);
  await turn('sv');
  await speaks(picker, 'sv');
  await turn('en');
  await speaks(picker, 'en');
  await turn('fi');
  await speaks(picker, 'fi');
  assert.deepEqual(fetched(), ['fi', 'sv', 'en']);
});

test('a language that cannot be loaded leaves the current one, with a warning', async () => {
  const { page } = fixture;
  fixture.expectErrors(/ERR_FAILED/);
  const picker = await spoken('sv');
  await page.route('**/da-*.js', (route) => route.abort());
  try {
    await turn('da');
    await fixture.waitForWarning(/the language da cannot be loaded/);
    await speaks(picker, 'sv');
  } finally {
    await page.unroute('**/da-*.js');
  }
  await turn('de');
  await speaks(picker, 'de');
});

for (const code of codes) {
  test(`every step and the card fit into 320 px: ${code}`, async () => {
    await mkdir(artifacts, { recursive: true });
    const picker = await openAlone(fixture, { lang: code, actions: 'draft send' });
    await picker.host.evaluate((element) => {
      element.style.inlineSize = '320px';
    });
    await picker.waitForStep('choosing');
    const fits = async (step, shown = picker) => {
      await shown.host.screenshot({
        path: path.join(artifacts, `language-${code}-${step}.png`),
        animations: 'disabled',
      });
      assert.deepEqual(await overflowing(shown), [], step);
    };
    await fits('choosing');
    await picker.choose('Supply agreement');
    await fits('filling');
    await picker.name.fill('A name that is much too long. '.repeat(6));
    await picker.button(said(code, 'editNamed', 'Acme AB')).click();
    await picker.button(said(code, 'addPerson')).click();
    await picker.locator('#party-0-0-email').fill('ada@acme');
    await picker.showDetails();
    await picker.locator('#party-0-0-phone').fill('1');
    await picker.locator('#party-0-0-role').scrollIntoViewIfNeeded();
    await fits('parties');
    await picker.button(said(code, 'review')).click();
    await picker.waitForFocus('summary');
    await fits('problems');
    await picker.button(said(code, 'removeNamed', said(code, 'nthPerson', '2'))).click();
    await picker.name.fill('Supply agreement, Acme AB');
    await picker.locator('#party-0-0-email').fill('ada.berg@acme.example');
    await picker.locator('#party-0-0-phone').fill('+46700000001');
    await picker.button(said(code, 'review')).click();
    await picker.waitForStep('reviewing');
    await picker.body.evaluate((body) => body.scrollTo(0, body.scrollHeight));
    await fits('reviewing');
    await picker.button(said(code, 'createAndSend')).click();
    await picker.waitForStep('published');
    await fits('published');

    const { contractId } = await fixture.waitForEvent('oneflow-published');
    await picker.host.evaluate((element, id) => {
      const { authorize, apiBase, lang } = element;
      const card = Object.assign(document.createElement('oneflow-contract-card'), {
        id: 'card',
        authorize,
        apiBase,
        lang,
        contractId: String(id),
      });
      card.style.inlineSize = '320px';
      element.replaceWith(card);
    }, contractId);
    const card = new Picker(fixture.page, '#card');
    await card.waitForStep('showing');
    await card.button(said(code, 'copyLinkNamed', 'Ada Berg')).click();
    await card.locator('input[readonly]').waitFor();
    await fits('card', card);
  });
}
