section('words', 'Words', 'What was written', R && R.rows > 0, () => {
  const slice = sliceOf(S);
  const { a, b, n } = S;
  const sums = termSums(slice.type, slice.slice, n, a, b),
    totals = termTotals(slice.type, slice.slice, n, a, b);
  const top = [...sums].sort(
    (p, q) => q[1].count - p[1].count || q[1].docs - p[1].docs || (terms[p[0]] < terms[q[0]] ? -1 : 1)
  );
  const notes = [];
  if (!slice.exact)
    notes.push(
      'Terms are cut by one thing at a time: these are of ' +
        (slice.name ? clean(slice.name, 60) : 'all articles') +
        '.'
    );
  if (R.rows < R.total)
    notes.push(
      'The page holds ' +
        whole.format(R.rows) +
        ' of the ' +
        whole.format(R.total) +
        ' rows of table terms; rarer terms are in the table only.'
    );
  const one = period === 'window' ? 'window' : period;
  const go = k => showTerm(terms[k]);
  const items = top.slice(0, 20).map(([k, s]) => ({
    name: terms[k],
    value: s.count,
    tip: plural(s.count, 'occurrence') + ', ' + three.format(rate(s.count, totals.terms)) + ' per million',
    go: () => go(k)
  }));
  const grid = {
    head: ['term', 'occurrences', 'articles', 'all terms', 'per million terms'],
    formats: [null, null, null, null, three.format],
    rows: top
      .slice(0, 1000)
      .map(([k, s]) => [
        { v: terms[k], go: () => go(k) },
        s.count,
        { v: s.docs, go: () => drillTerm(terms[k], S, s.docs) },
        totals.terms,
        rate(s.count, totals.terms)
      ])
  };
  const rising = risingTerms(slice, n, a, b);
  return [
    notes.length ? el('p', { class: 'note' }, notes.join(' ')) : null,
    el(
      'div',
      { class: 'two' },
      figure(
        'top-terms',
        'Most frequent ' + (n === 1 ? 'words' : n + '-word terms'),
        'Of ' +
          plural(totals.terms, 'term') +
          ' in titles and bodies, stop words not listed. Summed over the ' +
          one +
          's that list the term. Click one for its own section.',
        items.length
          ? plot(
              barChart({
                items,
                width: half(),
                xTitle: 'occurrences',
                label: 'Bars: the most frequent terms. The table below has the numbers.',
                left: 130
              })
            )
          : el('p', { class: 'empty' }, 'No terms under these filters.'),
        grid,
        items.length > 0
      ),
      rising
        ? figure(
            'rising-terms',
            'Rising',
            rising.about,
            rising.grid.rows.length
              ? plot(
                  barChart({
                    items: rising.items,
                    width: half(),
                    xTitle: rising.unit,
                    label: 'Bars: rising terms. The table below has the numbers.',
                    format: value => '× ' + three.format(value)
                  })
                )
              : el('p', { class: 'empty' }, 'Nothing rises beyond chance under these filters.'),
            rising.grid,
            rising.items.length > 0
          )
        : null
    )
  ];
});
function risingTerms(slice, n, a, b) {
  const t = T.trends;
  if (t && t.has('term', 'window_start', 'ratio', 'z', 'doc_count', 'total_docs', 'expected')) {
    const rows = [];
    for (let i = 0; i < t.rows; i++)
      if (
        t.c.window_start[i] >= a &&
        t.c.window_start[i] <= b &&
        (!t.c.n || t.c.n[i] === n) &&
        t.c.ratio[i] > 1 &&
        t.c.z[i] > 0
      )
        rows.push(i);
    rows.sort((p, q) => t.c.z[q] - t.c.z[p]);
    const best = new Map();
    for (const i of rows) if (!best.has(t.c.term[i])) best.set(t.c.term[i], i);
    const chosen = [...best.values()];
    const name = i => t.text('term', i),
      when = i => windowName(t.c.window_start[i]);
    return {
      about:
        'Each term in the ' +
        period +
        ' in which it stood out most. Bar: articles that have it; line: how many were to be expected from the ' +
        period +
        's before. The 15 that chance explains least (largest z of table trends).' +
        (S.o >= 0 || S.t >= 0 || S.l >= 0
          ? ' Of all articles: trends are not cut by outlet, topic or language.'
          : ''),
      unit: 'articles of the ' + period,
      items: chosen.slice(0, 15).map(i => ({
        name: name(i) + ', ' + shortWindow(t.c.window_start[i]),
        value: t.c.doc_count[i],
        mark: t.c.expected[i],
        shown: whole.format(t.c.doc_count[i]) + ' (expected ' + one.format(t.c.expected[i]) + ')',
        tip:
          when(i) +
          ': ' +
          whole.format(t.c.doc_count[i]) +
          ' of ' +
          plural(t.c.total_docs[i], 'article') +
          ', expected ' +
          three.format(t.c.expected[i]) +
          ', z ' +
          three.format(t.c.z[i]),
        go: () => showTerm(name(i))
      })),
      grid: {
        head: ['term', period, 'articles', 'occurrences', 'expected', 'ratio', 'z', 'q'],
        numeric: 2,
        formats: [null, null, null, null, three.format, three.format, three.format, three.format],
        rows: chosen.slice(0, 1000).map(i => [
          { v: name(i), go: () => showTerm(name(i)) },
          windowKey(t.c.window_start[i]),
          {
            v: t.c.doc_count[i],
            go: () =>
              drillTerm(
                name(i),
                { ...ofAll, a: t.c.window_start[i], b: t.c.window_start[i] },
                t.c.doc_count[i]
              )
          },
          t.c.term_count ? t.c.term_count[i] : null,
          t.c.expected ? t.c.expected[i] : null,
          t.c.ratio[i],
          t.c.z[i],
          t.c.q_value ? t.c.q_value[i] : null
        ])
      }
    };
  }
  if (W < 2) return null;
  // Without a trend table: the last window of the range against all others of the page.
  let last = -1;
  for (const w of termTotals(slice.type, slice.slice, n, a, b).byWindow.keys()) last = Math.max(last, w);
  if (last < 0) return null;
  const now = termSums(slice.type, slice.slice, n, last, last),
    listed = new Map(),
    fewest = new Map();
  termRows(slice.type, slice.slice, n, 0, W - 1, i => {
    const w = R.c.window_start[i];
    if (w === last) return;
    fewest.set(w, Math.min(fewest.get(w) ?? Infinity, R.c.term_count[i]));
    if (now.has(R.c.term[i])) {
      const of = listed.get(R.c.term[i]) || listed.set(R.c.term[i], new Map()).get(R.c.term[i]);
      of.set(w, R.c.term_count[i]);
    }
  });
  // Where a term is not listed it may be as frequent as the rarest that is.
  const elsewhere = k => {
    let sum = 0;
    for (const [w, few] of fewest) sum += listed.get(k)?.get(w) ?? few;
    return sum;
  };
  const mine = termTotals(slice.type, slice.slice, n, last, last).terms,
    rest = termTotals(slice.type, slice.slice, n, 0, W - 1).terms - mine;
  if (!rest) return null;
  const scored = [...now]
    .filter(([, s]) => s.docs >= 2)
    .map(([k, s]) => {
      const other = elsewhere(k);
      return {
        k,
        s,
        other,
        g: g2(s.count, mine, other, rest),
        ratio: (s.count + 0.5) / mine / ((other + 0.5) / rest)
      };
    })
    .filter(d => d.g > 3.84 && d.ratio > 1)
    .sort((p, q) => q.g - p.g);
  return {
    about:
      windowName(last) +
      ' against all other ' +
      period +
      's; in 2 articles or more. A ' +
      period +
      ' that does not list the term counts as if it had the least that it lists. The 15 with the largest log-likelihood.',
    unit: 'times as often as in the others, at least',
    items: scored
      .slice(0, 15)
      .sort((p, q) => q.ratio - p.ratio)
      .map(d => ({
        name: terms[d.k],
        value: d.ratio,
        tip:
          plural(d.s.count, 'occurrence') +
          ' in ' +
          plural(d.s.docs, 'article') +
          ', G² ' +
          three.format(d.g),
        go: () => showTerm(terms[d.k])
      })),
    grid: {
      head: ['term', 'occurrences', 'articles', 'occurrences elsewhere, at most', 'ratio', 'G2'],
      formats: [null, null, null, null, three.format, three.format],
      rows: scored.map(d => [
        { v: terms[d.k], go: () => showTerm(terms[d.k]) },
        d.s.count,
        { v: d.s.docs, go: () => drillTerm(terms[d.k], here({ a: last, b: last }), d.s.docs) },
        d.other,
        d.ratio,
        d.g
      ])
    }
  };
}
