// Pictures of what comes between the user and the contract: offers, questions, no network, a closed door.
import { alone, look } from './support/looks.js';
import { test, useStage } from './support/stage.js';
import { api, arm, ola, switchExtension } from './support/world.js';

const stage = useStage({ width: 960, height: 760 });

async function filling(attributes) {
  const picker = await alone(stage, attributes);
  await picker.in('choosing');
  await picker.choose('Supply agreement');
  return picker;
}

test('offline over the form and over the review', async () => {
  const picker = await filling();
  await stage.context.setOffline(true);
  try {
    await picker.locator('#offline').waitFor();
    await look(picker, '40-offline-filling');
    await picker.button('Review').click();
    await look(picker, '40-offline-reviewing');
  } finally {
    await stage.context.setOffline(false);
  }
});

test('the question before leaving, and another record', async () => {
  const picker = await filling();
  await picker.name.fill('Typed');
  await picker.button('Cancel').click();
  await picker.shows('Discard what you typed?');
  await look(picker, '41-leaving');
  await picker.button('Keep going').click();
  await picker.host.evaluate((element) => { element.externalId = 'another'; });
  await picker.shows('This page has moved on');
  await look(picker, '42-another-record');
});

test('what the page says by now: a field, the parties', async () => {
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
  await picker.shows(/This page now says/);
  await look(picker, '43-offer-field');
  await picker.button('Use them').scrollIntoViewIfNeeded();
  await look(picker, '43-offer-parties');
});

test('a field that was switched off', async () => {
  stage.provokes(/400/);
  const picker = await filling();
  await picker.label('Delivery terms').fill('By mule over the mountains, and by river from there');
  await arm({ on: 'POST /contracts/create', kind: 'problems', problems: { 'data_fields[5].value': ['Not in use.'] } });
  const place = `${api}/helpers/template_types/9001/data_fields`;
  await stage.page.route(place, async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    json.data_fields.find(({ custom_id: id }) => id === 'delivery_terms').active = false;
    return route.fulfill({ response, json });
  });
  await picker.create();
  await picker.shows('The data fields have changed in Oneflow');
  await stage.page.unroute(place);
  await look(picker, '44-switched-off');
  await picker.locator('#unused').scrollIntoViewIfNeeded();
  await look(picker, '44-switched-off-unused');
});

test('each kind of input, and everything locked', async () => {
  const picker = await alone(stage);
  await picker.in('choosing');
  await picker.host.evaluate((element) => {
    const { prefill } = element;
    prefill.fields.customer_ref = { value: '1', input: 'checkbox', origin: 'Deal' };
    element.prefill = prefill;
  });
  await picker.choose('Supply agreement');
  await picker.label('Your reference').scrollIntoViewIfNeeded();
  await look(picker, '45-kinds');
  await picker.host.evaluate((element) => { element.lock = 'template workspace name fields parties'; });
  await picker.button('Back').waitFor({ state: 'detached' });
  await look(picker, '46-locked');
});

test('what the page puts around it', async () => {
  const picker = await alone(stage);
  await picker.in('choosing');
  await picker.host.evaluate((element) => {
    for (const slot of ['header', 'footer']) element.append(Object.assign(document.createElement('div'), { slot, textContent: `The page’s own ${slot}` }));
  });
  await look(picker, '47-slots');
});

/** A closed door, with the message for administrators open where there is one. */
async function closed(name, attributes) {
  const picker = await alone(stage, attributes);
  await picker.in('closed');
  await look(picker, `50-closed-${name}`);
  const summary = picker.locator('summary');
  if (await summary.count()) {
    await summary.click();
    await look(picker, `50-closed-${name}-message`);
  }
}

test('closed: each reason that an administrator can mend', async () => {
  stage.provokes(/40\d/);
  await closed('nowhere', { user: ola });
  await closed('unknown-user', { user: 'nobody@example.com' });
  await closed('no-template', { 'extension-type': 'nobody_knows' });
  await switchExtension('demo_crm', false);
  await closed('off', { 'setup-url': 'https://marketplace.example/demo-crm' });
  await arm({ on: 'GET /helpers/contract_create_data', kind: 'status', status: 403 });
  await closed('forbidden');
});

test('closed: each reason that the page or time can mend', async () => {
  stage.provokes(/50\d|ERR_|40\d/);
  await closed('not-set-up', { 'api-base': 'https://api.example/v2' });
  await arm({ on: 'GET /helpers/contract_create_data', kind: 'cut_before' });
  await closed('unreachable');
  await arm({ on: 'GET /helpers/contract_create_data', kind: 'status', status: 500 });
  await arm({ on: 'GET /templates', kind: 'html', status: 502 });
  await closed('failing');
  await arm({ on: 'GET /helpers/contract_create_data', kind: 'status', status: 401, times: 2 });
  await arm({ on: 'GET /ping', kind: 'status', status: 401 });
  await closed('session');
});
