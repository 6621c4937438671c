// What the tests share: archives, their servers, a browser.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
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

/**
 * A server before another one that sends its pages as a slow line does: in pieces of about so many bytes, each of which a browser has the
 * time to paint. They end with a tag, as half a word moves when its other half has come, whatever the style says. Resolves to its address.
 */
export async function slowly(url, piece) {
  const proxy = createServer(async (request, response) => {
    const reply = await fetch(new URL(request.url, url));
    const body = Buffer.from(await reply.arrayBuffer());
    response.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') });
    if (reply.headers.get('content-type').startsWith('text/html'))
      for (let start = 0, end; start < body.length; start = end) {
        end = body.indexOf('>', start + piece) + 1 || body.length;
        response.write(body.subarray(start, end));
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    else response.write(body);
    response.end();
  });
  servers.push({ removeAllListeners() {}, kill: () => proxy.close() });
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${proxy.address().port}/`;
}

/** How far things moved on a page after they were shown (layout shift) and which, what it sent as it came over the wire, and how much script. */
const weightOf = (page) => page.evaluate(() => new Promise((resolve) => {
  const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
  const sent = entries.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  const script = entries.filter(({ name }) => /\.js/.test(name)).reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0);
  let moved = 0;
  const what = [];
  const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
  new PerformanceObserver((list) => list.getEntries().forEach(({ value, sources }) => {
    moved += value;
    for (const { node, previousRect, currentRect } of sources)
      what.push(`${(node?.outerHTML ?? node?.textContent)?.slice(0, 100)} from ${place(previousRect)} to ${place(currentRect)}`);
  })).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve({ moved, what, sent, script }), 100);
}));

/** The same of a page by its address. */
export async function weighed(browser, address, width) {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'networkidle' });
  const weight = await weightOf(page);
  await context.close();
  return weight;
}

/** A page counts as still up to 0.1 (Core Web Vitals); this is a fifth of it: one line of text that goes to the next row while it arrives. */
export function assertStill({ moved, what }, name) {
  assert.ok(moved < 0.02, `${name} moved by ${moved}: ${what.join('; ')}`);
}

/** No page weighs more, compressed. */
export function assertLight({ sent, script }, name) {
  assert.ok(script > 0 && script <= 15_000, `${name}: ${script} bytes of script`);
  assert.ok(sent <= 60_000, `${name}: ${sent} bytes sent`);
}
