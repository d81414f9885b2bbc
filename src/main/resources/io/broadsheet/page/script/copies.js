/**
 * Copies by source and printer: { from, to, articles, delays, rows }. Where the page has all copies they are counted
 * from table copies, under the filters; else they are table copy_flows, which is of the whole run.
 */
function copyFlows() {
  const c = T.copies;
  if (!c || c.rows < c.total || !c.has('article_id', 'original_id', 'outlet', 'published')) {
    const t = T.copy_flows;
    const flows = d3
      .range(t.rows)
      .map(i => ({
        from: t.c.from_outlet[i],
        to: t.c.to_outlet[i],
        articles: t.c.articles[i],
        delays: [],
        rows: [],
        median: t.c.median_delay[i]
      }))
      .filter(flow => S.o < 0 || flow.from === S.o || flow.to === S.o);
    return { flows, isWhole: true, unknown: 0 };
  }
  const originals = new Map();
  for (let i = 0; i < c.rows; i++)
    if (c.c.article_id[i] === c.c.original_id[i]) originals.set(c.c.article_id[i], i);
  const byPair = new Map();
  let unknown = 0;
  for (let i = 0; i < c.rows; i++) {
    const original = originals.get(c.c.original_id[i]);
    if (original === undefined || original === i) continue;
    const from = c.c.outlet[original],
      to = c.c.outlet[i];
    if (S.o >= 0 && from !== S.o && to !== S.o) continue;
    if (W && (S.a > 0 || S.b < W - 1)) {
      const time = c.c.published[i] && wall(c.c.published[i]);
      if (!time || time < starts[S.a] || time >= ends[S.b]) continue;
    }
    if (S.t >= 0 || S.l >= 0) {
      const article = articleById.get(c.c.article_id[i]);
      if (article === undefined) {
        unknown++;
        continue;
      }
      if (S.l >= 0 && languageOf(article) !== languages[S.l]) continue;
      if (S.t >= 0 && !articleTopics[A.c.topics[article]].includes(S.t)) continue;
    }
    const key = from * outlets.length + to;
    const flow = byPair.get(key) || { from, to, articles: 0, delays: [], rows: [] };
    byPair.set(key, flow);
    flow.articles++;
    flow.rows.push(i);
    if (c.c.published[i] && c.c.published[original])
      flow.delays.push((wall(c.c.published[i]) - wall(c.c.published[original])) / 36e5);
  }
  const flows = [...byPair.values()];
  for (const flow of flows) flow.median = d3.median(flow.delays) ?? null;
  return { flows, isWhole: false, unknown };
}
const delayName = hours =>
  hours === null || hours === undefined
    ? 'unknown delay'
    : hours < 48
      ? plural(Math.round(hours * 10) / 10, 'hour', 'hours', one)
      : plural(Math.round((hours / 24) * 10) / 10, 'day', 'days', one);
/** A line for each pair: a dot for each copy at its delay, a tick at the median. */
function delayChart(flows, go) {
  const width = wide(),
    name = flow => clean(outlets[flow.from], 40) + ' → ' + clean(outlets[flow.to], 40),
    narrow = wide() < 640,
    said = flow =>
      (narrow ? whole.format(flow.articles) : plural(flow.articles, 'article')) +
      (flow.articles === 1 ? ', after ' : ', median ') +
      delayName(flow.median),
    row = narrow ? 40 : 26,
    m = {
      top: 6,
      right: narrow ? 12 : Math.max(...flows.map(flow => ruler.measureText(said(flow)).width)) + 16,
      bottom: 40,
      left: narrow
        ? 8
        : Math.min(width * 0.42, Math.max(...flows.map(flow => ruler.measureText(name(flow)).width)) + 14)
    },
    height = m.top + m.bottom + flows.length * row;
  const svg = svgOf(
    width,
    height,
    'Delays of copies for each pair of outlets. The table below has the numbers.'
  );
  const longest = d3.max(flows, flow => d3.max([...flow.delays, flow.median ?? 0])) || 1;
  const x = d3
    .scaleSqrt()
    .domain([0, longest])
    .range([m.left + 6, width - m.right]);
  const steps = [0, 1, 3, 6, 12, 24, 48, 72, 168, 336, 720, 1440, 2160, 4320, 8760].filter(
    h => h <= longest * 1.02
  );
  const ticks = [];
  for (const h of steps) if (!ticks.length || x(h) - x(ticks.at(-1)) > 34) ticks.push(h);
  gridLines(svg, x, ticks, m.top, height - m.bottom);
  svg
    .append('g')
    .attr('class', 'axis')
    .selectAll('text')
    .data(ticks)
    .join('text')
    .attr('x', x)
    .attr('y', height - m.bottom + 15)
    .attr('text-anchor', 'middle')
    .text(h => (h < 48 ? whole.format(h) + ' h' : whole.format(h / 24) + ' d'));
  titleBelow(svg, x.range()[1], height, 'hours (h) or days (d) after the first print, square-root scale');
  const g = rowsOf(svg, flows, {
    width,
    top: m.top,
    row,
    base: narrow ? row - 9 : row / 2,
    go: flow => () => go(flow),
    tipText: flow => name(flow) + ': ' + said(flow)
  });
  if (narrow) rowNames(g, m.left, -13, 'start', flow => shorten(name(flow) + ': ' + said(flow), width - 16));
  else rowNames(g, m.left - 8, 4, 'end', flow => shorten(name(flow), m.left - 10));
  g.append('line').attr('class', 'thread').attr('x1', x(0)).attr('x2', x.range()[1]);
  g.selectAll('circle')
    .data(flow => flow.delays.map(delay => ({ delay, dim: flow.delays.length > 4 })))
    .join('circle')
    .attr('class', d => 'dot' + (d.dim ? ' dim' : ''))
    .attr('r', 4.5)
    .attr('cx', d => x(d.delay));
  g.filter(flow => flow.median !== null)
    .append('path')
    .attr('class', 'whisk')
    .attr('d', flow => `M${x(flow.median)},-9V9`);
  if (!narrow)
    g.append('text')
      .attr('class', 'label quiet')
      .attr('x', width - m.right + 12)
      .attr('y', 4)
      .text(said);
  return svg.node();
}

