// The element's interface: properties, attributes, methods, and its lifecycle in and out of the document.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { Picker } from './support/picker.js';
import { test, useFixture } from './support/fixture.js';
import { attributesOf, surface } from './support/surface.js';
import { api, dist, mira, site, siri, token } from './support/environment.js';
import { armFault, createRequests, readContract, receivedRequests } from './support/sandbox.js';

const fixture = useFixture();
const run = promisify(execFile);

const headers = (user = siri) => ({ 'x-oneflow-api-token': token, 'x-oneflow-user-email': user });
const on = (picker, does, given) => picker.host.evaluate(does, given);

/** Opens a page with nothing but the scripts; the elements are defined once `before` has prepared it. */
async function blank(before = async () => {}) {
  const go = await fixture.holdRequests('**/define.js');
  await fixture.page.goto(`${site}/demo/blank.html`, { waitUntil: 'commit' });
  await fixture.page.waitForFunction(() => document.body);
  await before();
  await go();
  await fixture.page.waitForFunction(() => customElements.get('oneflow-contract-picker'));
  return new Picker(fixture.page, '#made');
}

/** Opens a page with one picker, fully configured before it enters the document. */
async function made(settings = {}) {
  const picker = await blank();
  await fixture.page.evaluate(
    ([base, pairs, more]) => {
      const element = Object.assign(
        document.createElement('oneflow-contract-picker'),
        { id: 'made', authorize: () => pairs, apiBase: base, extensionType: 'demo_crm' },
        more,
      );
      document.body.append(element);
    },
    [api, headers(), settings],
  );
  await picker.waitForStep('choosing');
  return picker;
}

test('properties that were set before the tag was defined count', async () => {
  const picker = await blank(() =>
    fixture.page.evaluate(
      ([base, pairs]) => {
        const element = document.createElement('oneflow-contract-picker');
        element.id = 'made';
        element.authorize = () => pairs;
        element.prefill = { name: 'Early', fields: { amount: '7' } };
        element.apiBase = base;
        element.extensionType = 'demo_crm';
        element.externalId = 'early-1';
        document.body.append(element);
      },
      [api, headers()],
    ),
  );
  await picker.waitForStep('choosing');
  assert.deepEqual(
    await on(picker, (element) => ['authorize', 'prefill', 'apiBase'].filter((name) => Object.hasOwn(element, name))),
    [],
  );
  assert.equal(await picker.host.getAttribute('external-id'), 'early-1');
  assert.equal((await fixture.events('oneflow-ready'))[0].detail.externalId, 'early-1');
  await picker.choose('Supply agreement');
  assert.equal(await picker.name.inputValue(), 'Early');
  assert.equal(await picker.label('Contract value').inputValue(), '7');
});

for (const { key, tag } of surface.elements) {
  const attributes = attributesOf(key);

  test(`every attribute of <${tag}> is a property, and each follows the other`, async () => {
    await blank();
    const wrong = await fixture.page.evaluate(
      ([name, all]) => {
        const element = document.createElement(name);
        const found = [];
        const check = (holds, text) => holds || found.push(text);
        for (const { attribute, property, inherited } of all) {
          check(property in Object.getPrototypeOf(element), `${property} is not of the class`);
          check(element[property] === (inherited ? '' : null), `${property} is not empty at first`);
          element.setAttribute(attribute, 'a1');
          check(element[property] === 'a1', `${property} does not follow ${attribute}`);
          element[property] = 'p2';
          check(element.getAttribute(attribute) === 'p2', `${attribute} does not follow ${property}`);
          if (inherited) continue;
          for (const nothing of [null, undefined]) {
            element[property] = 'p3';
            element[property] = nothing;
            check(!element.hasAttribute(attribute), `${property} = ${nothing} leaves ${attribute}`);
          }
        }
        return found;
      },
      [tag, attributes],
    );
    assert.deepEqual(wrong, []);
    const observed = await fixture.page.evaluate((name) => customElements.get(name).observedAttributes, tag);
    assert.deepEqual(observed.sort(), attributes.map(({ attribute }) => attribute).sort());
  });

  test(`every property of <${tag}> that was set before its definition becomes an attribute`, async () => {
    fixture.expectErrors(/404|ERR_/);
    await blank(() =>
      fixture.page.evaluate(
        ([name, all]) => {
          const element = Object.assign(document.createElement(name), { id: 'made' });
          for (const { property } of all) element[property] = `early ${property}`;
          document.body.append(element);
        },
        [tag, attributes],
      ),
    );
    const found = await fixture.page.evaluate((all) => {
      const element = document.getElementById('made');
      return all.map(({ attribute, property }) => [Object.hasOwn(element, property), element.getAttribute(attribute)]);
    }, attributes);
    assert.deepEqual(
      found,
      attributes.map(({ property }) => [false, `early ${property}`]),
    );
  });
}

