// The site as a reader meets it, in Debian's chromium: search, click a country, click a person, open an article, go back; at three widths,
// in light, dark and print, with and without scripts, by keyboard alone; what axe (WCAG 2.2 AA) and html-validate say of every page;
// and an archive whose articles want to run scripts.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { assertLight, assertStill, index, launchBrowser, sample, serve, shots, slowly, stopServers, weighed } from './support.mjs';

const require = createRequire(import.meta.url);

let directory, url, hostileUrl, browser;

const archive = (name) => join(directory, name);

// Each would call alarm(), were it taken for more than text.
const hostile = [
  '"><script>alarm(1)</script>', "' onmouseover='alarm(1)' x='", '" autofocus onfocus="alarm(1)', '</title><script>alarm(1)</script>',
  '<img src=x onerror=alarm(1)>', 'javascript:alarm(1)', '</mark></a><svg onload=alarm(1)>', '<!-- alarm', '{{{headline_html}}} alarm {{#results}}',
];

function writeHostile() {
  const source = join(directory, 'hostile');
  mkdirSync(source);
  const lines = hostile.map((text, i) => JSON.stringify({
    id: `${text} ${i}`, headline: `${text} Hassan Rouhani`, byline: text, source: text, section: text, url: text, date: `2016-12-${10 + i}`,
    body: `President Hassan Rouhani said in Iran: ${text} and no more of it.\n\n${text} was said by "${text}" Smith of ${text} Ltd in May 1998.`,
  }));
  writeFileSync(join(source, 'articles.jsonl'), lines.join('\n'));
  for (const text of hostile)
    if (!text.includes('/')) writeFileSync(join(source, `${text}.txt`), `Alarm in Iran\n\n${text}\n\nAn alarm was raised in Iran on Monday, and nobody ran.\n`);
  return source;
}

before(async () => {
  directory = mkdtempSync(join(tmpdir(), 'morgue-browser-'));
  index(archive('archive'), sample);
  index(archive('hostile-archive'), writeHostile());
  url = await serve(archive('archive'));
  hostileUrl = await serve(archive('hostile-archive'));
  browser = await launchBrowser();
  mkdirSync(shots, { recursive: true });
});

