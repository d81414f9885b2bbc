/* The page: first screen, filter bar, sections; drawing and reloading. */
const undatedCount = runCounts.undated;
/* Scripts that have no italics. */
const uprightScripts = /[\u0590-\u1fff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\ufeff]/;
function findingText(finding) {
  return el(
    'li',
    { class: 'finding' },
    finding.parts.map(([kind, value]) =>
      kind === 'term'
        ? el('em', { class: uprightScripts.test(value) ? 'upright' : null }, words(value))
        : kind === 'name'
          ? words(value)
          : kind === 'window' || kind === 'day'
            ? (kind === 'day' ? dayFormat : windowFormat).format(wall(value))
            : kind === 'count'
              ? whole.format(value)
              : kind === 'ratio'
                ? value < 10
                  ? one.format(value)
                  : whole.format(value)
                : kind === 'share'
                  ? percent.format(value)
                  : value
    ),
    ' ',
    el(
      'a',
      {
        href: finding.view,
        onclick: event => {
          event.preventDefault();
          follow(finding.view);
        }
      },
      'Show'
    )
  );
}
function follow(view) {
  if (!view.includes('=')) {
    goTo(view.slice(1));
    return;
  }
  history.replaceState(null, '', view);
  readFragment();
  draw();
  goTo(S.q ? 'term' : 'coverage');
}
const sumPart = (value, label, go) =>
  go && value
    ? el('button', { type: 'button', onclick: go }, el('b', {}, whole.format(value)), el('small', {}, label))
    : el('div', {}, el('b', {}, whole.format(value)), el('small', {}, label));
const overview = el('div', {}),
  dateLine = el('div', {});
