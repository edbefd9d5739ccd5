// Added to a page and removed many times: an element that the page has dropped leaks nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { useFixture } from './support/fixture.js';
import { api, siri, site, token } from './support/environment.js';
import { createRequests } from './support/sandbox.js';

const CYCLES = Number(process.env.CYCLES ?? 200);
const KEYS = CYCLES * 100;
// After so many cycles, everything that a page allocates once is there.
const WARM = 20;
const CHUNK = 50;
// A leaked element costs about 80 KB of the heap; what the browser itself keeps of a cycle is far below this.
const HEAP = { once: 64 * 1024, cycle: 2 * 1024, still: 1024 };

const fixture = useFixture();
const headers = { 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri };
const limit = { timeout: 60_000 + CYCLES * 200 };

const picker = {
  tag: 'oneflow-contract-picker',
  step: 'choosing',
  settings: { extensionType: 'demo_crm', contractName: 'Mounted' },
};
const kinds = {
  pickers: "customElements.get('oneflow-contract-picker')",
  cards: "customElements.get('oneflow-contract-card')",
  'wasm memories': 'WebAssembly.Memory',
  'wasm instances': 'WebAssembly.Instance',
};

/** Opens a page with the scripts and nothing else, and a session of the debugging protocol. */
async function blank() {
  await fixture.page.goto(`${site}/demo/blank.html`);
  await fixture.page.waitForFunction(() => customElements.get('oneflow-contract-card'));
  const session = await fixture.context.newCDPSession(fixture.page);
  await session.send('Performance.enable');
  return session;
}

/** Adds elements one by one and removes each at a step. Every third picker is typed into before. */
const mount = (times, { tag, step, settings }) =>
  fixture.page.evaluate(
    async ([count, name, wanted, pairs, given]) => {
      const stateChange = (element) =>
        new Promise((resolve) => {
          element.addEventListener('oneflow-state-change', resolve, { once: true });
        });
      const reaches = async (element, to) => {
        while (element.state !== to) {
          await stateChange(element);
          if (['unavailable', 'error'].includes(element.state))
            throw new Error(`the step is ${element.state}, not ${to}`);
        }
        // The step is rendered once its task is over.
        await new Promise((resolve) => {
          setTimeout(resolve);
        });
      };
      const press = (element, label) =>
        [...element.shadowRoot.querySelectorAll('[role=option], button')]
          .find(({ textContent }) => textContent.includes(label))
          .click();
      const type = async (element) => {
        press(element, 'Supply agreement');
        await reaches(element, 'filling');
        const input = element.shadowRoot.querySelector('#name');
        input.value = 'Typed before it goes';
        input.dispatchEvent(new Event('input', { bubbles: true }));
      };
      for (let time = 0; time < count; time += 1) {
        const element = Object.assign(document.createElement(name), { authorize: () => pairs, ...given });
        document.body.append(element);
        if (wanted === 'asking') await element.ready;
        else if (wanted !== 'opening') await reaches(element, wanted === 'creating' ? 'choosing' : wanted);
        if (wanted === 'creating' || (wanted === 'choosing' && time % 3 === 0)) await type(element);
        if (wanted === 'creating') {
          press(element, 'Review');
          await reaches(element, 'reviewing');
          press(element, 'Create draft');
          await reaches(element, 'creating');
        }
        element.remove();
        window.events.length = 0;
      }
    },
    [times, tag, step, headers, { apiBase: api, ...settings }],
  );

/** Collects garbage until the heap no longer shrinks, and returns its size and the browser's counters. */
async function collected(session) {
  let last = Infinity;
  for (;;) {
    await session.send('HeapProfiler.collectGarbage');
    // The browser frees memory in its own time and does not report when it has.
    await fixture.page.waitForTimeout(30);
    const { metrics } = await session.send('Performance.getMetrics');
    const {
      JSEventListeners: listeners,
      Nodes: nodes,
      Documents: documents,
      JSHeapUsedSize: heap,
    } = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    if (heap > last - HEAP.still) return { counts: { listeners, nodes, documents }, heap };
    last = heap;
  }
}

/** The objects that are alive in the page. */
async function alive(session) {
  const { counts, heap } = await collected(session);
  const objectGroup = 'alive';
  for (const [kind, expression] of Object.entries(kinds)) {
    const { result } = await session.send('Runtime.evaluate', { expression: `${expression}.prototype`, objectGroup });
    const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId, objectGroup });
    const counted = await session.send('Runtime.callFunctionOn', {
      objectId: objects.objectId,
      // A class that extends another is no instance of it, but has its prototype.
      functionDeclaration: `function () { return this.filter((it) => !Object.hasOwn(it, 'constructor')).length; }`,
      returnByValue: true,
    });
    counts[kind] = counted.result.value;
  }
  await session.send('Runtime.releaseObjectGroup', { objectGroup });
  return { counts, heap };
}

/** What is alive once `wrong` finds no leak; the browser may take a moment to free the last objects. */
async function settled(session, wrong) {
  let now;
  for (let tries = 0; tries < 8; tries += 1) {
    now = await alive(session);
    if (wrong(now).length === 0) return now;
    // As above.
    await fixture.page.waitForTimeout(200);
  }
  return assert.fail(wrong(now).join(', '));
}

