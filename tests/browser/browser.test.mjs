// The site as a reader meets it, in Debian's chromium: search, click a country, click a person, open an article, go back; at three widths,
// in light and dark, with and without scripts; and what axe (WCAG 2.2 AA) says of every page.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const here = fileURLToPath(new URL('.', import.meta.url));
const morgue = process.env.MORGUE ?? join(here, '../../build/ci/morgue');
const sample = process.env.MORGUE_SAMPLE ?? join(here, '../../corpus/sample');
const shots = process.env.MORGUE_SCREENSHOTS ?? join(here, 'screenshots');

let directory, server, url, browser;

before(async () => {
  directory = mkdtempSync(join(tmpdir(), 'morgue-browser-'));
  const archive = join(directory, 'archive');
  const indexed = spawnSync(morgue, ['index', sample, '--archive', archive, '--quiet'], { encoding: 'utf8' });
  assert.equal(indexed.status, 0, indexed.stderr);
  server = spawn(morgue, ['serve', '--archive', archive, '--port', '0']);
  url = await new Promise((resolve, reject) => {
    server.once('exit', (status) => reject(new Error(`morgue serve ended with ${status}`)));
    server.stdout.on('data', (data) => {
      const found = /http:\/\/\S+\//.exec(String(data));
      if (found) resolve(found[0]);
    });
  });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  mkdirSync(shots, { recursive: true });
});

after(async () => {
  await browser?.close();
  server?.removeAllListeners('exit');
  server?.kill('SIGTERM');
  if (directory) rmSync(directory, { recursive: true });
});

/** A page of its own; whatever it complains of in the console fails the test, and so does a request to anywhere else. */
async function withPage(options, visit) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, ...options });
  const complaints = [];
  try {
    const page = await context.newPage();
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => request.url().startsWith(url) || request.url().startsWith('data:') || complaints.push(`asked for ${request.url()}`));
    await visit(page);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

const total = async (page) => Number((await page.locator('[data-total]').first().getAttribute('data-total')) ?? NaN);

