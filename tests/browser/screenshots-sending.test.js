// Screenshots of the steps from the review to the sent contract. Nothing overflows.
import { openAlone, takeScreenshots } from './support/screenshots.js';
import { test, useFixture } from './support/fixture.js';
import { mira } from './support/environment.js';
import { armFault } from './support/sandbox.js';

const fixture = useFixture({ width: 960, height: 760 });
const publishing = 'POST /contracts/{id}/publish';

/** A review with colleagues, a company with two people, and an individual. */
async function reviewing(before = async () => {}) {
  const picker = await openAlone(fixture);
  await picker.waitForStep('choosing');
  await picker.choose('Supply agreement');
  await picker.button('Edit Your side').click();
  await picker.button('Ola Nordin').click();
  await picker.button('Edit Acme AB').click();
  await picker.button('Bo Ek').last().click();
  await picker.button('Add individual').click();
  await picker.locator('#party-1-0-name').fill('Dr. Maximiliane von und zu Hohenstein-Brandenburg');
  await picker
    .locator('#party-1-0-email')
    .fill('maximiliane.hohenstein-brandenburg@a-company-with-a-long-name.example');
  await before(picker);
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  return picker;
}

/** Reviews the form as the page has filled it in. */
async function plain(template = 'Supply agreement', attributes = {}) {
  const picker = await openAlone(fixture, attributes);
  await picker.waitForStep('choosing');
  await picker.choose(template);
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  return picker;
}

test('the own party, suggested people, the review', async () => {
  const picker = await reviewing(async (form) => {
    await takeScreenshots(form, '18-owner-side', form.button('Mira Holm'));
    await takeScreenshots(form, '18-suggested', form.locator('[id=party-0-add]'));
    await takeScreenshots(
      form,
      '18-individual',
      form.button('Move up: Dr. Maximiliane von und zu Hohenstein-Brandenburg'),
    );
  });
  await takeScreenshots(picker, '19-reviewing', picker.locator('#sect-contract'));
  await takeScreenshots(picker, '19-reviewing-end', picker.locator('#message'));
});

test('the page delays, and the page cancels', async () => {
  const picker = await plain();
  await picker.host.evaluate((element) => {
    element.addEventListener('oneflow-before-create', (event) =>
      event.waitUntil(
        new Promise((_, reject) => {
          window.reject = reject;
        }),
      ),
    );
  });
  await picker.button('Create and send').click();
  await picker.waitForText('Waiting for this page to agree…');
  await takeScreenshots(picker, '20-asking-the-page');
  await fixture.page.evaluate(() =>
    window.reject(
      'Contracts above 100 000 SEK need an approval by the head of sales. Ask for it in the deal’s tab “Approvals”.',
    ),
  );
  await picker.waitForText('This page did not let it through');
  await takeScreenshots(picker, '21-vetoed');
});

test('created, with the sending open', async () => {
  const picker = await plain();
  await picker.button('Create draft').click();
  await picker.waitForStep('created');
  await takeScreenshots(picker, '22-created');
  await picker.locator('summary').click();
  await takeScreenshots(picker, '22-created-sending');
});

test('publishing, published', async () => {
  const picker = await reviewing();
  const go = await fixture.holdRequests('**/publish');
  await picker.button('Create and send').click();
  await picker.waitForStep('publishing');
  await takeScreenshots(picker, '23-publishing');
  await go();
  await picker.waitForStep('published');
  await takeScreenshots(picker, '24-published');
});

test('not sent, for certain', async () => {
  fixture.expectErrors(/400|402|ERR_|500/);
  const refused = await plain('Publishing: message refused', { user: mira, 'workspace-id': '7004' });
  await refused.button('Create and send').click();
  await refused.waitForStep('publish-failed');
  await takeScreenshots(refused, '25-not-sent-content');
  const plan = await plain('Publishing: not in the plan', { user: mira, 'workspace-id': '7004' });
  await plan.button('Create and send').click();
  await plan.waitForStep('publish-failed');
  await takeScreenshots(plan, '25-not-sent-plan');
});

test('perhaps sent', async () => {
  fixture.expectErrors(/ERR_|500/);
  const picker = await plain();
  await armFault({ on: publishing, kind: 'cut_before' });
  await armFault({ on: 'GET /contracts/{id}', kind: 'status', status: 500 });
  await picker.button('Create and send').click();
  await picker.waitForStep('publish-failed');
  await takeScreenshots(picker, '26-perhaps-sent');
});

test('may not send', async () => {
  const picker = await plain('Publishing: not allowed from the start', { user: mira, 'workspace-id': '7004' });
  await picker.button('Create draft').click();
  await picker.waitForStep('created');
  await takeScreenshots(picker, '27-may-not-send');
});
