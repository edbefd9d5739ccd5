// Presses that nobody meant change nothing and leave no step: double and triple clicks, held keys, and clicks at what
// has only just appeared.
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

import { test, useFixture } from './support/fixture.js';
import { waitForMouse } from './support/press.js';
import { createRequests, receivedRequests, resetSandbox } from './support/sandbox.js';

const fixture = useFixture({ width: 1000, height: 860 });

const sent = () => receivedRequests('POST /contracts/');
const centre = async (locator) => {
  const { x, y, width, height } = await locator.boundingBox();
  return [x + width / 2, y + height / 2];
};

/** Clicks several times at one place, as a mouse does: the browser counts the clicks. Gaps are in milliseconds. */
async function clickRepeatedly([x, y], gaps) {
  const { mouse } = fixture.page;
  await mouse.move(x, y);
  for (let clickCount = 1; clickCount <= gaps.length + 1; clickCount += 1) {
    await mouse.down({ clickCount });
    await mouse.up({ clickCount });
    if (clickCount <= gaps.length) await setTimeout(gaps[clickCount - 1]);
  }
}

/** Takes down the steps that are reached from now on. */
const watchSteps = (picker) =>
  picker.host.evaluate((element) => {
    if (!window.steps) element.addEventListener('oneflow-state-change', ({ detail }) => window.steps.push(detail.to));
    window.steps = [];
  });

test('a double click on Review only reviews, however long its gap', async () => {
  const picker = await fixture.openFilling();
  for (const gap of [0, 60, 150, 300, 450]) {
    await waitForMouse();
    await clickRepeatedly(await centre(picker.button('Review')), [gap]);
    await picker.waitForStep('reviewing');
    await fixture.waitForIdle();
    assert.equal(await picker.state(), 'reviewing', `after ${gap} ms`);
    await picker.button('Back').click();
    await picker.waitForStep('filling');
  }
  assert.deepEqual(await sent(), []);
});

test('three clicks where Continue is send nothing', async () => {
  const picker = await fixture.openChoosing();
  await picker.search.fill('supply fram');
  await waitForMouse();
  await clickRepeatedly(await centre(picker.button('Continue')), [200, 200]);
  await picker.waitForStep('filling');
  await fixture.waitForIdle();
  assert.equal(await picker.state(), 'filling');
});

test('a double click on Back goes back once', async () => {
  const picker = await fixture.openFilling();
  await picker.button('Review').click();
  await picker.waitForStep('reviewing');
  await waitForMouse();
  await clickRepeatedly(await centre(picker.button('Back')), [100]);
  await picker.waitForStep('filling');
  await fixture.waitForIdle();
  assert.equal(await picker.state(), 'filling');
});

test('the mouse counts half a second after a step was painted, and a key or assistive technology at once', async () => {
  const picker = await fixture.openFilling();
  const review = picker.button('Review');
  const click = (detail) =>
    review.evaluate((button, count) => {
      button.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, detail: count }));
    }, detail);
  await waitForMouse();
  await click(1);
  await picker.waitForStep('reviewing');
  // The next step is painted, and its button is pressed as fast as a test can.
  const [x, y] = await centre(picker.button('Create draft'));
  await fixture.page.mouse.click(x, y);
  await fixture.waitForIdle();
  assert.equal(await picker.state(), 'reviewing');
  await picker.button('Create draft').evaluate((button) => button.click());
  await picker.waitForStep('created');
  assert.equal((await createRequests()).length, 1);
});