test('state and contract are read-only', async () => {
  const picker = await fixture.openChoosing();
  const tries = await on(picker, (element) =>
    ['state', 'contract', 'ready'].map((name) => Reflect.set(element, name, 'mine')),
  );
  assert.deepEqual(tries, [false, false, false]);
  assert.equal(await picker.state(), 'choosing');
});

test('ready settles when the WebAssembly module runs, before any response has arrived', async () => {
  const go = await fixture.holdRequests(`${api}/**`);
  const picker = await fixture.open();
  await on(picker, (element) => element.ready);
  assert.equal(await picker.state(), 'opening');
  assert.equal((await fixture.events('oneflow-ready')).length, 1);
  assert.equal((await receivedRequests()).length, 0);
  await go();
  await picker.waitForStep('choosing');
});

test('reset() starts afresh and drops what was typed', async () => {
  const picker = await fixture.openFilling();
  await picker.name.fill('Typed');
  await picker.label('Currency').fill('NOK');
  await on(picker, (element) => element.reset());
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  assert.equal(await picker.name.inputValue(), 'Supply agreement, Acme AB');
  assert.equal(await picker.label('Currency').inputValue(), 'SEK');
});

test('reset() after a creation clears the contract', async () => {
  const picker = await fixture.openFilling();
  await picker.create();
  await picker.waitForStep('created');
  assert.deepEqual(Object.keys(await on(picker, (element) => element.contract)).sort(), ['id', 'name', 'state']);
  assert.equal(await on(picker, ({ contract: kept }) => Object.isFrozen(kept)), true);
  await on(picker, (element) => element.reset());
  await picker.waitForStep('choosing');
  assert.equal(await on(picker, (element) => element.contract), null);
});

test('reset() during a creation lets it finish first', async () => {
  const picker = await fixture.openFilling();
  const go = await fixture.holdRequests(`${api}/contracts/create`);
  await picker.create();
  await picker.waitForStep('creating');
  await on(picker, (element) => element.reset());
  assert.equal(await picker.state(), 'creating');
  await go();
  await picker.waitForStep('created');
  assert.equal((await createRequests()).length, 1);
});

test('refresh() loads the templates again and keeps what was typed', async () => {
  const picker = await fixture.openFilling();
  await picker.name.fill('Still here');
  await on(picker, (element) => element.refresh());
  await picker.waitForStep('choosing');
  assert.equal((await receivedRequests('GET /helpers/contract_create_data')).length, 2);
  await picker.choose('Supply agreement');
  assert.equal(await picker.name.inputValue(), 'Still here');
});

test('focus() moves the focus into the element', async () => {
  const picker = await fixture.openChoosing();
  assert.equal(await picker.focusedElement(), 'body');
  await on(picker, (element) => element.focus());
  await picker.waitForFocus('search');
  await picker.choose('Supply agreement');
  await fixture.page.locator('#find').focus();
  await on(picker, (element) => element.focus());
  await fixture.page.waitForFunction(() => document.activeElement.id === 'picker');
});

test('removed from the page and reinserted, it continues where it was', async () => {
  const { page } = fixture;
  const picker = await fixture.openFilling();
  await picker.name.fill('Survives');
  await picker.button('Edit Acme AB').click();
  await picker.label('Company name').fill('Acme Oy');
  await page.locator('#controls summary').click();
  await page.locator('[data-do=remove]').click();
  assert.equal(await page.locator('#picker').count(), 0);
  await page.locator('[data-do=put-back]').click();
  assert.equal(await picker.state(), 'filling');
  assert.equal(await picker.name.inputValue(), 'Survives');
  assert.equal(await picker.label('Company name').inputValue(), 'Acme Oy');
  assert.equal((await fixture.events('oneflow-ready')).length, 1, 'it did not start again');
  // It still handles input and renders.
  await picker.label('Currency').fill('DKK');
  await picker.create();
  await picker.waitForStep('created');
  const made = await readContract((await fixture.waitForEvent('oneflow-created')).contractId);
  assert.equal(made._private.name, 'Survives');
});