after(async () => {
  await browser?.close();
  stopServers();
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
    page.on('request', (request) => [url, hostileUrl, 'data:'].some((known) => request.url().startsWith(known)) || complaints.push(`asked for ${request.url()}`));
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

async function findsAPerson(page) {
  await page.goto(`${url}?q=president&sort=recent`);
  const facet = page.locator('#facet-person');
  await facet.getByRole('searchbox').fill('mer');
  await facet.getByRole('searchbox').press('Enter');
  await page.waitForURL(/\/facet\?.*like=mer/);
  const person = page.locator('[data-facet="person"] [data-value="Angela Merkel"]');
  const promised = Number(await person.getAttribute('data-count'));
  assert.ok(promised > 0);
  await person.locator('a').first().click();
  await page.waitForURL(/\/\?.*person=Angela/);
  assert.match(page.url(), /sort=recent/);
  assert.equal(await total(page), promised);
}

test('a reader finds a person among all of a facet by the beginning of a name', () => withPage({}, findsAPerson));
test('and without scripts, on a phone', () => withPage({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } }, findsAPerson));

test('what is typed above a facet narrows its list at once, and all is back when it is taken away', () => withPage({}, async (page) => {
  await page.goto(`${url}?q=president`);
  const facet = page.locator('#facet-person');
  const names = () => facet.locator('[data-value]').evaluateAll((items) => items.map((item) => item.dataset.value));
  const before = await names();
  await facet.getByRole('searchbox').fill('ang mer');
  await facet.locator('.found', { hasText: '1 person' }).waitFor({ state: 'attached' });
  assert.deepEqual(await names(), ['Angela Merkel']);
  await facet.getByRole('searchbox').fill('');
  assert.deepEqual(await names(), before);
}));

test('the orders of results and of names are links that keep the search', () => withPage({ javaScriptEnabled: false }, async (page) => {
  await page.goto(`${url}?q=election`);
  const all = await total(page);
  for (const [link, address] of [['Best and recent', /sort=recent/], ['unusual here', /sort=recent.*facet_order=significance/]]) {
    await page.getByRole('link', { name: link }).click();
    await page.waitForURL(address);
    assert.equal(await total(page), all);
    assert.equal(await page.locator('[aria-current]', { hasText: link }).count(), 1);
  }
}));

const pages = {
  front: '',
  search: '?q=election',
  filtered: '?q=president&country=FR&sort=newest',
  region: '?region=Southern+Europe&region=Middle+East',
  unusual: '?q=president&facet_order=significance&sort=recent',
  facet: 'facet?q=president&country=FR&facet=person&facet_order=significance',
  listing: 'facet?facet=person&like=m&limit=20',
  empty: '?q=zzyzx+nowhere',
  mistake: '?q=%22never+closed',
  'nothing-here': '?q=aleppo&country=FR&country=-DE&from=2020',
  compact: '?q=president&view=compact&per_page=50',
  explained: '?q=president+election&explain=1',
  article: articlePath,
  versions: versionsPath,
  person: 'person/Angela%20Merkel',
  country: 'country/SY',
  help: 'help',
  missing: 'article/none',
};

const pathOf = async (path) => (typeof path === 'string' ? path : path());

const encodedPath = (id) => id.split('/').map(encodeURIComponent).join('/');

async function articlePath() {
  const answer = await (await fetch(`${url}api/v1/search?q=aleppo`)).json();
  return `article/${encodedPath(answer.results[0].id)}`;
}

/** A story that two newspapers printed, compared. */
async function versionsPath() {
  const answer = await (await fetch(`${url}api/v1/search?q=notre-dame+fire&stories=all`)).json();
  const [one, other] = answer.results.map(({ id }) => id);
  return `article/${encodedPath(one)}?diff=${encodeURIComponent(other)}`;
}

test('no page overflows its width, at 360, 768 and 1440 px, light and dark', async () => {
  for (const [name, path] of Object.entries(pages)) {
    for (const width of [360, 768, 1440]) {
      for (const colorScheme of ['light', 'dark']) {
        const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
        const page = await context.newPage();
        await page.goto(url + (await pathOf(path)));
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
      await page.goto(url + (await pathOf(path)));
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

// --- What a page must be ---

test('every page says the same without scripts, and has no control that only a script could serve', async () => {
  for (const [name, path] of Object.entries(pages)) {
    const address = url + (await pathOf(path));
    const said = [];
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      await page.goto(address);
      said.push((await page.locator('main').innerText()).replace(/found in .*/, ''));
      if (!javaScriptEnabled) {
        assert.equal(await page.locator('button:not(form button), [role=slider], [onclick], select').count(), 0, name);
        assert.equal(await page.locator('form:not([action])').count(), 0, name);
      }
      await context.close();
    }
    assert.equal(said[0], said[1], name);
    assert.ok(said[0].length > 20, name);
  }
});

test('axe finds nothing in the keys over a page, nor in a facet that was opened in its place', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(`${url}?q=president`);
    await page.locator('#facet-person .rest a').click();
    await page.locator('#facet-person.opened').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.addScriptTag({ path: require.resolve('axe-core') });
    const { violations } = await page.evaluate(() => globalThis.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
    assert.deepEqual(violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes[0].html}`), []);
    await context.close();
  }
});

test('every page is valid HTML', async () => {
  const validator = new HtmlValidate({ extends: ['html-validate:standard'] });
  const mistakes = async (html) => (await validator.validateString(html)).results.flatMap(({ messages }) => messages.map(({ ruleId, line, message }) => `${ruleId} in line ${line}: ${message}`));
  assert.notDeepEqual(await mistakes('<!doctype html><html lang="en"><head><title>x</title></head><body><p id="a"><div id="a"></div></p></body></html>'), []);
  for (const [name, path] of Object.entries(pages)) {
    const reply = await fetch(url + (await pathOf(path)));
    assert.deepEqual(await mistakes(await reply.text()), [], name);
  }
});

test('a page is light, and nothing on it moves once it is shown', async () => {
  for (const [name, path] of Object.entries(pages)) {
    const weight = await weighed(browser, url + (await pathOf(path)), 1440);
    assertLight(weight, name);
    assertStill(weight, name);
  }
});

test('nothing moves on a page that is shown while it arrives piece by piece', async () => {
  const slow = await slowly(url, 1000);
  for (const [name, path] of Object.entries(pages))
    for (const width of [360, 1440]) assertStill(await weighed(browser, slow + (await pathOf(path)), width), `${name} at ${width} px`);
});

test('the front page and all it needs is within 60 KB even before compression, pictures apart', async () => {
  const html = await (await fetch(url)).text();
  const assets = [...html.matchAll(/"(\/assets\/[^"#]+)"/g)].map(([, address]) => address);
  assert.equal(assets.length, 3);
  let bytes = Buffer.byteLength(html.replace(/<svg[^]*?<\/svg>/g, ''));
  for (const address of assets) bytes += (await (await fetch(new URL(address, url))).arrayBuffer()).byteLength;
  assert.ok(bytes <= 60_000, `${bytes} bytes`);
});

test('on paper there is the text, and nothing to click', () => withPage({ colorScheme: 'dark' }, async (page) => {
  await page.goto(url + (await articlePath()));
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['.masthead form', '.foot', '.back', '.marks', '.reasons']) assert.equal(await page.locator(`${gone}:visible`).count(), 0, gone);
  for (const left of ['h1', '.text p', '.facts time']) assert.ok((await page.locator(`${left}:visible`).count()) > 0, left);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)');
  await page.screenshot({ path: join(shots, 'article-print.png'), fullPage: true });
}));

// --- Charts, lists and keys ---

/** How many articles the bars of a chart stand for, from one to another. */
const promisedBy = (bars, first, last) => bars.locator('a').evaluateAll((links, [from, to]) => links.slice(from, to + 1).reduce((sum, link) => sum + Number(link.dataset.matches), 0), [first, last]);

test('a span drawn over the bars of a chart is searched, and back leads back', () => withPage({}, async (page) => {
  await page.goto(`${url}?q=president&view=compact`);
  const bars = page.locator('.bars[data-from="from"]');
  const { x, y, width, height } = await bars.boundingBox();
  const bar = width / (await bars.locator('a').count());
  const promised = await promisedBy(bars, 2, 4);
  await page.mouse.move(x + 2.5 * bar, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + 3.5 * bar, y + height / 2);
  await page.mouse.move(x + 4.5 * bar, y + height / 2);
  assert.equal(await bars.locator('a.in').count(), 3);
  await page.mouse.up();
  await page.waitForURL(/from=2012&to=2014/);
  assert.match(page.url(), /view=compact/);
  assert.equal(await total(page), promised);
  await page.goBack();
  assert.equal(await page.locator('.bars a.in').count(), 0);
  // A bar that is clicked is still a link.
  await page.mouse.click(x + 2.5 * bar, y + height / 2);
  await page.waitForURL(/year=2012/);
}));

test('the same by keyboard, in the chart of dates written about', () => withPage({}, async (page) => {
  await page.goto(`${url}?q=president`);
  const slider = page.getByRole('slider', { name: /Written about/ });
  const bars = page.locator('.bars', { has: slider });
  await slider.focus();
  await page.keyboard.press('End');
  for (let i = 0; i < 4; ++i) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  assert.equal(await bars.locator('a.in').count(), 3);
  const [first, , last] = await bars.locator('a.in').evaluateAll((links) => links.map((link) => link.dataset.period));
  assert.ok((await slider.getAttribute('aria-valuetext')).startsWith(`${first} to ${last}: `));
  await page.keyboard.press('Escape');
  assert.equal(await bars.locator('a.in').count(), 0);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.waitForURL(/about_from=\d+&about_to=\d+/);
  assert.ok((await total(page)) > 0);
}));

test('dates can be typed, without scripts', () => withPage({ javaScriptEnabled: false }, async (page) => {
  await page.goto(`${url}?q=president`);
  await page.getByLabel('From').first().fill('2014');
  await page.getByLabel('to', { exact: true }).first().fill('2016-06');
  await page.getByRole('button', { name: 'Set' }).first().click();
  await page.waitForURL(/from=2014&to=2016-06/);
  assert.match(await page.locator('.chips.chosen').innerText(), /2014 to June 2016/);
}));

test('the rest of a facet opens in its place, and is a page without scripts', async () => {
  for (const javaScriptEnabled of [true, false]) {
    await withPage({ javaScriptEnabled }, async (page) => {
      await page.goto(`${url}?q=president`);
      const facet = page.locator('#facet-person');
      const before = await facet.locator('.values > li').count();
      const address = page.url();
      await facet.locator('.rest a').click();
      if (javaScriptEnabled) {
        await facet.locator('.values > li').nth(before + 5).waitFor({ state: 'attached' });
        assert.equal(page.url(), address);
        assert.ok(await page.evaluate(() => document.activeElement.matches('#facet-person .value')));
      } else {
        await page.waitForURL(/\/facet\?/);
      }
    });
  }
});

test('? shows the keys over the page, Escape takes them away, and the foot has them anyway', () => withPage({}, async (page) => {
  await page.goto(`${url}?q=election`);
  assert.equal(await page.locator('#keys').isVisible(), true);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  assert.equal(await dialog.isVisible(), true);
  assert.match(await dialog.innerText(), /search box/);
  await page.keyboard.press('j');
  assert.equal(await page.locator('article.result h3 a:focus').count(), 0);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  assert.equal(await page.locator('article.result').first().locator('h3 a:focus').count(), 1);
  await page.keyboard.press('n');
  await page.waitForURL(/page=2/);
  await page.keyboard.press('p');
  await page.waitForURL((address) => !address.search.includes('page='));
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/article\//);
}));

test('with Tab and Enter alone a value is left out, and its chip takes it back', () => withPage({}, async (page) => {
  await page.goto(`${url}?q=election`);
  const all = await total(page);
  const tabTo = async (selector) => {
    for (let i = 0; i < 200; ++i) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
    }
    assert.fail(`200 times Tab do not lead to ${selector}`);
  };
  await tabTo('[data-facet="country"] [data-value="US"] .exclude');
  await page.keyboard.press('Enter');
  await page.waitForURL(/country=-US/);
  assert.ok((await total(page)) < all);
  await tabTo('.chips.chosen a');
  assert.match(await page.evaluate(() => document.activeElement.textContent), /not Country: United States/);
  await page.keyboard.press('Enter');
  await page.waitForURL((address) => !address.search.includes('country'));
  assert.equal(await total(page), all);
}));

// --- Reading ---

test('where nothing is found, each way out leads to as many articles as it says', () => withPage({ javaScriptEnabled: false }, async (page) => {
  await page.goto(`${url}?q=aleppo&country=FR`);
  assert.equal(await total(page), 0);
  const way = page.locator('.nothing li', { hasText: 'Without “Country: France”' });
  const promised = Number.parseInt(await way.locator('.count').innerText(), 10);
  await way.locator('a').click();
  await page.waitForURL((address) => !address.search.includes('country'));
  assert.equal(await total(page), promised);
}));

test('names are marked on demand, without scripts', () => withPage({ javaScriptEnabled: false }, async (page) => {
  await page.goto(url + (await articlePath()));
  const colour = () => page.locator('.text .country').first().evaluate((name) => getComputedStyle(name).backgroundColor);
  const before = await colour();
  await page.getByLabel('countries').check();
  assert.notEqual(await colour(), before);
  await page.locator('.reasons summary').click();
  assert.match(await page.locator('.reasons').innerText(), /Iran\s+named/);
  assert.equal(await page.locator('.timeline .then').count(), 1);
}));

test('a copy of a story is compared with it word by word', () => withPage({ javaScriptEnabled: false }, async (page) => {
  await page.goto(url + (await versionsPath()).replace(/\?.*/, ''));
  await page.locator('a.compare').first().click();
  await page.waitForURL(/\?diff=/);
  assert.ok((await page.locator('#differences ins').count()) > 0);
  assert.ok((await page.locator('#differences del').count()) > 0);
  await page.getByRole('link', { name: 'Back to the article' }).click();
  await page.waitForURL((address) => !address.search);
}));

// --- Hostile text ---

test('nothing in an archive of hostile text runs, on any page that links lead to', () => withPage({}, async (page) => {
  let alarms = 0;
  await page.exposeFunction('alarm', () => ++alarms);
  page.on('dialog', (dialog) => ++alarms && dialog.dismiss());
  const seen = new Set();
  const waiting = ['', 'help', '?q=alarm&explain=1', '?q=iran&view=compact', '?stories=collapse', 'facet?facet=source', ...hostile.map((text) => `?q=${encodeURIComponent(text)}`)].map((path) => hostileUrl + path);
  while (waiting.length > 0 && seen.size < 80) {
    const address = waiting.shift();
    if (seen.has(address)) continue;
    seen.add(address);
    await page.goto(address);
    const found = await page.evaluate(() => ({
      foreign: document.querySelectorAll('main script, img, iframe, object, embed, [onerror], [onload], [onfocus], [onmouseover]').length,
      links: [...document.querySelectorAll('a[href]')].map((link) => new URL(link.getAttribute('href'), location).href),
    }));
    assert.equal(found.foreign, 0, address);
    for (const link of found.links) {
      assert.match(link, /^https?:/);
      // Articles and names first: filters are endless.
      if (link.startsWith(`${hostileUrl}article/`) || link.startsWith(`${hostileUrl}person/`) || link.startsWith(`${hostileUrl}organisation/`)) waiting.unshift(link.replace(/#.*/, ''));
    }
  }
  assert.ok([...seen].filter((address) => address.includes('/article/')).length >= hostile.length, [...seen].join('\n'));
  assert.equal(alarms, 0);
}));
