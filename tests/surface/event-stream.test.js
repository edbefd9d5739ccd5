// The stream of `www/event-stream.js`, before small servers: what it shares, hears, renews, resumes and gives up.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { COMPLETE, SIGNED, STREAM, card, serve, until } from './support/stream.js';

describe('the stream of events', { concurrency: true }, () => {
  test('an event of its contract reaches an element, in whatever pieces it comes', async (t) => {
    const [signed, other] = [SIGNED.replaceAll('\n', '\r\n'), 'data:{"contract":2,"type":"å"}\r\r'];
    const text = `: hello\r\n\r\nretry: 9\r\n${COMPLETE}${signed}${other}`;
    const { base, requests } = await serve(t, async (_, response) => {
      response.writeHead(200, STREAM);
      for (const byte of Buffer.from(text)) {
        response.write(Buffer.from([byte]));
        await pause(1);
      }
      response.write('\n');
    });
    const [one, two] = [card(t, base), card(t, base, { contract: 2 })];
    await until(() => two.told.includes('contractChanged 2'));
    assert.deepEqual(one.told, ['setLive false', 'setLive true', 'contractChanged 10001']);
    assert.deepEqual(two.told, ['setLive false', 'setLive true', 'contractChanged 2']);
    const [{ url, accept, authorization, cookie }] = requests;
    assert.deepEqual([url, accept], ['/v1/events', 'text/event-stream']);
    assert.deepEqual([authorization, cookie], ['Bearer one', undefined]);
  });

  test('elements with one session have one stream, which ends with the last of them', async (t) => {
    let closed = 0;
    const { base, requests } = await serve(t, (request, response) => {
      response.writeHead(200, STREAM).write(COMPLETE);
      request.on('close', () => closed++);
    });
    const cards = Array.from({ length: 8 }, () => card(t, base));
    await until(() => cards.every(({ told }) => told.includes('setLive true')));
    cards.slice(1).forEach(({ end }) => end());
    await pause(1_300);
    assert.deepEqual([requests.length, closed], [1, 0]);
    cards[0].end();
    cards[1].begin();
    await until(() => cards[1].told.at(-1) === 'setLive true');
    cards[1].end();
    await until(() => closed === 1);
    await pause(2_000);
    assert.equal(requests.length, 1);
  });

  test('another session has a stream of its own, and a third one of the page has none', async (t) => {
    const { base, requests } = await serve(t, (_, response) => response.writeHead(200, STREAM).write(COMPLETE));
    const sessions = ['one', 'two', 'three'].map((name) => () => ({ authorization: `Bearer ${name}` }));
    const cards = sessions.map((authorize) => card(t, base, { authorize }));
    await until(() => cards[1].told.includes('setLive true') && cards[0].told.includes('setLive true'));
    await pause(100);
    assert.deepEqual(requests.map(({ authorization }) => authorization).sort(), ['Bearer one', 'Bearer two']);
    assert.deepEqual(cards[2].told, ['setLive false']);
  });

  test('an element that follows no longer is told so, as it hears nothing', async (t) => {
    const { base } = await serve(t, (_, response) => response.writeHead(200, STREAM).write(COMPLETE));
    const [one, two] = [card(t, base), card(t, base)];
    await until(() => one.told.at(-1) === 'setLive true' && two.told.at(-1) === 'setLive true');
    one.end();
    await until(() => one.told.at(-1) === 'setLive false');
    assert.equal(two.told.at(-1), 'setLive true');
  });

  test('a stream that ends is resumed after the event that was heard last', async (t) => {
    const { base, requests } = await serve(t, (_, response, number) => {
      response.writeHead(200, STREAM).write(number === 1 ? COMPLETE + SIGNED : COMPLETE);
      if (number === 1) response.end();
    });
    const { told } = card(t, base);
    await until(() => requests.length === 2 && told.at(-1) === 'setLive true');
    assert.deepEqual(requests.map((request) => request['last-event-id']), [undefined, '7']);
    assert.deepEqual(told.slice(1), ['setLive true', 'contractChanged 10001', 'setLive false', 'setLive true']);
  });

  test('a session that has ended is renewed', async (t) => {
    const { base, requests } = await serve(t, (request, response) => {
      if (request.headers.authorization === 'Bearer expired') response.writeHead(200, STREAM).write(COMPLETE);
      else response.writeHead(401).end();
    });
    const reasons = [];
    const authorize = (reason) => ({ authorization: `Bearer ${reasons[reasons.push(reason) - 1]}` });
    const { told } = card(t, base, { authorize });
    await until(() => told.includes('setLive true'));
    assert.deepEqual([reasons, requests.length], [['start', 'expired'], 2]);
  });

  test('a server without a stream, or that refuses it, is asked once and never again', async (t) => {
    for (const status of [404, 403]) {
      const { base, requests } = await serve(t, (_, response) =>
        response.writeHead(status, STREAM).end(COMPLETE + SIGNED));
      const one = card(t, base);
      await until(() => requests.length === 1);
      await pause(1_700);
      one.end();
      await pause(1_200);
      one.begin();
      await pause(300);
      assert.deepEqual([requests.length, new Set(one.told)], [1, new Set(['setLive false'])]);
    }
  });

  test('a server that is busy is asked again, later each time', async (t) => {
    const times = [];
    const { base } = await serve(t, (_, response, number) => {
      times.push(Date.now());
      if (number < 4) response.writeHead(429).end();
      else response.writeHead(200, STREAM).write(COMPLETE);
    });
    const { told } = card(t, base);
    await until(() => told.includes('setLive true'));
    const pauses = times.slice(1).map((time, index) => time - times[index]);
    // Two, four and eight seconds, half as much or half as much again.
    pauses.forEach((pause, index) => assert.ok(pause >= 950 * 2 ** index && pause < 4_000 * 2 ** index, `${pauses}`));
  });

  test('a message without end, one that is not understood and a redirect reach no element', async (t) => {
    const wrong = ['x'.repeat(70_000), `data: ${'x'.repeat(500)}\n`.repeat(200), 'data: null\n\n', 'data: {\n\n'];
    for (const text of wrong) {
      const { base, requests } = await serve(t, (_, response, number) => {
        response.writeHead(200, STREAM).write(number === 1 ? COMPLETE + text : COMPLETE);
      });
      const { told, end } = card(t, base);
      await until(() => requests.length === 2 && told.at(-1) === 'setLive true');
      assert.deepEqual(told, ['setLive false', 'setLive true', 'setLive false', 'setLive true']);
      end();
    }
    const elsewhere = await serve(t, (_, response) => response.writeHead(200, STREAM).write(COMPLETE));
    const { base, requests } = await serve(t, (_, response) =>
      response.writeHead(307, { location: `${elsewhere.base}/events` }).end());
    card(t, base);
    await until(() => requests.length === 2);
    assert.deepEqual(elsewhere.requests, []);
  });
});
