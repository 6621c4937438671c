// What the server gives to other programs, read by programs that are not ours: a validator of OpenAPI and JSON Schema, parsers of feeds,
// CSV, BibTeX, RIS and CSL-JSON. Every exact word of the formats is in the unit tests; here it is whether others understand it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { Validator } from '@seriousme/openapi-schema-validator';
import { parse as parseCsv } from 'csv-parse/sync';
import RssParser from 'rss-parser';
import { index, sample, serve, stopServers } from './support.mjs';

const require = createRequire(import.meta.url);
const Ajv = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default;
const xml2js = createRequire(require.resolve('rss-parser'))('xml2js');

// What breaks careless writers of these formats.
const odd = {
  id: 'odd {1}, "2" & 3%',
  title: '=SUM(A1): 100% of $5 & #1_a {braced} ~ ^ \\ “Erdoğan”, "quoted"; zyxomma',
  body: 'A zyxomma was seen near Paris, France.',
  author: 'Anna Verbeek, Jan van der Berg',
  source: 'Tag & Blatt',
  section: 'Wissen_1',
  date: '2016-02-29',
  url: 'https://tag.example/a_b?c=1&d=%20#x',
};
const plain = { id: 'plain', title: 'Zyxomma undated', body: 'Another zyxomma, without a date.', source: 'Halyard' };

let directory, url;

before(async () => {
  directory = mkdtempSync(join(tmpdir(), 'morgue-exchange-'));
  const archive = join(directory, 'archive');
  const input = [odd, plain].map((article) => JSON.stringify(article)).join('\n');
  index(archive, sample);
  index(archive, '-', { input });
  url = await serve(archive);
});

after(() => {
  stopServers();
  if (directory) rmSync(directory, { recursive: true });
});

const get = async (path) => {
  const reply = await fetch(url + path);
  return { status: reply.status, headers: reply.headers, body: await reply.text() };
};
const json = async (path) => JSON.parse((await get(path)).body);

test('the description of the API is OpenAPI 3.1', async () => {
  const validator = new Validator();
  const result = await validator.validate(await json('api/v1/openapi.json'));
  assert.ok(result.valid, JSON.stringify(result.errors, null, 1));
  assert.equal(validator.version, '3.1');
});

test('answers of the API have the schemas of its description', async () => {
  const description = await json('api/v1/openapi.json');
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(description, 'api');
  const schemaOf = (path, status, type) => {
    const responses = description.paths[path].get.responses;
    const response = responses[status].$ref ? description.components.responses[responses[status].$ref.split('/').pop()] : responses[status];
    return `api${response.content[type].schema.$ref}`;
  };
  const rows = [
    ['/api/v1/search', '?q=election&evidence=all&explain=1&sort=recent'],
    ['/api/v1/search', '?country=IR&stories=collapse&facet_order=significance&from=2010'],
    ['/api/v1/search', '?q=%22unclosed'],
    ['/api/v1/facets', '?facet=person&like=a'],
    ['/api/v1/timeline', '?q=election'],
    ['/api/v1/suggest', '?q=ro'],
    ['/api/v1/article/{id}', '/api/v1/article/' + encodeURIComponent(odd.id)],
    ['/api/v1/related/{id}', '/api/v1/related/plain?limit=3'],
    ['/api/v1/search', '?page=x', 400],
    ['/api/v1/article/{id}', '/api/v1/article/none', 404],
  ];
  for (const [path, asked, status = 200] of rows) {
    const address = (asked.startsWith('/') ? asked : path + asked).slice(1);
    const reply = await get(address);
    assert.equal(reply.status, status, address);
    const type = reply.headers.get('content-type');
    assert.equal(type, status === 200 ? 'application/json' : 'application/problem+json');
    const validate = ajv.getSchema(schemaOf(path, status, type));
    assert.ok(validate(JSON.parse(reply.body)), `${address}: ${JSON.stringify(validate.errors)}`);
  }
});

test('the feed of a search is read by a feed reader', async () => {
  const feed = await new RssParser().parseURL(`${url}feed.atom?q=zyxomma`);
  assert.equal(feed.title, 'zyxomma – The Morgue');
  assert.equal(feed.items.length, 1, 'the one that has a date');
  assert.equal(feed.items[0].title, odd.title);
  assert.equal(feed.items[0].author, odd.author);
  assert.equal(feed.items[0].isoDate, '2016-02-29T00:00:00.000Z');
  assert.equal((await fetch(feed.items[0].link)).status, 200);
});

