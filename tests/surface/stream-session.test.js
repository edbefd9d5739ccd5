// Whose session the stream of `www/event-stream.js` has, while pages renew it, lose it and change it.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { headersFor } from '../../www/authorize.js';
import { COMPLETE, SIGNED, STREAM, card, serve, until } from './support/stream.js';

const { setTimeout: wait } = globalThis;

// The pauses of the stream are up to a minute and a half: here they are a thirtieth of that.
globalThis.setTimeout = (call, millis, ...values) => wait(call, millis / 30, ...values);

const bearer = (token) => ({ authorization: `Bearer ${token}` });

test('a session that has expired is renewed although a start is under way', async () => {
  const reasons = [];
  let begin;
  const old = new Promise((resolve) => (begin = () => resolve(bearer('old'))));
  const authorize = (reason) => {
    reasons.push(reason);
    return reason === 'start' ? old : bearer('new');
  };
  const asked = ['start', 'start', 'expired', 'expired'].map((reason) => headersFor({ authorize }, reason));
  assert.deepEqual(await Promise.all(asked.slice(2)), Array(2).fill([['authorization', 'Bearer new']]));
  begin();
  assert.deepEqual(await Promise.all(asked.slice(0, 2)), Array(2).fill([['authorization', 'Bearer old']]));
  assert.deepEqual(reasons, ['start', 'expired']);
});

test('a stream keeps its user when the page gives one of its elements to another', async (t) => {
  const open = new Map();
  const { base, requests } = await serve(t, ({ headers }, response) => {
    open.set(headers.authorization, response);
    response.writeHead(200, STREAM).write(COMPLETE);
  });
  const authorize = () => bearer('one');
  const [changed, kept] = [card(t, base, { authorize }), card(t, base, { authorize })];
  await until(() => kept.told.includes('setLive true'));
  changed.element.authorize = () => bearer('two');
  open.get('Bearer one').end();
  await until(() => requests.length === 3);
  const users = requests.map(({ authorization }) => authorization).sort();
  assert.deepEqual(users, ['Bearer one', 'Bearer one', 'Bearer two']);
  await until(() => [changed, kept].every(({ told }) => told.at(-1) === 'setLive true'));
  open.get('Bearer two').write(SIGNED);
  await until(() => changed.told.at(-1) === 'contractChanged 10001');
  assert.ok(!kept.told.includes('contractChanged 10001'));
});

test('a stream whose elements all have another user ends, and makes room for that one', async (t) => {
  const users = [];
  const { base } = await serve(t, ({ headers }, response) => {
    users.push(headers.authorization);
    response.writeHead(200, STREAM);
    if (users.length <= 2) response.end();
    else response.write(COMPLETE);
  });
  const cards = ['one', 'two'].map((name) => card(t, base, { authorize: () => bearer(name) }));
  await until(() => users.length === 2);
  for (const [index, { element }] of cards.entries()) element.authorize = () => bearer(`new ${index}`);
  await until(() => cards.every(({ told }) => told.at(-1) === 'setLive true'));
  assert.deepEqual(users.slice(2).sort(), ['Bearer new 0', 'Bearer new 1']);
});

test('a session that could not be renewed is tried again later, while somebody looks', async (t) => {
  let isSignedIn = false;
  const { base, requests } = await serve(t, (_, response) => {
    if (isSignedIn) response.writeHead(200, STREAM).write(COMPLETE);
    else response.writeHead(401).end();
  });
  const reasons = [];
  const { told } = card(t, base, { authorize: (reason) => bearer(reasons.push(reason)) });
  await until(() => requests.length === 2);
  isSignedIn = true;
  const refused = Date.now();
  await until(() => told.includes('setLive true'));
  assert.deepEqual(reasons, ['start', 'expired', 'start']);
  const pause = 30 * (Date.now() - refused);
  assert.ok(pause >= 29_000, `${pause}`);
});
