// The events with which the page can delay or cancel that something is sent, opened or discarded.
import assert from 'node:assert/strict';

import { test, useFixture } from './support/fixture.js';
import { createRequests, readContract, receivedRequests } from './support/sandbox.js';
import { press } from './support/press.js';

const fixture = useFixture();

const publications = async () =>
  (await receivedRequests('POST /contracts/')).filter(({ path }) => path.endsWith('/publish'));
const veto = 'This page did not let it through';

/** Makes the page handle an event in one of the ways of `reviewing`, perhaps with a reason. */
const when = (picker, name, way, reason) =>
  picker.host.evaluate(
    (element, [type, chosen, text]) => {
      element.addEventListener(type, (event) => window.hooks[chosen](event, text));
    },
    [name, way, reason],
  );

/** Reviews a form, on a page with handlers for events. */
async function reviewing(parameters) {
  const picker = await fixture.openFilling('Supply agreement', parameters);
  await fixture.page.evaluate(() => {
    const { promise, resolve, reject } = Promise.withResolvers();
    window.settle = { resolve, reject };
    window.seen = [];
    window.hooks = {
      forbids: (event) => event.preventDefault(),
      waits: (event) => event.waitUntil(promise),
      refuses: (event, reason) => event.waitUntil(Promise.reject(reason)),
      fails: (event, reason) => event.waitUntil(Promise.reject(new Error(reason))),
      waitsTwice: (event) => {
        event.waitUntil(Promise.resolve());
        event.waitUntil(promise);
      },
      looks: ({ target, detail }) => window.seen.push(structuredClone({ request: target.request, detail })),
    };
  });
  await picker.name.fill('Supply 2027');
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  return picker;
}

test('the page reads in `request` what will be sent, until its handlers have settled', async () => {
  const picker = await reviewing();
  const request = () => picker.host.evaluate((element) => element.request);
  assert.equal(await request(), null);
  await when(picker, 'oneflow-before-create', 'looks');
  await when(picker, 'oneflow-before-publish', 'looks');
  await picker.button('Create and send').click();
  await picker.waitForStep('published');
  assert.equal(await request(), null);
  const [creating, publishing] = await fixture.page.evaluate(() => window.seen);
  assert.deepEqual(creating.request, (await createRequests())[0].body, 'exactly this is sent');
  assert.deepEqual(creating.detail, { externalId: 'deal-1017', workspaceId: 7001, templateId: 8101 });
  assert.deepEqual(publishing.request, (await publications())[0].body);
  assert.deepEqual(Object.keys(publishing.detail).sort(), ['contractId', 'externalId']);
  assert.equal(publishing.detail.contractId, (await fixture.waitForEvent('oneflow-published')).contractId);
});

test('`request` cannot be written, and changing it changes nothing of what is sent', async () => {
  const picker = await reviewing();
  await picker.host.evaluate((element) =>
    element.addEventListener('oneflow-before-create', () => {
      Reflect.set(element, 'request', { name: 'Of the page' });
      element.request.name = 'Of the page';
    }),
  );
  await picker.button('Create draft').click();
  await picker.waitForStep('created');
  assert.equal((await createRequests())[0].body.name, 'Supply 2027');
});

test('a page that cancels the event prevents the creation, and the user reads so', async () => {
  const picker = await reviewing();
  await when(picker, 'oneflow-before-create', 'forbids');
  await picker.button('Create draft').click();
  await picker.waitForText(veto);
  await picker.waitForFocus('summary');
  assert.equal(await picker.state(), 'reviewing');
  assert.equal((await createRequests()).length, 0);
  const error = await fixture.waitForEvent('oneflow-error');
  assert.deepEqual([error.kind, error.status, error.retryable, error.stage], ['policy', null, false, 'creating']);
  await picker.button('Back').click();
  assert.equal(await picker.name.inputValue(), 'Supply 2027');
});

for (const [how, reason] of [
  ['refuses', 'Contracts above 100 000 SEK need an approval.'],
  ['fails', 'The deal is closed.'],
]) {
  test(`the user reads the page’s reason when it ${how}`, async () => {
    const picker = await reviewing();
    await when(picker, 'oneflow-before-create', how, reason);
    await picker.button('Create draft').click();
    await picker.waitForText(reason);
    await picker.waitForFocus('summary');
    assert.match(await picker.summary.innerText(), new RegExp(`^${veto}`));
    assert.equal((await createRequests()).length, 0);
  });
}

test('a page’s reason is text, whatever it looks like', async () => {
  const picker = await reviewing();
  await when(picker, 'oneflow-before-create', 'refuses', '<img src=x onerror=alert(1)>');
  await picker.button('Create draft').click();
  await picker.waitForText('<img src=x onerror=alert(1)>');
  assert.equal(await picker.locator('img').count(), 0);
});

test('a page that cancelled the first attempt can allow the next', async () => {
  const picker = await reviewing();
  await picker.host.evaluate((element) =>
    element.addEventListener('oneflow-before-create', (event) => event.preventDefault(), { once: true }),
  );
  await picker.button('Create draft').click();
  await picker.waitForText(veto);
  await picker.button('Create draft').click();
  await picker.waitForStep('created');
  assert.equal((await createRequests()).length, 1);
});

