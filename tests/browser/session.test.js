// Sessions: `authorize` shared, renewed, not settling and failing; and that nothing typed is lost meanwhile.
import assert from 'node:assert/strict';

import { Picker } from './support/picker.js';
import { test, useFixture } from './support/fixture.js';
import { api, site, siri, token } from './support/environment.js';
import { armFault, createRequests, receivedRequests } from './support/sandbox.js';

const fixture = useFixture();

const on = (picker, does, given) => picker.host.evaluate(does, given);

/** Makes the page record the reasons of `authorize`, which returns the same headers until the test changes them. */
const noted = (picker) =>
  on(picker, (element) => {
    const { authorize } = element;
    window.reasons = [];
    window.behave = authorize;
    element.authorize = (reason) => {
      window.reasons.push(reason);
      return window.behave(reason);
    };
  });
const page = (does) => fixture.page.evaluate(does);
const reasons = () => fixture.page.evaluate(() => window.reasons);

test('two elements that share an authorize function call it once at a time', async () => {
  const { page } = fixture;
  await page.goto(`${site}/demo/blank.html`);
  await page.evaluate(
    ([base, pairs]) => {
      window.calls = 0;
      const authorize = async () => {
        window.calls += 1;
        await new Promise((resolve) => {
          window.grant = resolve;
        });
        return pairs;
      };
      for (const id of ['one', 'two']) {
        document.body.append(
          Object.assign(document.createElement('oneflow-contract-picker'), {
            id,
            authorize,
            apiBase: base,
            extensionType: 'demo_crm',
          }),
        );
      }
    },
    [api, { 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri }],
  );
  const [one, two] = ['#one', '#two'].map((selector) => new Picker(page, selector));
  for (const picker of [one, two]) await on(picker, (element) => element.ready);
  await page.waitForFunction(() => window.grant);
  await page.evaluate(() => window.grant());
  await one.waitForStep('choosing');
  await two.waitForStep('choosing');
  assert.equal(await page.evaluate(() => window.calls), 1);
  // Later it is called again: one call is shared, not its result.
  await on(one, (element) => element.refresh());
  await one.waitForStep('opening');
  await page.waitForFunction(() => window.calls === 2);
  await page.evaluate(() => window.grant());
  await one.waitForStep('choosing');
});

test('a session that expires while the user types is renewed silently', async () => {
  fixture.expectErrors(/401/);
  const picker = await fixture.openFilling();
  await noted(picker);
  await picker.name.fill('Half a na');
  await picker.button('Edit Acme AB').click();
  await picker.label('Company name').fill('Acme Oy');
  // The list of colleagues is the only request while the form is filled in.
  await armFault({ on: 'GET /users', kind: 'status', status: 401 });
  await picker.button('Edit Your side').click();
  await picker.button('Ola Nordin').waitFor();
  assert.deepEqual(await reasons(), ['expired']);
  assert.equal(await picker.name.inputValue(), 'Half a na');
  assert.equal(await picker.label('Company name').inputValue(), 'Acme Oy');
  assert.deepEqual(await fixture.events('oneflow-error'), []);
  assert.equal(await picker.state(), 'filling');
});

test('when authorize does not settle during a creation, the user can try again after ten seconds', async () => {
  fixture.expectErrors(/401/);
  const { page } = fixture;
  await page.clock.install();
  try {
    const picker = await fixture.openFilling();
    await picker.name.fill('Kept');
    await noted(picker);
    await page.evaluate(() => {
      window.well = window.behave;
      window.behave = () => new Promise(() => {});
    });
    await armFault({ on: 'POST /contracts/create', kind: 'status', status: 401 });
    await picker.create();
    await picker.waitForStep('creating');
    await page.waitForFunction(() => window.reasons.length === 1);
    await page.clock.runFor(8_000);
    assert.equal(await picker.state(), 'creating');
    await page.clock.runFor(2_500);
    await picker.waitForStep('reviewing');
    await picker.waitForFocus('summary');
    assert.equal(await picker.locator('#summary-title').innerText(), 'Your session has ended');
    const error = await fixture.waitForEvent('oneflow-error');
    assert.deepEqual([error.kind, error.retryable, error.stage], ['session', true, 'creating']);

    await page.evaluate(() => {
      window.behave = window.well;
    });
    await picker.button('Create draft').click();
    await picker.waitForStep('created');
    assert.equal((await createRequests()).at(-1).body.name, 'Kept');
    assert.equal((await createRequests()).length, 2, 'the one that was refused, and the one that made it');
  } finally {
    await page.clock.resume();
  }
});

test('a session that expires during the sending leaves the draft, which is sent after signing in', async () => {
  fixture.expectErrors(/401/);
  const picker = await fixture.openFilling();
  await noted(picker);
  await page(() => {
    window.well = window.behave;
    window.behave = () => Promise.reject(new Error('signed out'));
  });
  await picker.button('Review').click();
  await armFault({ on: 'POST /contracts/{id}/publish', kind: 'status', status: 401 });
  await picker.button('Create and send').click();
  await picker.waitForStep('publish-failed');
  await picker.waitForText('Sign in again, and then send it.');
  await page(() => {
    window.behave = window.well;
  });
  await picker.button('Send again').click();
  await picker.waitForStep('published');
  assert.equal((await createRequests()).length, 1);
});

test('without a session the element is unavailable, and starts on request once the user has signed in', async () => {
  const picker = await fixture.open({ authorize: 'rejects' });
  await picker.waitForStep('unavailable');
  await picker.waitForText('You are not signed in to Oneflow');
  await on(
    picker,
    (element, pairs) => {
      element.authorize = () => pairs;
    },
    { 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri },
  );
  await picker.button('Try again').click();
  await picker.waitForStep('choosing');
  assert.equal((await receivedRequests()).length, 1, 'nothing was sent without headers');
});
