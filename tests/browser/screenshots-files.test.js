// Screenshots of the form with files, and of an upload that stopped.
import { openAlone, takeScreenshots } from './support/screenshots.js';
import { test, useFixture } from './support/fixture.js';
import { armFault } from './support/sandbox.js';

const fixture = useFixture({ width: 1000 });

const file = (name, size) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.alloc(size, '%') });

test('files in the form and on their way overflow nothing at any width', async () => {
  const picker = await openAlone(fixture);
  await picker.waitForStep('choosing');
  await picker.choose('Data processing agreement');
  await picker.addFiles();
  const files = [
    file('Terms and conditions of delivery for measuring equipment 2027.pdf', 1_234_567),
    file('prices.xlsx', 45_000),
    file('run.exe', 10),
  ];
  await picker.host.locator('#files').setInputFiles(files);
  await picker.waitForText('prices.xlsx');
  await takeScreenshots(picker, 'filling-files', picker.host.locator('#sect-files'));
  fixture.expectErrors(/409/);
  await armFault({ on: 'POST /contracts/{}/files', kind: 'status', status: 409 });
  await picker.create();
  await picker.waitForText('not uploaded');
  await takeScreenshots(picker, 'uploading');
});
