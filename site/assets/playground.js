// The playground: controls change the settings; element, code and log follow.
import { build, explain } from './lib/dom.js';
import { control } from './lib/sandbox.js';
import { ready, site } from './lib/worker.js';
import { attributeControl, attributesOf } from './playground/attributes.js';
import { codePanel } from './playground/code-panel.js';
import { faultControls } from './playground/faults.js';
import { field, group, select } from './playground/fields.js';
import { JumpBar } from './playground/jump.js';
import { Log } from './playground/log.js';
import { pageControls, prefillControl, tokenControls, userControl } from './playground/page-controls.js';
import { Stage } from './playground/stage.js';
import { Settings } from './playground/state.js';

const at = (id) => document.getElementById(id);
const json = async (path) => (await fetch(new URL(path, site))).json();

function say(error) {
  at('problem').hidden = !error;
  at('problem').textContent = error?.message ?? '';
}

/** The settings of the element that is shown, anew whenever another is, or a jump has changed them. */
function attributeControls(settings, surface, available) {
  const { element, attributes } = settings.current;
  return attributesOf(surface, element).map((attribute) => {
    const change = (value) => settings.setAttributes({ [attribute.name]: value });
    return attributeControl(attribute, attributes[element][attribute.name] ?? '', available, change);
  });
}

async function controls({ settings, surface, stage, log, available, bar, showStep }) {
  const elements = surface.elements.map(({ key, tag }) => [key, tag]);
  const kind = select(elements, settings.current.element, async (element) => {
    settings.change({ element });
    show();
    if (element !== 'card') return;
    await stage.useCard().catch(say);
    show();
  });
  const reset = build('button', { type: 'button' }, 'Reset the sandbox');
  reset.addEventListener('click', async () => {
    try {
      await control('reset', {});
      log.forget();
      stage.restart();
    } catch (error) {
      say(error);
    }
  });
  const user = await userControl(settings);
  const attributes = build('div', { class: 'rows' });

  /** Draws what depends on the element. */
  function show() {
    const { id } = document.activeElement;
    attributes.replaceChildren(...attributeControls(settings, surface, available));
    // Whoever is in one of them while a jump ends is in it afterwards.
    if (id.startsWith('attribute-')) at(id)?.focus();
    user.querySelector('select').value = settings.current.user;
    bar.show(settings.current.element);
    showStep(stage.element.state);
  }
  bar.jump = (name) => {
    say();
    stage.jump(name).then(show, (error) => error.name === 'AbortError' || say(error));
    show();
  };
  show();
  at('controls').append(
    group('Element', true, field('element', 'element', kind), user, ...pageControls(settings)),
    build('details', { class: 'group', open: true }, build('summary', {}, 'Attributes'), attributes),
    group('Prefill', false, prefillControl(settings)),
    group('Faults', false, ...faultControls(log), reset),
    group('Tokens', false, ...tokenControls(surface, settings)),
  );
}

try {
  await ready();
  const surface = await json('assets/surface.json');
  const available = Object.keys((await json('oneflow-contract-picker/preload.json')).languages);
  const settings = new Settings();
  const log = new Log(at('log'));
  const bar = new JumpBar(at('jump'), await json('assets/steps.json'));
  const showStep = (step) => {
    at('step').textContent = step ?? '…';
    bar.mark(step);
  };
  const stage = new Stage(at('floor'), settings, { log, surface, stepChanged: showStep });
  codePanel({ tabs: at('tabs'), code: at('code'), button: at('copy'), settings, tags: stage.tags });
  await controls({ settings, surface, stage, log, available, bar, showStep });
  at('again').addEventListener('click', () => stage.restart());
  at('clear').addEventListener('click', () => log.clear());
  at('controls').addEventListener('submit', (event) => event.preventDefault());
} catch (error) {
  explain(at('floor'), error);
}
