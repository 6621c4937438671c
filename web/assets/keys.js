// Keys for those who like them: / search box, j and k through the results, ? help. Every page works without this file.
const box = document.getElementById('q');
const results = [...document.querySelectorAll('article.result h3 a')];

function move(step) {
  const at = results.indexOf(document.activeElement);
  const next = results[at < 0 ? (step > 0 ? 0 : results.length - 1) : at + step];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches('input, textarea, select')) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }
  const actions = {
    '/': () => box.select(),
    j: () => move(1),
    k: () => move(-1),
    '?': () => location.assign('/help'),
  };
  if (!actions[event.key]) return;
  event.preventDefault();
  actions[event.key]();
});
