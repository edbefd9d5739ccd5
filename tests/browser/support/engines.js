// The browser engines at hand: one process for each, which starts when a page is opened. One that is missing says so.
import { chromium } from './environment.js';
import { startChromium } from './engines/chromium.js';
import { startFirefox } from './engines/firefox.js';
import { startWebKit } from './engines/webkit.js';

const { FIREFOX, WEBKIT } = process.env;

function engine(name, program, start) {
  let starting;
  const started = () => (starting ??= start(program));
  return {
    name,
    skip: program ? false : `there is no ${name}`,
    /** Opens a tab. It has `goto`, `evaluate` and `click` with an expression, `type`, `press` and `close`. */
    openTab: async () => (await started()).openTab(),
    version: async () => (await started()).version,
    close: async () => (await starting)?.close(),
  };
}

export const ENGINES = [
  engine('Chromium', chromium, startChromium),
  engine('Firefox', FIREFOX, startFirefox),
  engine('WebKitGTK', WEBKIT, startWebKit),
];

/** Ends the browsers of this file. */
export const closeEngines = () => Promise.all(ENGINES.map(({ close }) => close()));
