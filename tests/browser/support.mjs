// What the tests share: archives, their servers, a browser.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = fileURLToPath(new URL('.', import.meta.url));
const morgue = process.env.MORGUE ?? join(here, '../../build/ci/morgue');
export const sample = process.env.MORGUE_SAMPLE ?? join(here, '../../corpus/sample');
export const shots = process.env.MORGUE_SCREENSHOTS ?? join(here, 'screenshots');

/** Indexes a directory, or with `-` the input of the options. */
export function index(archive, source, options = {}) {
  const indexed = spawnSync(morgue, ['index', source, '--archive', archive, '--quiet'], { encoding: 'utf8', ...options });
  assert.equal(indexed.status, 0, indexed.stderr);
}

const servers = [];

/** Serves an archive until stopServers(); resolves to the address. */
export function serve(archive) {
  const server = spawn(morgue, ['serve', '--archive', archive, '--port', '0']);
  servers.push(server);
  return new Promise((resolve, reject) => {
    server.once('exit', (status) => reject(new Error(`morgue serve ended with ${status}`)));
    server.stdout.on('data', (data) => {
      const found = /http:\/\/\S+\//.exec(String(data));
      if (found) resolve(found[0]);
    });
  });
}

export function stopServers() {
  for (const server of servers) {
    server.removeAllListeners('exit');
    server.kill('SIGTERM');
  }
}

export const launchBrowser = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

/** How far things moved on a page after they were shown (layout shift), what it sent as it came over the wire, and how much script. */
export const weightOf = (page) => page.evaluate(() => new Promise((resolve) => {
  const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
  const sent = entries.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  const script = entries.filter(({ name }) => /\.js/.test(name)).reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0);
  let moved = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (moved += value))).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve({ moved, sent, script }), 100);
}));

/** No page weighs more, compressed; none moves. */
export function assertLightAndStill({ moved, sent, script }, name) {
  assert.equal(moved, 0, `${name} moved by ${moved}`);
  assert.ok(script > 0 && script <= 15_000, `${name}: ${script} bytes of script`);
  assert.ok(sent <= 60_000, `${name}: ${sent} bytes sent`);
}
