// Pictures of the sample archive for the README: node make_screenshots.mjs MORGUE SAMPLE OUTPUT_DIRECTORY. Run by scripts/make-screenshots.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const mostBytes = 200_000;
const [morgue, sample, output] = process.argv.slice(2);
const pictures = {
  search: { path: '?q=president&country=RU&country=UA&explain=1', width: 1280, height: 860 },
  article: { path: 'article/sample/halyard-wire/2016/12/19-rouhani-putin-aleppo-call.txt?q=aleppo', width: 1200, height: 820, prepare: (page) => page.getByLabel('people').check() },
  versions: { path: 'article/sample/halyard-wire/notre-dame-fire.txt?diff=sample%2Flanternfield-herald%2F2019%2Fnotre-dame-ravaged-by-fire.html', width: 1000, height: 680 },
  phone: { path: '?q=syria&view=compact', width: 390, height: 844, colorScheme: 'dark' },
};

const directory = mkdtempSync(join(tmpdir(), 'morgue-screenshots-'));
let server, browser;
try {
  const archive = join(directory, 'archive');
  const indexed = spawnSync(morgue, ['index', sample, '--archive', archive, '--quiet'], { encoding: 'utf8' });
  if (indexed.status !== 0) throw new Error(`cannot index ${sample}: ${indexed.stderr}`);
  server = spawn(morgue, ['serve', '--archive', archive, '--port', '0']);
  const url = await new Promise((resolve, reject) => {
    server.once('exit', (status) => reject(new Error(`morgue serve ended with ${status}`)));
    server.stdout.on('data', (data) => {
      const found = /http:\/\/\S+\//.exec(String(data));
      if (found) resolve(found[0]);
    });
  });
  server.removeAllListeners('exit');
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  for (const [name, { path, width, height, colorScheme = 'light', prepare }] of Object.entries(pictures)) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme });
    await fetch(url + path);  // so that no picture says how long the first answer of a server takes
    const reply = await page.goto(url + path);
    if (!reply.ok()) throw new Error(`/${path} answers ${reply.status()}: is it still in the sample archive?`);
    await prepare?.(page);
    const file = join(output, `${name}.png`);
    await page.screenshot({ path: file });
    const { size } = statSync(file);
    console.log(`${file}: ${size} bytes`);
    if (size > mostBytes) throw new Error(`${file} has more than ${mostBytes} bytes; make its window smaller`);
    await page.close();
  }
} finally {
  await browser?.close();
  server?.kill('SIGTERM');
  rmSync(directory, { recursive: true });
}
