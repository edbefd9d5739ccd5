// Screenshots of interruptions: offered resets, questions, no network, being unavailable. Nothing overflows.
import { openAlone, takeScreenshots } from './support/screenshots.js';
import { test, useFixture } from './support/fixture.js';
import { api, ola } from './support/environment.js';
import { armFault, setExtensionActive } from './support/sandbox.js';
import { press } from './support/press.js';

const fixture = useFixture({ width: 960, height: 760 });

async function filling(attributes) {
  const picker = await openAlone(fixture, attributes);
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  return picker;
}

test('offline over the form and over the review', async () => {
  const picker = await filling();
  await fixture.context.setOffline(true);
  try {
    await picker.locator('#offline').waitFor();
    await takeScreenshots(picker, '40-offline-filling');
    await picker.button('Review').click();
    await takeScreenshots(picker, '40-offline-reviewing');
  } finally {
    await fixture.context.setOffline(false);
  }
});

test('the question before cancelling, and another record', async () => {
  const picker = await filling();
  await picker.name.fill('Typed');
  await picker.button('Cancel').click();
  await picker.waitForText('Discard what you typed?');
  await takeScreenshots(picker, '41-leaving');
  await picker.button('Keep going').click();
  await picker.host.evaluate((element) => {
    element.externalId = 'another';
  });
  await picker.waitForText('This page has moved on');
  await takeScreenshots(picker, '42-another-record');
});

test('offered resets: a field, the parties', async () => {
  const picker = await filling();
  await picker.label('Order number').fill('Mine');
  await picker.button('Edit Acme AB').click();
  await picker.label('Company name').fill('Acme Oy');
  await picker.button('Done').click();
  await picker.host.evaluate((element) => {
    const { prefill } = element;
    prefill.fields.order_no.value = 'A-1017, third revision of the offer, as agreed upon by telephone in November';
    prefill.parties[0].name = 'Acme Group AB';
    element.prefill = prefill;
  });
  await picker.waitForText(/This page now says/);
  await takeScreenshots(picker, '43-offer-field', picker.button('Use it'));
  await takeScreenshots(picker, '43-offer-parties', picker.button('Use them'));
});

test('a field that was switched off', async () => {
  fixture.expectErrors(/400/);
  const picker = await filling();
  await picker.label('Delivery terms').fill('By mule over the mountains, and by river from there');
  await armFault({
    on: 'POST /contracts/create',
    kind: 'problems',
    problems: { 'data_fields[5].value': ['Not in use.'] },
  });
  const place = `${api}/helpers/template_types/9001/data_fields`;
  await fixture.page.route(place, async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    json.data_fields.find(({ custom_id: id }) => id === 'delivery_terms').active = false;
    return route.fulfill({ response, json });
  });
  await picker.create();
  await picker.waitForText('The data fields have changed in Oneflow');
  await fixture.page.unroute(place);
  await takeScreenshots(picker, '44-switched-off');
  await takeScreenshots(picker, '44-switched-off-unused', picker.locator('#unused'));
});

test('each kind of input, and everything locked', async () => {
  const picker = await openAlone(fixture);
  await picker.waitForStep('choosing');
  await picker.host.evaluate((element) => {
    const { prefill } = element;
    prefill.fields.customer_ref = { value: '1', input: 'checkbox', origin: 'Deal' };
    element.prefill = prefill;
  });
  await picker.choose('Supply agreement');
  await takeScreenshots(picker, '45-kinds', picker.label('Your reference'));
  await picker.host.evaluate((element) => {
    element.lock = 'template workspace name fields parties';
  });
  await picker.button('Back').waitFor({ state: 'detached' });
  await takeScreenshots(picker, '46-locked');
});

test('what the page puts around it', async () => {
  const picker = await openAlone(fixture);
  await picker.waitForStep('choosing');
  await picker.host.evaluate((element) => {
    for (const slot of ['header', 'footer'])
      element.append(Object.assign(document.createElement('div'), { slot, textContent: `The page’s own ${slot}` }));
  });
  await takeScreenshots(picker, '47-slots');
});

/** An unavailable element, with the message for administrators open where there is one. */
async function screenshotUnavailable(name, attributes) {
  const picker = await openAlone(fixture, attributes);
  await picker.waitForStep('unavailable');
  await takeScreenshots(picker, `50-unavailable-${name}`);
  const summary = picker.locator('summary');
  if (await summary.count()) {
    await press(summary);
    await takeScreenshots(picker, `50-unavailable-${name}-message`);
  }
}

test('unavailable: each reason that an administrator can fix', async () => {
  fixture.expectErrors(/40\d/);
  await screenshotUnavailable('nowhere', { user: ola });
  await screenshotUnavailable('unknown-user', { user: 'nobody@example.com' });
  await screenshotUnavailable('no-template', { 'extension-type': 'nobody_knows' });
  await setExtensionActive('demo_crm', false);
  await screenshotUnavailable('off', { 'setup-url': 'https://marketplace.example/demo-crm' });
  await armFault({ on: 'GET /helpers/contract_create_data', kind: 'status', status: 403 });
  await screenshotUnavailable('forbidden');
});

test('unavailable: each reason that the page can fix or that passes', async () => {
  fixture.expectErrors(/50\d|ERR_|40\d/);
  await screenshotUnavailable('not-set-up', { 'api-base': 'https://api.example/v2' });
  await armFault({ on: 'GET /helpers/contract_create_data', kind: 'cut_before' });
  await screenshotUnavailable('unreachable');
  await armFault({ on: 'GET /helpers/contract_create_data', kind: 'status', status: 500 });
  await armFault({ on: 'GET /templates', kind: 'html', status: 502 });
  await screenshotUnavailable('failing');
  await armFault({ on: 'GET /helpers/contract_create_data', kind: 'status', status: 401, times: 2 });
  await armFault({ on: 'GET /ping', kind: 'status', status: 401 });
  await screenshotUnavailable('session');
});
