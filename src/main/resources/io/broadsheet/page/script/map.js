section('map', 'Topics', 'Who covered what', cells > 0 && topics.length > 0, () => {
  const flat = tally(S, outlets.length * topics.length, (p, i) =>
    [byTopic(p, i)].flat().map(t => p.o[i] * topics.length + t)
  );
  const o = tally(S, outlets.length, byOutlet),
    t = tally(S, topics.length, byTopic);
  const rows = d3
      .range(outlets.length)
      .filter(i => o[i] > 0)
      .sort((p, q) => o[q] - o[p])
      .slice(0, 30),
    columns = d3
      .range(topics.length)
      .filter(i => t[i] > 0)
      .sort((p, q) => t[q] - t[p])
      .slice(0, 20);
  const at = (r, c) => flat[rows[r] * topics.length + columns[c]];
  const grid = {
    head: ['outlet', ...columns.map(c => topics[c])],
    rows: rows.map((k, r) => [
      outlets[k],
      ...columns.map((c, i) => ({ v: at(r, i), go: () => drill({ o: k, t: c }) }))
    ])
  };
  return [
    figure(
      'outlet-topic',
      measures[S.m][0].toUpperCase() + measures[S.m].slice(1) + ' by outlet and topic',
      'The stronger the colour, the more. An article counts in each of its topics. Click a cell for its articles.' +
        (rows.length < o.filter(v => v > 0).length || columns.length < t.filter(v => v > 0).length
          ? ' The largest are shown; table outlet_topics has all.'
          : ''),
      plot(
        heatMap({
          rows: rows.map(i => outlets[i]),
          columns: columns.map(i => topics[i]),
          value: at,
          rowTitle: 'outlet',
          columnTitle: 'topic',
          label: 'Heat map of ' + measures[S.m] + ' by outlet and topic. The table below has the numbers.',
          go: (r, c) => drill({ o: rows[r], t: columns[c] }),
          tipText: (r, c, v) =>
            clean(outlets[rows[r]], 40) +
            ', ' +
            clean(topics[columns[c]], 40) +
            ': ' +
            whole.format(v) +
            ' ' +
            measures[S.m]
        })
      ),
      grid
    )
  ];
});
