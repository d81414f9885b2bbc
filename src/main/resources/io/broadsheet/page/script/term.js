section('term', 'One term', 'One term', R && R.rows > 0, () => {
  if (!S.q)
    return [el('p', { class: 'empty' }, 'Type a term into “Find a term” above, or click one in any chart.')];
  const term = termNumber.get(S.q);
  if (term === undefined) {
    const near = terms.filter(t => t.includes(S.q.toLocaleLowerCase())).slice(0, 12);
    return [
      el('p', {}, '“', words(S.q), '” is not among the listed terms.'),
      near.length
        ? el(
            'p',
            {},
            'Listed: ',
            near.flatMap((t, i) => [
              i ? ', ' : null,
              el('button', { type: 'button', class: 'link', onclick: () => showTerm(t) }, words(t))
            ])
          )
        : null
    ];
  }
  let n = S.n;
  if (!R.c.term.some((t, i) => t === term && R.c.n[i] === n)) n = R.c.n[R.c.term.indexOf(term)] ?? n;
  const slice = sliceOf(S);
  const { a, b } = S,
    counts = new Array(b - a + 1).fill(0),
    docs = new Array(b - a + 1).fill(0),
    listed = new Set();
  termRows(slice.type, slice.slice, n, a, b, i => {
    if (R.c.term[i] === term) {
      counts[R.c.window_start[i] - a] += R.c.term_count[i];
      docs[R.c.window_start[i] - a] += R.c.doc_count[i];
      listed.add(R.c.window_start[i]);
    }
  });
  const totals = termTotals(slice.type, slice.slice, n, a, b).byWindow;
  const rates = counts.map((count, i) => rate(count, totals.get(a + i)?.terms) || 0);
  const bounds = counts.map((count, i) => wilson(count, totals.get(a + i)?.terms).map(end => end * 1e6));
  const mine = [];
  for (let i = 0; i < R.rows; i++)
    if (
      R.c.term[i] === term &&
      R.c.slice_type[i] === typeOutlet &&
      R.c.n[i] === n &&
      R.c.window_start[i] >= a &&
      R.c.window_start[i] <= b
    )
      mine.push(i);
  const perOutlet = outlets
    .map((name, i) => {
      const s = { name, i, count: 0, docs: 0, all: 0 };
      if (typeOutlet === undefined || (S.o >= 0 && S.o !== i)) return s;
      const number = sliceNumber.get(name);
      for (const row of mine)
        if (R.c.slice[row] === number) {
          s.count += R.c.term_count[row];
          s.docs += R.c.doc_count[row];
        }
      if (!s.count) return s;
      s.all = termTotals(typeOutlet, number, n, a, b).terms;
      return s;
    })
    .filter(s => s.count)
    .sort((p, q) => q.count - p.count);
  const lines = contextsOf(term, S);
  const bursts = T.bursts
    ? d3.range(T.bursts.rows).filter(i => T.bursts.c.term[i] === term && T.bursts.c.window_start[i] <= b)
    : [];
  const sumDocs = d3.sum(docs);
  return [
    el(
      'p',
      { class: 'lede' },
      '“',
      words(S.q),
      '”: ' + plural(d3.sum(counts), 'occurrence') + ' in ',
      el(
        'button',
        { type: 'button', class: 'link', onclick: () => drillTerm(S.q, S, sumDocs) },
        plural(sumDocs, 'article')
      ),
      ', where it is listed' + (slice.name ? ' for ' + clean(slice.name, 60) : '') + '.'
    ),
    slice.exact
      ? null
      : el(
          'p',
          { class: 'note' },
          'Terms are cut by one thing at a time: these are of ' +
            (slice.name ? clean(slice.name, 60) : 'all articles') +
            '.'
        ),
    el(
      'div',
      { class: 'two' },
      figure(
        'term-time',
        '“' + clean(S.q, 40) + '” over time',
        'Occurrences per million terms' +
          (b - a < 62 ? ', with 95 % Wilson interval' : '') +
          '. A ' +
          period +
          ' in which it is not among the listed terms shows none.',
        plot(
          timeChart({
            width: half(),
            height: 230,
            values: rates,
            lows: bounds.map(d => d[0]),
            highs: bounds.map(d => (Number.isNaN(d[1]) ? 0 : d[1])),
            a,
            b,
            unitless: true,
            yTitle: 'per million terms',
            label: 'Bars: rate of the term per ' + period + '. The table below has the numbers.',
            go: i => drillTerm(S.q, here({ a: i, b: i }), docs[i - a]),
            tipText: i => plural(counts[i], 'occurrence') + ' in ' + plural(docs[i], 'article')
          })
        ),
        {
          head: [period, 'occurrences', 'articles', 'all terms', 'per million terms', 'low', 'high'],
          formats: [null, null, null, null, three.format, three.format, three.format],
          rows: counts.map((count, i) => [
            windowKey(a + i),
            count,
            { v: docs[i], go: () => drillTerm(S.q, here({ a: a + i, b: a + i }), docs[i]) },
            totals.get(a + i)?.terms ?? 0,
            rates[i],
            ...bounds[i]
          ])
        }
      ),
      perOutlet.length
        ? figure(
            'term-outlets',
            '“' + clean(S.q, 40) + '” by outlet',
            'Occurrences, where it is among the outlet’s listed terms.',
            plot(
              barChart({
                items: perOutlet.slice(0, 15).map(s => ({
                  name: s.name,
                  value: s.count,
                  tip:
                    plural(s.count, 'occurrence') +
                    ' in ' +
                    plural(s.docs, 'article') +
                    ', ' +
                    three.format(rate(s.count, s.all)) +
                    ' per million',
                  go: () => drillTerm(S.q, here({ o: s.i }), s.docs)
                })),
                width: half(),
                xTitle: 'occurrences',
                label: 'Bars: the term by outlet. The table below has the numbers.'
              })
            ),
            {
              head: ['outlet', 'occurrences', 'articles', 'all terms', 'per million terms'],
              formats: [null, null, null, null, three.format],
              rows: perOutlet.map(s => [
                s.name,
                s.count,
                { v: s.docs, go: () => drillTerm(S.q, here({ o: s.i }), s.docs) },
                s.all,
                rate(s.count, s.all)
              ])
            }
          )
        : null
    ),
    bursts.length
      ? el('p', { id: 'bursts' }, 'Used more than usual: ', bursts.map(burstText).join('; '), '.')
      : null,
    lines.length
      ? el(
          'div',
          {},
          el('h3', {}, 'In context'),
          T.contexts.rows < T.contexts.total
            ? el(
                'p',
                { class: 'note' },
                'The page has room for ' +
                  whole.format(T.contexts.rows) +
                  ' lines of all terms; table contexts has ' +
                  whole.format(T.contexts.total) +
                  '.'
              )
            : null,
          el('ol', { class: 'articles contexts' }, lines.slice(0, 30).map(contextItem))
        )
      : null
  ];
});

