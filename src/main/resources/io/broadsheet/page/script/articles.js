/* From a number to its articles: the lists that open in a dialog. */
const A = T.articles;
const articleTopics = A.c.topics ? D.tables.articles.columns.topics.s : [];
const languageOf = i => {
  const tag = A.text('language', i);
  return tag ? tag.split('-', 1)[0] : 'und';
};
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
  return found.sort(
    (p, q) =>
      A.c.window_start[p] - A.c.window_start[q] ||
      (A.c.published[p] < A.c.published[q] ? -1 : A.c.published[p] > A.c.published[q] ? 1 : p - q)
  );
}
function describe(s) {
  const parts = [];
  if (W && (s.a > 0 || s.b < W - 1 || W === 1))
    parts.push(s.a === s.b ? windowName(s.a) : windowName(s.a) + ' to ' + windowName(s.b));
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
const safeLink = url => (/^https?:\/\//i.test(url || '') ? url : null);
function articleItem(i, context) {
  const language = A.text('language', i);
  const title = A.text('title', i) || '(no title)';
  const link = safeLink(A.text('url', i));
  const shown = clean(title); // no bdi inside dir=auto: its text would not be looked at
  const published = A.text('published', i);
  const about = [
    A.text('outlet', i),
    published
      ? (A.text('date_precision', i) === 'day' ? dayFormat : timeFormat).format(wall(published))
      : 'no date (' + A.text('date_status', i) + ')',
    (A.text('topics', i) || []).join(', '),
    language ? languageName(language.split('-')[0]) : '',
    plural(A.c.words[i], 'word')
  ].filter(Boolean);
  const copy = A.c.copy_of && A.c.copy_of[i] !== null ? articleById.get(A.c.copy_of[i]) : undefined;
  return el(
    'li',
    {},
    el(
      'div',
      { class: 'headline', dir: 'auto', lang: language && language !== 'und' ? language : null },
      link ? el('a', { href: link, rel: 'noopener noreferrer', target: '_blank' }, shown) : shown
    ),
    el(
      'div',
      { class: 'by' },
      ...about.flatMap((part, at) => (at ? [' · ', words(part)] : [words(part)])),
      copy !== undefined ? [' · copy of ', words(A.text('outlet', copy))] : null
    ),
    el('div', { class: 'by' }, 'read from ', words(A.text('source', i))),
    context ? context : null
  );
}
/** What a list of articles saves. */
const savedColumns = ['article_id', 'outlet', 'published', 'language', 'title', 'url', 'words', 'source'];
const articleGrid = indexes => ({
  head: savedColumns,
  rows: indexes.map(i => savedColumns.map(column => A.text(column, i)))
});
const dialog = el('dialog', { 'aria-labelledby': 'drill-title' });
dialog.addEventListener('click', event => {
  if (event.target === dialog) dialog.close();
});
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
  dialog.replaceChildren(
    el(
      'div',
      { class: 'drill' },
      el(
        'header',
        {},
        el(
          'div',
          {},
          el('h2', { id: 'drill-title' }, title),
          el(
            'p',
            { class: 'by', 'data-count': count, 'data-listed': indexes.length },
            plural(count, unit, unit + 's'),
            note ? el('span', {}, '. ' + note) : null
          )
        ),
        el(
          'div',
          { class: 'tools' },
          indexes.length
            ? el(
                'button',
                {
                  type: 'button',
                  'aria-label': 'CSV: these articles',
                  onclick: () =>
                    save(
                      (D.run.job || 'report') + '-articles.csv',
                      new Blob(['\ufeff' + csv(articleGrid(indexes))], { type: 'text/csv' })
                    )
                },
                'CSV'
              )
            : null,
          el(
            'button',
            { class: 'plain', type: 'button', autofocus: true, onclick: () => dialog.close() },
            'Close'
          )
        )
      ),
      list,
      more
    )
  );
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
}
function drill(changes) {
  const s = here(changes);
  const found = articlesIn(s);
  const count = total(s, 'articles');
  const parts = [];
  if (S.m === 'texts' || S.m === 'stories')
    parts.push(
      'They make ' +
        plural(
          total(s, S.m),
          S.m === 'texts' ? 'unique text' : 'story',
          S.m === 'texts' ? 'unique texts' : 'stories'
        ) +
        '.'
    );
  if (D.windows.sliding) parts.push('Windows overlap, so an article can count in several.');
  if (found.length < count)
    parts.push(
      'The page has room for ' +
        whole.format(found.length) +
        ' of them; all are in table articles, where ' +
        tableFilter(s) +
        '.'
    );
  openList(describe(s), count, 'article', found, parts.join(' '));
}
/**
 * The articles behind a count of a term, from table term_articles. A count over several windows is a sum over those that
 * list the term for the slice that the filters choose; filters that terms are not cut by do not apply.
 */
function drillTerm(term, s, count) {
  const number = termNumber.get(term);
  const slice = sliceOf(s);
  const own = {
    ...s,
    o: slice.type === typeOutlet ? s.o : -1,
    t: slice.type === typeTopic ? s.t : -1,
    l: slice.type === typeLanguage ? s.l : -1
  };
  const windows = new Set([s.a === s.b ? s.a : -1]);
  for (let i = 0; i < R.rows; i++)
    if (R.c.term[i] === number && R.c.slice_type[i] === slice.type && R.c.slice[i] === slice.slice)
      windows.add(R.c.window_start[i]);
  const t = T.term_articles;
  const ids = new Set();
  for (let i = 0; t && i < t.rows; i++)
    if (t.c.term[i] === number && windows.has(t.c.window_start[i])) ids.add(t.c.article_id[i]);
  for (const i of contextsOf(number, own)) ids.add(T.contexts.c.article_id[i]);
  // Of a window that does not list the term nothing is counted.
  const found = (count ? articlesIn(own) : []).filter(
    i => windows.has(A.c.window_start[i]) && ids.has(A.c.article_id[i])
  );
  const lines = new Map();
  for (const i of contextsOf(number, own)) {
    const article = T.contexts.c.article_id[i];
    if (!lines.has(article)) lines.set(article, i);
  }
  openList(
    '“' + clean(term, 60) + '” · ' + describe(own),
    count,
    'article',
    found,
    found.length < count
      ? 'The page has room for ' +
          whole.format(found.length) +
          ' of them; all are in table term_articles, if reports names it, where term = ' +
          clean(term, 60) +
          ', slice_type = ' +
          dict('slice_type')[slice.type] +
          ', slice = ' +
          clean(dict('slice')[slice.slice], 60) +
          ', ' +
          tableFilter({ ...own, o: -1, t: -1, l: -1 }) +
          '.'
      : '',
    i => {
      const line = lines.get(A.c.article_id[i]);
      return line === undefined ? null : kwic(line);
    }
  );
}
function kwic(line) {
  const t = T.contexts;
  return el(
    'p',
    { class: 'kwic', dir: 'auto' },
    harmless(t.text('left', line)),
    el('mark', {}, clean(t.text('match', line), 60)),
    harmless(t.text('right', line))
  );
}
let languageNames = null;
try {
  languageNames = new Intl.DisplayNames([locale], { type: 'language' });
} catch {
  languageNames = null;
}
function languageName(code) {
  if (!code || code === 'und') return 'language not known';
  try {
    return languageNames ? languageNames.of(code) : code;
  } catch {
    return code;
  }
}
