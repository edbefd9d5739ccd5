// What is measured: each stage takes one app, and returns its values by row.
import { WIDE } from './fixtures.js';
import { choose, createContract, fillAll, search, typeInField } from './journey.js';
import { launch, SLOW_4G, Tab } from './browser.js';

export const WIDE_FIELDS = 500;
const MOUNTS = 100;
const WARM = 10;

/** All are part of some names, whether an app looks for the words or for the whole. */
const QUERIES = ['lease 13', 'plan 14', 'agreement 21'];

async function withTab(browser, app, emulated, use) {
  const tab = await Tab.open(browser, app, emulated);
  try {
    return await use(tab);
  } finally {
    await tab.close();
  }
}

async function fresh(chromium, app, use) {
  const browser = await launch(chromium);
  try {
    return await withTab(browser, app, {}, use);
  } finally {
    await browser.close();
  }
}

function begin(app, answers) {
  app.answers = answers;
  app.received.length = 0;
  app.code = 0;
}

/** The start with the small catalogue. */
export const start = (row, emulated) => async ({ browser, fixtures }, app) => {
  begin(app, fixtures.small.encoded);
  const { time, cpu } = await withTab(browser, app, emulated, (tab) => tab.load());
  return emulated ? { [row]: time } : { [row]: time, smallCpu: cpu };
};

/** The start with 5,000 templates, and searching them. */
export async function large({ browser, fixtures }, app) {
  begin(app, fixtures.large.encoded);
  return withTab(browser, app, {}, async (tab) => {
    const started = await tab.load();
    const searched = await search(tab, QUERIES);
    return { large: started.time, largeCpu: started.cpu, key: searched.time, keyCpu: searched.cpu };
  });
}

/** The whole task in a form of 500 fields. */
export async function form({ browser, fixtures }, app) {
  const { answers, encoded } = fixtures.wide;
  begin(app, encoded);
  return withTab(browser, app, {}, async (tab) => {
    await tab.load();
    const opened = await choose(tab, WIDE, WIDE_FIELDS);
    const typed = await typeInField(tab, WIDE_FIELDS / 2, 'abcdefghijklmnopqrst');
    const filled = await fillAll(tab, WIDE_FIELDS);
    const { review, create } = await createContract(tab, answers, WIDE);
    return {
      open: opened.time,
      openCpu: opened.cpu,
      type: typed.time,
      typeCpu: typed.cpu,
      fill: filled / 1_000,
      ...(review && { review: review.time, reviewCpu: review.cpu }),
      create: create.time,
      code: app.code,
    };
  });
}

/** Memory with the form open, and with 5,000 templates listed. */
export async function memory({ chromium, fixtures }, app) {
  const used = async (answers, prepare) => {
    begin(app, answers);
    return fresh(chromium, app, async (tab) => {
      await tab.load();
      await prepare(tab);
      return (await tab.privateMemory()) / 1_000_000;
    });
  };
  return {
    formMemory: await used(fixtures.wide.encoded, (tab) => choose(tab, WIDE, WIDE_FIELDS)),
    listMemory: await used(fixtures.large.encoded, async () => {}),
  };
}

/** How many WebAssembly memories are alive. */
async function wasmMemories({ session }) {
  const objectGroup = 'bench';
  const { result } = await session.send('Runtime.evaluate', {
    expression: 'WebAssembly.Memory.prototype',
    objectGroup,
  });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId, objectGroup });
  const counted = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  await session.send('Runtime.releaseObjectGroup', { objectGroup });
  return counted.result.value;
}

/** What is left of mounting and unmounting a hundred times. */
export async function mounts({ browser, fixtures }, app) {
  begin(app, fixtures.small.encoded);
  return withTab(browser, app, {}, async (tab) => {
    await tab.load();
    await tab.page.evaluate(() => window.unmountApp());
    const often = (count) =>
      tab.page.evaluate(async (times) => {
        const place = document.getElementById('app');
        for (let time = 0; time < times; time += 1) {
          const unmount = window.mountApp(place);
          await window.bench.wait('ready');
          unmount();
        }
      }, count);
    const counts = async () => {
      await tab.collect();
      const { Nodes: nodes, JSEventListeners: listeners } = await tab.metrics();
      return { nodes, listeners, wasm: await wasmMemories(tab) };
    };
    await often(WARM);
    const before = await counts();
    await often(MOUNTS);
    const after = await counts();
    return {
      nodesKept: after.nodes - before.nodes,
      listenersKept: after.listeners - before.listeners,
      wasmKept: after.wasm - before.wasm,
    };
  });
}

export const SLOW = { network: SLOW_4G };
export const THROTTLED = { cpu: 4 };