test('a held key presses once', async () => {
  const { page } = fixture;
  const picker = await fixture.openFilling();
  await picker.locator('.foot .btn.p').focus();
  // A key that is down already is repeated.
  for (let times = 0; times < 8; times += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await picker.waitForStep('reviewing');
  await picker.button('Create and send').focus();
  await page.keyboard.down('Shift');
  await page.evaluate(() => {
    const { shadowRoot } = document.querySelector('#picker');
    const init = { key: 'Enter', repeat: true, bubbles: true, composed: true, cancelable: true };
    window.pressed = shadowRoot.activeElement.dispatchEvent(new KeyboardEvent('keydown', init));
  });
  await page.keyboard.up('Shift');
  assert.equal(await page.evaluate(() => window.pressed), false, 'a repeated Enter does nothing');
  assert.equal(await picker.state(), 'reviewing');
  await picker.label('Message').focus();
  const before = await picker.label('Message').inputValue();
  await page.keyboard.press('End');
  await page.keyboard.down('Enter');
  await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  assert.equal((await picker.label('Message').inputValue()).length, before.length + 2, 'a text takes it');
  assert.deepEqual(await sent(), []);
});

test('Ctrl+Enter presses the main button, after the step’s first half second', async () => {
  const { page } = fixture;
  const picker = await fixture.openFilling();
  await picker.name.focus();
  await waitForMouse();
  // The page presses it again by itself: what the test does arrives late on a busy machine.
  await picker.host.evaluate((element) => {
    const init = { key: 'Enter', ctrlKey: true, bubbles: true, composed: true, cancelable: true };
    const press = () => {
      element.shadowRoot.activeElement.dispatchEvent(new KeyboardEvent('keydown', init));
      window.pressedAgain = element.state;
    };
    element.addEventListener('oneflow-state-change', () => setTimeout(press, 100), { once: true });
  });
  await page.keyboard.press('Control+Enter');
  await picker.waitForStep('reviewing');
  await page.waitForFunction(() => window.pressedAgain === 'reviewing');
  await fixture.waitForIdle();
  assert.equal(await picker.state(), 'reviewing', 'nobody has read it yet');
  await waitForMouse();
  await picker.label('Message').focus();
  await page.keyboard.press('Meta+Enter');
  await picker.waitForStep('published');
  assert.equal((await createRequests()).length, 1);
});

test('what the page puts into a slot is pressed as the page likes', async () => {
  const picker = await fixture.openChoosing();
  await picker.host.evaluate((element) => {
    const button = Object.assign(document.createElement('button'), { slot: 'header', textContent: 'Ours' });
    window.ours = [];
    button.addEventListener('click', ({ detail }) => window.ours.push(detail));
    element.append(button);
  });
  await clickRepeatedly(await centre(picker.button('Ours')), [60]);
  assert.deepEqual(await fixture.page.evaluate(() => window.ours), [1, 2]);
});

/** Numbers in [0, 1) that are the same each time. */
function* random(seed) {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

const WAYS = {
  choosing: async () => {
    const picker = await fixture.openChoosing();
    await picker.search.fill('supply fram');
    return picker;
  },
  filling: () => fixture.openFilling(),
  reviewing: async () => {
    const picker = await fixture.openFilling();
    await picker.button('Review').click();
    await picker.waitForStep('reviewing');
    return picker;
  },
  leaving: async () => {
    const picker = await fixture.openFilling();
    await picker.name.fill('Typed');
    await picker.button('Cancel').click();
    await picker.locator('#pending-reset').waitFor();
    return picker;
  },
};

/** What can be pressed in a step: where it is, by its index among all buttons. */
const pressables = (picker) =>
  picker.host.evaluate((element) =>
    [...element.shadowRoot.querySelectorAll('button:not([disabled]), summary, [role=option]')]
      .filter((button) => button.getClientRects().length > 0)
      .slice(0, 24)
      .map((button) => button.getAttribute('aria-label') ?? button.textContent),
  );

for (const [step, go] of Object.entries(WAYS)) {
  test(`double and triple clicks over every button of ${step} create and send nothing unread`, async () => {
    const numbers = random(20_261_130 + step.length);
    const gap = () => 60 + Math.floor(390 * numbers.next().value);
    let picker = await go();
    const names = await pressables(picker);
    assert.ok(names.length > 1, step);
    for (let index = 0; index < names.length; index += 1) {
      if ((await picker.state()) !== (step === 'leaving' ? 'filling' : step)) picker = await go();
      const all = picker.host.locator('button:not([disabled]), summary, [role=option]').filter({ visible: true });
      if ((await all.count()) <= index) picker = await go();
      const target = all.nth(index);
      await target.scrollIntoViewIfNeeded();
      await watchSteps(picker);
      await waitForMouse();
      const consequential = /^Create (draft|and send)$/.test(names[index]);
      await clickRepeatedly(await centre(target), numbers.next().value < 0.5 ? [gap()] : [gap(), gap()]);
      await fixture.waitForIdle();
      const requests = await sent();
      if (consequential) {
        // It was there for its moment: this press was meant, and it counts once.
        assert.equal(requests.filter(({ path }) => path.endsWith('/create')).length, 1, names[index]);
        await resetSandbox();
      } else {
        assert.deepEqual(requests, [], `${step}: ${names[index]}`);
        const steps = await fixture.page.evaluate(() => window.steps ?? []);
        assert.ok(steps.filter((to) => to !== 'opening').length <= 1, `${names[index]}: ${steps}`);
      }
    }
  }, 90_000);
}
