// What a page does beyond links and forms: keys, a span drawn over the bars of a chart, lists that grow in place. Every page works
// without this file. What it does to a search is a link like any other; it keeps nothing.
const box = document.getElementById('q');
const results = [...document.querySelectorAll('article.result h3 a')];

function move(step) {
  const at = results.indexOf(document.activeElement);
  const next = results[at < 0 ? (step > 0 ? 0 : results.length - 1) : at + step];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

/** The keys that the foot of the page lists, over the page. */
function showKeys() {
  const dialog = document.createElement('dialog');
  const title = Object.assign(document.createElement('h2'), { id: 'overlay-title', textContent: 'Keys' });
  const more = Object.assign(document.createElement('a'), { href: '/help', textContent: 'How to search' });
  const form = Object.assign(document.createElement('form'), { method: 'dialog' });
  form.append(more, Object.assign(document.createElement('button'), { textContent: 'Close' }));
  dialog.setAttribute('aria-labelledby', title.id);
  dialog.append(title, ...[...document.getElementById('keys').children].map((child) => child.cloneNode(true)), form);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const open = document.querySelector('dialog[open]');
  if (open) return event.key === '?' && open.close();
  if (event.target.matches('input, textarea, select')) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }
  const actions = {
    '/': () => box.select(),
    j: () => move(1),
    k: () => move(-1),
    n: () => document.querySelector('a[rel~=next]')?.click(),
    p: () => document.querySelector('a[rel~=prev]')?.click(),
    '?': showKeys,
  };
  if (!Object.hasOwn(actions, event.key)) return;
  event.preventDefault();
  actions[event.key]();
});

// A span of bars: drawn with the pointer, or with arrow keys, and searched when the pointer is lifted or Enter pressed.
for (const bars of document.querySelectorAll('.bars')) {
  const links = [...bars.querySelectorAll('a')];
  const told = bars.closest('figure').querySelector('.peak');
  const usual = told.textContent;
  const name = (link) => link.querySelector('title').textContent.replace(/: [^:]*$/, '');
  let span = null;  // indices of the bar it began with and of the one it has come to

  function draw() {
    const [first, last] = span ? [...span].sort((a, b) => a - b) : [-1, -2];
    links.forEach((link, i) => link.classList.toggle('in', first <= i && i <= last));
    if (!span) return (told.textContent = usual);
    const chosen = links.slice(first, last + 1);
    const count = chosen.reduce((sum, link) => sum + Number(link.dataset.matches), 0);
    const when = first === last ? name(links[first]) : `${name(links[first])} to ${name(links[last])}`;
    told.textContent = `${when}: ${count.toLocaleString('en')}`;
    slider.setAttribute('aria-valuenow', span[1]);
    slider.setAttribute('aria-valuetext', told.textContent);
  }
  function search() {
    const url = new URL(bars.dataset.url, location);
    const [first, last] = [...span].sort((a, b) => a - b);
    url.searchParams.set(bars.dataset.from, links[first].dataset.period);
    url.searchParams.set(bars.dataset.to, links[last].dataset.period);
    location.assign(url);
  }
  const slider = document.createElement('div');  // lies over the bars, for the keyboard alone
  slider.className = 'slider';
  const put = (next) => {
    span = next;
    draw();
  };

  for (const [attribute, value] of Object.entries({
    tabindex: 0,
    role: 'slider',
    'aria-label': `${bars.closest('figure').querySelector('figcaption span').textContent}: choose a span`,
    'aria-valuemin': 0,
    'aria-valuemax': links.length - 1,
    'aria-valuenow': 0,
    'aria-valuetext': usual,
  }))
    slider.setAttribute(attribute, value);
  bars.append(slider);
  slider.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = span?.[1] ?? -1;
    const to = { ArrowLeft: at - 1, ArrowDown: at - 1, ArrowRight: at + 1, ArrowUp: at + 1, Home: 0, End: links.length - 1 }[event.key];
    if (to !== undefined) {
      const next = Math.min(Math.max(to, 0), links.length - 1);
      put([event.shiftKey && span ? span[0] : next, next]);
    } else if (event.key === 'Enter' && span) {
      search();
    } else if (event.key === 'Escape') {
      put(null);
    } else {
      return;
    }
    event.preventDefault();
  });
  slider.addEventListener('blur', () => put(null));

  const barAt = (event) => {
    const { left, width } = bars.getBoundingClientRect();
    return Math.min(Math.max(Math.floor(((event.clientX - left) / width) * links.length), 0), links.length - 1);
  };
  let pressed = null;  // where the pointer went down
  let drawn = false;
  bars.addEventListener('dragstart', (event) => event.preventDefault());
  bars.addEventListener('pointerdown', (event) => {
    drawn = false;
    pressed = event.isPrimary && event.button === 0 ? { x: event.clientX, bar: barAt(event) } : null;
  });
  bars.addEventListener('pointermove', (event) => {
    if (!pressed || (!drawn && Math.abs(event.clientX - pressed.x) < 6)) return;
    if (!drawn) bars.setPointerCapture(event.pointerId);
    drawn = true;
    put([pressed.bar, barAt(event)]);
  });
  bars.addEventListener('pointerup', () => {
    if (pressed && drawn) search();
    pressed = null;
  });
  bars.addEventListener('pointercancel', () => {
    pressed = null;
    put(null);
  });
  // The bar on which a drawn span ends is not clicked.
  bars.addEventListener('click', (event) => drawn && event.preventDefault(), true);
  // Back from what was searched, the page may come as it was left.
  addEventListener('pageshow', (event) => event.persisted && put(null));
}

// "All 120" below a facet lists them there; the link leads to their page.
for (const link of document.querySelectorAll('.filters .rest a')) {
  link.addEventListener('click', async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const reply = await fetch(link.href).catch(() => null);
    if (!reply?.ok) return location.assign(link.href);
    const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
    const facet = link.closest('.facet');
    const known = facet.querySelectorAll('.values .value').length;
    facet.classList.add('opened');
    facet.querySelector('.values').replaceChildren(...page.querySelector('.facet .values').childNodes);
    if (page.querySelector('.facet .rest a[rel~=next]')) link.textContent = 'All on a page of their own';
    else link.remove();
    facet.querySelectorAll('.values .value')[known]?.focus();
  }, { once: true });
}

// The box above a facet's values lists what is typed at once; without this file its form leads to a page that does.
const parts = ['.values', '.rest', '.found'];
for (const form of document.querySelectorAll('form.like')) {
  const shown = parts.map((part) => form.closest('.facet').querySelector(part));
  const before = shown.map((part) => [...part.childNodes]);
  let latest = 0;
  form.elements.like.addEventListener('input', async () => {
    const turn = ++latest;
    const put = (contents) => turn === latest && shown.forEach((part, i) => part.replaceChildren(...contents[i]));
    if (!form.elements.like.value.trim()) return put(before);
    const asked = new URLSearchParams(new FormData(form));
    if (form.dataset.limit) asked.set('limit', form.dataset.limit);
    const reply = await fetch(`/facet?${asked}`);
    if (!reply.ok) return;
    const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
    put(parts.map((part) => [...page.querySelector(`.facet ${part}`).childNodes]));
  });
}
