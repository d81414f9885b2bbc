section('copies', 'Who printed whose texts', T.copy_flows && T.copy_flows.rows > 0, () => {
  const t = T.copy_flows;
  const from = [...new Set(t.c.from_outlet)],
    to = [...new Set(t.c.to_outlet)];
  const at = new Map(d3.range(t.rows).map(i => [t.c.from_outlet[i] + ' ' + t.c.to_outlet[i], i]));
  const row = (r, c) => at.get(from[r] + ' ' + to[c]);
  const fit = i => S.o < 0 || t.c.from_outlet[i] === S.o || t.c.to_outlet[i] === S.o;
  const copyList = (f, o) => {
    const c = T.copies;
    if (!c || !c.has('article_id', 'original_id', 'outlet')) return [];
    const found = [];
    for (let i = 0; i < c.rows; i++) {
      if (c.c.outlet[i] !== o || c.c.article_id[i] === c.c.original_id[i]) continue;
      const original = articleById.get(c.c.original_id[i]),
        copy = articleById.get(c.c.article_id[i]);
      if (copy !== undefined && original !== undefined && A.c.outlet[original] === f) found.push(copy);
    }
    return found;
  };
  const go = i => {
    const found = copyList(t.c.from_outlet[i], t.c.to_outlet[i]);
    openList(
      clean(t.text('from_outlet', i), 60) + ' → ' + clean(t.text('to_outlet', i), 60),
      t.c.articles[i],
      'article',
      found,
      found.length < t.c.articles[i]
        ? 'The page has room for ' + found.length + ' of them; all are in table copies.'
        : ''
    );
  };
  const delay = i =>
    t.c.median_delay && t.c.median_delay[i] !== null
      ? one.format(t.c.median_delay[i]) + ' h'
      : 'delay not known';
  return [
    el('p', { class: 'note' }, 'Whole run; of the filters only the outlet applies here.'),
    figure(
      'flows',
      'Copies by source and printer',
      'How many articles of the outlet above print a text of the outlet at the side first. Hover for the median delay; click for the articles.',
      plot(
        heatMap({
          rows: from.map(i => outlets[i]),
          columns: to.map(i => outlets[i]),
          value: (r, c) => {
            const i = row(r, c);
            return i !== undefined && fit(i) ? t.c.articles[i] : 0;
          },
          rowTitle: 'first in',
          columnTitle: 'then in',
          label: 'Matrix of copies between outlets. The table below has the numbers.',
          go: (r, c) => go(row(r, c)),
          tipText: (r, c, v) => plural(v, 'article') + ', median delay ' + delay(row(r, c))
        })
      ),
      {
        head: ['first in', 'then in', 'articles', 'median delay in hours'],
        numeric: 2,
        formats: [null, null, null, one.format],
        rows: d3
          .range(t.rows)
          .filter(fit)
          .sort((p, q) => t.c.articles[q] - t.c.articles[p])
          .map(i => [
            t.text('from_outlet', i),
            t.text('to_outlet', i),
            { v: t.c.articles[i], go: () => go(i) },
            t.c.median_delay ? t.c.median_delay[i] : null
          ])
      }
    )
  ];
});