function burstText(i) {
  const c = T.bursts.c;
  const last = D.windows.start.indexOf(c.last_window_start[i]);
  const first = c.window_start[i];
  return (
    (last < 0 || last === first ? windowName(first) : windowName(first) + ' to ' + windowName(last)) +
    ' (' +
    whole.format(c.doc_count[i]) +
    ' of ' +
    plural(c.total_docs[i], 'article') +
    ')'
  );
}
/** Rows of table contexts under the filters, an occurrence once, however many slices list it. */
function contextsOf(term, s) {
  const t = T.contexts;
  if (!t) return [];
  const places = new Set(),
    rows = [];
  for (let i = 0; i < t.rows; i++) {
    if (t.c.term[i] !== term || t.c.window_start[i] < s.a || t.c.window_start[i] > s.b) continue;
    if (s.o >= 0 && t.c.outlet[i] !== s.o) continue;
    const article = articleById.get(t.c.article_id[i]);
    if (s.l >= 0 && (article === undefined || languageOf(article) !== languages[s.l])) continue;
    if (s.t >= 0 && (article === undefined || !articleTopics[A.c.topics[article]].includes(s.t))) continue;
    const place = t.c.article_id[i] + ' ' + t.text('left', i);
    if (places.has(place)) continue;
    places.add(place);
    rows.push(i);
  }
  return rows;
}
function contextItem(i) {
  const article = articleById.get(T.contexts.c.article_id[i]);
  return el(
    'li',
    {},
    kwic(i),
    el(
      'div',
      { class: 'by' },
      words(T.contexts.text('outlet', i)),
      ' · ',
      windowName(T.contexts.c.window_start[i]),
      article !== undefined
        ? [
            ' · ',
            el(
              'button',
              {
                type: 'button',
                class: 'link',
                onclick: () => openList('Article', 1, 'article', [article], '')
              },
              words(A.text('title', article) || '(no title)', A.text('language', article))
            )
          ]
        : null
    )
  );
}