section('copies', 'Copies', 'Who printed whose texts', T.copy_flows && T.copy_flows.rows > 0, () => {
  const { flows, isWhole, unknown } = copyFlows();
  flows.sort((p, q) => q.articles - p.articles || p.from - q.from || p.to - q.to);
  const go = flow => {
    const found = flow.rows.map(i => articleById.get(T.copies.c.article_id[i])).filter(i => i !== undefined);
    openList(
      clean(outlets[flow.from], 60) + ' → ' + clean(outlets[flow.to], 60),
      flow.articles,
      'article',
      found,
      found.length < flow.articles
        ? 'The page has room for ' +
            whole.format(found.length) +
            ' of them; all are in table copies, where outlet = ' +
            clean(outlets[flow.to], 60) +
            ' and the outlet of original_id is ' +
            clean(outlets[flow.from], 60) +
            '.'
        : ''
    );
  };
  const notes = [];
  if (isWhole) notes.push('Whole run; of the filters only the outlet applies here.');
  if (unknown)
    notes.push(
      plural(unknown, 'copy', 'copies') +
        ' of which the page has no room for the article are left out under a topic or language; table copies has all.'
    );
  const note = notes.length ? el('p', { class: 'note' }, notes.join(' ')) : null;
  if (!flows.length) return [note, el('p', { class: 'empty' }, 'No copies under these filters.')];
  const bySize = key => {
    const sums = d3.rollup(
      flows,
      of => d3.sum(of, flow => flow.articles),
      flow => flow[key]
    );
    return [...sums].sort((p, q) => q[1] - p[1]).map(d => d[0]);
  };
  const from = bySize('from').slice(0, 30),
    to = bySize('to').slice(0, 30);
  const at = new Map(flows.map(flow => [flow.from * outlets.length + flow.to, flow]));
  const flowAt = (r, c) => at.get(from[r] * outlets.length + to[c]);
  const grid = {
    head: ['first in', 'then in', 'articles', 'median delay in hours'],
    numeric: 2,
    formats: [null, null, null, one.format],
    rows: flows.map(flow => [
      outlets[flow.from],
      outlets[flow.to],
      { v: flow.articles, go: () => go(flow) },
      flow.median
    ])
  };
  const shown = flows.slice(0, 20);
  const total = d3.sum(flows, flow => flow.articles);
  const timed = shown.some(flow => flow.median !== null);
  return [
    note,
    figure(
      'delays',
      'How long after the first print',
      plural(total, 'article') +
        (total === 1 ? ' prints' : ' print') +
        ' a text that had already run. ' +
        (isWhole ? '' : 'A dot is a copy; the ') +
        (isWhole ? 'The ' : '') +
        'line across is the median. Dates without a time count from the start of the day.' +
        (shown.length < flows.length
          ? ' The ' + shown.length + ' busiest pairs of ' + flows.length + '.'
          : '') +
        ' Click a pair for its articles.',
      timed
        ? plot(delayChart(shown, go))
        : el('p', { class: 'empty' }, 'None of them has a usable date, so there is no delay to show.'),
      grid,
      timed
    ),
    from.length > 1
      ? figure(
          'flows',
          'Copies by source and printer',
          'How many articles of the outlet above print a text that the outlet at the side ran first.',
          plot(
            heatMap({
              rows: from.map(i => outlets[i]),
              columns: to.map(i => outlets[i]),
              value: (r, c) => flowAt(r, c)?.articles ?? 0,
              rowTitle: 'first in',
              columnTitle: 'then in',
              label: 'Matrix of copies between outlets. The table below has the numbers.',
              go: (r, c) => go(flowAt(r, c)),
              tipText: (r, c, v) => plural(v, 'article') + ', median ' + delayName(flowAt(r, c).median)
            })
          ),
          grid
        )
      : null
  ];
});
