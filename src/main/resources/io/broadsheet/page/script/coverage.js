section('coverage', 'Coverage', 'Who published how much', cells > 0, () => {
  const names = S.by === 'outlet' ? outlets : topics;
  const keys = S.by === 'outlet' ? byOutlet : byTopic;
  const key = S.by === 'outlet' ? 'o' : 't';
  const measure = S.m,
    unit = measures[measure],
    isWords = measure === 'words';
  const sums = tally(S, names.length, keys);
  const all = total(S),
    span = S.b - S.a + 1;
  const order = d3
    .range(names.length)
    .filter(i => sums[i] > 0)
    .sort((p, q) => sums[q] - sums[p] || (names[p] < names[q] ? -1 : 1));
  const shown = order.slice(0, 12);
  const flat = tally(S, names.length * W, (p, i) => {
    const key = keys(p, i);
    return typeof key === 'number' ? key * W + p.w[i] : key.map(k => k * W + p.w[i]);
  });
  const perWindow = tally(S, W, byWindow);
  const isShare = S.as === 'shares' && !isWords;
  const series = shown.map(k => {
    const counts = Array.from(flat.slice(k * W + S.a, k * W + S.b + 1));
    if (!isShare) return { k, values: counts, counts };
    const bounds = counts.map((count, i) => wilson(count, perWindow[S.a + i]));
    return {
      k,
      counts,
      values: counts.map((count, i) => (perWindow[S.a + i] ? count / perWindow[S.a + i] : NaN)),
      lows: bounds.map(d => d[0]),
      highs: bounds.map(d => d[1])
    };
  });
  const yMax = isShare ? 1 : d3.max(series, s => d3.max(s.values)) || 1;
  const controls = el(
    'div',
    { class: 'filters inline' },
    choice('Shown by', { outlet: 'outlet', topic: 'topic' }, S.by, by => set({ by })),
    choice('Counted', measures, S.m, m => set({ m })),
    choice('As', { counts: 'counts', shares: 'shares with 95 % interval' }, S.as, as => set({ as }))
  );
  const barItems = order.slice(0, 16).map(k => {
    const [low, high] = wilson(sums[k], all);
    return {
      name: names[k],
      value: isWords ? sums[k] : sums[k] / all,
      share: !isWords,
      ...(isWords
        ? {}
        : { low, high, shown: percent.format(sums[k] / all) + ' (' + whole.format(sums[k]) + ')' }),
      tip: plural(sums[k], unit.replace(/ies$/, 'y').replace(/s$/, ''), unit) + ' of ' + whole.format(all),
      go: () => drill({ [key]: k })
    };
  });
  const shareGrid = {
    head: [S.by, unit, 'all ' + unit, 'share', 'share_low', 'share_high'],
    formats: [null, null, null, percent.format, percent.format, percent.format],
    rows: order.map(k => {
      const [low, high] = wilson(sums[k], all);
      return [
        { v: names[k], go: () => set({ [key]: k }) },
        { v: sums[k], go: () => drill({ [key]: k }) },
        all,
        sums[k] / all,
        isWords ? null : low,
        isWords ? null : high
      ];
    })
  };
  const timeGrid = {
    head: [period, ...shown.map(k => names[k])],
    rows: d3
      .range(span)
      .map(i => [
        windowKey(S.a + i),
        ...series.map(s => ({ v: s.counts[i], go: () => drill({ a: S.a + i, b: S.a + i, [key]: s.k }) }))
      ])
  };
  const perRow = Math.max(1, Math.floor((wide() + 26) / 296)),
    panelWidth = Math.floor((wide() - 26 * (perRow - 1)) / perRow);
  return [
    controls,
    figure(
      'share',
      'Share of ' + (isWords ? 'words' : 'all ' + unit) + ' by ' + S.by,
      (isWords
        ? 'Words in titles and bodies'
        : 'Of ' + whole.format(all) + ' ' + unit + ', with 95 % Wilson interval') +
        (S.by === 'topic' ? '; an article counts in each of its topics' : '') +
        '. Click a bar for its articles.',
      plot(
        barChart({
          items: barItems,
          width: Math.min(760, wide()),
          xTitle: isWords ? 'words' : 'share of ' + unit,
          label: 'Bars: ' + unit + ' by ' + S.by + '. The table below has the numbers.',
          format: isWords ? whole.format : percent.format
        })
      ),
      shareGrid
    ),
    figure(
      'over-time',
      (isShare
        ? 'Share of each ' + period + '’s ' + unit
        : unit[0].toUpperCase() + unit.slice(1) + ' per ' + period) +
        ' by ' +
        S.by,
      'All panels have the same scale.' +
        (order.length > shown.length ? ' The ' + shown.length + ' largest of ' + order.length + '.' : '') +
        (isShare ? ' The band is the 95 % Wilson interval.' : ''),
      el(
        'div',
        { class: 'plot grid' },
        series.map(s => {
          const svg = timeChart({
            ...s,
            width: panelWidth,
            height: 150,
            a: S.a,
            b: S.b,
            yMax,
            isShare,
            yTitle: isShare ? 'share of ' + unit : unit + ' per ' + period,
            label: clean(names[s.k], 60) + ': ' + unit + ' per ' + period,
            go: i => drill({ a: i, b: i, [key]: s.k }),
            tipText: i =>
              isShare
                ? Number.isNaN(s.values[i])
                  ? 'nothing published'
                  : percent.format(s.values[i]) +
                    ' (' +
                    percent.format(s.lows[i]) +
                    ' to ' +
                    percent.format(s.highs[i]) +
                    '), ' +
                    s.counts[i] +
                    ' of ' +
                    perWindow[S.a + i]
                : plural(s.counts[i], unit.replace(/ies$/, 'y').replace(/s$/, ''), unit)
          });
          svg.dataset.title = clean(names[s.k], 40);
          return el(
            'div',
            { class: 'panel' },
            el('h4', {}, words(names[s.k])),
            el('div', { class: 'num' }, plural(sums[s.k], unit.replace(/ies$/, 'y').replace(/s$/, ''), unit)),
            svg
          );
        })
      ),
      timeGrid
    )
  ];
});
