// Files: chosen, dropped and given by the page, checked, uploaded after the creation, and what the user decides when
// one does not arrive.
import assert from 'node:assert/strict';

import { violations } from './support/axe.js';
import { test, useFixture } from './support/fixture.js';
import { openBlankPage, mountPickers } from './support/mount.js';
import { reportNetwork } from './support/network.js';
import { crashOnNextRender } from './support/picker.js';
import { armFault, receivedRequests } from './support/sandbox.js';

const fixture = useFixture();
const BOTH = 'Data processing agreement';
const UPLOAD = 'POST /contracts/{}/files';

const file = (name, size = 9, mimeType = 'application/octet-stream') => ({
  name,
  mimeType,
  buffer: Buffer.alloc(size, '%'),
});

const input = (picker) => picker.host.locator('#files');
const lines = (picker) => picker.host.locator('.file b').allInnerTexts();
const isUpload = ({ method, path }) => method === 'POST' && path.endsWith('/files');
const uploads = async () => (await receivedRequests()).filter(isUpload);

async function openWithFiles(template) {
  const picker = await fixture.openFilling(template);
  await picker.addFiles();
  return picker;
}

/** The names and types of the files that the contract has besides its own. */
async function oneflowHas(picker) {
  const { id } = await picker.host.evaluate((element) => element.contract);
  const listed = await picker.host.evaluate(async (element, contract) => {
    const headers = await element.authorize('start');
    return (await fetch(`${element.apiBase}/contracts/${contract}/files`, { headers })).json();
  }, id);
  return listed.data.slice(1).map(({ name, type }) => [name, type]);
}

/** Drops files, as a browser would. */
const drop = (picker, names) =>
  picker.host.evaluate((element, dropped) => {
    const dataTransfer = new DataTransfer();
    for (const name of dropped) dataTransfer.items.add(new File(['content'], name));
    const zone = element.shadowRoot.querySelector('.drop');
    for (const type of ['dragover', 'drop']) {
      zone.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true }));
    }
  }, names);

test('files that were chosen and dropped are reviewed and uploaded, and only then the contract is sent', async () => {
  const picker = await openWithFiles(BOTH);
  await input(picker).setInputFiles([file('terms.pdf'), file('prices.xlsx', 1_234_567)]);
  await drop(picker, ['photo.png']);
  assert.deepEqual(await lines(picker), ['terms.pdf', 'prices.xlsx', 'photo.png']);
  await picker.locator('[aria-label="What terms.pdf becomes"] >> text=Part of the contract').click();
  await picker.button('Review').click();
  await picker.waitForText('prices.xlsx');
  await picker.waitForText('1.3 MB · Attachment');
  await picker.button('Create and send').click();
  await picker.waitForStep('published');
  const files = [['terms.pdf', 'pdf'], ['prices.xlsx', 'attachment'], ['photo.png', 'attachment']];
  assert.deepEqual(await oneflowHas(picker), files);
  const steps = (await fixture.events('oneflow-state-change')).map(({ detail }) => detail.to);
  assert.deepEqual(steps.slice(-4), ['creating', 'uploading', 'publishing', 'published']);
  assert.ok(!JSON.stringify(await fixture.events()).includes('prices'), 'no event names a file');
});

test('what Oneflow would not take is named with its rule, and a live region says so', async () => {
  const picker = await openWithFiles(BOTH);
  await input(picker).setInputFiles([file('run.exe'), file('empty.txt', 0), file('good.csv')]);
  await picker.waitForText('run.exe is of a kind that Oneflow does not take.');
  await picker.waitForText('empty.txt is empty.');
  assert.match(await picker.status.innerText(), /run\.exe .* 1 file$/s);
  assert.deepEqual(await lines(picker), ['good.csv']);
  assert.deepEqual(await violations(picker.host), []);
});

test('a file is removed and put back by keys alone', async () => {
  const picker = await openWithFiles(BOTH);
  await input(picker).setInputFiles([file('terms.pdf')]);
  await picker.button('Remove terms.pdf').focus();
  await fixture.page.keyboard.press('Enter');
  await picker.waitForFocus('files');
  assert.deepEqual(await lines(picker), []);
  await picker.button('Undo').focus();
  await fixture.page.keyboard.press('Enter');
  assert.deepEqual(await lines(picker), ['terms.pdf']);
});