function first() {
  const dated = !W
    ? 'none with a usable date'
    : W === 1
      ? windowName(0)
      : period === 'hour'
        ? timeFormat.formatRange(starts[0], ends[W - 1])
        : dayRange(starts[0], new Date(ends[W - 1] - 1));
  const usedLanguages = languages.filter((_, i) => C.l.includes(i));
  return el(
    'header',
    { class: 'wrap' },
    el(
      'div',
      { class: 'masthead' },
      el('b', {}, 'Broadsheet'),
      el('span', {}, 'a report per ' + every + ', ' + D.windows.zone),
      el(
        'span',
        {},
        'made ',
        el('time', { datetime: D.run.finished }, timeFormat.format(new Date(D.run.finished)) + ' UTC')
      )
    ),
    el('h1', { dir: 'auto' }, clean(D.run.job || 'Report')),
    el(
      'p',
      { class: 'lede' },
      !runCounts.counted
        ? 'No article could be counted: see below where every record went.'
        : plural(runCounts.counted, 'article') +
            ' of ' +
            plural(new Set(C.o).size, 'outlet') +
            ' in ' +
            plural(usedLanguages.length, 'language') +
            ', ' +
            dated +
            '.'
    ),
    el(
      'div',
      { class: 'first' },
      el(
        'div',
        {},
        el('h2', { class: 'vh' }, 'Findings'),
        D.findings.length
          ? el('ol', { class: 'findings' }, D.findings.map(findingText))
          : el('p', { class: 'empty' }, 'Too little was read for a finding.'),
        el(
          'div',
          {},
          el('h2', { class: 'vh' }, 'Where every record went'),
          el(
            'div',
            { class: 'sum', id: 'sum' },
            sumPart(runCounts.read, 'records read'),
            el('span', { 'aria-hidden': 'true' }, '='),
            sumPart(runCounts.counted, 'counted', () =>
              drill({ a: 0, b: Math.max(0, W - 1), o: -1, t: -1, l: -1 })
            ),
            el('span', { 'aria-hidden': 'true' }, '+'),
            sumPart(runCounts.duplicates, 'duplicates'),
            el('span', { 'aria-hidden': 'true' }, '+'),
            sumPart(runCounts.rejected, 'rejected', () => openRejects('')),
            el('span', { 'aria-hidden': 'true' }, '+'),
            sumPart(undatedCount, 'undated', drillUndated),
            el('span', { 'aria-hidden': 'true' }, '+'),
            sumPart(runCounts.late, 'late')
          ),
          dateLine
        )
      ),
      el('div', {}, overview)
    )
  );
}
function drillUndated() {
  const found = d3.range(A.rows).filter(i => A.c.window_start[i] < 0);
  openList(
    'Articles without a usable date',
    undatedCount,
    'article',
    found,
    found.length < undatedCount
      ? 'The page has room for ' +
          whole.format(found.length) +
          ' of them; all are in table articles, where window_start is empty.'
      : 'They are in no ' + period + '.'
  );
}
function drawOverview() {
  drawDates();
  if (!W) {
    overview.replaceChildren(
      el('p', { class: 'empty' }, 'No article has a usable date, so there is nothing to show over time.')
    );
    return;
  }
  const values = Array.from(tally(S, W, byWindow, 'articles')).slice(S.a, S.b + 1);
  const width = wide() > 880 ? 440 : wide();
  overview.replaceChildren(
    figure(
      'articles',
      'Articles per ' + period,
      describe(S) === 'Everything' ? 'All outlets.' : describe(S),
      plot(
        timeChart({
          width,
          height: 250,
          values,
          a: S.a,
          b: S.b,
          yTitle: 'articles per ' + period,
          label: 'Bars: articles per ' + period + '. The table below has the numbers.',
          go: i => drill({ a: i, b: i }),
          tipText: i => plural(values[i], 'article')
        })
      ),
      {
        head: [period, 'articles'],
        rows: values.map((value, i) => [
          windowKey(S.a + i),
          { v: value, go: () => drill({ a: S.a + i, b: S.a + i }) }
        ])
      }
    )
  );
}
/** One bar of all articles: how many have a usable date, and what is wrong with the others. */
function drawDates() {
  const counts = [...dateCounts(-1)],
    all = d3.sum(counts, c => c[1]),
    good = d3.sum(counts, c => (isDated(c[0]) ? c[1] : 0));
  if (!all) {
    dateLine.replaceChildren();
    return;
  }
  const bad = counts.filter(c => !isDated(c[0])).sort((p, q) => q[1] - p[1]);
  const width = Math.min(560, wide());
  const svg = svgOf(width, 10, percent.format(good / all) + ' of articles have a usable date');
  svg.append('rect').attr('class', 'bars other').attr('width', width).attr('height', 10);
  svg
    .append('rect')
    .attr('class', 'bars')
    .attr('width', (width * good) / all)
    .attr('height', 10);
  svg
    .append('rect')
    .attr('class', 'gap')
    .attr('x', (width * good) / all - 1)
    .attr('width', bad.length ? 2 : 0)
    .attr('height', 10);
  dateLine.replaceChildren(
    el('h2', { class: 'vh' }, 'How the dates were found'),
    el('div', { class: 'plot dates' }, svg.node()),
    el(
      'p',
      { class: 'note' },
      whole.format(good) +
        ' of ' +
        plural(all, 'article') +
        ' (' +
        percent.format(good / all) +
        ') have a usable date',
      bad.length
        ? '; the others: ' +
            bad.map(([key, n]) => whole.format(n) + ' ' + (statusWords[key] || key)).join(', ')
        : '',
      '. ',
      el(
        'a',
        {
          href: '#quality',
          onclick: event => {
            event.preventDefault();
            follow('#quality');
          }
        },
        'More'
      )
    )
  );
}
const controls = {};
const state = el('p', { class: 'state', role: 'status', id: 'state' });
function filterBar() {
  const isSpan = period === 'week' || period === 'window';
  const firstNames = () =>
    d3.range(W).map(i => option(i, isSpan ? windowFormat.format(starts[i]) : windowName(i)));
  const lastNames = () =>
    d3.range(W).map(i => option(i, isSpan ? windowFormat.format(new Date(ends[i] - 1)) : windowName(i)));
  const choose = (names, all, label = name => name) => [
    option(-1, all),
    ...d3
      .range(names.length)
      .sort((p, q) => (label(names[p]) < label(names[q]) ? -1 : 1))
      .map(i => option(i, label(names[i])))
  ];
  const field = (key, label, options, change) => {
    controls[key] = el(
      'select',
      { id: 'filter-' + key, onchange: event => change(Number(event.target.value)) },
      options
    );
    return el('label', { for: 'filter-' + key }, label, controls[key]);
  };
  const list = el('datalist', { id: 'terms' });
  controls.q = el('input', {
    id: 'filter-q',
    type: 'search',
    list: 'terms',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'a word'
  });
  const sorted = terms.slice().sort();
  let typing = 0;
  controls.q.addEventListener('input', () => {
    const text = controls.q.value.trim().toLocaleLowerCase();
    const from = d3.bisectLeft(sorted, text);
    const near = [];
    for (let i = from; i < sorted.length && near.length < 12 && sorted[i].startsWith(text); i++)
      near.push(sorted[i]);
    list.replaceChildren(...near.map(term => el('option', { value: clean(term, 80) })));
    clearTimeout(typing);
    typing = setTimeout(() => {
      if (!text || termNumber.has(text)) set({ q: text });
    }, 150);
  });
  controls.q.addEventListener('change', () => {
    const text = controls.q.value.trim().toLocaleLowerCase();
    set({ q: text });
  });
  controls.q.addEventListener('keydown', event => {
    if (event.key === 'Enter') {
      clearTimeout(typing);
      showTerm(controls.q.value.trim().toLocaleLowerCase());
    }
  });
  return el(
    'div',
    { class: 'bar' },
    el(
      'div',
      { class: 'wrap' },
      el(
        'form',
        { class: 'filters', 'aria-label': 'Filters', onsubmit: event => event.preventDefault() },
        W > 1 ? field('a', 'From', firstNames(), a => set({ a })) : null,
        W > 1 ? field('b', 'To', lastNames(), b => set({ b })) : null,
        field('o', 'Outlet', choose(outlets, 'all outlets'), o => set({ o })),
        topics.length ? field('t', 'Topic', choose(topics, 'all topics'), t => set({ t })) : null,
        languages.length > 1
          ? field('l', 'Language', choose(languages, 'all languages', languageName), l => set({ l }))
          : null,
        ns.length > 1
          ? field(
              'n',
              'Words in a term',
              ns.map(n => option(n, n)),
              n => set({ n })
            )
          : null,
        R && R.rows ? el('label', { for: 'filter-q' }, 'Find a term', controls.q, list) : null,
        el(
          'button',
          {
            class: 'plain',
            type: 'button',
            id: 'reset',
            onclick: () => {
              set({ a: 0, b: Math.max(0, W - 1), o: -1, t: -1, l: -1, n: ns[0] || 1, q: '' });
            }
          },
          'Reset'
        )
      ),
      state
    )
  );
}
/** Draws what stands above the sections. */
function drawFirst() {
  hideTip();
  for (const key of ['a', 'b', 'o', 't', 'l', 'n']) if (controls[key]) controls[key].value = S[key];
  if (controls.q && document.activeElement !== controls.q) controls.q.value = S.q;
  const count = total(S, 'articles');
  const parts = [
    el(
      'button',
      { type: 'button', class: 'link', id: 'count', onclick: () => drill({}) },
      el('b', {}, plural(count, 'article'))
    ),
    ' of ' +
      whole.format(
        D.windows.sliding
          ? total(here({ a: 0, b: W - 1, o: -1, t: -1, l: -1 }), 'articles')
          : runCounts.counted
      )
  ];
  if (D.hasCopies) parts.push(', ' + plural(total(S, 'texts'), 'unique text'));
  if (D.hasStories) parts.push(', ' + plural(total(S, 'stories'), 'story', 'stories'));
  state.replaceChildren(...parts, ' · ' + describe(S));
  drawOverview();
}
function drawSections() {
  for (const s of sections) {
    const focused =
      document.activeElement && s.content.contains(document.activeElement)
        ? [...s.content.querySelectorAll('select,button,summary')].indexOf(document.activeElement)
        : -1;
    const open = [...s.content.querySelectorAll('details[open][data-table]')].map(d => d.dataset.table);
    s.content.replaceChildren(...s.body().filter(Boolean));
    for (const id of open) {
      const details = s.content.querySelector(`details[data-table="${id}"]`);
      if (details) details.open = true;
    }
    if (focused >= 0) s.content.querySelectorAll('select,button,summary')[focused]?.focus();
  }
}
function draw() {
  drawFirst();
  drawSections();
}
const reload = el(
  'select',
  {
    id: 'reload',
    onchange: event => {
      sessionStorage.setItem('reload', event.target.value);
      schedule();
    }
  },
  [
    ['0', 'never'],
    ['5', '5 seconds'],
    ['60', 'minute'],
    ['600', '10 minutes']
  ].map(([value, label]) => option(value, label))
);
let timer = 0;
function schedule() {
  clearTimeout(timer);
  const seconds = Number(reload.value);
  if (seconds) timer = setTimeout(() => location.reload(), seconds * 1000);
}
readFragment();
app.replaceChildren(
  first(),
  filterBar(),
  el(
    'nav',
    { class: 'wrap', 'aria-label': 'Sections' },
    el(
      'ul',
      {},
      sections.map(s =>
        el(
          'li',
          {},
          el(
            'a',
            {
              href: '#' + s.id,
              onclick: event => {
                event.preventDefault();
                goTo(s.id);
              }
            },
            s.name
          )
        )
      )
    )
  ),
  el(
    'main',
    { id: 'main', class: 'wrap', tabindex: '-1' },
    sections.map(s => s.node)
  ),
  el(
    'footer',
    { class: 'wrap' },
    el(
      'p',
      { class: 'note' },
      'Every number here is a sum of rows of the tables beside this file, and leads to its articles. Shares have 95 % Wilson intervals. Times are of ' +
        D.windows.zone +
        '.'
    ),
    el('p', { class: 'reload' }, el('label', { for: 'reload' }, 'Load this page anew every '), reload)
  ),
  status,
  dialog,
  tip
);
try {
  reload.value = sessionStorage.getItem('reload') || '0';
} catch {
  reload.value = '0';
}
schedule();
measureRoom();
drawFirst();
// The first chart is on the screen before the others are drawn.
await new Promise(done => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, 500); // a page in the background has no frames
});
const figures = document.documentElement.dataset;
figures.drawn = performance.now().toFixed(1);
drawSections();
figures.ready = performance.now().toFixed(1);
addEventListener('hashchange', () => {
  const hash = location.hash;
  if (hash && !hash.includes('=')) {
    document.querySelector('#' + CSS.escape(hash.slice(1)))?.scrollIntoView();
    return;
  }
  readFragment();
  draw();
});
let width = innerWidth;
addEventListener('resize', () => {
  if (Math.abs(innerWidth - width) > 40) {
    width = innerWidth;
    measureRoom();
    draw();
  }
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
if (location.hash && !location.hash.includes('='))
  document.querySelector('#' + CSS.escape(location.hash.slice(1)))?.scrollIntoView();
