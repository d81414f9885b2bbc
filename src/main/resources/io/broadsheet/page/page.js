'use strict';
/* The report page: reads the data block, keeps the filters in the fragment, and draws every view from them. */
(async () => {
  const app = document.getElementById('app');

  // ---- data -------------------------------------------------------------------------------------------------
  async function load() {
    const base64 = document.getElementById('data').textContent;
    const binary = atob(base64);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    return JSON.parse(await new Response(stream).text());
  }
  if (typeof DecompressionStream === 'undefined') {
    app.firstChild.textContent = 'This browser is too old to open the report: it needs one from 2023 or newer. The same in words is in report.md, and every number is in the tables beside it.';
    return;
  }
  const D = await load();
  const dict = name => D.dictionaries[name] || [];
  const outlets = dict('outlets'), topics = dict('topics'), languages = dict('languages'), terms = dict('terms');
  const W = D.windows.start.length;
  const starts = D.windows.start.map(wall), ends = D.windows.end.map(wall);
  const C = D.coverage;
  const cells = C.w.length;
  const runCounts = D.run.counts;

  /** A table as the page has it, or nothing. */
  function table(name) {
    const t = D.tables[name];
    if (!t) return null;
    const columns = {};
    for (const [key, column] of Object.entries(t.columns)) columns[key] = column.v;
    const text = (key, i) => {
      const column = t.columns[key];
      if (!column || column.v[i] === null) return '';
      return column.s ? column.s[column.v[i]].map(x => dict(column.d)[x]) : column.d ? dict(column.d)[column.v[i]] : column.v[i];
    };
    return { name, total: t.total, rows: t.rows, c: columns, text, has: (...keys) => keys.every(k => k in columns) };
  }
  const T = {};
  for (const name of Object.keys(D.tables)) T[name] = table(name);
  const indexOf = list => new Map(list.map((value, i) => [value, i]));
  const termNumber = indexOf(terms), sliceNumber = indexOf(dict('slice')), typeNumber = indexOf(dict('slice_type'));

  // ---- words and numbers ------------------------------------------------------------------------------------
  const locale = navigator.language || 'en';
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }), one = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const three = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const roundPercent = new Intl.NumberFormat(locale, { style: 'percent' });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const every = D.windows.every;
  const period = /^(hour|day|week|month|year)$/.test(every) ? every : 'window';
  /** A wall-clock time, as a date whose UTC fields are that time's. */
  function wall(iso) { return new Date(iso.replace(/(Z|[+-]\d\d:\d\d(:\d\d)?)$/, '') + 'Z'); }
  const dateParts = period === 'hour' ? { dateStyle: 'medium', timeStyle: 'short' } : period === 'month' ? { year: 'numeric', month: 'long' } : period === 'year' ? { year: 'numeric' } : { dateStyle: 'medium' };
  const windowFormat = new Intl.DateTimeFormat(locale, { ...dateParts, timeZone: 'UTC' });
  const dayFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const timeFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  const windowName = i => (period === 'week' || period === 'window' ? windowFormat.format(starts[i]) + ' – ' + windowFormat.format(new Date(ends[i] - 1)) : windowFormat.format(starts[i]));
  const windowKey = i => D.windows.start[i].replace(/T00:00(:00)?(Z|[+-]\d\d:\d\d)$/, '');
  const plural = (n, word, many) => whole.format(n) + ' ' + (n === 1 ? word : many || word + 's');
  /** Text that people wrote: without controls and direction overrides, and not endless. */
  function clean(text, longest = 300) {
    const shown = String(text).replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g, ' ').trim();
    const points = Array.from(shown.slice(0, longest * 2 + 2));
    return points.length > longest ? points.slice(0, longest).join('') + '…' : shown;
  }
  const wilson = (k, n) => {
    if (!n) return [NaN, NaN];
    const z = 1.959963984540054, z2 = z * z, p = k / n, d = 1 + z2 / n, m = (p + z2 / (2 * n)) / d, h = z * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / d;
    return [Math.max(0, m - h), Math.min(1, m + h)];
  };
  function g2(a, an, b, bn) {
    const e = an * (a + b) / (an + bn), f = bn * (a + b) / (an + bn);
    const g = 2 * ((a ? a * Math.log(a / e) : 0) + (b ? b * Math.log(b / f) : 0));
    return a / an < b / bn ? -g : g;
  }

  // ---- elements ---------------------------------------------------------------------------------------------
  function el(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
      else if (value === true) node.setAttribute(key, '');
      else if (value !== false && value != null) node.setAttribute(key, value);
    }
    node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
    return node;
  }
  const words = (text, language) => el('bdi', { lang: language && language !== 'und' ? language : null }, clean(text));
  const option = (value, label, chosen) => el('option', { value, selected: chosen }, clean(label, 60));
  const tip = el('div', { class: 'tip', hidden: true, 'aria-hidden': 'true' });
  function showTip(event, text) {
    tip.textContent = text;
    tip.hidden = false;
    const box = tip.getBoundingClientRect();
    tip.style.left = Math.max(4, Math.min(event.clientX + 12, innerWidth - box.width - 8)) + 'px';
    tip.style.top = Math.max(4, event.clientY - box.height - 10) + 'px';
  }
  const hideTip = () => { tip.hidden = true; };

  // ---- filters, in the fragment -----------------------------------------------------------------------------
  const S = { a: 0, b: Math.max(0, W - 1), o: -1, t: -1, l: -1, n: 1, q: '', m: 'articles', by: 'outlet', as: 'counts', key: -1 };
  const measures = { articles: 'articles', ...(D.hasCopies ? { texts: 'unique texts' } : {}), ...(D.hasStories ? { stories: 'stories' } : {}), words: 'words' };
  const keyOfWindow = new Map(D.windows.start.map((_, i) => [windowKey(i), i]));
  function readFragment() {
    const text = location.hash.slice(1);
    const parameters = new URLSearchParams(text.includes('=') ? text.replace(/\+/g, '%2B') : '');
    const [from, to] = (parameters.get('w') || '').split('..');
    S.a = keyOfWindow.get(from) ?? 0;
    S.b = keyOfWindow.get(to ?? from) ?? Math.max(0, W - 1);
    if (S.a > S.b) [S.a, S.b] = [S.b, S.a];
    S.o = outlets.indexOf(parameters.get('o'));
    S.t = topics.indexOf(parameters.get('t'));
    S.l = languages.indexOf(parameters.get('l'));
    S.n = Number(parameters.get('n')) || 1;
    S.q = parameters.get('q') || '';
    S.m = parameters.get('m') in measures ? parameters.get('m') : 'articles';
    S.by = parameters.get('by') === 'topic' ? 'topic' : 'outlet';
    S.as = parameters.get('as') === 'shares' ? 'shares' : 'counts';
    S.key = outlets.indexOf(parameters.get('key'));
  }
  function fragment() {
    const parts = [];
    const put = (key, value) => parts.push(key + '=' + encodeURIComponent(value));
    if (W && (S.a > 0 || S.b < W - 1)) put('w', windowKey(S.a) + '..' + windowKey(S.b));
    if (S.o >= 0) put('o', outlets[S.o]);
    if (S.t >= 0) put('t', topics[S.t]);
    if (S.l >= 0) put('l', languages[S.l]);
    if (S.n !== 1) put('n', S.n);
    if (S.q) put('q', S.q);
    if (S.m !== 'articles') put('m', S.m);
    if (S.by !== 'outlet') put('by', S.by);
    if (S.as !== 'counts') put('as', S.as);
    if (S.key >= 0) put('key', outlets[S.key]);
    return parts.length ? '#' + parts.join('&') : ' ';
  }
  function set(changes) {
    Object.assign(S, changes);
    if (S.a > S.b) [S.a, S.b] = [S.b, S.a];
    const hash = fragment();
    try { history.replaceState(null, '', hash === ' ' ? location.pathname + location.search : hash); } catch { location.hash = hash.trim(); }
    draw();
  }

  // ---- counting ---------------------------------------------------------------------------------------------
  const topicIn = C.topicSets.map(set => new Set(set));
  const fits = (p, i, s) => p.w[i] >= s.a && p.w[i] <= s.b && (s.o < 0 || p.o[i] === s.o) && (s.l < 0 || p.l[i] === s.l) && (s.t < 0 || topicIn[p.t[i]].has(s.t));
  /**
   * Adds up a measure under some filters, for each key that `keys` gives for a place. Unique texts and stories are
   * articles less those that are of a text, or story, that is there already.
   */
  function tally(s, size, keys, measure = S.m) {
    const sums = new Float64Array(size);
    const values = measure === 'words' ? C.words : C.articles;
    for (let i = 0; i < cells; i++) if (fits(C, i, s)) for (const key of keys(C, i)) sums[key] += values[i];
    const groups = measure === 'texts' ? C.texts : measure === 'stories' ? C.stories : null;
    if (groups) {
      const seen = new Map();
      for (let i = 0; i < groups.g.length; i++) {
        if (!fits(groups, i, s)) continue;
        for (const key of keys(groups, i)) {
          const last = seen.get(key) || seen.set(key, new Set()).get(key);
          if (last.has(groups.g[i])) sums[key]--; else last.add(groups.g[i]);
        }
      }
    }
    return sums;
  }
  const zero = [0], byWindow = (p, i) => [p.w[i]], byOutlet = (p, i) => [p.o[i]], byLanguage = (p, i) => [p.l[i]], byTopic = (p, i) => (S.t >= 0 ? [S.t] : C.topicSets[p.t[i]]);
  const total = (s, measure) => tally(s, 1, () => zero, measure)[0];
  const here = changes => ({ ...S, ...changes });

  // ---- articles behind a number -----------------------------------------------------------------------------
  const A = T.articles;
  const articleTopics = A.c.topics ? D.tables.articles.columns.topics.s : [];
  const languageOf = i => { const tag = A.text('language', i); return tag ? tag.split('-', 1)[0] : 'und'; };
  const articleById = new Map();
  for (let i = 0; i < A.rows; i++) articleById.set(A.c.article_id[i], i);
  function articlesIn(s) {
    const found = [];
    for (let i = 0; i < A.rows; i++) {
      const w = A.c.window_start[i];
      if (w < s.a || w > s.b || w < 0) continue;
      if (s.o >= 0 && A.c.outlet[i] !== s.o) continue;
      if (s.l >= 0 && languageOf(i) !== languages[s.l]) continue;
      if (s.t >= 0 && !articleTopics[A.c.topics[i]].includes(s.t)) continue;
      found.push(i);
    }
    return found.sort((p, q) => A.c.window_start[p] - A.c.window_start[q] || (A.c.published[p] < A.c.published[q] ? -1 : A.c.published[p] > A.c.published[q] ? 1 : p - q));
  }
  function describe(s) {
    const parts = [];
    if (W && (s.a > 0 || s.b < W - 1 || W === 1)) parts.push(s.a === s.b ? windowName(s.a) : windowName(s.a) + ' to ' + windowName(s.b));
    if (s.o >= 0) parts.push(clean(outlets[s.o], 60));
    if (s.t >= 0) parts.push(clean(topics[s.t], 60));
    if (s.l >= 0) parts.push(languageName(languages[s.l]));
    return parts.join(' · ') || 'Everything';
  }
  function tableFilter(s) {
    const parts = [];
    if (W) parts.push('window_start from ' + D.windows.start[s.a] + ' to ' + D.windows.start[s.b]);
    if (s.o >= 0) parts.push('outlet = ' + clean(outlets[s.o], 60));
    if (s.t >= 0) parts.push('topics contains ' + clean(topics[s.t], 60));
    if (s.l >= 0) parts.push('language = ' + languages[s.l]);
    return parts.join(', ');
  }
  const safeLink = url => /^https?:\/\//i.test(url || '') ? url : null;
  function articleItem(i, context) {
    const language = A.text('language', i);
    const title = A.text('title', i) || '(no title)';
    const link = safeLink(A.text('url', i));
    const shown = clean(title); // no bdi inside dir=auto: its text would not be looked at
    const published = A.text('published', i);
    const about = [A.text('outlet', i), published ? (A.text('date_precision', i) === 'day' ? dayFormat : timeFormat).format(wall(published)) : 'no date (' + A.text('date_status', i) + ')', (A.text('topics', i) || []).join(', '), language ? languageName(language.split('-')[0]) : '', plural(A.c.words[i], 'word')].filter(Boolean);
    const copy = A.c.copy_of && A.c.copy_of[i] !== null ? articleById.get(A.c.copy_of[i]) : undefined;
    return el('li', {},
      el('div', { class: 'headline', dir: 'auto', lang: language && language !== 'und' ? language : null }, link ? el('a', { href: link, rel: 'noopener noreferrer', target: '_blank' }, shown) : shown),
      el('div', { class: 'by' }, ...about.flatMap((part, at) => (at ? [' · ', words(part)] : [words(part)])), copy !== undefined ? [' · copy of ', words(A.text('outlet', copy))] : null),
      el('div', { class: 'by' }, 'read from ', words(A.text('source', i))),
      context ? context : null);
  }
  const dialog = el('dialog', { 'aria-labelledby': 'drill-title' });
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
  function openList(title, count, unit, indexes, note, context) {
    const list = el('ol', { class: 'articles' });
    let shown = 0;
    const more = el('button', { class: 'plain', type: 'button', onclick: () => add() }, 'Show more');
    function add() {
      list.append(...indexes.slice(shown, shown + 100).map(i => articleItem(i, context && context(i))));
      shown = Math.min(indexes.length, shown + 100);
      more.hidden = shown >= indexes.length;
    }
    add();
    dialog.replaceChildren(el('div', { class: 'drill' },
      el('header', {}, el('div', {}, el('h2', { id: 'drill-title' }, title), el('p', { class: 'by', 'data-count': count, 'data-listed': indexes.length }, plural(count, unit, unit + 's'), note ? el('span', {}, '. ' + note) : null)),
        el('button', { class: 'plain', type: 'button', autofocus: true, onclick: () => dialog.close() }, 'Close')),
      list, more));
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  }
  function drill(changes) {
    const s = here(changes);
    const found = articlesIn(s);
    const count = total(s, 'articles');
    const parts = [];
    if (S.m === 'texts' || S.m === 'stories') parts.push('They make ' + plural(total(s, S.m), S.m === 'texts' ? 'unique text' : 'story', S.m === 'texts' ? 'unique texts' : 'stories') + '.');
    if (D.windows.sliding) parts.push('Windows overlap, so an article can count in several.');
    if (found.length < count) parts.push('The page has room for ' + whole.format(found.length) + ' of them; all are in table articles, where ' + tableFilter(s) + '.');
    openList(describe(s), count, 'article', found, parts.join(' '));
  }
  function drillTerm(term, s, count) {
    const number = termNumber.get(term);
    const t = T.term_articles;
    const title = '“' + clean(term, 60) + '” · ' + describe(s);
    const lines = new Map();
    if (T.contexts && T.contexts.has('term', 'article_id')) {
      for (let i = 0; i < T.contexts.rows; i++) if (T.contexts.c.term[i] === number) lines.set(T.contexts.c.article_id[i], i);
    }
    const context = i => { const line = lines.get(A.c.article_id[i]); return line === undefined ? null : kwic(line); };
    if (t && t.has('term') && (t.has('article_id') || t.has('article_ids'))) {
      const ids = new Set();
      for (let i = 0; i < t.rows; i++) {
        if (t.c.term[i] !== number || (t.c.window_start && (t.c.window_start[i] < s.a || t.c.window_start[i] > s.b))) continue;
        if (t.c.article_id) ids.add(t.c.article_id[i]);
        else for (const id of D.tables.term_articles.columns.article_ids.s[t.c.article_ids[i]]) ids.add(id);
      }
      const found = articlesIn(s).filter(i => ids.has(A.c.article_id[i]));
      openList(title, count, 'article', found, found.length < count ? 'The page has room for ' + whole.format(found.length) + ' of them; all are in table term_articles, where term = ' + clean(term, 60) + ', ' + tableFilter(s) + '.' : '', context);
      return;
    }
    const wordsOf = clean(term).toLocaleLowerCase().split(' ');
    const found = articlesIn(s).filter(i => { const text = A.text('title', i).toLocaleLowerCase(); return wordsOf.every(word => text.includes(word)); });
    openList(title, count, 'article', found, 'This run lists no articles by term (table term_articles). Below are those that have it in the title: ' + whole.format(found.length) + '.', context);
  }
  function kwic(line) {
    const t = T.contexts;
    return el('p', { class: 'kwic', dir: 'auto' }, '… ' + clean(t.text('left', line), 120) + ' ', el('mark', {}, clean(t.text('match', line) || t.text('term', line), 60)), ' ' + clean(t.text('right', line), 120) + ' …');
  }
  let languageNames = null;
  try { languageNames = new Intl.DisplayNames([locale], { type: 'language' }); } catch { languageNames = null; }
  function languageName(code) {
    if (!code || code === 'und') return 'language not known';
    try { return languageNames ? languageNames.of(code) : code; } catch { return code; }
  }

  // ---- saving -----------------------------------------------------------------------------------------------
  function save(name, blob) {
    const link = el('a', { href: URL.createObjectURL(blob), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
  const defused = value => typeof value === 'number' ? String(value) : /^[=+\-@\t\r\n\0＝＋－＠]/.test(value) ? "'" + value : value;
  const quoted = value => /[",\r\n]|^ | $/.test(value) ? '"' + value.replaceAll('"', '""') + '"' : value;
  const csv = grid => [grid.head, ...grid.rows.map(row => row.map(cell => cell.v ?? cell))].map(row => row.map(cell => quoted(defused(cell === null ? '' : Number.isNaN(cell) ? '' : cell))).join(',')).join('\r\n') + '\r\n';
  const styled = ['fill', 'stroke', 'stroke-width', 'opacity', 'font-size', 'font-family', 'font-weight', 'text-anchor', 'stroke-dasharray', 'dominant-baseline'];
  function svgText(svgs, title) {
    const paper = getComputedStyle(document.body).backgroundColor;
    const width = Math.max(...svgs.map(s => s.viewBox.baseVal.width)) * (svgs.length > 1 ? 2 : 1) + 40;
    const outer = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const columns = svgs.length > 1 ? 2 : 1;
    let y = 40, rowHeight = 0;
    const head = document.createElementNS(outer.namespaceURI, 'text');
    head.textContent = title;
    for (const [key, value] of [['x', 20], ['y', 26], ['font-size', 18], ['font-family', 'serif'], ['fill', getComputedStyle(document.body).color]]) head.setAttribute(key, value);
    const back = document.createElementNS(outer.namespaceURI, 'rect');
    outer.append(back, head);
    svgs.forEach((svg, at) => {
      const copy = svg.cloneNode(true);
      const from = svg.querySelectorAll('*'), to = copy.querySelectorAll('*');
      from.forEach((node, i) => { const style = getComputedStyle(node); for (const key of styled) to[i].setAttribute(key, style.getPropertyValue(key)); to[i].removeAttribute('class'); });
      const panelTitle = svg.dataset.title;
      const box = svg.viewBox.baseVal;
      const x = 20 + (at % columns) * (width - 40) / columns;
      if (panelTitle) {
        const text = head.cloneNode();
        text.textContent = panelTitle;
        text.setAttribute('x', x); text.setAttribute('y', y + 14); text.setAttribute('font-size', 13);
        outer.append(text);
      }
      copy.setAttribute('x', x); copy.setAttribute('y', y + (panelTitle ? 20 : 0)); copy.setAttribute('width', box.width); copy.setAttribute('height', box.height);
      outer.append(copy);
      rowHeight = Math.max(rowHeight, box.height + (panelTitle ? 34 : 10));
      if (at % columns === columns - 1 || at === svgs.length - 1) { y += rowHeight; rowHeight = 0; }
    });
    outer.setAttribute('xmlns', outer.namespaceURI);
    outer.setAttribute('viewBox', `0 0 ${width} ${y + 10}`);
    outer.setAttribute('width', width); outer.setAttribute('height', y + 10);
    back.setAttribute('width', width); back.setAttribute('height', y + 10); back.setAttribute('fill', paper);
    return { text: new XMLSerializer().serializeToString(outer), width, height: y + 10 };
  }
  async function savePng(name, svgs, title) {
    const made = svgText(svgs, title);
    const image = new Image();
    image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(made.text);
    await image.decode();
    const canvas = el('canvas', { width: made.width * 2, height: made.height * 2 });
    const context = canvas.getContext('2d');
    context.scale(2, 2);
    context.drawImage(image, 0, 0);
    canvas.toBlob(blob => save(name + '.png', blob), 'image/png');
  }

  // ---- figures: a chart, its table, its downloads -----------------------------------------------------------
  const status = el('p', { class: 'vh', role: 'status' });
  /** A grid is { head, rows, numeric (from which column) }; a cell is a value, or { v, go } where it leads to articles. */
  function gridTable(grid, caption) {
    const numeric = grid.numeric ?? 1;
    const rows = grid.rows.slice(0, 400);
    return el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
      el('table', {}, el('caption', {}, caption + (rows.length < grid.rows.length ? '. First ' + rows.length + ' of ' + whole.format(grid.rows.length) + ' rows; the CSV has all.' : '')),
        el('thead', {}, el('tr', {}, grid.head.map((name, i) => el('th', { scope: 'col', class: i >= numeric ? 'n' : null }, clean(name, 60))))),
        el('tbody', {}, rows.map(row => el('tr', {}, row.map((cell, i) => {
          const value = cell !== null && typeof cell === 'object' ? cell.v : cell;
          const format = grid.formats && grid.formats[i];
          const text = value === null || Number.isNaN(value) ? '' : typeof value === 'number' ? (format || whole.format)(value) : clean(value);
          const content = cell !== null && typeof cell === 'object' && cell.go ? el('button', { type: 'button', class: 'link', onclick: cell.go }, text) : typeof value === 'number' ? text : words(text);
          return i === 0 ? el('th', { scope: 'row' }, content) : el('td', { class: i >= numeric ? 'n' : null }, content);
        }))))));
  }
  function figure(id, title, subtitle, plot, grid, charts = true) {
    const name = (D.run.job || 'report') + '-' + id;
    const svgs = () => [...box.querySelectorAll('.plot svg')];
    const details = grid ? el('details', { 'data-table': id }, el('summary', {}, 'Table: ' + title)) : null;
    if (details) details.addEventListener('toggle', () => { if (details.open && details.children.length === 1) details.append(gridTable(grid, title)); });
    const button = (label, action) => el('button', { type: 'button', onclick: action, 'aria-label': label + ': ' + title }, label);
    const box = el('figure', { id: 'figure-' + id },
      el('figcaption', {}, el('h3', {}, title), subtitle ? el('p', {}, subtitle) : null), plot, details,
      grid ? el('div', { class: 'tools' },
        button('Copy', async () => {
          const text = [grid.head, ...grid.rows.map(row => row.map(cell => cell !== null && typeof cell === 'object' ? cell.v : cell))].map(row => row.map(cell => defused(cell ?? '').toString().replace(/[\t\r\n]/g, ' ')).join('\t')).join('\n');
          try { await navigator.clipboard.writeText(text); status.textContent = 'Copied.'; } catch { const area = el('textarea', {}); area.value = text; document.body.append(area); area.select(); document.execCommand('copy'); area.remove(); status.textContent = 'Copied.'; }
        }),
        button('CSV', () => save(name + '.csv', new Blob(['\ufeff' + csv(grid)], { type: 'text/csv' }))),
        charts ? button('SVG', () => save(name + '.svg', new Blob([svgText(svgs(), title).text], { type: 'image/svg+xml' }))) : null,
        charts ? button('PNG', () => savePng(name, svgs(), title)) : null) : null);
    return box;
  }

  // ---- charts -----------------------------------------------------------------------------------------------
  const svgOf = (width, height, label) => d3.create('svg').attr('viewBox', `0 0 ${width} ${height}`).attr('width', width).attr('height', height).attr('role', 'img').attr('aria-label', label);
  const tickTime = (scale, axis) => {
    const [from, to] = scale.domain();
    const span = to - from, day = 864e5;
    const parts = span < 3 * day ? { hour: '2-digit', minute: '2-digit' } : span < 300 * day ? { day: 'numeric', month: 'short' } : span < 1500 * day ? { month: 'short', year: '2-digit' } : { year: 'numeric' };
    const format = new Intl.DateTimeFormat(locale, { ...parts, timeZone: 'UTC' });
    return axis.tickFormat(date => format.format(date));
  };
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const countTick = value => Number.isInteger(value) ? compact.format(value) : '';
  /** Bars per window, or a line with its interval: values, lows, highs are arrays over the windows a to b. */
  function timeChart({ width, height, values, lows, highs, a, b, yTitle, yMax, isShare, label, go, tipText, unitless }) {
    const m = { top: 18, right: 8, bottom: 34, left: 44 };
    const svg = svgOf(width, height, label);
    const x = d3.scaleUtc().domain([starts[a], ends[b]]).range([m.left, width - m.right]);
    const top = yMax ?? d3.max(highs || values) ?? 0;
    const y = d3.scaleLinear().domain([0, top || 1]).nice(4).range([height - m.bottom, m.top]);
    svg.append('g').attr('class', 'axis').selectAll('line').data(y.ticks(4)).join('line').attr('x1', m.left).attr('x2', width - m.right).attr('y1', y).attr('y2', y);
    const yAxis = d3.axisLeft(y).ticks(4).tickSize(0).tickPadding(6).tickFormat(isShare ? value => roundPercent.format(value) : unitless ? value => compact.format(value) : countTick);
    svg.append('g').attr('class', 'axis').attr('transform', `translate(${m.left},0)`).call(yAxis).call(g => g.select('.domain').remove());
    svg.append('g').attr('class', 'axis').attr('transform', `translate(0,${height - m.bottom})`).call(tickTime(x, d3.axisBottom(x).ticks(Math.max(2, Math.floor(width / 90))).tickSize(0).tickPadding(7))).call(g => { g.select('.domain').remove(); const middle = (x(ends[a]) - x(starts[a])) / 2; if (middle < 60) g.selectAll('text').attr('x', middle); });
    svg.append('text').attr('class', 'title').attr('x', 2).attr('y', 10).text(yTitle);
    svg.append('text').attr('class', 'title').attr('x', width - m.right).attr('y', height - 3).attr('text-anchor', 'end').text(period + ' of publication');
    const mid = i => (x(starts[a + i]) + x(ends[a + i])) / 2;
    if (isShare) {
      if (lows) svg.append('path').attr('class', 'band').attr('d', d3.area().defined(i => !Number.isNaN(lows[i])).x(mid).y0(i => y(lows[i])).y1(i => y(highs[i]))(d3.range(values.length)));
      svg.append('path').attr('class', 'line').attr('d', d3.line().defined(i => !Number.isNaN(values[i])).x(mid).y(i => y(values[i]))(d3.range(values.length)));
      if (values.length < 40) svg.append('g').selectAll('circle').data(d3.range(values.length).filter(i => !Number.isNaN(values[i]))).join('circle').attr('class', 'dot').attr('r', 2.4).attr('cx', mid).attr('cy', i => y(values[i]));
    } else {
      let path = '';
      const base = y(0);
      for (let i = 0; i < values.length; i++) {
        if (!values[i]) continue;
        const from = x(starts[a + i]), wide = x(ends[a + i]) - from, gap = Math.min(2, wide * .15);
        path += `M${(from + gap / 2).toFixed(2)},${base.toFixed(2)}V${y(values[i]).toFixed(2)}h${(wide - gap).toFixed(2)}V${base.toFixed(2)}Z`;
      }
      svg.append('path').attr('class', 'bars').attr('d', path);
    }
    svg.append('line').attr('class', 'baseline').attr('x1', m.left).attr('x2', width - m.right).attr('y1', y(0)).attr('y2', y(0));
    const cursor = svg.append('rect').attr('class', 'cursor').attr('y', m.top).attr('height', height - m.top - m.bottom).attr('visibility', 'hidden');
    const at = event => {
      const box = svg.node().getBoundingClientRect();
      const time = x.invert((event.clientX - box.left) * width / box.width);
      return Math.max(0, Math.min(values.length - 1, d3.bisectRight(starts, time, a, b + 1) - 1 - a));
    };
    svg.append('rect').attr('class', 'hit').attr('x', m.left).attr('y', m.top).attr('width', width - m.left - m.right).attr('height', height - m.top - m.bottom)
      .on('pointermove', event => { const i = at(event); cursor.attr('visibility', 'visible').attr('x', x(starts[a + i])).attr('width', Math.max(1, x(ends[a + i]) - x(starts[a + i]))); showTip(event, windowName(a + i) + ': ' + tipText(i)); })
      .on('pointerleave', () => { cursor.attr('visibility', 'hidden'); hideTip(); })
      .on('click', event => { hideTip(); go(a + at(event)); });
    return svg.node();
  }
  const ruler = document.createElement('canvas').getContext('2d');
  ruler.font = '12px ' + getComputedStyle(document.body).fontFamily;
  /** A text, cut to as many pixels. */
  function shorten(text, pixels) {
    let shown = clean(text, 120);
    if (ruler.measureText(shown).width <= pixels) return shown;
    const points = Array.from(shown);
    while (points.length > 1 && ruler.measureText(points.join('') + '…').width > pixels) points.pop();
    return points.join('').trimEnd() + '…';
  }
  /** Horizontal bars from zero; items are { name, value, low, high, note, go }. */
  function barChart({ items, width, xTitle, label, format = whole.format, left }) {
    const row = 24, m = { top: 4, right: 70, bottom: 36, left: left ?? Math.min(180, width * .4) };
    const height = m.top + m.bottom + items.length * row;
    const svg = svgOf(width, height, label);
    const x = d3.scaleLinear().domain([0, d3.max(items, d => d.high ?? d.value) || 1]).range([m.left, width - m.right]);
    svg.append('g').attr('class', 'axis').selectAll('line').data(x.ticks(4)).join('line').attr('x1', x).attr('x2', x).attr('y1', m.top).attr('y2', height - m.bottom);
    svg.append('g').attr('class', 'axis').attr('transform', `translate(0,${height - m.bottom})`).call(d3.axisBottom(x).ticks(4).tickSize(0).tickPadding(5).tickFormat(items.some(d => d.share) ? value => roundPercent.format(value) : countTick)).call(g => g.select('.domain').remove());
    svg.append('text').attr('class', 'title').attr('x', width - m.right).attr('y', height - 4).attr('text-anchor', 'end').text(xTitle);
    const g = svg.append('g').selectAll('g').data(items).join('g').attr('transform', (_, i) => `translate(0,${m.top + i * row})`).attr('class', d => d.go ? 'click' : null)
      .on('click', (_, d) => d.go && d.go()).on('pointermove', (event, d) => showTip(event, clean(d.name, 80) + ': ' + (d.tip || format(d.value)))).on('pointerleave', hideTip);
    g.append('rect').attr('width', width).attr('height', row).attr('fill', 'transparent');
    g.append('text').attr('class', 'label').attr('x', m.left - 8).attr('y', row / 2 + 4).attr('text-anchor', 'end').text(d => shorten(d.name, m.left - 10));
    g.append('rect').attr('class', d => 'bars' + (d.quiet ? ' other' : '')).attr('x', m.left).attr('y', 4).attr('height', row - 8).attr('width', d => Math.max(0, x(d.value) - m.left));
    g.filter(d => d.low !== undefined).append('path').attr('class', 'whisk').attr('d', d => `M${x(d.low)},${row / 2}H${x(d.high)}M${x(d.low)},${row / 2 - 4}v8M${x(d.high)},${row / 2 - 4}v8`);
    g.append('text').attr('class', 'label').attr('x', d => x(d.high ?? d.value) + 6).attr('y', row / 2 + 4).text(d => format(d.value));
    svg.append('line').attr('class', 'baseline').attr('x1', m.left).attr('x2', m.left).attr('y1', m.top).attr('y2', height - m.bottom);
    return svg.node();
  }
  const isDark = () => matchMedia('(prefers-color-scheme: dark)').matches && !matchMedia('print').matches;
  /** A matrix of numbers with names on both sides. */
  function heatMap({ rows, columns, value, label, go, tipText, rowTitle, columnTitle }) {
    const left = wide() < 640 ? 112 : 170, top = 118, cell = Math.max(wide() < 640 ? 24 : 34, Math.min(96, (wide() - 46 - left) / Math.max(1, columns.length))), row = 27;
    const width = left + columns.length * cell + 46, height = top + rows.length * row + 8;
    const svg = svgOf(width, height, label);
    const largest = d3.max(rows, (_, r) => d3.max(columns, (_, c) => value(r, c))) || 1;
    const dark = isDark();
    const scale = t => d3.interpolateRgb(dark ? '#1d2c38' : '#eef3f7', dark ? '#8fd0ff' : '#08488a')(Math.sqrt(t));
    if (width > wide() * 1.25) svg.attr('class', 'scrolls');
    const flat = [];
    rows.forEach((_, r) => columns.forEach((_, c) => { const v = value(r, c); if (v) flat.push({ r, c, v }); }));
    svg.append('text').attr('class', 'title').attr('x', left - 8).attr('y', top - 6).attr('text-anchor', 'end').text(rowTitle);
    svg.append('text').attr('class', 'title').attr('x', left).attr('y', 11).text(columnTitle);
    svg.append('g').selectAll('text').data(rows).join('text').attr('class', 'label').attr('x', left - 8).attr('y', (_, r) => top + r * row + row / 2 + 4).attr('text-anchor', 'end').text(d => shorten(d, left - 10));
    svg.append('g').selectAll('text').data(columns).join('text').attr('class', 'label').attr('transform', (_, c) => `translate(${left + c * cell + cell / 2 + 3},${top - 7}) rotate(-45)`).text(d => shorten(d, 130));
    svg.append('g').selectAll('rect').data(d3.cross(d3.range(rows.length), d3.range(columns.length))).join('rect').attr('class', 'cell').attr('x', d => left + d[1] * cell).attr('y', d => top + d[0] * row).attr('width', cell - 1.5).attr('height', row - 1.5).attr('fill', dark ? '#1a1d21' : '#faf8f3');
    const g = svg.append('g').selectAll('g').data(flat).join('g').attr('class', 'click').attr('transform', d => `translate(${left + d.c * cell},${top + d.r * row})`)
      .on('click', (_, d) => go(d.r, d.c)).on('pointermove', (event, d) => showTip(event, tipText(d.r, d.c, d.v))).on('pointerleave', hideTip);
    g.append('rect').attr('width', cell - 1.5).attr('height', row - 1.5).attr('fill', d => scale(d.v / largest));
    g.append('text').attr('x', cell / 2).attr('y', row / 2 + 4).attr('text-anchor', 'middle').attr('font-size', 12).attr('fill', d => d3.lab(scale(d.v / largest)).l > 58 ? '#0b0b0b' : '#ffffff').text(d => compact.format(d.v));
    return svg.node();
  }
  /** Rates in a target against rates in the rest, both on logarithmic axes. */
  function scatter({ points, width, xTitle, yTitle, label, go }) {
    const height = 430, m = { top: 22, right: 20, bottom: 42, left: 56 };
    const svg = svgOf(width, height, label);
    const low = d3.min(points, d => Math.min(d.x, d.y)) || 1, high = d3.max(points, d => Math.max(d.x, d.y)) || 10;
    const x = d3.scaleLog().domain([low * .8, high * 1.25]).range([m.left, width - m.right]), y = d3.scaleLog().domain([low * .8, high * 1.25]).range([height - m.bottom, m.top]);
    svg.append('g').attr('class', 'axis').attr('transform', `translate(0,${height - m.bottom})`).call(d3.axisBottom(x).ticks(5, compact.format).tickSizeOuter(0));
    svg.append('g').attr('class', 'axis').attr('transform', `translate(${m.left},0)`).call(d3.axisLeft(y).ticks(5, compact.format).tickSizeOuter(0));
    svg.append('path').attr('class', 'axis').attr('d', `M${x.range()[0]},${y.range()[0]}L${x.range()[1]},${y.range()[1]}`).attr('stroke', 'currentColor').attr('opacity', .35).attr('stroke-dasharray', '3 4');
    svg.append('text').attr('class', 'title').attr('x', 2).attr('y', 11).text(yTitle);
    svg.append('text').attr('class', 'title').attr('x', width - m.right).attr('y', height - 5).attr('text-anchor', 'end').text(xTitle);
    const g = svg.append('g').selectAll('g').data(points).join('g').attr('class', 'click').attr('transform', d => `translate(${x(d.x)},${y(d.y)})`)
      .on('click', (_, d) => go(d)).on('pointermove', (event, d) => showTip(event, d.tip)).on('pointerleave', hideTip);
    g.append('circle').attr('r', d => Math.abs(d.g) > 10.83 ? 4.5 : 2.5).attr('class', d => 'dot' + (Math.abs(d.g) <= 10.83 ? ' mid' : d.g < 0 ? ' less' : ''));
    const boxes = points.map(d => ({ l: x(d.x) - 4, r: x(d.x) + 4, t: y(d.y) - 4, b: y(d.y) + 4 }));
    g.each(function (d) {
      if (Math.abs(d.g) <= 6.63) return;
      const px = x(d.x), py = y(d.y), wide = clean(d.term, 22).length * 6.6;
      const right = px + wide + 12 < width - m.right;
      const box = { l: right ? px + 6 : px - wide - 7, r: right ? px + wide + 7 : px - 6, t: py - 7, b: py + 7 };
      if (boxes.some(o => o.l < box.r && o.r > box.l && o.t < box.b && o.b > box.t)) return;
      boxes.push(box);
      d3.select(this).append('text').attr('class', 'label').attr('x', right ? 7 : -7).attr('y', 4).attr('text-anchor', right ? 'start' : 'end').text(clean(d.term, 22));
    });
    return svg.node();
  }

  // ---- terms ------------------------------------------------------------------------------------------------
  const R = T.terms, TT = D.termTotals;
  const typeAll = typeNumber.get('all'), typeOutlet = typeNumber.get('outlet'), typeTopic = typeNumber.get('topic'), typeLanguage = typeNumber.get('language');
  const ns = R ? [...new Set(R.c.n)].sort((p, q) => p - q) : [];
  /** The slice of terms that fits the filters; terms are cut by one thing at a time. */
  function sliceOf(s) {
    const wanted = [[s.o >= 0, typeOutlet, outlets[s.o]], [s.t >= 0, typeTopic, topics[s.t]], [s.l >= 0, typeLanguage, languages[s.l]]].filter(d => d[0]);
    const possible = wanted.find(d => d[1] !== undefined && sliceNumber.has(d[2]));
    return { type: possible ? possible[1] : typeAll, slice: possible ? sliceNumber.get(possible[2]) : sliceNumber.get('all'), exact: wanted.length === (possible ? 1 : 0), name: possible ? possible[2] : '' };
  }
  function termRows(type, slice, n, a, b, visit) {
    if (!R || type === undefined) return;
    const c = R.c;
    for (let i = 0; i < R.rows; i++) if (c.slice_type[i] === type && c.slice[i] === slice && c.n[i] === n && c.window_start[i] >= a && c.window_start[i] <= b) visit(i);
  }
  function termTotals(type, slice, n, a, b) {
    const sum = { terms: 0, articles: 0, byWindow: new Map() };
    for (let i = 0; i < TT.w.length; i++) {
      if (TT.type[i] === type && TT.slice[i] === slice && TT.n[i] === n && TT.w[i] >= a && TT.w[i] <= b) { sum.terms += TT.terms[i]; sum.articles += TT.articles[i]; sum.byWindow.set(TT.w[i], { terms: TT.terms[i], articles: TT.articles[i] }); }
    }
    return sum;
  }
  function termSums(type, slice, n, a, b) {
    const sums = new Map();
    termRows(type, slice, n, a, b, i => {
      const s = sums.get(R.c.term[i]) || sums.set(R.c.term[i], { count: 0, docs: 0 }).get(R.c.term[i]);
      s.count += R.c.term_count[i]; s.docs += R.c.doc_count[i];
    });
    return sums;
  }
  const rate = (count, of) => of ? count / of * 1e6 : NaN;

  // ---- views ------------------------------------------------------------------------------------------------
  const sections = [];
  function section(id, title, visible, body) {
    if (!visible) return;
    const content = el('div', {});
    sections.push({ id, title, content, body, node: el('section', { id, 'aria-labelledby': id + '-title' }, el('h2', { id: id + '-title' }, title), content) });
  }
  const wide = () => Math.max(300, Math.min(1144, document.documentElement.clientWidth - 40));
  const half = () => (wide() > 900 ? (wide() - 40) / 2 : wide());
  const plot = (...nodes) => el('div', { class: 'plot', ...(nodes.some(node => node.classList.contains('scrolls')) ? { tabindex: 0, role: 'group', 'aria-label': 'Chart, scrolls sideways' } : {}) }, ...nodes);
  const choice = (label, values, chosen, change) => el('label', {}, label, el('select', { onchange: event => change(event.target.value) }, Object.entries(values).map(([value, name]) => option(value, name, value === String(chosen)))));

  section('coverage', 'Who published how much', cells > 0, () => {
    const names = S.by === 'outlet' ? outlets : topics;
    const keys = S.by === 'outlet' ? byOutlet : byTopic;
    const key = S.by === 'outlet' ? 'o' : 't';
    const measure = S.m, unit = measures[measure], isWords = measure === 'words';
    const sums = tally(S, names.length, keys);
    const all = total(S), span = S.b - S.a + 1;
    const order = d3.range(names.length).filter(i => sums[i] > 0).sort((p, q) => sums[q] - sums[p] || (names[p] < names[q] ? -1 : 1));
    const shown = order.slice(0, 12);
    const flat = tally(S, names.length * W, (p, i) => keys(p, i).map(k => k * W + p.w[i]));
    const perWindow = tally(S, W, byWindow);
    const isShare = S.as === 'shares' && !isWords;
    const series = shown.map(k => {
      const counts = Array.from(flat.slice(k * W + S.a, k * W + S.b + 1));
      if (!isShare) return { k, values: counts, counts };
      const bounds = counts.map((count, i) => wilson(count, perWindow[S.a + i]));
      return { k, counts, values: counts.map((count, i) => perWindow[S.a + i] ? count / perWindow[S.a + i] : NaN), lows: bounds.map(d => d[0]), highs: bounds.map(d => d[1]) };
    });
    const yMax = isShare ? 1 : d3.max(series, s => d3.max(s.values)) || 1;
    const controls = el('div', { class: 'filters inline' },
      choice('Shown by', { outlet: 'outlet', topic: 'topic' }, S.by, by => set({ by })),
      choice('Counted', measures, S.m, m => set({ m })),
      choice('As', { counts: 'counts', shares: 'shares with 95 % interval' }, S.as, as => set({ as })));
    const barItems = order.slice(0, 16).map(k => { const [low, high] = wilson(sums[k], all); return { name: names[k], value: isWords ? sums[k] : sums[k] / all, share: !isWords, ...(isWords ? {} : { low, high }), tip: plural(sums[k], unit.replace(/ies$/, 'y').replace(/s$/, ''), unit) + ' of ' + whole.format(all), go: () => drill({ [key]: k }) }; });
    const shareGrid = { head: [S.by, unit, 'all ' + unit, 'share', 'share_low', 'share_high'], formats: [null, null, null, percent.format, percent.format, percent.format], rows: order.map(k => { const [low, high] = wilson(sums[k], all); return [{ v: names[k], go: () => set({ [key]: k }) }, { v: sums[k], go: () => drill({ [key]: k }) }, all, sums[k] / all, isWords ? null : low, isWords ? null : high]; }) };
    const timeGrid = { head: [period, ...shown.map(k => names[k])], rows: d3.range(span).map(i => [windowKey(S.a + i), ...series.map(s => ({ v: s.counts[i], go: () => drill({ a: S.a + i, b: S.a + i, [key]: s.k }) }))]) };
    const perRow = Math.max(1, Math.floor((wide() + 26) / 296)), panelWidth = Math.floor((wide() - 26 * (perRow - 1)) / perRow);
    return [controls,
      figure('share', 'Share of ' + (isWords ? 'words' : 'all ' + unit) + ' by ' + S.by, (isWords ? 'Words in titles and bodies' : 'Of ' + whole.format(all) + ' ' + unit + ', with 95 % Wilson interval') + (S.by === 'topic' ? '; an article counts in each of its topics' : '') + '. Click a bar for its articles.',
        plot(barChart({ items: barItems, width: Math.min(760, wide()), xTitle: isWords ? 'words' : 'share of ' + unit, label: 'Bars: ' + unit + ' by ' + S.by + '. The table below has the numbers.', format: isWords ? whole.format : percent.format })), shareGrid),
      figure('over-time', (isShare ? 'Share of each ' + period + '’s ' + unit : unit[0].toUpperCase() + unit.slice(1) + ' per ' + period) + ' by ' + S.by, 'All panels have the same scale.' + (order.length > shown.length ? ' The ' + shown.length + ' largest of ' + order.length + '.' : '') + (isShare ? ' The band is the 95 % Wilson interval.' : ''),
        el('div', { class: 'plot grid' }, series.map(s => {
          const svg = timeChart({ ...s, width: panelWidth, height: 150, a: S.a, b: S.b, yMax, isShare, yTitle: isShare ? 'share of ' + unit : unit + ' per ' + period, label: clean(names[s.k], 60) + ': ' + unit + ' per ' + period, go: i => drill({ a: i, b: i, [key]: s.k }), tipText: i => isShare ? (Number.isNaN(s.values[i]) ? 'nothing published' : percent.format(s.values[i]) + ' (' + percent.format(s.lows[i]) + ' to ' + percent.format(s.highs[i]) + '), ' + s.counts[i] + ' of ' + perWindow[S.a + i]) : plural(s.counts[i], unit.replace(/ies$/, 'y').replace(/s$/, ''), unit) });
          svg.dataset.title = clean(names[s.k], 40);
          return el('div', { class: 'panel' }, el('h4', {}, words(names[s.k])), el('div', { class: 'num' }, plural(sums[s.k], unit.replace(/ies$/, 'y').replace(/s$/, ''), unit)), svg);
        })), timeGrid)];
  });

  section('map', 'Who covered what', cells > 0 && topics.length > 0, () => {
    const flat = tally(S, outlets.length * topics.length, (p, i) => byTopic(p, i).map(t => p.o[i] * topics.length + t));
    const o = tally(S, outlets.length, byOutlet), t = tally(S, topics.length, byTopic);
    const rows = d3.range(outlets.length).filter(i => o[i] > 0).sort((p, q) => o[q] - o[p]).slice(0, 30), columns = d3.range(topics.length).filter(i => t[i] > 0).sort((p, q) => t[q] - t[p]).slice(0, 20);
    const at = (r, c) => flat[rows[r] * topics.length + columns[c]];
    const grid = { head: ['outlet', ...columns.map(c => topics[c])], rows: rows.map((k, r) => [outlets[k], ...columns.map((c, i) => ({ v: at(r, i), go: () => drill({ o: k, t: c }) }))]) };
    return [figure('outlet-topic', measures[S.m][0].toUpperCase() + measures[S.m].slice(1) + ' by outlet and topic', 'Darker is more (in dark mode: lighter); an article counts in each of its topics. Click a cell for its articles.' + (rows.length < o.filter(v => v > 0).length || columns.length < t.filter(v => v > 0).length ? ' The largest are shown; table outlet_topics has all.' : ''),
      plot(heatMap({ rows: rows.map(i => outlets[i]), columns: columns.map(i => topics[i]), value: at, rowTitle: 'outlet', columnTitle: 'topic', label: 'Heat map of ' + measures[S.m] + ' by outlet and topic. The table below has the numbers.', go: (r, c) => drill({ o: rows[r], t: columns[c] }), tipText: (r, c, v) => clean(outlets[rows[r]], 40) + ', ' + clean(topics[columns[c]], 40) + ': ' + whole.format(v) + ' ' + measures[S.m] })), grid)];
  });

  section('words', 'What was written', R && R.rows > 0, () => {
    const slice = sliceOf(S);
    const { a, b, n } = S;
    const sums = termSums(slice.type, slice.slice, n, a, b), totals = termTotals(slice.type, slice.slice, n, a, b);
    const top = [...sums].sort((p, q) => q[1].count - p[1].count || q[1].docs - p[1].docs || (terms[p[0]] < terms[q[0]] ? -1 : 1));
    const notes = [];
    if (!slice.exact) notes.push('Terms are cut by one thing at a time: these are of ' + (slice.name ? clean(slice.name, 60) : 'all articles') + '.');
    if (R.rows < R.total) notes.push('The page holds ' + whole.format(R.rows) + ' of the ' + whole.format(R.total) + ' foremost rows of table terms; rarer terms are in the table only.');
    const one = period === 'window' ? 'window' : period;
    const go = k => set({ q: terms[k] });
    const items = top.slice(0, 20).map(([k, s]) => ({ name: terms[k], value: s.count, tip: plural(s.count, 'occurrence') + ', ' + three.format(rate(s.count, totals.terms)) + ' per million', go: () => go(k) }));
    const grid = { head: ['term', 'occurrences', 'articles', 'all terms', 'per million terms'], formats: [null, null, null, null, three.format], rows: top.slice(0, 1000).map(([k, s]) => [{ v: terms[k], go: () => go(k) }, s.count, { v: s.docs, go: () => drillTerm(terms[k], S, s.docs) }, totals.terms, rate(s.count, totals.terms)]) };
    const rising = risingTerms(slice, n, a, b);
    return [notes.length ? el('p', { class: 'note' }, notes.join(' ')) : null, el('div', { class: 'two' },
      figure('top-terms', 'Most frequent ' + (n === 1 ? 'words' : n + '-word terms'), 'Of ' + plural(totals.terms, 'term') + ' in titles and bodies, stop words not listed. Summed over the ' + one + 's that list the term. Click one for its own section.', items.length ? plot(barChart({ items, width: half(), xTitle: 'occurrences', label: 'Bars: the most frequent terms. The table below has the numbers.', left: 130 })) : el('p', { class: 'empty' }, 'No terms under these filters.'), grid, items.length > 0),
      rising ? figure('rising-terms', 'Rising', rising.about, rising.grid.rows.length ? plot(barChart({ items: rising.items, width: half(), xTitle: rising.unit, label: 'Bars: rising terms. The table below has the numbers.', left: 130, format: value => '× ' + three.format(value) })) : el('p', { class: 'empty' }, 'Nothing rises beyond chance under these filters.'), rising.grid, rising.items.length > 0) : null)];
  });
  function risingTerms(slice, n, a, b) {
    const t = T.trends;
    if (t && t.has('term', 'window_start', 'ratio', 'z', 'doc_count')) {
      const rows = [];
      for (let i = 0; i < t.rows; i++) if (t.c.window_start[i] >= a && t.c.window_start[i] <= b && (!t.c.n || t.c.n[i] === n) && t.c.ratio[i] > 1 && t.c.z[i] > 0) rows.push(i);
      rows.sort((p, q) => t.c.z[q] - t.c.z[p]);
      const best = new Map();
      for (const i of rows) if (!best.has(t.c.term[i])) best.set(t.c.term[i], i);
      const chosen = [...best.values()];
      const name = i => t.text('term', i), when = i => windowName(t.c.window_start[i]);
      return { about: 'Against the ' + period + 's before it (table trends), each term at its strongest; the bar is how many times as often as expected. The 15 with the largest z.', unit: 'times as often as expected',
        items: chosen.slice(0, 15).sort((p, q) => t.c.ratio[q] - t.c.ratio[p]).map(i => ({ name: name(i), value: t.c.ratio[i], tip: when(i) + ': × ' + three.format(t.c.ratio[i]) + ', z ' + three.format(t.c.z[i]), go: () => set({ q: name(i) }) })),
        grid: { head: ['term', period, 'articles', 'occurrences', 'expected', 'ratio', 'z', 'q'], numeric: 2, formats: [null, null, null, null, three.format, three.format, three.format, three.format], rows: chosen.slice(0, 1000).map(i => [{ v: name(i), go: () => set({ q: name(i) }) }, windowKey(t.c.window_start[i]), { v: t.c.doc_count[i], go: () => drillTerm(name(i), here({ a: t.c.window_start[i], b: t.c.window_start[i] }), t.c.doc_count[i]) }, t.c.term_count ? t.c.term_count[i] : null, t.c.expected ? t.c.expected[i] : null, t.c.ratio[i], t.c.z[i], t.c.q_value ? t.c.q_value[i] : null]) } };
    }
    if (W < 2) return null;
    // Without a trend table: the last window of the range against all others of the page.
    let last = -1;
    for (let i = 0; i < TT.w.length; i++) if (TT.type[i] === slice.type && TT.slice[i] === slice.slice && TT.n[i] === n && TT.w[i] >= a && TT.w[i] <= b && TT.w[i] > last) last = TT.w[i];
    if (last < 0) return null;
    const now = termSums(slice.type, slice.slice, n, last, last), listed = new Map(), fewest = new Map();
    termRows(slice.type, slice.slice, n, 0, W - 1, i => {
      const w = R.c.window_start[i];
      if (w === last) return;
      fewest.set(w, Math.min(fewest.get(w) ?? Infinity, R.c.term_count[i]));
      if (now.has(R.c.term[i])) { const of = listed.get(R.c.term[i]) || listed.set(R.c.term[i], new Map()).get(R.c.term[i]); of.set(w, R.c.term_count[i]); }
    });
    // Where a term is not listed it may be as frequent as the rarest that is.
    const elsewhere = k => { let sum = 0; for (const [w, few] of fewest) sum += listed.get(k)?.get(w) ?? few; return sum; };
    const mine = termTotals(slice.type, slice.slice, n, last, last).terms, rest = termTotals(slice.type, slice.slice, n, 0, W - 1).terms - mine;
    if (!rest) return null;
    const scored = [...now].filter(([, s]) => s.docs >= 2).map(([k, s]) => { const other = elsewhere(k); return { k, s, other, g: g2(s.count, mine, other, rest), ratio: (s.count + .5) / mine / ((other + .5) / rest) }; }).filter(d => d.g > 3.84 && d.ratio > 1).sort((p, q) => q.g - p.g);
    return { about: windowName(last) + ' against all other ' + period + 's; in 2 articles or more. A ' + period + ' that does not list the term counts as if it had the least that it lists. The 15 with the largest log-likelihood.', unit: 'times as often as in the others, at least',
      items: scored.slice(0, 15).sort((p, q) => q.ratio - p.ratio).map(d => ({ name: terms[d.k], value: d.ratio, tip: plural(d.s.count, 'occurrence') + ' in ' + plural(d.s.docs, 'article') + ', G² ' + three.format(d.g), go: () => set({ q: terms[d.k] }) })),
      grid: { head: ['term', 'occurrences', 'articles', 'occurrences elsewhere, at most', 'ratio', 'G2'], formats: [null, null, null, null, three.format, three.format], rows: scored.map(d => [{ v: terms[d.k], go: () => set({ q: terms[d.k] }) }, d.s.count, { v: d.s.docs, go: () => drillTerm(terms[d.k], here({ a: last, b: last }), d.s.docs) }, d.other, d.ratio, d.g]) } };
  }

  section('distinctive', 'What sets an outlet apart', R && R.rows > 0 && outlets.length > 1 && (typeOutlet !== undefined || T.keyness), () => {
    const { a, b, n } = S;
    const k = S.o >= 0 ? S.o : S.key >= 0 ? S.key : d3.greatest(d3.range(outlets.length), (() => { const sums = tally(here({ o: -1 }), outlets.length, byOutlet, 'articles'); return i => sums[i]; })());
    const slice = sliceNumber.get(outlets[k]);
    const points = [];
    const t = T.keyness;
    const sums = new Map();
    let mine = 0, rest = 0, about;
    if (t && a === b && t.rows === t.total && t.has('slice_type', 'slice', 'term', 'target_count', 'reference_count', 'target_total', 'reference_total')) {
      const seen = new Set();
      for (let i = 0; i < t.rows; i++) {
        if (t.c.slice_type[i] !== typeOutlet || t.c.slice[i] !== slice || t.c.window_start[i] < a || t.c.window_start[i] > b || (t.c.n && t.c.n[i] !== n)) continue;
        const s = sums.get(t.c.term[i]) || sums.set(t.c.term[i], { count: 0, other: 0, docs: 0 }).get(t.c.term[i]);
        s.count += t.c.target_count[i]; s.other += t.c.reference_count[i]; s.docs += t.c.doc_count ? t.c.doc_count[i] : 0;
        if (!seen.has(t.c.window_start[i])) { seen.add(t.c.window_start[i]); mine += t.c.target_total[i]; rest += t.c.reference_total[i]; }
      }
      about = 'From table keyness.';
    } else {
      const own = termSums(typeOutlet, slice, n, a, b), all = termSums(typeAll, sliceNumber.get('all'), n, a, b);
      mine = termTotals(typeOutlet, slice, n, a, b).terms;
      rest = termTotals(typeAll, sliceNumber.get('all'), n, a, b).terms - mine;
      for (const [term, s] of own) { const whole = all.get(term); if (whole && whole.count >= s.count) sums.set(term, { count: s.count, other: whole.count - s.count, docs: s.docs }); }
      about = 'Words listed both for the outlet and for all, summed over the ' + period + 's that list them.';
    }
    for (const [term, s] of sums) {
      if (s.docs < 2 && sums.size > 300) continue;
      const g = g2(s.count, mine, s.other, rest);
      points.push({ term: terms[term], count: s.count, other: s.other, docs: s.docs, g, x: (s.other + .5) / rest * 1e6, y: (s.count + .5) / mine * 1e6, ratio: Math.log2((s.count + .5) / mine / ((s.other + .5) / rest)), tip: terms[term] + ': ' + whole.format(s.count) + ' here, ' + whole.format(s.other) + ' elsewhere, G² ' + three.format(g) });
    }
    points.sort((p, q) => Math.abs(q.g) - Math.abs(p.g));
    const shown = points.filter(p => Number.isFinite(p.x) && Number.isFinite(p.y)).slice(0, 250);
    const grid = { head: ['term', 'here', 'elsewhere', 'articles here', 'log ratio', 'G2'], formats: [null, null, null, null, three.format, three.format], rows: points.map(p => [{ v: p.term, go: () => set({ q: p.term }) }, p.count, p.other, { v: p.docs, go: () => drillTerm(p.term, here({ o: k }), p.docs) }, p.ratio, p.g]) };
    return [S.o < 0 ? el('div', { class: 'filters inline' }, el('label', {}, 'Outlet', el('select', { onchange: event => set({ key: Number(event.target.value) }) }, outlets.map((name, i) => option(i, name, i === k))))) : null,
      figure('scatter', 'Words of ' + clean(outlets[k], 60) + ' against all other outlets', about + ' Above the diagonal: more frequent here. Large dots are beyond chance (G² over 10.83, one in a thousand); half an occurrence is added to both sides. Click a word for its own section.', shown.length ? plot(scatter({ points: shown, width: Math.min(860, wide()), xTitle: 'elsewhere, per million terms (log scale)', yTitle: 'here, per million terms (log scale)', label: 'Scatter plot of words of ' + clean(outlets[k], 60) + ' against other outlets. The table below has the numbers.', go: d => set({ q: d.term }) })) : el('p', { class: 'empty' }, 'No words to compare under these filters.'), grid, shown.length > 0), keynessFigure(k, slice)];
  });

  function keynessFigure(k, slice) {
    const t = T.keyness;
    if (!t || !t.has('slice_type', 'slice', 'term', 'log_ratio', 'log_ratio_low', 'log_ratio_high', 'log_odds_z', 'doc_count', 'target_count', 'reference_count')) return null;
    const c = t.c;
    const rows = [];
    for (let i = 0; i < t.rows; i++) if (c.slice[i] === slice && c.slice_type[i] === typeOutlet && c.window_start[i] >= S.a && c.window_start[i] <= S.b && (!c.n || c.n[i] === S.n) && c.log_odds_z[i] !== null) rows.push(i);
    rows.sort((p, q) => c.log_odds_z[q] - c.log_odds_z[p]);
    const w = i => c.window_start[i], name = i => t.text('term', i);
    const top = rows.filter(i => c.log_ratio[i] > 0 && c.log_ratio_low[i] !== null).slice(0, 15);
    return figure('keyness', 'Most distinctive of one ' + period, 'Against the other outlets of the same ' + period + ' (table keyness), by log-odds z' + (t.rows < t.total ? '; the page has room for the ' + whole.format(t.rows) + ' largest rows of outlets' : '') + '. One unit of log ratio is twice as frequent; with 95 % interval.',
      top.length ? plot(barChart({ items: top.map(i => ({ name: name(i) + ', ' + windowName(w(i)), value: c.log_ratio[i], low: Math.max(0, c.log_ratio_low[i]), high: c.log_ratio_high[i], tip: whole.format(c.target_count[i]) + ' here, ' + whole.format(c.reference_count[i]) + ' elsewhere, z ' + three.format(c.log_odds_z[i]), go: () => set({ q: name(i) }) })), width: Math.min(860, wide()), xTitle: 'log ratio (base 2)', label: 'Bars: log ratios of distinctive words. The table below has the numbers.', format: three.format, left: Math.min(220, wide() * .42) })) : el('p', { class: 'empty' }, 'None under these filters.'),
      { head: ['term', period, 'here', 'elsewhere', 'articles here', 'log ratio', 'low', 'high', 'log-odds z', 'G2', 'q'], numeric: 2, formats: [null, null, null, null, null, three.format, three.format, three.format, three.format, three.format, three.format], rows: rows.slice(0, 2000).map(i => [{ v: name(i), go: () => set({ q: name(i) }) }, windowKey(w(i)), c.target_count[i], c.reference_count[i], { v: c.doc_count[i], go: () => drillTerm(name(i), here({ a: w(i), b: w(i), o: k }), c.doc_count[i]) }, c.log_ratio[i], c.log_ratio_low[i], c.log_ratio_high[i], c.log_odds_z[i], c.g2 ? c.g2[i] : null, c.q_value ? c.q_value[i] : null]) }, top.length > 0);
  }

  section('term', 'One term', R && R.rows > 0, () => {
    if (!S.q) return [el('p', { class: 'empty' }, 'Type a term into “Find a term” above, or click one in any chart.')];
    const term = termNumber.get(S.q);
    if (term === undefined) {
      const near = terms.filter(t => t.includes(S.q.toLocaleLowerCase())).slice(0, 12);
      return [el('p', {}, '“', words(S.q), '” is not among the listed terms.'), near.length ? el('p', {}, 'Listed: ', near.flatMap((t, i) => [i ? ', ' : null, el('button', { type: 'button', class: 'link', onclick: () => set({ q: t }) }, words(t))])) : null];
    }
    let n = S.n;
    if (!R.c.term.some((t, i) => t === term && R.c.n[i] === n)) n = R.c.n[R.c.term.indexOf(term)] ?? n;
    const slice = sliceOf(S);
    const { a, b } = S, counts = new Array(b - a + 1).fill(0), docs = new Array(b - a + 1).fill(0), listed = new Set();
    termRows(slice.type, slice.slice, n, a, b, i => { if (R.c.term[i] === term) { counts[R.c.window_start[i] - a] += R.c.term_count[i]; docs[R.c.window_start[i] - a] += R.c.doc_count[i]; listed.add(R.c.window_start[i]); } });
    const totals = termTotals(slice.type, slice.slice, n, a, b).byWindow;
    const rates = counts.map((count, i) => rate(count, totals.get(a + i)?.terms) || 0);
    const mine = [];
    for (let i = 0; i < R.rows; i++) if (R.c.term[i] === term && R.c.slice_type[i] === typeOutlet && R.c.n[i] === n && R.c.window_start[i] >= a && R.c.window_start[i] <= b) mine.push(i);
    const perOutlet = outlets.map((name, i) => {
      const s = { name, i, count: 0, docs: 0, all: 0 };
      if (typeOutlet === undefined || (S.o >= 0 && S.o !== i)) return s;
      const number = sliceNumber.get(name);
      for (const row of mine) if (R.c.slice[row] === number) { s.count += R.c.term_count[row]; s.docs += R.c.doc_count[row]; }
      if (!s.count) return s;
      s.all = termTotals(typeOutlet, number, n, a, b).terms;
      return s;
    }).filter(s => s.count).sort((p, q) => q.count - p.count);
    const lines = [];
    if (T.contexts && T.contexts.has('term')) for (let i = 0; i < T.contexts.rows && lines.length < 30; i++) {
      if (T.contexts.c.term[i] !== term || T.contexts.c.window_start[i] < a || T.contexts.c.window_start[i] > b) continue;
      const at = T.contexts.c.article_id ? articleById.get(T.contexts.c.article_id[i]) : undefined;
      if (at !== undefined && ((S.o >= 0 && A.c.outlet[at] !== S.o) || (S.l >= 0 && languageOf(at) !== languages[S.l]))) continue;
      lines.push(el('li', {}, kwic(i), at !== undefined ? el('div', { class: 'by' }, words(A.text('outlet', at)), ' · ', words(A.text('title', at), A.text('language', at))) : null));
    }
    const bursts = T.bursts && T.bursts.has('term') ? d3.range(T.bursts.rows).filter(i => T.bursts.c.term[i] === term) : [];
    const sumDocs = d3.sum(docs);
    return [el('p', { class: 'lede' }, '“', words(S.q), '”: ' + plural(d3.sum(counts), 'occurrence') + ' in ', el('button', { type: 'button', class: 'link', onclick: () => drillTerm(S.q, S, sumDocs) }, plural(sumDocs, 'article')), ', where it is listed' + (slice.name ? ' for ' + clean(slice.name, 60) : '') + '.'),
      slice.exact ? null : el('p', { class: 'note' }, 'Terms are cut by one thing at a time: these are of ' + (slice.name ? clean(slice.name, 60) : 'all articles') + '.'),
      el('div', { class: 'two' },
        figure('term-time', 'Over time', 'Occurrences per million terms. A ' + period + ' in which it is not among the listed terms shows none.', plot(timeChart({ width: half(), height: 230, values: rates, a, b, unitless: true, yTitle: 'per million terms', label: 'Bars: rate of the term per ' + period + '. The table below has the numbers.', go: i => drillTerm(S.q, here({ a: i, b: i }), docs[i - a]), tipText: i => plural(counts[i], 'occurrence') + ' in ' + plural(docs[i], 'article') })), { head: [period, 'occurrences', 'articles', 'all terms', 'per million terms'], formats: [null, null, null, null, three.format], rows: counts.map((count, i) => [windowKey(a + i), count, { v: docs[i], go: () => drillTerm(S.q, here({ a: a + i, b: a + i }), docs[i]) }, totals.get(a + i)?.terms ?? 0, rates[i]]) }),
        perOutlet.length ? figure('term-outlets', 'By outlet', 'Occurrences, where it is among the outlet’s listed terms.', plot(barChart({ items: perOutlet.slice(0, 15).map(s => ({ name: s.name, value: s.count, tip: plural(s.count, 'occurrence') + ' in ' + plural(s.docs, 'article') + ', ' + three.format(rate(s.count, s.all)) + ' per million', go: () => drillTerm(S.q, here({ o: s.i }), s.docs) })), width: half(), xTitle: 'occurrences', label: 'Bars: the term by outlet. The table below has the numbers.' })), { head: ['outlet', 'occurrences', 'articles', 'all terms', 'per million terms'], formats: [null, null, null, null, three.format], rows: perOutlet.map(s => [s.name, s.count, { v: s.docs, go: () => drillTerm(S.q, here({ o: s.i }), s.docs) }, s.all, rate(s.count, s.all)]) }) : null),
      bursts.length ? el('p', {}, 'Bursts: ' + bursts.map(i => [T.bursts.text('start', i) || T.bursts.text('burst_start', i), T.bursts.text('end', i) || T.bursts.text('burst_end', i)].filter(Boolean).map(d => String(d).slice(0, 10)).join(' to ')).filter(Boolean).join('; ') + '.') : null,
      lines.length ? el('div', {}, el('h3', {}, 'In context'), el('ol', { class: 'articles' }, lines)) : null];
  });

  section('copies', 'Who printed whose texts', T.copy_flows && T.copy_flows.rows > 0, () => {
    const t = T.copy_flows;
    const from = [...new Set(t.c.from_outlet)], to = [...new Set(t.c.to_outlet)];
    const at = new Map(d3.range(t.rows).map(i => [t.c.from_outlet[i] + ' ' + t.c.to_outlet[i], i]));
    const row = (r, c) => at.get(from[r] + ' ' + to[c]);
    const fit = i => S.o < 0 || t.c.from_outlet[i] === S.o || t.c.to_outlet[i] === S.o;
    const copyList = (f, o) => {
      const c = T.copies;
      if (!c || !c.has('article_id', 'original_id', 'outlet')) return [];
      const found = [];
      for (let i = 0; i < c.rows; i++) {
        if (c.c.outlet[i] !== o || c.c.article_id[i] === c.c.original_id[i]) continue;
        const original = articleById.get(c.c.original_id[i]), copy = articleById.get(c.c.article_id[i]);
        if (copy !== undefined && original !== undefined && A.c.outlet[original] === f) found.push(copy);
      }
      return found;
    };
    const go = i => { const found = copyList(t.c.from_outlet[i], t.c.to_outlet[i]); openList(clean(t.text('from_outlet', i), 60) + ' → ' + clean(t.text('to_outlet', i), 60), t.c.articles[i], 'article', found, found.length < t.c.articles[i] ? 'The page has room for ' + found.length + ' of them; all are in table copies.' : ''); };
    const delay = i => t.c.median_delay && t.c.median_delay[i] !== null ? one.format(t.c.median_delay[i]) + ' h' : 'delay not known';
    return [el('p', { class: 'note' }, 'Whole run; of the filters only the outlet applies here.'),
      figure('flows', 'Copies by source and printer', 'How many articles of the outlet above print a text of the outlet at the side first. Hover for the median delay; click for the articles.', plot(heatMap({ rows: from.map(i => outlets[i]), columns: to.map(i => outlets[i]), value: (r, c) => { const i = row(r, c); return i !== undefined && fit(i) ? t.c.articles[i] : 0; }, rowTitle: 'first in', columnTitle: 'then in', label: 'Matrix of copies between outlets. The table below has the numbers.', go: (r, c) => go(row(r, c)), tipText: (r, c, v) => plural(v, 'article') + ', median delay ' + delay(row(r, c)) })),
        { head: ['first in', 'then in', 'articles', 'median delay in hours'], numeric: 2, formats: [null, null, null, one.format], rows: d3.range(t.rows).filter(fit).sort((p, q) => t.c.articles[q] - t.c.articles[p]).map(i => [t.text('from_outlet', i), t.text('to_outlet', i), { v: t.c.articles[i], go: () => go(i) }, t.c.median_delay ? t.c.median_delay[i] : null]) })];
  });

  section('stories', 'Stories', T.stories && T.stories.rows > 0, () => {
    const t = T.stories;
    const from = starts[S.a], to = ends[S.b];
    const rows = d3.range(t.rows).filter(i => t.c.first_published[i] && wall(t.c.first_published[i]) < to && wall(t.c.last_published[i]) >= from).sort((p, q) => t.c.articles[q] - t.c.articles[p]);
    const members = i => { const id = t.c.story_id[i]; return A.c.story_id ? d3.range(A.rows).filter(k => A.c.story_id[k] === id) : []; };
    const go = i => { const found = members(i); openList(clean(t.text('headline', i) || '(no headline)', 120), t.c.articles[i], 'article', found, found.length < t.c.articles[i] ? 'The page has room for ' + found.length + ' of them; all are in table articles, where story_id = ' + t.text('story_id', i) + '.' : ''); };
    const shown = rows.slice(0, 25).sort((p, q) => wall(t.c.first_published[p]) - wall(t.c.first_published[q]));
    const width = wide(), m = { top: 6, right: 16, bottom: 40, left: Math.min(380, width * .45) }, row = 25, height = m.top + m.bottom + shown.length * row;
    const svg = svgOf(width, height, 'Timeline of the largest stories. The table below has the numbers.');
    const x = d3.scaleUtc().domain([d3.min(shown, i => wall(t.c.first_published[i])) ?? from, d3.max(shown, i => wall(t.c.last_published[i])) ?? to]).range([m.left + 12, width - m.right - 12]);
    const r = d3.scaleSqrt().domain([0, d3.max(shown, i => t.c.articles[i]) || 1]).range([0, 10]);
    svg.append('g').attr('class', 'axis').attr('transform', `translate(0,${height - m.bottom})`).call(tickTime(x, d3.axisBottom(x).ticks(Math.max(2, width / 160))));
    svg.append('text').attr('class', 'title').attr('x', width - m.right).attr('y', height - 4).attr('text-anchor', 'end').text('first to last publication; the dot’s area is articles');
    const g = svg.append('g').selectAll('g').data(shown).join('g').attr('class', 'click').attr('transform', (_, i) => `translate(0,${m.top + i * row + row / 2})`).on('click', (_, i) => go(i)).on('pointermove', (event, i) => showTip(event, plural(t.c.articles[i], 'article') + ' of ' + plural(t.c.outlets[i], 'outlet'))).on('pointerleave', hideTip);
    g.append('rect').attr('y', -row / 2).attr('width', width).attr('height', row).attr('fill', 'transparent');
    g.append('text').attr('class', 'label').attr('x', m.left - 8).attr('y', 4).attr('text-anchor', 'end').text(i => shorten(t.text('headline', i) || '(no headline)', m.left - 10));
    g.append('line').attr('class', 'line').attr('x1', i => x(wall(t.c.first_published[i]))).attr('x2', i => x(wall(t.c.last_published[i])));
    g.append('circle').attr('class', 'dot').attr('r', i => r(t.c.articles[i])).attr('cx', i => x(wall(t.c.first_published[i])));
    return [el('p', { class: 'note' }, 'Stories of the ' + period + 's chosen; the other filters do not apply here.'),
      figure('stories', 'The largest stories', plural(rows.length, 'story', 'stories') + '. Click one for its articles.', shown.length ? plot(svg.node()) : el('p', { class: 'empty' }, 'No stories under these filters.'), { head: ['headline', 'first', 'last', 'articles', 'unique texts', 'outlets', 'top terms'], numeric: 3, rows: rows.map(i => [{ v: t.text('headline', i) || '(no headline)', go: () => go(i) }, String(t.c.first_published[i]).slice(0, 16), String(t.c.last_published[i]).slice(0, 16), { v: t.c.articles[i], go: () => go(i) }, t.c.unique_articles ? t.c.unique_articles[i] : null, t.c.outlets[i], t.c.top_terms ? t.text('top_terms', i).join(', ') : '']) }, shown.length > 0)];
  });

  const statusWords = { explicit: 'said by the record', declared: 'order declared', inferred: 'order proven by the outlet', ambiguous: 'day or month first?', impossible: 'no such date', future: 'in the future', out_of_range: 'too old', missing: 'missing' };
  function dateCounts(outlet) {
    const counts = new Map();
    const t = T.dates;
    for (let i = 0; t && i < t.rows; i++) if (outlet < 0 || t.c.outlet[i] === outlet) counts.set(t.text('date_status', i), (counts.get(t.text('date_status', i)) || 0) + t.c.articles[i]);
    return counts;
  }
  const isDated = status => ['explicit', 'declared', 'inferred'].includes(status);
  function drillDates(status, outlet, count) {
    const found = d3.range(A.rows).filter(i => A.text('date_status', i) === status && (outlet < 0 || A.c.outlet[i] === outlet));
    const ids = new Set(found.map(i => A.c.article_id[i]));
    const distinct = found.filter(i => ids.delete(A.c.article_id[i]));
    openList('Dates: ' + (statusWords[status] || status), count, 'article', distinct, distinct.length < count ? 'The page has room for ' + whole.format(distinct.length) + ' of them; all are in table articles, where date_status = ' + status + '.' : '');
  }
  section('quality', 'How good the data are', true, () => {
    const counts = [...dateCounts(S.o)].sort((p, q) => isDated(q[0]) - isDated(p[0]) || q[1] - p[1]);
    const dateItems = counts.map(([status, value]) => ({ name: statusWords[status] || status, value, quiet: !isDated(status), go: () => drillDates(status, S.o, value) }));
    const r = T.rejects, reasons = new Map();
    for (let i = 0; r && i < r.rows; i++) reasons.set(r.text('reason', i), (reasons.get(r.text('reason', i)) || 0) + 1);
    const reasonItems = [...reasons].sort((p, q) => q[1] - p[1]).map(([reason, value]) => ({ name: reason.replaceAll('_', ' '), value, quiet: true, go: () => openRejects(reason) }));
    const l = tally(S, languages.length, byLanguage), all = total(S);
    const languageItems = d3.range(languages.length).filter(i => l[i] > 0).sort((p, q) => l[q] - l[p]).map(i => { const [low, high] = wilson(l[i], all); return { name: languageName(languages[i]), value: l[i] / all, share: true, low, high, tip: plural(l[i], measures[S.m].replace(/ies$/, 'y').replace(/s$/, ''), measures[S.m]) + ' of ' + whole.format(all), go: () => drill({ l: i }), i }; });
    const d = T.dates;
    const statuses = counts.map(c => c[0]);
    const perOutlet = d ? outlets.map((name, o) => { const mine = dateCounts(o); return [name, ...statuses.map(s => ({ v: mine.get(s) || 0, go: mine.get(s) ? () => drillDates(s, o, mine.get(s)) : null }))]; }).filter((row, o) => (S.o < 0 || S.o === o) && row.slice(1).some(cell => cell.v)) : [];
    return [el('div', { class: 'two' },
      figure('dates', 'Dates by how they were found', 'Articles, duplicates left out. Grey: no usable date, so in no ' + period + '. Whole run' + (S.o >= 0 ? ', this outlet' : '') + '.', dateItems.length ? plot(barChart({ items: dateItems, width: half(), xTitle: 'articles', label: 'Bars: articles by date status. The table below has the numbers.' })) : el('p', { class: 'empty' }, 'No articles.'), { head: ['outlet', ...statuses], rows: perOutlet }, dateItems.length > 0),
      figure('languages', 'Languages', 'Share of ' + whole.format(all) + ' ' + measures[S.m] + ', with 95 % Wilson interval.', languageItems.length ? plot(barChart({ items: languageItems.slice(0, 15), width: half(), xTitle: 'share of ' + measures[S.m], label: 'Bars: languages. The table below has the numbers.', format: percent.format })) : el('p', { class: 'empty' }, 'None under these filters.'), { head: ['language', measures[S.m], 'share'], formats: [null, null, percent.format], rows: languageItems.map(item => [languages[item.i], { v: l[item.i], go: () => drill({ l: item.i }) }, item.value]) }, languageItems.length > 0),
      figure('rejects', 'Records that could not be read', r && r.total ? plural(r.total, 'record') + ' by reason; whole run.' + (r.rows < r.total ? ' The page has room for ' + whole.format(r.rows) + '; table rejects has all.' : '') : 'None: every record could be read.', reasonItems.length ? plot(barChart({ items: reasonItems, width: half(), xTitle: 'records', label: 'Bars: rejected records by reason. The table below lists them.' })) : '', r && r.rows ? { head: ['file', 'position', 'reason', 'what is wrong'], numeric: 9, rows: d3.range(r.rows).map(i => [r.text('source', i), String(r.c.position[i]), r.text('reason', i), r.text('detail', i)]) } : null, reasonItems.length > 0))];
  });
  function openRejects(reason) {
    const r = T.rejects;
    const rows = d3.range(r.rows).filter(i => !reason || r.text('reason', i) === reason);
    const all = reason ? rows.length : r.total;
    dialog.replaceChildren(el('div', { class: 'drill' }, el('header', {}, el('div', {}, el('h2', { id: 'drill-title' }, 'Records that could not be read'), el('p', { class: 'by', 'data-count': all, 'data-listed': rows.length }, plural(all, 'record') + (reason ? ': ' + reason.replaceAll('_', ' ') : '') + (r.rows < r.total ? '. The page has room for ' + whole.format(r.rows) + '; all are in table rejects.' : ''))), el('button', { class: 'plain', type: 'button', autofocus: true, onclick: () => dialog.close() }, 'Close')),
      el('ol', { class: 'articles' }, rows.map(i => el('li', {}, el('div', { class: 'headline' }, r.text('reason', i).replaceAll('_', ' ') + ': ', words(r.text('detail', i))), el('div', { class: 'by' }, words(r.text('source', i)), ', at byte ' + whole.format(r.c.position[i])), r.text('excerpt', i) ? el('pre', { dir: 'auto', tabindex: 0 }, clean(r.text('excerpt', i), 600)) : null)))));
    if (!dialog.open) dialog.showModal();
  }

  section('run', 'The run', true, () => {
    const run = D.run;
    const facts = [['job', run.job], ['made', timeFormat.format(new Date(run.finished)) + ' UTC'], ['took', one.format(run.seconds) + ' s'], ['as of', run.as_of], ['windows', D.windows.every + ', ' + D.windows.zone], ['runner', run.runner], ['Broadsheet', run.broadsheet], ['Beam', run.beam], ['Java', run.java]];
    const inputs = run.inputs || [];
    let spec = run.spec;
    try { spec = JSON.stringify(typeof spec === 'string' ? JSON.parse(spec) : spec, null, 1); } catch { spec = String(spec); }
    const rowsOf = new Map();
    for (const file of run.tables || []) if (!file.file.endsWith('.html')) rowsOf.set(file.table, [file.rows, file.file]);
    return [el('div', { class: 'two' }, el('table', {}, el('caption', {}, 'What ran'), el('tbody', {}, facts.filter(f => f[1] !== undefined).map(f => el('tr', {}, el('th', { scope: 'row' }, f[0]), el('td', {}, words(String(f[1]))))))),
      figure('tables', 'What the page holds', 'Rows of each table that are in this page; the rest is in the tables.', '', { head: ['table', 'rows here', 'rows in all'], rows: Object.values(T).map(t => [t.name, t.rows, Math.max(t.total, rowsOf.get(t.name)?.[0] ?? 0)]) }, false)),
      figure('inputs', 'Inputs', plural(inputs.length, 'file or part of one', 'files or parts of them') + '.', '', { head: ['file', 'format', 'bytes', 'articles', 'rejected'], numeric: 2, rows: inputs.map(f => [f.file, f.format || '', f.bytes, f.articles, f.rejected]) }, false),
      el('details', {}, el('summary', {}, 'The spec in force, defaults included'), el('pre', { tabindex: 0 }, spec))];
  });

  // ---- the page ---------------------------------------------------------------------------------------------
  const undatedCount = runCounts.undated;
  function findingText(finding) {
    return el('li', { class: 'finding' }, finding.parts.map(([kind, value]) => kind === 'term' ? el('em', {}, words(value)) : kind === 'name' ? words(value) : kind === 'window' ? windowFormat.format(wall(value)) : kind === 'count' ? whole.format(value) : kind === 'ratio' ? (value < 10 ? one.format(value) : whole.format(value)) : kind === 'share' ? percent.format(value) : value), ' ',
      el('a', { href: finding.view, onclick: event => { event.preventDefault(); follow(finding.view); } }, 'Show'));
  }
  function follow(view) {
    if (!view.includes('=')) { document.querySelector(view)?.scrollIntoView(); return; }
    history.replaceState(null, '', view);
    readFragment();
    draw();
    (S.q ? document.getElementById('term') : document.getElementById('coverage'))?.scrollIntoView();
  }
  const sumPart = (value, label, go) => go && value ? el('button', { type: 'button', onclick: go }, el('b', {}, whole.format(value)), el('small', {}, label)) : el('div', {}, el('b', {}, whole.format(value)), el('small', {}, label));
  const overview = el('div', {}), dateLine = el('div', {});
  function first() {
    const dated = W ? windowName(0) + (W > 1 ? ' to ' + windowName(W - 1) : '') : 'no dated article';
    const usedLanguages = languages.filter((_, i) => C.l.includes(i));
    return el('header', { class: 'wrap' },
      el('div', { class: 'masthead' }, el('b', {}, 'Broadsheet'), el('span', {}, 'a report per ' + every + ', ' + D.windows.zone), el('span', {}, 'made ', el('time', { datetime: D.run.finished }, timeFormat.format(new Date(D.run.finished)) + ' UTC'))),
      el('h1', { dir: 'auto' }, clean(D.run.job || 'Report')),
      el('p', { class: 'lede' }, plural(runCounts.counted, 'article') + ' of ' + plural(new Set(C.o).size, 'outlet') + ' in ' + plural(usedLanguages.length, 'language') + ', ' + dated + '.'),
      el('div', { class: 'first' },
        el('div', {}, el('h2', { class: 'vh' }, 'Findings'), D.findings.length ? el('ol', { class: 'findings' }, D.findings.map(findingText)) : el('p', { class: 'empty' }, 'Too little was read for a finding.'),
          el('div', {}, el('h2', { class: 'vh' }, 'Where every record went'), el('div', { class: 'sum', id: 'sum' },
        sumPart(runCounts.read, 'records read'), el('span', { 'aria-hidden': 'true' }, '='), sumPart(runCounts.counted, 'counted', () => drill({ a: 0, b: Math.max(0, W - 1), o: -1, t: -1, l: -1 })), el('span', { 'aria-hidden': 'true' }, '+'), sumPart(runCounts.duplicates, 'duplicates'), el('span', { 'aria-hidden': 'true' }, '+'),
        sumPart(runCounts.rejected, 'rejected', () => openRejects('')), el('span', { 'aria-hidden': 'true' }, '+'), sumPart(undatedCount, 'undated', drillUndated), el('span', { 'aria-hidden': 'true' }, '+'), sumPart(runCounts.late, 'late')))),
        el('div', {}, overview, dateLine)));
  }
  function drillUndated() {
    const found = d3.range(A.rows).filter(i => A.c.window_start[i] < 0);
    openList('Articles without a usable date', undatedCount, 'article', found, found.length < undatedCount ? 'The page has room for ' + whole.format(found.length) + ' of them; all are in table articles, where window_start is empty.' : 'They are in no ' + period + '.');
  }
  function drawOverview() {
    if (!W) { overview.replaceChildren(el('p', { class: 'empty' }, 'No article has a usable date, so there is nothing to show over time.')); return; }
    const values = Array.from(tally(S, W, byWindow, 'articles')).slice(S.a, S.b + 1);
    const width = wide() > 880 ? 440 : wide();
    overview.replaceChildren(figure('articles', 'Articles per ' + period, describe(S) === 'Everything' ? 'All outlets.' : describe(S), plot(timeChart({ width, height: 190, values, a: S.a, b: S.b, yTitle: 'articles per ' + period, label: 'Bars: articles per ' + period + '. The table below has the numbers.', go: i => drill({ a: i, b: i }), tipText: i => plural(values[i], 'article') })),
      { head: [period, 'articles'], rows: values.map((value, i) => [windowKey(S.a + i), { v: value, go: () => drill({ a: S.a + i, b: S.a + i }) }]) }));
    const counts = dateCounts(-1), good = d3.sum([...counts].filter(c => isDated(c[0])), c => c[1]), all = d3.sum([...counts], c => c[1]);
    dateLine.replaceChildren(all ? el('p', { class: 'note' }, 'Dates: ' + whole.format(good) + ' of ' + plural(all, 'article') + ' (' + percent.format(good / all) + ') have a usable one. ', el('a', { href: '#quality', onclick: event => { event.preventDefault(); follow('#quality'); } }, 'How they were found')) : '');
  }
  const controls = {};
  const state = el('p', { class: 'state', role: 'status', id: 'state' });
  function filterBar() {
    const windowOptions = () => d3.range(W).map(i => option(i, windowName(i)));
    const choose = (names, all, label = name => name) => [option(-1, all), ...d3.range(names.length).sort((p, q) => (label(names[p]) < label(names[q]) ? -1 : 1)).map(i => option(i, label(names[i])))];
    const field = (key, label, options, change) => { controls[key] = el('select', { id: 'filter-' + key, onchange: event => change(Number(event.target.value)) }, options); return el('label', { for: 'filter-' + key }, label, controls[key]); };
    const list = el('datalist', { id: 'terms' });
    controls.q = el('input', { id: 'filter-q', type: 'search', list: 'terms', autocomplete: 'off', spellcheck: 'false', placeholder: 'a word' });
    const sorted = terms.slice().sort();
    let typing = 0;
    controls.q.addEventListener('input', () => {
      const text = controls.q.value.trim().toLocaleLowerCase();
      const from = d3.bisectLeft(sorted, text);
      const near = [];
      for (let i = from; i < sorted.length && near.length < 12 && sorted[i].startsWith(text); i++) near.push(sorted[i]);
      list.replaceChildren(...near.map(term => el('option', { value: clean(term, 80) })));
      clearTimeout(typing);
      typing = setTimeout(() => { if (!text || termNumber.has(text)) set({ q: text }); }, 150);
    });
    controls.q.addEventListener('change', () => { const text = controls.q.value.trim().toLocaleLowerCase(); set({ q: text }); });
    controls.q.addEventListener('keydown', event => { if (event.key === 'Enter') { clearTimeout(typing); set({ q: controls.q.value.trim().toLocaleLowerCase() }); document.getElementById('term')?.scrollIntoView(); } });
    return el('div', { class: 'bar' }, el('div', { class: 'wrap' },
      el('form', { class: 'filters', 'aria-label': 'Filters', onsubmit: event => event.preventDefault() },
        W > 1 ? field('a', 'From', windowOptions(), a => set({ a })) : null, W > 1 ? field('b', 'To', windowOptions(), b => set({ b })) : null,
        field('o', 'Outlet', choose(outlets, 'all outlets'), o => set({ o })), topics.length ? field('t', 'Topic', choose(topics, 'all topics'), t => set({ t })) : null,
        languages.length > 1 ? field('l', 'Language', choose(languages, 'all languages', languageName), l => set({ l })) : null, ns.length > 1 ? field('n', 'Words in a term', ns.map(n => option(n, n)), n => set({ n })) : null,
        R && R.rows ? el('label', { for: 'filter-q' }, 'Find a term', controls.q, list) : null,
        el('button', { class: 'plain', type: 'button', id: 'reset', onclick: () => { set({ a: 0, b: Math.max(0, W - 1), o: -1, t: -1, l: -1, n: ns[0] || 1, q: '' }); } }, 'Reset')),
      state));
  }
  let redrawn = 0;
  function draw() {
    const start = performance.now();
    hideTip();
    for (const key of ['a', 'b', 'o', 't', 'l', 'n']) if (controls[key]) controls[key].value = S[key];
    if (controls.q && document.activeElement !== controls.q) controls.q.value = S.q;
    const count = total(S, 'articles');
    const parts = [el('button', { type: 'button', class: 'link', id: 'count', onclick: () => drill({}) }, el('b', {}, plural(count, 'article'))), ' of ' + whole.format(D.windows.sliding ? total(here({ a: 0, b: W - 1, o: -1, t: -1, l: -1 }), 'articles') : runCounts.counted)];
    if (D.hasCopies) parts.push(', ' + plural(total(S, 'texts'), 'unique text'));
    if (D.hasStories) parts.push(', ' + plural(total(S, 'stories'), 'story', 'stories'));
    state.replaceChildren(...parts, ' · ' + describe(S));
    drawOverview();
    for (const s of sections) {
      const focused = document.activeElement && s.content.contains(document.activeElement) ? [...s.content.querySelectorAll('select,button,summary')].indexOf(document.activeElement) : -1;
      const open = [...s.content.querySelectorAll('details[open][data-table]')].map(d => d.dataset.table);
      s.content.replaceChildren(...s.body().filter(Boolean));
      for (const id of open) { const details = s.content.querySelector(`details[data-table="${id}"]`); if (details) details.open = true; }
      if (focused >= 0) s.content.querySelectorAll('select,button,summary')[focused]?.focus();
    }
    redrawn = performance.now() - start;
    document.documentElement.dataset.redraw = redrawn.toFixed(1);
  }
  const reload = el('select', { id: 'reload', onchange: event => { sessionStorage.setItem('reload', event.target.value); schedule(); } }, [['0', 'never'], ['10', '10 seconds'], ['60', 'minute'], ['600', '10 minutes']].map(([value, label]) => option(value, label)));
  let timer = 0;
  function schedule() {
    clearTimeout(timer);
    const seconds = Number(reload.value);
    if (seconds) timer = setTimeout(() => location.reload(), seconds * 1000);
  }
  readFragment();
  app.replaceChildren(first(), filterBar(),
    el('nav', { class: 'wrap', 'aria-label': 'Sections' }, el('ul', {}, sections.map(s => el('li', {}, el('a', { href: '#' + s.id, onclick: event => { event.preventDefault(); s.node.scrollIntoView(); s.node.querySelector('h2').setAttribute('tabindex', '-1'); s.node.querySelector('h2').focus({ preventScroll: true }); } }, s.title))))),
    el('main', { id: 'main', class: 'wrap', tabindex: '-1' }, sections.map(s => s.node)),
    el('footer', { class: 'wrap' }, el('p', {}, 'Every number here is a sum of rows of the tables beside this file, and leads to its articles. Shares have 95 % Wilson intervals. Times are of ' + D.windows.zone + '.'), el('p', { class: 'reload' }, el('label', { for: 'reload' }, 'Load this page anew every '), reload)),
    status, dialog, tip);
  try { reload.value = sessionStorage.getItem('reload') || '0'; } catch { reload.value = '0'; }
  schedule();
  draw();
  document.documentElement.dataset.ready = performance.now().toFixed(1);
  addEventListener('hashchange', () => { const hash = location.hash; if (hash && !hash.includes('=')) { document.querySelector('#' + CSS.escape(hash.slice(1)))?.scrollIntoView(); return; } readFragment(); draw(); });
  let width = innerWidth;
  addEventListener('resize', () => { if (Math.abs(innerWidth - width) > 40) { width = innerWidth; draw(); } });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  if (location.hash && !location.hash.includes('=')) document.querySelector('#' + CSS.escape(location.hash.slice(1)))?.scrollIntoView();
})();
