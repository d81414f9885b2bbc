const statusWords = {
  explicit: 'said by the record',
  declared: 'order declared',
  inferred: 'order proven by the outlet',
  ambiguous: 'day and month unclear',
  impossible: 'no such date',
  future: 'in the future',
  out_of_range: 'too old',
  missing: 'missing'
};
function dateCounts(outlet) {
  const counts = new Map();
  const t = T.dates;
  for (let i = 0; t && i < t.rows; i++)
    if (outlet < 0 || t.c.outlet[i] === outlet)
      counts.set(t.text('date_status', i), (counts.get(t.text('date_status', i)) || 0) + t.c.articles[i]);
  return counts;
}
const isDated = status => ['explicit', 'declared', 'inferred'].includes(status);
function drillDates(status, outlet, count) {
  const found = d3
    .range(A.rows)
    .filter(i => A.text('date_status', i) === status && (outlet < 0 || A.c.outlet[i] === outlet));
  const ids = new Set(found.map(i => A.c.article_id[i]));
  const distinct = found.filter(i => ids.delete(A.c.article_id[i]));
  openList(
    'Dates: ' + (statusWords[status] || status),
    count,
    'article',
    distinct,
    distinct.length < count
      ? 'The page has room for ' +
          whole.format(distinct.length) +
          ' of them; all are in table articles, where date_status = ' +
          status +
          '.'
      : ''
  );
}
section('quality', 'Data quality', 'How good the data are', true, () => {
  const counts = [...dateCounts(S.o)].sort((p, q) => isDated(q[0]) - isDated(p[0]) || q[1] - p[1]);
  const dateItems = counts.map(([status, value]) => ({
    name: statusWords[status] || status,
    value,
    quiet: !isDated(status),
    go: () => drillDates(status, S.o, value)
  }));
  const r = T.rejects,
    reasons = new Map();
  for (let i = 0; r && i < r.rows; i++)
    reasons.set(r.text('reason', i), (reasons.get(r.text('reason', i)) || 0) + 1);
  // Of the most frequent the run says how many there are, also where the page has no room for all.
  for (const [reason, count] of Object.entries(D.run.found?.rejects?.foremost || {})) reasons.set(reason, count);
  const reasonItems = [...reasons]
    .sort((p, q) => q[1] - p[1])
    .map(([reason, value]) => ({
      name: reason.replaceAll('_', ' '),
      value,
      quiet: true,
      go: () => openRejects(reason, value)
    }));
  const l = tally(S, languages.length, byLanguage),
    all = total(S);
  const languageItems = d3
    .range(languages.length)
    .filter(i => l[i] > 0)
    .sort((p, q) => l[q] - l[p])
    .map(i => {
      const [low, high] = wilson(l[i], all);
      return {
        name: languageName(languages[i]),
        value: l[i] / all,
        share: true,
        low,
        high,
        shown: percent.format(l[i] / all) + ' (' + whole.format(l[i]) + ')',
        tip:
          plural(l[i], measures[S.m].replace(/ies$/, 'y').replace(/s$/, ''), measures[S.m]) +
          ' of ' +
          whole.format(all),
        go: () => drill({ l: i }),
        i
      };
    });
  const d = T.dates;
  const statuses = counts.map(c => c[0]);
  const perOutlet = d
    ? outlets
        .map((name, o) => {
          const mine = dateCounts(o);
          return [
            name,
            ...statuses.map(s => ({
              v: mine.get(s) || 0,
              go: mine.get(s) ? () => drillDates(s, o, mine.get(s)) : null
            }))
          ];
        })
        .filter((row, o) => (S.o < 0 || S.o === o) && row.slice(1).some(cell => cell.v))
    : [];
  return [
    el(
      'div',
      { class: 'two' },
      figure(
        'dates',
        'Dates by how they were found',
        'Articles, duplicates left out. Grey: no usable date, so in no ' +
          period +
          '. Whole run' +
          (S.o >= 0 ? ', this outlet' : '') +
          '.',
        dateItems.length
          ? plot(
              barChart({
                items: dateItems,
                width: half(),
                xTitle: 'articles',
                label: 'Bars: articles by date status. The table below has the numbers.'
              })
            )
          : el('p', { class: 'empty' }, 'No articles.'),
        { head: ['outlet', ...statuses], rows: perOutlet },
        dateItems.length > 0
      ),
      figure(
        'languages',
        'Languages',
        'Share of ' + whole.format(all) + ' ' + measures[S.m] + ', with 95 % Wilson interval.',
        languageItems.length
          ? plot(
              barChart({
                items: languageItems.slice(0, 15),
                width: half(),
                xTitle: 'share of ' + measures[S.m],
                label: 'Bars: languages. The table below has the numbers.',
                format: percent.format
              })
            )
          : el('p', { class: 'empty' }, 'None under these filters.'),
        {
          head: ['language', measures[S.m], 'share'],
          formats: [null, null, percent.format],
          rows: languageItems.map(item => [
            languages[item.i],
            { v: l[item.i], go: () => drill({ l: item.i }) },
            item.value
          ])
        },
        languageItems.length > 0
      ),
      figure(
        'rejects',
        'Records that could not be read',
        r && r.total
          ? plural(r.total, 'record') +
              ' by reason; whole run.' +
              (r.rows < r.total
                ? ' The page has room for ' + whole.format(r.rows) + '; table rejects has all.'
                : '')
          : 'None: every record could be read.',
        reasonItems.length
          ? plot(
              barChart({
                items: reasonItems,
                width: half(),
                xTitle: 'records',
                label: 'Bars: rejected records by reason. The table below lists them.'
              })
            )
          : '',
        r && r.rows
          ? {
              head: ['file', 'position', 'reason', 'what is wrong'],
              numeric: 9,
              rows: d3
                .range(r.rows)
                .map(i => [
                  r.text('source', i),
                  String(r.c.position[i]),
                  r.text('reason', i),
                  r.text('detail', i)
                ])
            }
          : null,
        reasonItems.length > 0
      )
    )
  ];
});
function openRejects(reason, count) {
  const r = T.rejects;
  const rows = d3.range(r.rows).filter(i => !reason || r.text('reason', i) === reason);
  const all = reason ? count : r.total;
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
          el('h2', { id: 'drill-title' }, 'Records that could not be read'),
          el(
            'p',
            { class: 'by', 'data-count': all, 'data-listed': rows.length },
            plural(all, 'record') +
              (reason ? ': ' + reason.replaceAll('_', ' ') : '') +
              (rows.length < all
                ? '. The page has room for ' +
                  whole.format(rows.length) +
                  ' of them; all are in table rejects' +
                  (reason ? ', where reason = ' + reason : '') +
                  '.'
                : '')
          )
        ),
        el(
          'button',
          { class: 'plain', type: 'button', autofocus: true, onclick: () => dialog.close() },
          'Close'
        )
      ),
      el(
        'ol',
        { class: 'articles' },
        rows.map(i =>
          el(
            'li',
            {},
            el(
              'div',
              { class: 'headline' },
              r.text('reason', i).replaceAll('_', ' ') + ': ',
              words(r.text('detail', i))
            ),
            el(
              'div',
              { class: 'by' },
              words(r.text('source', i)),
              ', at byte ' + whole.format(r.c.position[i])
            ),
            r.text('excerpt', i)
              ? el('pre', { dir: 'auto', tabindex: 0 }, clean(r.text('excerpt', i), 600))
              : null
          )
        )
      )
    )
  );
  if (!dialog.open) dialog.showModal();
}