test('nothing is sent before all promises of the page have settled', async () => {
  const picker = await reviewing();
  await when(picker, 'oneflow-before-create', 'waitsTwice');
  await picker.button('Create draft').click();
  await picker.waitForStep('creating');
  await picker.waitForText('Waiting for this page to agree…');
  assert.equal((await createRequests()).length, 0);
  assert.notEqual(await picker.host.evaluate((element) => element.request), null, 'it can be looked at all the while');
  await fixture.page.evaluate(() => window.settle.resolve());
  await picker.waitForStep('created');
  assert.equal((await createRequests()).length, 1);
});

test('a promise that never settles does not block the user, and settling late creates nothing', async () => {
  const picker = await reviewing();
  await when(picker, 'oneflow-before-create', 'waits');
  await picker.button('Create and send').click();
  await picker.waitForStep('creating');
  await picker.button('Back').click();
  await picker.waitForStep('reviewing');
  await picker.waitForFocus('heading');
  await fixture.page.evaluate(() => window.settle.resolve());
  await picker.button('Back').click();
  await picker.waitForStep('filling');
  assert.equal(await picker.name.inputValue(), 'Supply 2027');
  assert.equal(await picker.host.evaluate((element) => element.request), null);
  assert.equal((await createRequests()).length, 0);
});

test('`request` of one attempt is not cleared by the end of another', async () => {
  const picker = await reviewing();
  await picker.host.evaluate((element) => {
    window.tries = [];
    element.addEventListener('oneflow-before-create', (event) =>
      event.waitUntil(
        new Promise((resolve) => {
          window.tries.push(resolve);
        }),
      ),
    );
  });
  await picker.button('Create draft').click();
  await picker.waitForStep('creating');
  await picker.button('Back').click();
  await picker.waitForStep('reviewing');
  await picker.button('Create draft').click();
  await picker.waitForStep('creating');
  await fixture.page.evaluate(() => window.tries[0]());
  await fixture.waitForIdle();
  assert.equal(await picker.state(), 'creating', 'the first yes is nobody’s any more');
  assert.notEqual(await picker.host.evaluate((element) => element.request), null);
  await fixture.page.evaluate(() => window.tries[1]());
  await picker.waitForStep('created');
  assert.equal((await createRequests()).length, 1);
});

test('the page may cancel the sending and leave the draft', async () => {
  const picker = await reviewing();
  await picker.host.evaluate((element) =>
    element.addEventListener(
      'oneflow-before-publish',
      (event) => {
        event.waitUntil(Promise.reject('Send it on Monday.'));
      },
      { once: true },
    ),
  );
  await picker.button('Create and send').click();
  await picker.waitForStep('publish-failed');
  await picker.waitForFocus('heading');
  await picker.waitForText('Send it on Monday.');
  assert.equal((await publications()).length, 0);
  const { contractId } = await fixture.waitForEvent('oneflow-created');
  assert.equal((await readContract(contractId)).state, 'draft');
  await picker.button('Send again').click();
  await picker.waitForStep('published');
  assert.equal((await publications()).length, 1);
});

test('while the page delays the sending, the user reads so', async () => {
  const picker = await reviewing();
  await when(picker, 'oneflow-before-publish', 'waits');
  await picker.button('Create and send').click();
  await picker.waitForStep('publishing');
  await picker.waitForText('Waiting for this page to agree…');
  assert.equal((await publications()).length, 0);
  await fixture.page.evaluate(() => window.settle.resolve());
  await picker.waitForStep('published');
});

test('the page may open the contract itself', async () => {
  const { page } = fixture;
  const picker = await reviewing();
  await when(picker, 'oneflow-open', 'forbids');
  await picker.button('Create draft').click();
  await picker.waitForStep('created');
  const { contractId, url } = await fixture.waitForEvent('oneflow-created');
  await press(picker.host.getByRole('link', { name: 'Open in Oneflow' }));
  const { kind, ...opened } = await fixture.waitForEvent('oneflow-open');
  assert.deepEqual(opened, { externalId: 'deal-1017', contractId, url });
  assert.equal(kind, 'contract');
  assert.equal(page.context().pages().length, 1);
});

test('cancelling an untouched form starts afresh at once', async () => {
  const picker = await fixture.openFilling();
  await picker.button('Cancel').click();
  assert.deepEqual(await fixture.waitForEvent('oneflow-cancel'), { externalId: 'deal-1017', dirty: false });
  await picker.waitForStep('choosing');
  await picker.waitForFocus('heading');
});

test('cancelling asks first when something was typed, and both answers do what they say', async () => {
  const picker = await fixture.openFilling();
  await picker.name.fill('Typed');
  await picker.button('Cancel').click();
  assert.equal((await fixture.waitForEvent('oneflow-cancel')).dirty, true);
  await picker.waitForText('Discard what you typed?');
  await picker.waitForFocus('keep');
  await picker.button('Keep going').click();
  await picker.text('Discard what you typed?').waitFor({ state: 'detached' });
  assert.equal(await picker.name.inputValue(), 'Typed');
  await picker.button('Cancel').click();
  await picker.button('Discard').click();
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  assert.equal(await picker.name.inputValue(), 'Supply agreement, Acme AB');
});

test('a page that cancels the cancel event learns whether something was typed, and nothing changes', async () => {
  const picker = await reviewing();
  await when(picker, 'oneflow-cancel', 'forbids');
  await picker.button('Cancel').click();
  assert.equal((await fixture.waitForEvent('oneflow-cancel')).dirty, true);
  assert.equal(await picker.state(), 'reviewing');
  assert.equal(await picker.text('Discard what you typed?').count(), 0);
});