test('a file that Oneflow refuses stops the others until it is left out, and nothing is sent unasked', async () => {
  fixture.expectErrors(/409/);
  const picker = await openWithFiles();
  await input(picker).setInputFiles([file('terms.pdf'), file('prices.xlsx')]);
  await armFault({ on: UPLOAD, kind: 'status', status: 409 });
  await picker.button('Review').click();
  await picker.button('Create and send').click();
  await picker.waitForText('terms.pdf: not uploaded');
  await picker.waitForFocus('summary');
  assert.equal(await picker.state(), 'uploading');
  await picker.button('Leave it out').click();
  await picker.waitForStep('created');
  await picker.waitForText('Created, but not sent');
  assert.deepEqual(await oneflowHas(picker), [['prices.xlsx', 'attachment']]);
});

test('after a broken connection the contract’s files are read, and the user takes the file for uploaded', async () => {
  fixture.expectErrors(/ERR_|aborted/);
  const picker = await openWithFiles();
  await input(picker).setInputFiles([file('terms.pdf')]);
  await armFault({ on: UPLOAD, kind: 'cut_after' });
  await picker.create();
  await picker.waitForText('the contract has a file of this name');
  await picker.button('It is there: go on').click();
  await picker.waitForStep('created');
  assert.equal((await uploads()).length, 1);
});

test('an upload that the user stops is aborted, and can be begun again', async () => {
  fixture.expectErrors(/ERR_|aborted/);
  const picker = await openWithFiles();
  await input(picker).setInputFiles([file('terms.pdf')]);
  await armFault({ on: UPLOAD, kind: 'silence_before' });
  await picker.create();
  await picker.waitForText('File 1 of 1: terms.pdf');
  await picker.button('Stop uploading').click();
  await picker.waitForText('terms.pdf: perhaps uploaded');
  await picker.button('Upload again').click();
  await picker.waitForStep('created');
  assert.deepEqual(await oneflowHas(picker), [['terms.pdf', 'attachment']]);
});

async function openWith(prefill, attributes = {}, draft = undefined) {
  await openBlankPage(fixture.page);
  const [picker] = await mountPickers(fixture.page, ['picker'], { 'extension-type': '', ...attributes });
  await picker.host.evaluate(
    (element, [files, kept]) => {
      if (kept) element.draft = kept;
      if (!files) return;
      const given = files.map(({ name, ...rest }) => ({ file: new File(['from the page'], name), ...rest }));
      element.prefill = { files: given };
    },
    [prefill, draft],
  );
  return picker;
}

test('files of the page are shown with their origin, stay as they are when locked, and go along', async () => {
  const picker = await openWith([{ name: 'offer.pdf', as: 'document' }], { lock: 'files', 'contract-name': 'Offer' });
  await picker.waitForStep('choosing');
  await picker.choose(BOTH);
  await picker.waitForText('1 KB · Part of the contract · from this page');
  assert.equal(await input(picker).count(), 0);
  await picker.create();
  await picker.waitForStep('created');
  assert.deepEqual(await oneflowHas(picker), [['offer.pdf', 'pdf']]);
});

test('a template that takes no files does without those of the page, which the form and the console say', async () => {
  const picker = await openWith([{ name: 'offer.pdf', as: 'document' }]);
  await picker.waitForStep('choosing');
  await picker.choose('Blank document');
  await picker.waitForText('This template has no place for offer.pdf.');
  await fixture.waitForWarning(/prefill\.files\[0\] is not uploaded/);
  assert.ok(!fixture.consoleMessages.some(({ text }) => text.includes('offer.pdf')));
  await picker.create();
  await picker.waitForStep('created');
  assert.equal((await uploads()).length, 0);
});

test('a draft has names and sizes only, and the form asks for the files again', async () => {
  let picker = await openWith();
  await picker.waitForStep('choosing');
  await picker.choose(BOTH);
  await picker.addFiles();
  await input(picker).setInputFiles([file('terms.pdf', 21)]);
  await picker.waitForText('terms.pdf');
  const draft = await picker.host.evaluate((element) => element.draft);
  assert.deepEqual(draft.head.files.added.map(({ name, size }) => [name, size]), [['terms.pdf', 21]]);
  picker = await openWith(undefined, {}, draft);
  await picker.waitForStep('filling');
  await picker.waitForText('Choose this file again');
  await picker.button('Review').click();
  assert.equal(await picker.state(), 'filling');
  await input(picker).setInputFiles([file('terms.pdf', 21)]);
  await picker.create();
  await picker.waitForStep('created');
  assert.deepEqual(await oneflowHas(picker), [['terms.pdf', 'attachment']]);
});

