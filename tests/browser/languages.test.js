// The languages: which one is used, changing it while the user types, what is fetched, and whether it fits.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { codes, formOf, lists, names, said, written } from './support/language-files.js';
import { openAlone, overflowing } from './support/screenshots.js';
import { Picker } from './support/picker.js';
import { createContract, post } from './support/contracts.js';
import { test, useFixture } from './support/fixture.js';
import { armFault } from './support/sandbox.js';
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

const narrow = (element) => {
  element.style.inlineSize = '320px';
};

/** Whether nothing overflows; takes a screenshot for people to look at. */
async function fitsIn(code, step, shown) {
  await mkdir(artifacts, { recursive: true });
  const name = `language-${code}-${step}.png`;
  await shown.host.screenshot({ path: path.join(artifacts, name), animations: 'disabled' });
  assert.deepEqual(await overflowing(shown), [], `${step}, ${code}`);
}

for (const code of codes) {
  test(`every step and the card fit into 320 px: ${code}`, async () => {
    const picker = await openAlone(fixture, { lang: code, actions: 'draft send' });
    await picker.host.evaluate(narrow);
    await picker.waitForStep('choosing');
    const fits = (step, shown = picker) => fitsIn(code, step, shown);
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

/** Words and amounts that do not fit into their line and are broken in two. */
const brokenWords = (shown) =>
  shown.host.evaluate((element) => {
    const broken = [];
    const texts = document.createTreeWalker(element.shadowRoot, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { currentNode: text } = texts;
      if (text.parentElement.closest('.unseen, option, style, code')) continue;
      for (const { 0: word, index } of text.data.matchAll(/\p{L}+|\p{N}+(?:[\u00a0\u202f.,]\p{N}+)*/gu)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) broken.push(word);
      }
    }
    return broken;
  });

/** Turns through the languages, and checks that what is shown fits in each. */
async function fitsInEach(shown, step, target) {
  for (const code of codes) {
    await turn(code);
    await shown.host.locator(`.w[lang="${code}"]`).waitFor();
    await target?.evaluate((element) => element.scrollIntoView());
    await fitsIn(code, step, shown);
    assert.deepEqual(await brokenWords(shown), [], `${step}, ${code}`);
  }
  await turn('en');
  await shown.host.locator('.w[lang="en"]').waitFor();
}

async function openNarrow(template, attributes) {
  const picker = await openAlone(fixture, attributes);
  await picker.host.evaluate(narrow);
  await picker.waitForStep('choosing');
  await picker.choose(template);
  return picker;
}

test('line items fit into 320 px in each language: in the form, with what is wrong, and in the review', async () => {
  const picker = await openNarrow('Quotation', { actions: 'draft send' });
  await picker.button('Add row · Goods and services').click();
  await picker.locator('#item-0-0-price').fill('1.2345');
  await picker.locator('#item-0-1-discount').fill('101');
  await picker.button('Review').click();
  await picker.waitForFocus('summary');
  await fitsInEach(picker, 'items', picker.locator('#sect-products'));
  await picker.locator('#item-0-0-price').fill('123456789.5');
  await picker.locator('#item-0-1-discount').fill('10');
  await picker.locator('#item-0-2-name').fill('Training of everybody who uses the measuring equipment');
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  await fitsInEach(picker, 'items-review', picker.text('Training of everybody'));
});

test('files fit into 320 px in each language: in the form, and when an upload has failed', async () => {
  const picker = await openNarrow('Data processing agreement', { actions: 'draft send' });
  await picker.addFiles();
  const file = (name) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.alloc(1_234_567, '%') });
  const [refused, ...taken] = ['run.exe', 'Terms of delivery 2027.pdf', 'prices.xlsx'].map(file);
  await picker.host.locator('#files').setInputFiles([refused, ...taken]);
  await picker.waitForText('prices.xlsx');
  await fitsInEach(picker, 'files', picker.locator('#sect-files'));
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  fixture.expectErrors(/409/, /ERR_|aborted/);
  await armFault({ on: 'POST /contracts/{}/files', kind: 'status', status: 409 });
  await picker.button('Create and send').click();
  await picker.waitForText('not uploaded');
  await fitsInEach(picker, 'upload-failed');
  await armFault({ on: 'POST /contracts/{}/files', kind: 'cut_before' });
  await picker.button('Upload again').click();
  await picker.waitForText('perhaps uploaded');
  await picker.button('Look again').waitFor();
  await fitsInEach(picker, 'upload-doubtful');
});

test('the list of contracts fits into 320 px in each language, also when it is empty or out of date', async () => {
  const { page } = fixture;
  const record = { custom_id: 'customer_ref', value: '17' };
  for (const [name, sent] of [['Supply agreement for measuring equipment', false], ['Order', true]]) {
    const ask = (place, content) =>
      post(place, place.endsWith('create') ? { ...content, data_fields: [record] } : content);
    await createContract({ name, sent, ask });
  }
  const picker = await openAlone(fixture, {});
  await picker.host.evaluate((element) => {
    const { authorize, apiBase } = element;
    const properties = { id: 'contracts', authorize, apiBase };
    const list = Object.assign(document.createElement('oneflow-contract-list'), properties);
    const attributes = { 'extension-type': 'demo_crm', 'record-field': 'customer_ref', 'external-id': '17' };
    for (const [name, value] of Object.entries(attributes)) list.setAttribute(name, value);
    element.replaceWith(list);
  });
  const list = new Picker(page, '#contracts');
  await list.host.evaluate(narrow);
  await list.waitForText('0 of 2 have signed');
  fixture.expectErrors(/503/);
  await armFault({ on: 'GET /contracts', kind: 'status', status: 503 });
  await list.button('Refresh').click();
  await list.host.locator('.alert').waitFor();
  await fitsInEach(list, 'list');
  await list.host.evaluate((element) => element.setAttribute('external-id', '18'));
  await list.waitForText('No contracts that you may see');
  await fitsInEach(list, 'list-empty');
});