/** What is left of elements where nothing should be. */
const left = ({ counts }) =>
  Object.keys(kinds)
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${counts[kind]} ${kind} are left`);

/** What has grown beyond what so many cycles may cost. */
const grown =
  (before, cycles) =>
  ({ counts, heap }) => {
    const more = Object.keys(counts).filter((kind) => counts[kind] > before.counts[kind]);
    const words = more.map((kind) => `${kind} grew from ${before.counts[kind]} to ${counts[kind]} in ${cycles} cycles`);
    if (heap > before.heap + HEAP.once + HEAP.cycle * cycles)
      words.push(`the heap grew from ${before.heap} to ${heap} bytes in ${cycles} cycles`);
    return words;
  };

/** Warms up, runs all cycles, and reports what they cost. */
async function cycles(t, all, life) {
  const session = await blank();
  await mount(WARM, life);
  const before = await settled(session, left);
  const begun = performance.now();
  let now = before;
  for (let done = 0; done < all;) {
    const next = Math.min(CHUNK, all - done);
    await mount(next, life);
    done += next;
    now = await settled(session, grown(before, done));
  }
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const { listeners, nodes } = now.counts;
  t.diagnostic(
    `${all} cycles of <${life.tag}> took ${seconds} s; the heap went from ${before.heap} to ${now.heap} bytes, ` +
      `with ${listeners} listeners and ${nodes} nodes as before.`,
  );
}

test('pickers that are added and removed leak no listener, no node, no memory and no element', limit, (t) =>
  cycles(t, CYCLES, picker),
);

test('cards that are added and removed leak nothing', limit, async (t) => {
  const participant = {
    name: 'Ada Berg',
    email: 'ada.berg@acme.example',
    delivery_channel: 'email',
    signatory: true,
    sign_method: 'standard_esign',
  };
  const body = {
    workspace_id: 7001,
    template_id: 8101,
    name: 'Followed',
    parties: [{ type: 'company', name: 'Acme AB', participants: [participant] }],
  };
  const answer = await fetch(`${api}/contracts/create`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const { id } = await answer.json();
  await cycles(t, Math.ceil(CYCLES / 4), {
    tag: 'oneflow-contract-card',
    step: 'showing',
    settings: { contractId: String(id) },
  });
});

for (const loading of ['eager', 'lazy']) {
  test(`elements that are removed in the task that added them leak nothing: ${loading}`, limit, async (t) => {
    await cycles(t, Math.ceil(CYCLES / 4), { ...picker, step: 'opening', settings: { ...picker.settings, loading } });
  });
}

test('elements that are removed while the wasm loads leak nothing', limit, async () => {
  const count = 10;
  const go = await fixture.holdRequests('**/*.wasm');
  const session = await blank();
  const {
    counts: { listeners },
  } = await alive(session);
  await mount(count, { ...picker, step: 'opening' });
  assert.equal((await alive(session)).counts.pickers, count, 'what is on its way holds them');
  await go();
  await mount(1, picker);
  const { counts } = await settled(session, left);
  assert.equal(counts.listeners, listeners);
});

for (const [step, pattern, request] of [
  ['asking', '/helpers/**', 'their first request is pending'],
  ['creating', '/contracts/create', 'their creation is pending'],
]) {
  test(`elements that are removed while ${request} live until the response, and no longer`, limit, async () => {
    const count = 10;
    const session = await blank();
    await mount(WARM, picker);
    const before = await settled(session, left);
    const go = await fixture.holdRequests(`${api}${pattern}`);
    await mount(count, { ...picker, step });
    const { counts } = await alive(session);
    assert.deepEqual([counts.pickers, counts['wasm memories']], [count, count], 'the request holds them');
    await go();
    await settled(session, grown(before, count));
    assert.equal((await createRequests()).length, step === 'creating' ? count : 0);
  });
}

test('what is typed is freed: the memory of the WebAssembly stays as it is', limit, async () => {
  await fixture.openFilling();
  const session = await fixture.context.newCDPSession(fixture.page);
  const type = (keys) =>
    fixture.page.evaluate(async (count) => {
      const { shadowRoot } = document.querySelector('oneflow-contract-picker');
      for (let key = 0; key < count; key += 1) {
        const input = shadowRoot.querySelector(key % 2 ? '#name' : '#field-0');
        input.value = String(key).padStart(key % 100, 'x');
        input.dispatchEvent(new Event('input', { bubbles: true }));
        if (key % 10 === 9) {
          await new Promise((resolve) => {
            setTimeout(resolve);
          });
          window.events.length = 0;
        }
      }
    }, keys);
  await session.send('Performance.enable');
  await type(1_000);
  const before = await memory(session);
  await type(KEYS);
  assert.deepEqual(await memory(session), before);
});

/** The sizes of all memories of WebAssembly that are alive. */
async function memory(session) {
  await collected(session);
  const { result } = await session.send('Runtime.evaluate', { expression: 'WebAssembly.Memory.prototype' });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId });
  const sizes = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    functionDeclaration: 'function () { return this.map(({ buffer }) => buffer.byteLength); }',
    returnByValue: true,
  });
  return sizes.result.value;
}