test('a response that arrives while it is removed from the page is not lost', async () => {
  const { page } = fixture;
  const picker = await fixture.openFilling();
  const go = await fixture.holdRequests(`${api}/contracts/create`);
  await picker.create();
  await picker.waitForStep('creating');
  const handle = await picker.host.elementHandle();
  await handle.evaluate((element) => element.remove());
  await go();
  await page.waitForFunction((element) => element.state === 'created', handle);
  await page.evaluate((element) => document.getElementById('slot').append(element), handle);
  await picker.waitForText('Contract created');
  assert.equal((await createRequests()).length, 1);
});

test('two on one page share nothing', async () => {
  const { page } = fixture;
  await page.goto(`${site}/demo/two.html?right-user=${mira}`);
  const [left, right] = ['#left', '#right'].map((selector) => new Picker(page, selector));
  await left.waitForStep('choosing');
  await right.waitForStep('choosing');
  // Each has its own user and filter.
  await right.search.fill('answer lost');
  assert.equal(await right.options.count(), 1);
  await left.search.fill('answer lost');
  assert.equal(await left.options.count(), 0);
  await left.search.fill('');
  assert.equal(await right.search.inputValue(), 'answer lost');
  await right.search.fill('');
  await left.choose('Supply agreement');
  await right.choose('Supply agreement');
  await left.name.fill('Of the left');
  assert.equal(await right.name.inputValue(), 'Frame agreement, Bolt Oy');
  await right.create();
  await right.waitForStep('created');
  assert.equal(await left.state(), 'filling');
  assert.equal(await left.name.inputValue(), 'Of the left');
  await left.create();
  await left.waitForStep('created');
  const told = (await fixture.events('oneflow-created')).map(({ id, detail }) => [id, detail.externalId]);
  assert.deepEqual(told, [
    ['right', 'deal-1018'],
    ['left', 'deal-1017'],
  ]);
  const names = [];
  for (const { detail } of await fixture.events('oneflow-created'))
    names.push((await readContract(detail.contractId))._private.name);
  assert.deepEqual(names, ['Frame agreement, Bolt Oy', 'Of the left']);
  assert.match(
    fixture.consoleMessages.map(({ text }) => text).join('\n'),
    /neither extension-type nor template-type-id is set/,
  );
});

test('the theme is the attribute’s, else the page’s color-scheme', async () => {
  const picker = await fixture.openChoosing();
  const ground = () => picker.locator('.w').evaluate((element) => getComputedStyle(element).backgroundColor);
  const dark = 'rgb(20, 26, 25)';
  const light = 'rgb(255, 255, 255)';
  assert.equal(await ground(), light);
  await fixture.page.evaluate(() => {
    document.documentElement.dataset.theme = 'dark';
  });
  assert.equal(await ground(), dark, 'the page turned dark');
  await on(picker, (element) => {
    element.theme = 'light';
  });
  assert.equal(await ground(), light, 'the attribute wins');
  await on(picker, (element) => {
    element.theme = 'auto';
  });
  assert.equal(await ground(), dark, 'auto is no attribute');
  await fixture.page.evaluate(() => {
    document.documentElement.dataset.theme = 'light';
  });
  await on(picker, (element) => {
    element.theme = 'dark';
  });
  assert.equal(await ground(), dark);
  assert.equal(await picker.state(), 'choosing', 'a theme restarts nothing');
});

test('another record asks first when something was typed, and may be refused', async () => {
  const picker = await fixture.openFilling();
  await picker.name.fill('Of the first record');
  await on(picker, (element) => {
    element.externalId = 'deal-2000';
  });
  await picker.waitForText('This page has moved on to another record');
  assert.equal(await picker.name.inputValue(), 'Of the first record');
  await picker.button('Keep going').click();
  await picker.text('This page has moved on').waitFor({ state: 'detached' });
  assert.equal(await picker.name.inputValue(), 'Of the first record');

  await on(picker, (element) => {
    element.externalId = 'deal-3000';
  });
  await picker.button('Start over').click();
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  assert.equal(await picker.name.inputValue(), 'Supply agreement, Acme AB');
});