test('a module that stops leaves the files to the next one, because the element has their contents', async () => {
  fixture.expectErrors(/stopped at|provoked/);
  const picker = await openWithFiles(BOTH);
  await input(picker).setInputFiles([file('terms.pdf')]);
  await picker.waitForText('terms.pdf');
  await crashOnNextRender(picker);
  await input(picker).setInputFiles([file('prices.xlsx')]);
  await fixture.waitForEvent('oneflow-error');
  await picker.waitForStep('filling');
  assert.ok((await lines(picker)).includes('terms.pdf'));
  // The provoked panic itself.
  fixture.violations.length = 0;
  await picker.create();
  await picker.waitForStep('created');
  assert.equal((await oneflowHas(picker))[0][0], 'terms.pdf');
});

test('a module that stops during an upload is followed by one that looks, and each file is uploaded once', async () => {
  fixture.expectErrors(/stopped at|provoked|unreachable|failed to/);
  const picker = await openWithFiles();
  await input(picker).setInputFiles([file('terms.pdf'), file('prices.xlsx')]);
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  await armFault({ on: UPLOAD, kind: 'slow', millis: 700 });
  const isFirst = (request) => request.method() === 'POST' && request.url().endsWith('/files');
  const sent = fixture.page.waitForRequest(isFirst);
  const answered = fixture.page.waitForResponse((response) => isFirst(response.request()));
  await picker.button('Create draft').click();
  await sent;
  const stopped = await picker.root.elementHandle();
  await crashOnNextRender(picker);
  // Something to render: the offline notice. As long as it is there, the next module asks for no file.
  await reportNetwork(fixture.page, false);
  await fixture.page.waitForFunction((root) => !root.isConnected, stopped);
  await answered;
  await picker.waitForStep('uploading');
  await picker.waitForText('You are offline.');
  await reportNetwork(fixture.page, true);
  await picker.waitForText('the contract has a file of this name');
  fixture.violations.length = 0;
  await picker.button('It is there: go on').click();
  await picker.waitForStep('created');
  assert.deepEqual(await oneflowHas(picker), [['terms.pdf', 'attachment'], ['prices.xlsx', 'attachment']]);
  assert.equal((await uploads()).length, 2);
});

test('a prefill whose files are none is reported with its path', async () => {
  const { page } = fixture;
  await openBlankPage(page);
  const [picker] = await mountPickers(page, ['picker'], {});
  await picker.host.evaluate((element) => {
    element.prefill = { files: [{ file: 'offer.pdf', as: 'document' }] };
  });
  await fixture.waitForWarning(/prefill\.files\[0\]\.file: expected a Blob/);
  assert.equal((await fixture.waitForEvent('oneflow-error')).kind, 'config');
});

test('the content of a file is let go with the prefill that gave it', async () => {
  const { context, page, picker } = fixture;
  await fixture.openChoosing();
  const session = await context.newCDPSession(page);
  const give = () =>
    picker.host.evaluate(async (element) => {
      const content = new Blob(['content']);
      (window.contents ??= []).push(new WeakRef(content));
      element.prefill = { files: [{ file: content, name: 'offer.pdf', as: 'attachment' }] };
      await element.ready;
    });
  for (let time = 0; time < 4; time += 1) {
    await give();
    await fixture.waitForIdle();
  }
  let held = [];
  for (let tries = 0; tries < 20 && held.filter(Boolean).length !== 1; tries += 1) {
    await session.send('HeapProfiler.collectGarbage');
    held = await page.evaluate(() => window.contents.map((content) => content.deref() !== undefined));
  }
  assert.deepEqual(held, [false, false, false, true]);
});

test('a file that is reviewed arrives although the page gives another one meanwhile', async () => {
  const { picker } = fixture;
  const give = () =>
    picker.host.evaluate((element) => {
      element.prefill = { files: [{ file: new Blob(['content']), name: 'offer.pdf', as: 'attachment' }] };
    });
  await fixture.openChoosing();
  await give();
  await picker.choose(BOTH);
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  await give();
  await fixture.waitForIdle();
  await picker.button('Create draft').click();
  await picker.waitForStep('created');
  assert.deepEqual(await oneflowHas(picker), [['offer.pdf', 'attachment']]);
});
