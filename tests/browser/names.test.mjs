// Pages about names, the map and comparisons as a reader meets them: numbers that hold, no need of scripts, three widths, light and dark, and
// what axe (WCAG 2.2 AA) says.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertLight, assertStill, index, launchBrowser, sample, serve, shots, slowly, stopServers, weighed } from './support.mjs';

const require = createRequire(import.meta.url);

let directory, url, browser;

before(async () => {
  directory = mkdtempSync(join(tmpdir(), 'morgue-browser-'));
  const archive = join(directory, 'archive');
  index(archive, sample);
  url = await serve(archive);
  browser = await launchBrowser();
  mkdirSync(shots, { recursive: true });
});

after(async () => {
  await browser?.close();
  stopServers();
  if (directory) rmSync(directory, { recursive: true });
});

async function withPage(options, visit) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, ...options });
  try {
    await visit(await context.newPage());
  } finally {
    await context.close();
  }
}

const total = async (page) => Number((await page.locator('[data-total]').first().getAttribute('data-total')) ?? NaN);
const number = (text) => Number(text.replaceAll(/[^0-9]/g, ''));

test('the map filters by a click, without scripts', () => withPage({ javaScriptEnabled: false }, async (page) => {
  await page.goto(url);
  const country = page.locator('svg.world a[href="/?country=RU"]');
  const promised = number((await country.locator('title').textContent()).split(': ')[1]);
  await country.dispatchEvent('click');
  await page.waitForURL(/country=RU/);
  assert.equal(await total(page), promised);
}));

test('the map beside the countries of a search opens and narrows it', () => withPage({ javaScriptEnabled: false }, async (page) => {
  await page.goto(`${url}?q=president`);
  const map = page.locator('details.map');
  assert.equal(await map.locator('svg').isVisible(), false);
  await map.locator('> summary').click();
  assert.equal(await map.locator('svg').isVisible(), true);
  await map.locator('.panel details > summary').click();
  const row = map.locator('tbody tr').first();
  const promised = number(await row.locator('td').nth(1).innerText());
  await row.locator('a').click();
  await page.waitForURL(/q=president.*country=/);
  assert.equal(await total(page), promised);
}));

test('numbers of a page about a name lead to as many articles', () => withPage({ javaScriptEnabled: false }, async (page) => {
  await page.goto(`${url}person/Angela%20Merkel`);
  const counts = await page.locator('.pairs a.count').evaluateAll((links) => links.map((link) => [link.getAttribute('href'), link.lastChild.textContent]));
  assert.ok(counts.length > 5);
  for (const [href, count] of counts.slice(0, 12)) {
    await page.goto(new URL(href, url).href);
    assert.equal(await total(page), number(count), href);
  }
}));

test('a reader compares a search with another one, without scripts', () => withPage({ javaScriptEnabled: false }, async (page) => {
  await page.goto(`${url}?q=syria`);
  const first = await total(page);
  await page.getByRole('link', { name: 'Compare with…' }).click();
  await page.waitForURL(/\/compare\?a=syria/);
  await page.getByRole('searchbox', { name: 'Second search' }).fill('election');
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.waitForURL(/b=election/);
  assert.equal(await total(page), first);
  assert.equal(await page.locator('svg.shares polyline').count(), 2);
  await page.locator('figure summary').click();
  const count = page.locator('figure tbody td:nth-child(2) a').first();
  const promised = number(await count.innerText());
  await count.click();
  assert.equal(await total(page), promised);
}));

const pages = {
  'map-front': '',
  'map-search': '?q=president',
  'name-person': 'person/Angela%20Merkel',
  'name-country': 'country/SY',
  'name-organisation': 'organisation/United%20Nations',
  compare: 'compare?a=syria&b=election',
  'compare-form': 'compare',
};

async function open(page, name, path) {
  await page.goto(url + path);
  if (name === 'map-search') await page.locator('details.map > summary').click();
}

test('no page overflows its width, at 360, 768 and 1440 px, light and dark', async () => {
  for (const [name, path] of Object.entries(pages))
    for (const width of [360, 768, 1440])
      for (const colorScheme of ['light', 'dark'])
        await withPage({ viewport: { width, height: 900 }, colorScheme }, async (page) => {
          await open(page, name, path);
          const [wide, inner] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
          assert.ok(wide <= inner, `${name} is ${wide} px wide in a window of ${inner}`);
          await page.screenshot({ path: join(shots, `${name}-${width}-${colorScheme}.png`), fullPage: true });
        });
});

test('a page is light, and nothing on it moves while it arrives piece by piece', async () => {
  const slow = await slowly(url, 1000);
  for (const [name, path] of Object.entries(pages)) {
    assertLight(await weighed(browser, url + path, 1440), name);
    for (const width of [360, 1440]) assertStill(await weighed(browser, slow + path, width), `${name} at ${width} px`);
  }
});

test('every page says the same without scripts', async () => {
  for (const [name, path] of Object.entries(pages)) {
    const said = [];
    for (const javaScriptEnabled of [true, false])
      await withPage({ javaScriptEnabled }, async (page) => {
        await page.goto(url + path);
        said.push((await page.locator('main').innerText()).replace(/found in .*/, ''));
      });
    assert.equal(said[0], said[1], name);
    assert.ok(said[0].length > 20, name);
  }
});

test('axe finds nothing on any page, in light and dark', async () => {
  for (const [name, path] of Object.entries(pages))
    for (const colorScheme of ['light', 'dark'])
      await withPage({ colorScheme, bypassCSP: true }, async (page) => {
        await open(page, name, path);
        await page.addScriptTag({ path: require.resolve('axe-core') });
        const { violations } = await page.evaluate(() => globalThis.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
        assert.deepEqual(violations.map(({ id, nodes }) => `${name} ${colorScheme} ${id}: ${nodes[0].html}`), []);
      });
});