async function readersPath(page) {
  await page.goto(url);
  await page.getByRole('searchbox').fill('syria');
  await page.getByRole('searchbox').press('Enter');
  await page.waitForURL(/q=syria/);
  const all = await total(page);
  assert.ok(all >= 3, `only ${all} articles on Syria`);

  // Click a country: as many results as its count said.
  const country = page.locator('[data-facet="country"] [data-value="RU"]').first();
  const promised = Number(await country.getAttribute('data-count'));
  await country.locator('a').first().click();
  await page.waitForURL(/country=RU/);
  assert.equal(await total(page), promised);

  // Click a person as well.
  const person = page.locator('[data-facet="person"] [data-value]').first();
  const name = await person.getAttribute('data-value');
  const count = Number(await person.getAttribute('data-count'));
  await person.locator('a').first().click();
  await page.waitForURL(/person=/);
  assert.equal(await total(page), count);

  // Open an article: the person is marked in it.
  const filtered = page.url();
  await page.locator('article.result h3 a').first().click();
  await page.waitForURL(/\/article\//);
  assert.equal(await page.locator('h1').count(), 1);
  assert.ok((await page.locator('main').innerText()).includes(name.split(' ').at(-1)));

  // And back: everything is as it was.
  await page.goBack();
  assert.equal(page.url(), filtered);
  assert.equal(await total(page), count);
}

test('a reader searches, narrows by country and person, opens an article and goes back', () => withPage({}, readersPath));
test('all of it works without scripts', () => withPage({ javaScriptEnabled: false }, readersPath));
test('all of it works on a phone', () => withPage({ viewport: { width: 360, height: 740 } }, async (page) => {
  await page.goto(`${url}?q=syria`);
  const summary = page.locator('details.facets > summary, details[data-facets] > summary').first();
  if (await summary.isVisible()) await summary.click();
  await page.locator('[data-facet="country"] [data-value="RU"] a').first().click();
  await page.waitForURL(/country=RU/);
}));

test('a region is one click in the list of countries, a part of it another, and then a country', () => withPage({ javaScriptEnabled: false }, async (page) => {
  await page.goto(`${url}?q=president`);
  for (const [facet, value] of [['region', 'Europe'], ['region', 'Western Europe'], ['country', 'FR']]) {
    const item = page.locator(`[data-facet="${facet}"] [data-value="${value}"]`).first();
    const promised = Number(await item.getAttribute('data-count'));
    await item.locator('a').first().click();
    await page.waitForURL(new RegExp(`${facet}=${encodeURIComponent(value)}`));
    assert.equal(await total(page), promised, value);
  }
  assert.equal(await page.locator('[data-facet="country"] [data-value="US"]').count(), 0);
}));

test('a reader asks why an article is about a country, and goes from mention to mention', () => withPage({ javaScriptEnabled: false }, async (page) => {
  await page.goto(`${url}?country=RU&q=aleppo`);
  const why = page.locator('details.evidence').first();
  assert.equal(await why.locator('mark').first().isVisible(), false);
  await why.locator('summary').click();
  assert.equal(await why.locator('summary').innerText(), 'Why Russia?');
  assert.equal(await why.locator('mark').first().isVisible(), true);
  await why.locator('a').first().click();
  await page.waitForURL(/\/article\/.*#at-\d+$/);
  const first = new URL(page.url()).hash;
  assert.equal(await page.locator('.next:visible').count(), 1);
  await page.locator('.next:visible').click();
  assert.notEqual(new URL(page.url()).hash, first);
  assert.equal(await page.locator(`${new URL(page.url()).hash}.country`).isVisible(), true);
  await page.locator(`.mentioned a[href="${first}"]`).click();
  assert.equal(new URL(page.url()).hash, first);
}));

const pages = {
  front: '',
  search: '?q=election',
  filtered: '?q=president&country=FR&sort=newest',
  region: '?region=Southern+Europe&region=Middle+East',
  empty: '?q=zzyzx+nowhere',
  mistake: '?q=%22never+closed',
  article: null,
  person: 'person/Angela%20Merkel',
  country: 'country/SY',
  help: 'help',
  missing: 'article/none',
};

async function articlePath() {
  const answer = await (await fetch(`${url}api/v1/search?q=aleppo`)).json();
  return 'article/' + answer.results[0].id.split('/').map(encodeURIComponent).join('/');
}

test('no page overflows its width, at 360, 768 and 1440 px, light and dark', async () => {
  for (const [name, path] of Object.entries(pages)) {
    for (const width of [360, 768, 1440]) {
      for (const colorScheme of ['light', 'dark']) {
        const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
        const page = await context.newPage();
        await page.goto(url + (path ?? (await articlePath())));
        const [wide, inner] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
        assert.ok(wide <= inner, `${name} is ${wide} px wide in a window of ${inner}`);
        await page.screenshot({ path: join(shots, `${name}-${width}-${colorScheme}.png`), fullPage: width !== 1440 || name === 'article' });
        await context.close();
      }
    }
  }
});

test('axe finds nothing on any page, in light and dark', async () => {
  for (const [name, path] of Object.entries(pages)) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      await page.goto(url + (path ?? (await articlePath())));
      await page.addScriptTag({ path: require.resolve('axe-core') });
      const { violations } = await page.evaluate(() => globalThis.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
      assert.deepEqual(violations.map(({ id, nodes }) => `${name} ${colorScheme} ${id}: ${nodes[0].html}`), []);
      await context.close();
    }
  }
});

test('the keyboard reaches everything: the first Tab skips to the results, / goes to the box', () => withPage({}, async (page) => {
  await page.goto(`${url}?q=election`);
  await page.keyboard.press('Tab');
  assert.match(await page.evaluate(() => document.activeElement.getAttribute('href') ?? ''), /^#/);
  await page.keyboard.press('Escape');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('name')), 'q');
}));

test('what an article says cannot run', () => withPage({}, async (page) => {
  await page.goto(`${url}?q=${encodeURIComponent('"><script>alert(1)</script><img src=x onerror=alert(2)>')}`);
  assert.equal(await page.locator('main script, main img').count(), 0);
}));
