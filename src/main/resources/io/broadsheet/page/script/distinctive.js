section(
  'distinctive',
  'Distinctive words',
  'What sets an outlet apart',
  R && R.rows > 0 && outlets.length > 1 && (typeOutlet !== undefined || T.keyness),
  () => {
    const { a, b, n } = S;
    const k =
      S.o >= 0
        ? S.o
        : S.key >= 0
          ? S.key
          : d3.greatest(
              d3.range(outlets.length),
              (() => {
                const sums = tally(here({ o: -1 }), outlets.length, byOutlet, 'articles');
                return i => sums[i];
              })()
            );
    const slice = sliceNumber.get(outlets[k]);
    const points = [];
    const sums = new Map();
    const own = termSums(typeOutlet, slice, n, a, b),
      all = termSums(typeAll, sliceNumber.get('all'), n, a, b);
    const mine = termTotals(typeOutlet, slice, n, a, b).terms;
    const rest = termTotals(typeAll, sliceNumber.get('all'), n, a, b).terms - mine;
    for (const [term, s] of own) {
      const whole = all.get(term);
      if (whole && whole.count >= s.count)
        sums.set(term, { count: s.count, other: whole.count - s.count, docs: s.docs });
    }
    const about =
      'Words listed both for the outlet and for all, summed over the ' + period + 's that list them.';
    for (const [term, s] of sums) {
      if (s.docs < 2 && sums.size > 300) continue;
      const g = g2(s.count, mine, s.other, rest);
      points.push({
        term: terms[term],
        count: s.count,
        other: s.other,
        docs: s.docs,
        g,
        x: ((s.other + 0.5) / rest) * 1e6,
        y: ((s.count + 0.5) / mine) * 1e6,
        ratio: Math.log2((s.count + 0.5) / mine / ((s.other + 0.5) / rest)),
        tip:
          terms[term] +
          ': ' +
          whole.format(s.count) +
          ' here, ' +
          whole.format(s.other) +
          ' elsewhere, G² ' +
          three.format(g)
      });
    }
    points.sort((p, q) => Math.abs(q.g) - Math.abs(p.g));
    const shown = points.filter(p => Number.isFinite(p.x) && Number.isFinite(p.y)).slice(0, 250);
    const grid = {
      head: ['term', 'here', 'elsewhere', 'articles here', 'log ratio', 'G2'],
      formats: [null, null, null, null, three.format, three.format],
      rows: points.map(p => [
        { v: p.term, go: () => showTerm(p.term) },
        p.count,
        p.other,
        { v: p.docs, go: () => drillTerm(p.term, here({ o: k }), p.docs) },
        p.ratio,
        p.g
      ])
    };
    return [
      S.t >= 0 || S.l >= 0
        ? el('p', { class: 'note' }, 'Terms are cut by one thing at a time: these are of all topics and languages.')
        : null,
      S.o < 0
        ? el(
            'div',
            { class: 'filters inline' },
            el(
              'label',
              {},
              'Outlet',
              el(
                'select',
                { onchange: event => set({ key: Number(event.target.value) }) },
                outlets.map((name, i) => option(i, name, i === k))
              )
            )
          )
        : null,
      figure(
        'scatter',
        'Words of ' + clean(outlets[k], 60) + ' against all other outlets',
        about +
          ' Above the diagonal: more frequent here. Large dots are beyond chance (G² over 10.83, one in a thousand); half an occurrence is added to both sides. Click a word for its own section.',
        shown.length
          ? plot(
              scatter({
                points: shown,
                width: Math.min(720, wide()),
                xTitle: 'per million terms of all other outlets (log scale)',
                yTitle: 'per million terms of ' + clean(outlets[k], 40) + ' (log scale)',
                above: 'more in ' + clean(outlets[k], 30),
                below: 'more elsewhere',
                label:
                  'Scatter plot of words of ' +
                  clean(outlets[k], 60) +
                  ' against other outlets. The table below has the numbers.',
                go: d => showTerm(d.term)
              })
            )
          : el('p', { class: 'empty' }, 'No words to compare under these filters.'),
        grid,
        shown.length > 0
      ),
      keynessFigure(k, slice)
    ];
  }
);

function keynessFigure(k, slice) {
  const t = T.keyness;
  if (
    !t ||
    !t.has(
      'slice_type',
      'slice',
      'term',
      'log_ratio',
      'log_ratio_low',
      'log_ratio_high',
      'log_odds_z',
      'doc_count',
      'target_count',
      'reference_count'
    )
  )
    return null;
  const c = t.c;
  const rows = [];
  for (let i = 0; i < t.rows; i++)
    if (
      c.slice[i] === slice &&
      c.slice_type[i] === typeOutlet &&
      c.window_start[i] >= S.a &&
      c.window_start[i] <= S.b &&
      (!c.n || c.n[i] === S.n) &&
      c.log_odds_z[i] !== null
    )
      rows.push(i);
  rows.sort((p, q) => c.log_odds_z[q] - c.log_odds_z[p]);
  const w = i => c.window_start[i],
    name = i => t.text('term', i);
  const top = rows.filter(i => c.log_ratio[i] > 0 && c.log_ratio_low[i] !== null).slice(0, 15);
  return figure(
    'keyness',
    'Most distinctive of one ' + period,
    'Against the other outlets of the same ' +
      period +
      ' (table keyness), by log-odds z' +
      (t.rows < t.total
        ? '; the page has room for the ' + whole.format(t.rows) + ' largest rows of outlets'
        : '') +
      '. One unit of log ratio is twice as frequent; with 95 % interval.',
    top.length
      ? plot(
          barChart({
            items: top.map(i => ({
              name: name(i) + ', ' + windowName(w(i)),
              value: c.log_ratio[i],
              low: Math.max(0, c.log_ratio_low[i]),
              high: c.log_ratio_high[i],
              tip:
                whole.format(c.target_count[i]) +
                ' here, ' +
                whole.format(c.reference_count[i]) +
                ' elsewhere, z ' +
                three.format(c.log_odds_z[i]),
              go: () => showTerm(name(i))
            })),
            width: Math.min(860, wide()),
            xTitle: 'log ratio (base 2)',
            label: 'Bars: log ratios of distinctive words. The table below has the numbers.',
            format: three.format,
            left: Math.min(220, wide() * 0.42)
          })
        )
      : el('p', { class: 'empty' }, 'None under these filters.'),
    {
      head: [
        'term',
        period,
        'here',
        'elsewhere',
        'articles here',
        'log ratio',
        'low',
        'high',
        'log-odds z',
        'G2',
        'q'
      ],
      numeric: 2,
      formats: [
        null,
        null,
        null,
        null,
        null,
        three.format,
        three.format,
        three.format,
        three.format,
        three.format,
        three.format
      ],
      rows: rows.slice(0, 2000).map(i => [
        { v: name(i), go: () => showTerm(name(i)) },
        windowKey(w(i)),
        c.target_count[i],
        c.reference_count[i],
        {
          v: c.doc_count[i],
          go: () => drillTerm(name(i), here({ a: w(i), b: w(i), o: k }), c.doc_count[i])
        },
        c.log_ratio[i],
        c.log_ratio_low[i],
        c.log_ratio_high[i],
        c.log_odds_z[i],
        c.g2 ? c.g2[i] : null,
        c.q_value ? c.q_value[i] : null
      ])
    },
    top.length > 0
  );
}
