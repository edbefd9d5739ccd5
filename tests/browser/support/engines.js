// The browser engines at hand. Each opens an address and returns what closes it; one that is missing says so.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium as playwright } from 'playwright-core';
import puppeteer from 'puppeteer-core';

import { CHROMIUM_FLAGS } from './chromium-flags.js';
import { chromium } from './environment.js';

const { FIREFOX } = process.env;
const MINI_BROWSERS = ['x86_64', 'aarch64'].map((name) => `/usr/lib/${name}-linux-gnu/webkit2gtk-4.1/MiniBrowser`);
const miniBrowser = MINI_BROWSERS.find((file) => existsSync(file));
const hasDisplay = existsSync('/usr/bin/xvfb-run');

async function openChromium(url) {
  const browser = await playwright.launch({ executablePath: chromium, args: CHROMIUM_FLAGS });
  const page = await browser.newPage({ ignoreHTTPSErrors: true });
  await page.goto(url);
  return () => browser.close();
}

async function openFirefox(url) {
  const options = { browser: 'firefox', executablePath: FIREFOX, headless: true, acceptInsecureCerts: true };
  const browser = await puppeteer.launch(options);
  const page = await browser.newPage();
  await page.goto(url);
  return () => browser.close();
}

/** A process group of its own, so that the browser's processes end with it. */
async function openWebKit(url) {
  const args = ['-a', miniBrowser, '--ignore-tls-errors', '--private', url];
  const env = { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' };
  const child = spawn('xvfb-run', args, { stdio: 'ignore', detached: true, env });
  return () =>
    new Promise((resolve) => {
      child.once('exit', resolve);
      process.kill(-child.pid);
    });
}

export const ENGINES = [
  { name: 'Chromium', open: openChromium, skip: false },
  { name: 'Firefox', open: openFirefox, skip: FIREFOX ? false : 'there is no Firefox' },
  {
    name: 'WebKitGTK',
    open: openWebKit,
    skip: miniBrowser && hasDisplay ? false : 'there is no WebKitGTK with a virtual display',
  },
];
