// Counts what the WebAssembly module makes the browser do: calls of the DOM, and texts handed to JavaScript. Counts are
// exact on every machine, and times are not.

const CALLS = {
  create: ['Document.createElement', 'Document.createElementNS', 'Document.createTextNode', 'Node.cloneNode'],
  insert: ['Node.insertBefore', 'Node.appendChild', 'Element.append'],
  remove: ['Node.removeChild', 'Element.remove'],
  attribute: ['Element.setAttribute', 'Element.removeAttribute'],
};

/** The work that each key makes: calls by kind, and `bytes` of text that the WebAssembly module hands over. */
export async function workOfKeys(fixture, keys) {
  const counts = [];
  for (const key of keys) {
    counts.push(
      await countWork(fixture.page, async () => {
        await fixture.page.keyboard.press(key);
        await fixture.waitForIdle();
      }),
    );
  }
  return counts;
}

async function countWork(page, act) {
  await page.evaluate((calls) => {
    const counts = { bytes: 0 };
    const restore = [];
    const wrap = (prototype, name, count) => {
      const original = prototype[name];
      prototype[name] = function counted(...values) {
        count(values);
        return original.apply(this, values);
      };
      restore.push(() => (prototype[name] = original));
    };
    for (const [kind, names] of Object.entries(calls)) {
      counts[kind] = 0;
      for (const [owner, name] of names.map((path) => path.split('.'))) {
        wrap(window[owner].prototype, name, () => (counts[kind] += 1));
      }
    }
    wrap(TextDecoder.prototype, 'decode', ([bytes]) => (counts.bytes += bytes?.byteLength ?? 0));
    window.stopCounting = () => {
      restore.forEach((undo) => undo());
      return counts;
    };
  }, CALLS);
  await act();
  return page.evaluate(() => window.stopCounting());
}
