// In a sandboxed frame, with an origin and without one.
import assert from 'node:assert/strict';
import { afterEach } from 'node:test';

import { Picker } from './support/picker.js';
import { serve, serveFile } from './support/servers.js';
import { test, useFixture } from './support/fixture.js';
import { api, dist, siri, token } from './support/environment.js';
import { createRequests, setExtensionActive } from './support/sandbox.js';

let server;

// Runs before the fixture checks the test: a server that stays open would keep the file from ending.
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const fixture = useFixture();

/** A page with a sandboxed frame, and a broker on the same origin that accepts an opaque origin like any other. */
async function framed(flags) {
  const open = flags.includes('allow-same-origin')
    ? {}
    : {
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': 'authorization, content-type',
      };
  const html = (body, scripts = '') =>
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>${scripts}</head>
      <body>${body}</body></html>`;
  const pages = {
    '/': html(`<iframe src="/frame" name="frame" width="600" height="700" sandbox="${flags}"></iframe>`),
    '/frame': html(
      '<oneflow-contract-picker id="picker" api-base="/v1" extension-type="demo_crm"></oneflow-contract-picker>',
      '<script type="module" src="/frame.js"></script><script type="module" src="/package/define.js"></script>',
    ),
  };
  server = await serve(async (request, response) => {
    const { pathname, search } = new URL(request.url, 'http://host');
    if (pages[pathname]) return response.writeHead(200, { 'content-type': 'text/html' }).end(pages[pathname]);
    if (pathname === '/favicon.ico' || request.method === 'OPTIONS') return response.writeHead(204, open).end();
    if (pathname === '/frame.js') {
      return response
        .writeHead(200, { 'content-type': 'text/javascript', ...open })
        .end("document.getElementById('picker').authorize = () => ({ authorization: 'Bearer 1' });");
    }
    if (!pathname.startsWith('/v1/')) return serveFile(dist, pathname, response, open);
    const headers = { 'content-type': 'application/json', 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri };
    const body = request.method === 'POST' ? request : undefined;
    const answer = await fetch(api + pathname.slice('/v1'.length) + search, {
      method: request.method,
      headers,
      body,
      duplex: 'half',
    });
    return response.writeHead(answer.status, { 'content-type': 'application/json', ...open }).end(await answer.text());
  });
  fixture.allowRequests(`${server.origin}/`);
  await fixture.page.goto(server.origin);
  return fixture.page.frame('frame');
}

for (const [flags, origin] of [
  ['allow-scripts', 'null'],
  ['allow-scripts allow-same-origin', 'own'],
]) {
  test(`in a frame with sandbox="${flags}" a contract is created`, async () => {
    const frame = await framed(flags);
    const picker = new Picker(frame, '#picker');
    await picker.waitForStep('choosing');
    assert.equal(await frame.evaluate(() => window.origin), origin === 'own' ? server.origin : origin);
    await picker.search.fill('supply agree');
    await picker.choose('Supply agreement');
    await picker.name.fill('Made in a frame');
    await picker.create();
    await picker.waitForStep('created');
    assert.deepEqual(
      (await createRequests()).map(({ body }) => body.name),
      ['Made in a frame'],
    );
    const told = await frame.evaluate(() =>
      window.events.filter(({ name }) => ['oneflow-created', 'oneflow-error'].includes(name)).map(({ name }) => name),
    );
    assert.deepEqual(told, ['oneflow-created']);
    // The browser's own warnings about such frames do not concern the element.
    assert.deepEqual(
      fixture.consoleMessages.filter(({ text }) => !text.startsWith('An iframe which has both')),
      [],
      'the console says nothing',
    );
  });
}

test('in a frame without clipboard access, copying works all the same', async () => {
  await fixture.context.grantPermissions(['clipboard-read']);
  // The browser reports what the frame may not do, even if it is handled.
  fixture.expectErrors(/404/, /Permissions policy violation/);
  await setExtensionActive('demo_crm', false);
  const picker = new Picker(await framed('allow-scripts'), '#picker');
  await picker.waitForStep('unavailable');
  await picker.locator('summary').click();
  const message = await picker.label('A message for your administrator').inputValue();
  await picker.button('Copy').click();
  await picker.button('Copied').waitFor();
  assert.equal(await fixture.page.evaluate(() => navigator.clipboard.readText()), message);
  assert.equal(
    await picker.button('Copied').evaluate((button) => button.getRootNode().activeElement === button),
    true,
    'the focus stays',
  );
});