test('a contract that was typed for the previous record is not reported as the new one’s', async () => {
  const picker = await fixture.openFilling();
  await picker.name.fill('Of the first record');
  await on(picker, (element) => {
    element.externalId = 'deal-2000';
  });
  await picker.button('Keep going').click();
  await picker.create();
  await picker.waitForStep('created');
  assert.equal((await fixture.waitForEvent('oneflow-created')).externalId, 'deal-1017');
});

test('another record starts afresh without asking when nothing was typed', async () => {
  const picker = await fixture.openFilling();
  await on(picker, (element) => {
    element.externalId = 'deal-2000';
  });
  await picker.waitForStep('choosing');
  assert.equal(await picker.text('This page has moved on').count(), 0);
  await picker.choose('Supply agreement');
  assert.equal((await fixture.events('oneflow-selection-change')).at(-1).detail.externalId, 'deal-2000');
});

test('a new authorize function restarts nothing and is called the next time', async () => {
  const picker = await fixture.openFilling();
  await picker.name.fill('Typed');
  await on(
    picker,
    (element, pairs) => {
      window.reasons = [];
      element.authorize = (reason) => {
        window.reasons.push(reason);
        return pairs;
      };
    },
    headers(),
  );
  assert.equal(await picker.state(), 'filling');
  assert.equal(await picker.name.inputValue(), 'Typed');
  assert.deepEqual(await fixture.page.evaluate(() => window.reasons), []);
  fixture.expectErrors(/401/);
  await armFault({ on: 'POST /contracts/create', kind: 'status', status: 401 });
  await picker.create();
  await picker.waitForStep('created');
  assert.deepEqual(await fixture.page.evaluate(() => window.reasons), ['expired']);
  assert.equal((await createRequests()).length, 2);
});

test('a prefill that comes later fills what nobody has touched, and only that', async () => {
  const picker = await fixture.openFilling('Supply agreement', { prefill: 'none', 'contract-name': '' });
  assert.equal(await picker.name.inputValue(), 'Supply agreement');
  await picker.label('Order number').fill('Mine');
  await picker.label('Currency').fill('');
  await on(picker, (element) => {
    element.prefill = {
      name: 'Late name',
      fields: { order_no: 'Late', currency: 'EUR', amount: { value: '900', origin: 'Late · Amount' } },
      parties: [{ type: 'company', name: 'Late AB', participants: [{ name: 'Lo Sen', email: 'lo@late.example' }] }],
    };
  });
  await picker.waitForText('from Late · Amount');
  assert.equal(await picker.label('Contract value').inputValue(), '900');
  assert.equal(await picker.name.inputValue(), 'Late name');
  assert.equal(await picker.label('Order number').inputValue(), 'Mine');
  assert.equal(await picker.label('Currency').inputValue(), '', 'what was emptied was touched, too');
  await picker.waitForText('Late AB');

  await picker.button('Edit Late AB').click();
  await picker.label('Company name').fill('Mine AB');
  await on(picker, (element) => {
    element.prefill = { fields: { amount: '901' }, parties: [] };
  });
  await fixture.page.waitForFunction(
    (element) => element.shadowRoot.querySelector('#field-2').value === '901',
    await picker.host.elementHandle(),
  );
  assert.equal(await picker.label('Company name').inputValue(), 'Mine AB');
});

test('a prefill of the wrong shape is reported to developers, and the form works without it', async () => {
  const picker = await fixture.openChoosing({ prefill: 'none' });
  await on(picker, (element) => {
    element.prefill = { fields: { amount: { value: [1] } } };
  });
  assert.equal((await fixture.waitForEvent('oneflow-error')).kind, 'config');
  assert.match(fixture.consoleMessages.map(({ text }) => text).join('\n'), /prefill\.fields\.amount/);
  await picker.choose('Supply agreement');
  assert.equal(await picker.label('Contract value').inputValue(), '');
});

