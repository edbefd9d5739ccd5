// Pictures of the steps from the review to the people who sign, and that nothing sticks out of them.
import { alone, look } from './support/looks.js';
import { test, useStage } from './support/stage.js';
import { arm, mira } from './support/world.js';

const stage = useStage({ width: 960, height: 760 });
const publishing = 'POST /contracts/{id}/publish';

/** A review with colleagues, a company with two people, and an individual. */
async function reviewing(before = async () => {}) {
  const picker = await alone(stage);
  await picker.in('choosing');
  await picker.choose('Supply agreement');
  await picker.button('Edit Your side').click();
  await picker.button('Ola Nordin').click();
  await picker.button('Edit Acme AB').click();
  await picker.button('Bo Ek').last().click();
  await picker.button('Add individual').click();
  await picker.locator('#party-1-0-name').fill('Dr. Maximiliane von und zu Hohenstein-Brandenburg');
  await picker.locator('#party-1-0-email').fill('maximiliane.hohenstein-brandenburg@a-company-with-a-long-name.example');
  await before(picker);
  await picker.button('Review').click();
  await picker.in('reviewing');
  return picker;
}

/** A review as the page fills it in. */
async function plain(template = 'Supply agreement', attributes = {}) {
  const picker = await alone(stage, attributes);
  await picker.in('choosing');
  await picker.choose(template);
  await picker.button('Review').click();
  await picker.in('reviewing');
  return picker;
}

test('the owner side, suggested people, the review', async () => {
  const picker = await reviewing(async (form) => {
    await look(form, '18-owner-side', form.button('Mira Holm'));
    await look(form, '18-suggested', form.locator('[id=party-0-add]'));
    await look(form, '18-individual', form.button('Move up: Dr. Maximiliane von und zu Hohenstein-Brandenburg'));
  });
  await look(picker, '19-reviewing', picker.locator('#sect-contract'));
  await look(picker, '19-reviewing-end', picker.locator('#message'));
});

test('the page thinks, and the page forbids', async () => {
  const picker = await plain();
  await picker.host.evaluate((element) => {
    element.addEventListener('oneflow-before-create', (event) => event.waitUntil(new Promise((_, reject) => { window.reject = reject; })));
  });
  await picker.button('Create and send').click();
  await picker.shows('Waiting for this page to agree…');
  await look(picker, '20-asking-the-page');
  await stage.page.evaluate(() => window.reject('Contracts above 100 000 SEK need an approval by the head of sales. Ask for it in the deal’s tab “Approvals”.'));
  await picker.shows('This page did not let it through');
  await look(picker, '21-vetoed');
});

test('created, with the sending open', async () => {
  const picker = await plain();
  await picker.button('Create draft').click();
  await picker.in('created');
  await look(picker, '22-created');
  await picker.locator('summary').click();
  await look(picker, '22-created-sending');
});

test('publishing, published', async () => {
  const picker = await reviewing();
  const go = await stage.hold('**/publish');
  await picker.button('Create and send').click();
  await picker.in('publishing');
  await look(picker, '23-publishing');
  await go();
  await picker.in('published');
  await look(picker, '24-published');
});

test('not sent, for certain', async () => {
  stage.provokes(/400|402|ERR_|500/);
  const refused = await plain('Publishing: message refused', { user: mira, 'workspace-id': '7004' });
  await refused.button('Create and send').click();
  await refused.in('publish-failed');
  await look(refused, '25-not-sent-content');
  const plan = await plain('Publishing: not in the plan', { user: mira, 'workspace-id': '7004' });
  await plan.button('Create and send').click();
  await plan.in('publish-failed');
  await look(plan, '25-not-sent-plan');
});

test('perhaps sent', async () => {
  stage.provokes(/ERR_|500/);
  const picker = await plain();
  await arm({ on: publishing, kind: 'cut_before' });
  await arm({ on: 'GET /contracts/{id}', kind: 'status', status: 500 });
  await picker.button('Create and send').click();
  await picker.in('publish-failed');
  await look(picker, '26-perhaps-sent');
});

test('may not send', async () => {
  const picker = await plain('Publishing: not allowed from the start', { user: mira, 'workspace-id': '7004' });
  await picker.button('Create draft').click();
  await picker.in('created');
  await look(picker, '27-may-not-send');
});
