// The recipes of the package's read-me at work: what they fill in, and the tests that they show.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
import { transform } from 'esbuild';
import { request as client } from 'playwright-core';

import { serve } from '../../examples/serve.js';
import { root } from '../browser/support/environment.js';
import { armFault, createRequests, receivedRequests } from '../browser/support/sandbox.js';
import { folder, sandbox, test, useApp } from './support/app.js';
import { press } from '../browser/support/press.js';

const app = useApp();
const readme = await readFile(path.join(root, 'www', 'README.md'), 'utf8');
let server;
before(async () => {
  server = await serve({ folder: folder('plain'), api: sandbox });
});
after(() => server?.close());

/** What stands under a heading in a language. */
async function recipe(title, language) {
  const [, section] = readme.match(new RegExp(`^### ${title}\\n([\\s\\S]*?)^##+ `, 'm'));
  const [, text] = section.match(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm'));
  return text;
}

const imported = async (text) =>
  import(`data:text/javascript,${encodeURIComponent((await transform(text, { loader: 'ts' })).code)}`);

/** Fills the form of a template from a record; gives what would be sent, and what the form says is not used. */
async function filled(prefill, template = 'Supply agreement') {
  const { page, picker } = app;
  await page.goto(`${server.origin}/`);
  await picker.waitForStep('choosing');
  await picker.host.evaluate((element, given) => {
    element.prefill = given;
    element.addEventListener('oneflow-before-create', (event) => {
      window.asked = element.request;
      event.preventDefault();
    });
  }, prefill);
  await picker.choose(template);
  if (prefill.items) await picker.label('Product, row 1').waitFor();
  const shown = await picker.root.textContent();
  await picker.create();
  await page.waitForFunction(() => window.asked);
  assert.deepEqual(
    app.said.filter((text) => /its (prefill|properties)/.test(text)),
    [],
  );
  return { shown, sent: await page.evaluate(() => window.asked) };
}

const values = ({ data_fields: fields }) => Object.fromEntries(fields.map(({ custom_id: id, value }) => [id, value]));

/** Goes through the quick start: its page, and what a section of it has for it. */
async function goesThrough(quick, script) {
  const { page, picker } = app;
  await page.goto(`${quick.origin}/`);
  await page.evaluate(`const picker = document.querySelector('oneflow-contract-picker'); ${script}`);
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  await picker.create();
  await picker.waitForStep('created');
}

/** The page of the quick start, on an origin of its own. */
async function quickly(body) {
  const made = await mkdtemp(path.join(os.tmpdir(), 'oneflow-quick-'));
  const [, html] = readme.match(/^## Quick start\n[\s\S]*?^```html\n([\s\S]*?)^```$/m);
  await writeFile(
    path.join(made, 'index.html'),
    `<!doctype html><title>Quick start</title><link rel="icon" href="data:,">${html}`,
  );
  const installed = path.join(folder('plain'), 'node_modules', 'oneflow-contract-picker');
  await cp(installed, path.join(made, 'assets', 'oneflow-contract-picker'), { recursive: true });
  const quick = await serve({ folder: made, api: sandbox });
  try {
    await body(quick);
  } finally {
    await quick.close();
    await rm(made, { recursive: true, force: true });
  }
}

test('the quick start with the sandbox creates a draft', () =>
  quickly(async (quick) => {
    const child = spawn(
      process.env.SANDBOX,
      ['--port', '0', '--cors', quick.origin, '--json', '--until-stdin-closes'],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    try {
      const [line] = await once(child.stdout, 'data');
      const { origin } = new URL(JSON.parse(line).api);
      const text = await recipe('With the sandbox: today, without an account', 'js');
      await goesThrough(quick, text.replaceAll('http://127.0.0.1:8787', origin));
      const received = await (await fetch(`${origin}/_sandbox/requests`)).json();
      assert.equal(received.filter(({ path: place }) => place === '/v1/contracts/create').length, 1);
    } finally {
      child.stdin.end();
    }
  }));

test('the quick start with a server creates a draft', () =>
  quickly(async (quick) => {
    const [, section] = readme.match(/^### Through a server of your own\n([\s\S]*?)^##+ /m);
    const [, , text] = section.match(/^```js\n([\s\S]*?)^```\n```js\n([\s\S]*?)^```$/m);
    await goesThrough(quick, text);
    assert.equal((await createRequests()).length, 1);
  }));

test('a deal fills in fields, its company and whoever signs; the others can be ticked', async () => {
  const { fromDeal } = await imported(await recipe("From a CRM's deal", 'ts'));
  const { shown, sent } = await filled(
    fromDeal({
      number: 'A-1018',
      amount: 125000.5,
      currency: 'SEK',
      delivery: '2027-01-15',
      company: { name: 'Bolt Oy', orgNumber: '1234567-8', country: 'FI' },
      contacts: [
        { name: 'Ada Berg', email: 'ada@bolt.example', mobile: '+358401234567', signs: true },
        { name: 'Bo Ek', email: 'bo@bolt.example', signs: false },
      ],
    }),
  );
  assert.equal(sent.name, 'Bolt Oy, A-1018');
  const { order_no: number, amount, currency, delivery_date: delivery } = values(sent);
  assert.deepEqual([number, amount, currency, delivery], ['A-1018', '125000.5', 'SEK', '2027-01-15']);
  const [{ name, country_code: country, identification_number: org, participants }] = sent.parties;
  assert.deepEqual(
    [name, country, org, participants.map((person) => person.name)],
    ['Bolt Oy', 'FI', '1234567-8', ['Ada Berg']],
  );
  assert.ok(shown.includes('Bolt Oy'));
});

test('an offer and an employee are individuals, reached as the record says', async () => {
  const { fromOffer } = await imported(await recipe("From an ATS's candidate", 'ts'));
  const offer = await filled(
    fromOffer({
      position: 'Engineer',
      startsOn: '2027-01-15',
      salary: '50000',
      candidate: { name: 'Ada Berg', email: 'ada@mail.example', country: 'SE' },
    }),
  );
  assert.deepEqual(
    offer.sent.parties.map(({ type, participant }) => [type, participant.name, participant.signatory]),
    [['individual', 'Ada Berg', true]],
  );
  // The template has none of these fields: that is shown, and nothing is lost silently.
  assert.match(offer.shown, /3 values have no field in this template/);
  const { fromEmployee } = await imported(await recipe("From an HR system's employee", 'ts'));
  const employee = {
    number: '17',
    name: 'Bo Ek',
    mobile: '+46700000002',
    personalNumber: '19900101-0000',
    country: 'SE',
  };
  const { sent } = await filled(fromEmployee(employee, { what: 'New hours', from: '2027-02-01' }));
  const [{ participant }] = sent.parties;
  assert.deepEqual(
    [
      participant.phone_number,
      participant.delivery_channel,
      participant.sign_method,
      participant.identification_number,
    ],
    ['+46700000002', 'sms', 'sms', '19900101-0000'],
  );
});

test('the rows of a quote become line items', async () => {
  const { fromQuote } = await imported(await recipe('From a quote', 'ts'));
  const row = { id: '1', quantity: 2, name: 'Licence', text: 'Per year', price: '1200.50', discountPercent: 10 };
  const quote = {
    number: 'Q-1',
    total: '3160.90',
    currency: 'SEK',
    customer: { name: 'Acme AB', country: 'SE', signer: { name: 'Ada Berg', email: 'ada@acme.example' } },
    rows: [row, { ...row, id: '2', name: 'Support '.repeat(20), price: '1000', quantity: 1, discountPercent: 0 }],
  };
  const { sent } = await filled(fromQuote(quote), 'Quotation');
  assert.equal(sent.name, 'Quote Q-1, Acme AB');
  const [{ products }] = sent.product_groups;
  assert.deepEqual(
    products.map(({ name, quantity, price_1: price, _private_ownerside: own }) => [
      name.length,
      quantity,
      price,
      own.custom_id,
    ]),
    [
      [7, { type: 'quantity', amount: 2 }, { base_amount: { amount: '1200.50' }, discount_percent: '10' }, '1'],
      [79, { type: 'quantity', amount: 1 }, { base_amount: { amount: '1000.00' } }, '2'],
    ],
  );
});

/** Opens the example's page and runs recipes on it; what they call of the record is noted. */
async function listening(...titles) {
  const { page, picker } = app;
  await page.goto(`${server.origin}/`);
  await page.evaluate(() => {
    const element = document.querySelector('oneflow-contract-picker');
    element.externalId = 'deal-1017';
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    dialog.append(element);
    window.noted = [];
    window.reason = undefined;
    const note =
      (name) =>
      (...values) => {
        window.noted.push([name, ...values]);
      };
    Object.assign(window, {
      picker: element,
      crm: {
        save: note('saved'),
        open: note('opened'),
        showPdf: note('shown'),
        whyNot: async (record, request) => {
          window.noted.push(['asked', record, request.name]);
          return window.reason;
        },
      },
    });
  });
  await page.addStyleTag({ content: await recipe('In a dialog or a side panel', 'css') });
  for (const title of titles) {
    const { code } = await transform(await recipe(title, 'ts'), { loader: 'ts', format: 'iife', globalName: 'recipe' });
    await page.evaluate(code.replace(/^var recipe/, 'window.recipe'));
  }
  return { page, picker, noted: () => page.evaluate(() => window.noted) };
}

test('the recipes that listen have their say, write the contract back, and lead the way', async () => {
  const { page, picker, noted } = await listening(
    'Check a contract before it is created',
    'Write the contract back to the record',
    'Open contracts in your own app',
  );
  await page.evaluate(() => {
    window.reason = 'Not before Friday.';
    document.querySelector('dialog').show();
  });
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  await picker.name.fill('Listened to');
  await picker.create();
  await picker.waitForText('Not before Friday.');
  assert.deepEqual(await createRequests(), []);
  await page.evaluate(() => {
    window.reason = undefined;
  });
  await picker.button('Create draft').click();
  await picker.waitForStep('created');
  await press(picker.host.getByRole('link', { name: 'Open in Oneflow' }));
  const { id } = await picker.host.evaluate((element) => element.contract);
  assert.deepEqual(await noted(), [
    ['asked', 'deal-1017', 'Listened to'],
    ['asked', 'deal-1017', 'Listened to'],
    [
      'saved',
      'deal-1017',
      { contractId: id, contractState: 'draft', contractUrl: `https://app.oneflow.com/contracts/${id}` },
    ],
    ['opened', id],
  ]);
  assert.equal(page.context().pages().length, 1);
});

test('the recipe for a dialog asks before anything typed is lost, and is not left during a creation', async () => {
  const { page, picker } = await listening('In a dialog or a side panel');
  const isOpen = () => page.evaluate(() => document.querySelector('dialog').open);
  await page.evaluate(() => window.recipe.openDialog());
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  await picker.name.fill('Typed');
  const answers = [false, true];
  page.on('dialog', (asked) => (answers.shift() ? asked.accept() : asked.dismiss()));
  await picker.button('Cancel').click();
  assert.deepEqual([await isOpen(), await picker.name.inputValue()], [true, 'Typed']);
  await picker.button('Cancel').click();
  assert.equal(await isOpen(), false);
  await page.evaluate(() => window.recipe.openDialog());
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  assert.notEqual(await picker.name.inputValue(), 'Typed');
  await armFault({ on: 'POST /contracts/create', kind: 'slow', millis: 1_000 });
  await picker.create();
  await picker.waitForStep('creating');
  await page.keyboard.press('Escape');
  assert.deepEqual([await isOpen(), await picker.state()], [true, 'creating']);
  await picker.waitForStep('created');
  assert.deepEqual(answers, []);
});

test('the recipe for one record after another asks when something was typed, and not after reset()', async () => {
  const { page, picker } = await listening('One record after another');
  await page.evaluate(() => document.querySelector('dialog').show());
  const show = (id, name) =>
    page.evaluate(([record, given]) => window.recipe.show({ id: record, prefill: { name: given } }), [id, name]);
  const told = [];
  await page.exposeFunction('tell', (record) => told.push(record));
  await page.evaluate(() =>
    window.addEventListener('oneflow-selection-change', ({ detail }) => window.tell(detail.externalId)),
  );
  const typed = async (name) => {
    await picker.waitForStep('choosing');
    await picker.choose('Supply agreement');
    assert.equal(await picker.name.inputValue(), name);
  };
  await picker.waitForStep('choosing');
  await show('1', 'First');
  await typed('First');
  await show('2', 'Second');
  await typed('Second');
  await picker.name.fill('Typed');
  await show('3', 'Third');
  await picker.locator('#pending-reset').waitFor();
  assert.equal(await picker.name.inputValue(), 'Typed');
  await show('2', 'Second');
  await picker.locator('#pending-reset').waitFor({ state: 'detached' });
  await picker.host.evaluate((element) => element.reset());
  await show('4', 'Fourth');
  await typed('Fourth');
  assert.deepEqual(told, ['1', '2', '4']);
});

test('the tests for a CI do what they say', async () => {
  const text = (await recipe('In your own CI, against the sandbox', 'js'))
    .replaceAll('http://localhost:3000/', `${server.origin}/`)
    .replaceAll('http://127.0.0.1:8787', sandbox);
  const shown = { before: [], tests: [] };
  const test = Object.assign((name, body) => shown.tests.push([name, body]), {
    beforeEach: (body) => shown.before.push(body),
  });
  const expect = (value) => ({
    toBeVisible: () => value.waitFor(),
    toHaveLength: (length) => assert.equal(value.length, length),
  });
  const [first, rest] = [text.slice(0, text.indexOf('\n')), text.slice(text.indexOf('\n'))];
  assert.equal(first, "import { expect, test } from '@playwright/test';");
  new Function('expect', 'test', rest)(expect, test);
  const request = await client.newContext();
  assert.equal(shown.tests.length, 2);
  for (const [, body] of shown.tests) {
    for (const prepare of shown.before) await prepare({ request });
    assert.deepEqual(await receivedRequests(), []);
    await body({ page: app.page, request });
    assert.ok((await createRequests()).length > 0);
  }
  assert.equal((await createRequests()).length, 2, 'one was refused, one was made');
  await request.dispose();
  app.faults = app.faults.filter((fault) => !/429/.test(fault));
});