test('a prefill that JSON cannot express is reported once, and the form works without it', async () => {
  for (const spoil of ['big', 'cyclic']) {
    const picker = await fixture.openChoosing({ prefill: 'none' });
    await on(
      picker,
      (element, how) => {
        const prefill = { name: 'Never arrives' };
        prefill.fields = how === 'big' ? { amount: 1n } : { amount: prefill };
        element.prefill = prefill;
      },
      spoil,
    );
    assert.equal((await fixture.waitForEvent('oneflow-error')).kind, 'config');
    await fixture.waitForWarning(/its prefill cannot be read: JSON cannot express it/);
    // Whatever else changes, it is not reported again.
    await on(picker, (element) => {
      element.contractName = 'Changed';
    });
    await fixture.waitForIdle();
    assert.equal((await fixture.events('oneflow-error')).length, 1);
    await picker.choose('Supply agreement');
    assert.equal(await picker.label('Contract value').inputValue(), '');
  }
});

test('a prefilled text that ends within an emoji is accepted', async () => {
  const picker = await fixture.openChoosing({ prefill: 'none' });
  await on(picker, (element) => {
    element.prefill = { fields: { amount: 'Party \u{1f389}'.slice(0, 7), customer_ref: 'Whole \u{1f389}' } };
  });
  await picker.choose('Supply agreement');
  assert.equal(await picker.label('Contract value').inputValue(), 'Party \ufffd');
  await picker.create();
  await picker.waitForStep('created');
});

test('a preselected template opens by itself, and its workspace decides where', async () => {
  const picker = await fixture.open({ 'template-id': '8101', 'workspace-id': '7002' });
  await picker.waitForStep('filling');
  assert.equal(await picker.heading.innerText(), 'Supply agreement');
  assert.deepEqual((await fixture.waitForEvent('oneflow-selection-change')).workspaceId, 7002);
});

test('a tag that another script has defined is left alone, with a warning', async () => {
  await blank(() =>
    fixture.page.evaluate(() => {
      customElements.define('oneflow-contract-picker', class Other extends HTMLElement {});
    }),
  );
  assert.equal(await fixture.page.evaluate(() => customElements.get('oneflow-contract-picker').name), 'Other');
  await fixture.waitForWarning(/another script has defined <oneflow-contract-picker>/);
});

test('define() registers another tag, too, and calling it twice is harmless', async () => {
  const picker = await made();
  const state = await fixture.page.evaluate(
    async ([base, pairs]) => {
      const { define, OneflowContractPicker } = await import('/oneflow-contract-picker/element.js');
      define();
      define({ tag: 'partner-contract' });
      const element = Object.assign(document.createElement('partner-contract'), {
        authorize: () => pairs,
        apiBase: base,
        extensionType: 'demo_crm',
      });
      document.body.append(element);
      await element.ready;
      return { ours: element instanceof OneflowContractPicker, state: element.state };
    },
    [api, headers()],
  );
  assert.deepEqual(state, { ours: true, state: 'opening' });
  assert.equal(await picker.state(), 'choosing');
  assert.deepEqual(
    fixture.consoleMessages.filter(({ type }) => type === 'warning'),
    [],
  );
});

test('a relative api-base is relative to the page', async () => {
  const picker = await blank();
  fixture.expectErrors(/404/);
  await fixture.page.evaluate((pairs) => {
    const element = Object.assign(document.createElement('oneflow-contract-picker'), {
      id: 'made',
      authorize: () => pairs,
      apiBase: '../broker/v1',
      extensionType: 'demo_crm',
    });
    document.body.append(element);
  }, headers());
  await picker.waitForStep('unavailable');
  const asked = fixture.requestedUrls.filter((address) =>
    address.startsWith(`${site}/broker/v1/helpers/contract_create_data?`),
  );
  assert.equal(asked.length, 1, fixture.requestedUrls.join('\n'));
});

test('importing it on a server only provides the classes and define()', async () => {
  const script = `
    const before = Reflect.ownKeys(globalThis).length;
    const module = await import(process.argv[1]);
    module.define();
    console.log(JSON.stringify([Object.keys(module).sort(), Reflect.ownKeys(globalThis).length - before]));
  `;
  const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', script, `${dist}/element.js`]);
  const classes = ['OneflowContractCard', 'OneflowContractList', 'OneflowContractPicker', 'define'];
  assert.deepEqual(JSON.parse(stdout), [classes, 0]);
  assert.equal(stderr, '');
});