test('the description of the search box has what OpenSearch 1.1 asks for', async () => {
  const { OpenSearchDescription: description } = await xml2js.parseStringPromise((await get('opensearch.xml')).body);
  assert.equal(description.$.xmlns, 'http://a9.com/-/spec/opensearch/1.1/');
  assert.ok(description.ShortName[0].length <= 16);
  assert.ok(description.Description[0].length <= 1024);
  const { template, type } = description.Url[0].$;
  assert.equal(type, 'text/html');
  const found = await fetch(template.replace('{searchTerms}', encodeURIComponent('zyxomma')));
  assert.match(await found.text(), /data-total="2"/);
});

test('the site map is XML whose addresses lead to every article', async () => {
  const { sitemapindex } = await xml2js.parseStringPromise((await get('sitemap.xml')).body);
  const pages = [];
  for (const part of sitemapindex.sitemap) {
    const { urlset } = await xml2js.parseStringPromise(await (await fetch(part.loc[0])).text());
    assert.equal(urlset.$.xmlns, 'http://www.sitemaps.org/schemas/sitemap/0.9');
    pages.push(...urlset.url.map((entry) => entry.loc[0]));
  }
  assert.equal(pages.length, (await json('api/v1/search')).total);
  assert.equal(new Set(pages).size, pages.length);
  for (const page of [pages[0], pages.find((each) => each.includes('odd'))]) assert.equal((await fetch(page)).status, 200, page);
});

test('CSV has every article, each in its line, and no cell that is a formula', async () => {
  const lines = parseCsv((await get('export?format=csv')).body, { columns: true, relax_column_count: false });
  assert.equal(lines.length, (await json('api/v1/search')).total);
  const line = lines.find((each) => each.id === odd.id);
  assert.equal(line.headline, `'${odd.title}`);
  assert.equal(line.published, odd.date);
  assert.equal(line.byline, odd.author);
  assert.equal(line.source, odd.source);
  assert.equal(line.url, odd.url);
  assert.equal(line.countries, 'FR');
  assert.equal(line.country_names, 'France');
  for (const each of lines) for (const cell of Object.values(each)) assert.doesNotMatch(cell, /^[=+\-@]/);
});

test('JSON lines are the articles of the API', async () => {
  const lines = (await get('export?q=zyxomma&sort=newest&format=jsonl')).body.trimEnd().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(lines.map((line) => line.id), [odd.id, plain.id]);
  const { copies, also_published, ...article } = await json('api/v1/article/' + encodeURIComponent(odd.id));
  assert.deepEqual(lines[0], article);
});

for (const [format, type] of [['bibtex', 'article-journal'], ['ris', 'article-newspaper'], ['csl', 'article-newspaper']]) {
  test(`${format} is read by a reference manager, of a search and of one article`, async () => {
    for (const address of [`export?q=zyxomma&sort=newest&format=${format}`, `cite/${encodeURIComponent(odd.id)}?format=${format}`]) {
      const reply = await get(address);
      assert.equal(reply.status, 200);
      assert.match(reply.headers.get('content-disposition'), /^attachment; filename="morgue-[a-z0-9-]+\.(bib|ris|json)"$/);
      const items = new Cite(reply.body).data;
      assert.equal(items.length, address.startsWith('export') ? 2 : 1);
      const [first, second] = items;
      assert.equal(first.type, type);
      assert.equal(first.title.replaceAll(/<\/?span[^>]*>/g, ''), odd.title);
      assert.equal(first['container-title'], odd.source);
      // The author of a news item is its reporter in RIS, and citation-js leaves reporters as they are written.
      const authors = first.reporter ?? first.author.map((each) => `${[each['non-dropping-particle'], each.family].filter(Boolean).join(' ')}, ${each.given}`);
      assert.deepEqual(authors, ['Verbeek, Anna', 'van der Berg, Jan']);
      // Nor does it look for more than the year of one.
      assert.deepEqual(first.issued['date-parts'], format === 'ris' ? [[2016]] : [[2016, 2, 29]]);
      assert.equal(first.URL, odd.url);
      if (second) assert.equal(second.issued, undefined, 'no date is invented');
    }
  });
}

test('the whole sample goes through a reference manager', async () => {
  const total = (await json('api/v1/search')).total;
  for (const format of ['bibtex', 'ris', 'csl']) {
    const items = new Cite((await get(`export?format=${format}`)).body).data;
    assert.equal(items.length, total, format);
    assert.equal(new Set(items.map((item) => item.title)).size > total / 2, true, format);
  }
});
