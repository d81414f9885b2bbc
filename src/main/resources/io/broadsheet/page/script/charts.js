/* Charts: over time, bars, matrix, scatter. */
const ruler = document.createElement('canvas').getContext('2d');
ruler.font = '12px ' + getComputedStyle(document.body).fontFamily;
const svgOf = (width, height, label) =>
  d3
    .create('svg')
    .attr('viewBox', `0 0 ${width} ${height}`)
    .attr('width', width)
    .attr('height', height)
    .attr('role', 'img')
    .attr('aria-label', label);
const tickFormats = [
  [3 * 864e5, { hour: '2-digit', minute: '2-digit' }],
  [300 * 864e5, { day: 'numeric', month: 'short' }],
  [1500 * 864e5, { month: 'short', year: '2-digit' }],
  [Infinity, { year: 'numeric' }]
].map(([span, parts]) => [span, dates(parts)]);
const tickName = (scale, time) => {
  const [from, to] = scale.domain();
  return tickFormats.find(([span]) => to - from < span)[1].format(time);
};
const tickTime = (scale, axis) => axis.tickFormat(time => tickName(scale, time));
/** Names windows below a time axis: each in its middle while there is room, else some days, months or years. */
function windowAxis(svg, x, a, b, width, y) {
  const fitting = Math.max(2, Math.floor(width / 90));
  const marks =
    b - a < fitting
      ? d3.range(a, b + 1).map(i => ({ at: (x(starts[i]) + x(ends[i])) / 2, text: shortWindow(i) }))
      : x
          .ticks(fitting)
          .filter(time => time <= starts[b])
          .map(time => {
            const i = d3.bisectRight(starts, time, a, b + 1) - 1;
            const wide = x(ends[i]) - x(starts[i]);
            return {
              at: x(time) + (wide < 60 && time - starts[i] === 0 ? wide / 2 : 0),
              text: tickName(x, time)
            };
          });
  const g = svg.append('g').attr('class', 'axis');
  for (const mark of marks) {
    const half = ruler.measureText(mark.text).width * 0.46;
    g.append('text')
      .attr('x', Math.min(mark.at, width - half))
      .attr('y', y + 16)
      .attr('text-anchor', 'middle')
      .text(mark.text);
  }
}
/** Lines across a chart at some values of its horizontal scale. */
const gridLines = (svg, x, values, top, bottom) =>
  svg
    .append('g')
    .attr('class', 'axis')
    .selectAll('line')
    .data(values)
    .join('line')
    .attr('x1', x)
    .attr('x2', x)
    .attr('y1', top)
    .attr('y2', bottom);
const titleBelow = (svg, right, height, text) =>
  svg
    .append('text')
    .attr('class', 'title')
    .attr('x', right)
    .attr('y', height - 4)
    .attr('text-anchor', 'end')
    .text(text);
/** A group for each item, one row below the other, which leads somewhere from wherever it is clicked. */
function rowsOf(svg, items, { width, top, row, base = 0, go, tipText }) {
  const g = svg
    .append('g')
    .selectAll('g')
    .data(items)
    .join('g')
    .attr('transform', (_, i) => `translate(0,${top + i * row + base})`)
    .attr('class', d => (go(d) ? 'click' : null))
    .on('click', (_, d) => go(d)?.())
    .on('pointermove', (event, d) => showTip(event, tipText(d)))
    .on('pointerleave', hideTip);
  g.append('rect').attr('y', -base).attr('width', width).attr('height', row).attr('fill', 'transparent');
  return g;
}
const rowNames = (g, x, y, anchor, text) =>
  g.append('text').attr('class', 'label').attr('x', x).attr('y', y).attr('text-anchor', anchor).text(text);
const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
const countTick = value => (Number.isInteger(value) ? compact.format(value) : '');
/** Bars per window, or a line, with their intervals: values, lows, highs are arrays over the windows a to b. */
function timeChart({
  width,
  height,
  values,
  lows,
  highs,
  a,
  b,
  yTitle,
  yMax,
  isShare,
  label,
  go,
  tipText,
  unitless
}) {
  const m = { top: 18, right: 8, bottom: 34, left: 44 };
  const svg = svgOf(width, height, label);
  const x = d3
    .scaleUtc()
    .domain([starts[a], ends[b]])
    .range([m.left, width - m.right]);
  const top = yMax ?? d3.max(highs || values) ?? 0;
  const y = d3
    .scaleLinear()
    .domain([0, top || 1])
    .nice(4)
    .range([height - m.bottom, m.top]);
  svg
    .append('g')
    .attr('class', 'axis')
    .selectAll('line')
    .data(y.ticks(4))
    .join('line')
    .attr('x1', m.left)
    .attr('x2', width - m.right)
    .attr('y1', y)
    .attr('y2', y);
  const yAxis = d3
    .axisLeft(y)
    .ticks(4)
    .tickSize(0)
    .tickPadding(6)
    .tickFormat(
      isShare ? value => roundPercent.format(value) : unitless ? value => compact.format(value) : countTick
    );
  svg
    .append('g')
    .attr('class', 'axis')
    .attr('transform', `translate(${m.left},0)`)
    .call(yAxis)
    .call(g => g.select('.domain').remove());
  windowAxis(svg, x, a, b, width, height - m.bottom);
  svg.append('text').attr('class', 'title').attr('x', 2).attr('y', 10).text(yTitle);
  titleBelow(svg, width - m.right, height, period + ' of publication');
  const mid = i => (x(starts[a + i]) + x(ends[a + i])) / 2;
  if (isShare) {
    if (lows)
      svg
        .append('path')
        .attr('class', 'band')
        .attr(
          'd',
          d3
            .area()
            .defined(i => !Number.isNaN(lows[i]))
            .x(mid)
            .y0(i => y(lows[i]))
            .y1(i => y(highs[i]))(d3.range(values.length))
        );
    svg
      .append('path')
      .attr('class', 'line')
      .attr(
        'd',
        d3
          .line()
          .defined(i => !Number.isNaN(values[i]))
          .x(mid)
          .y(i => y(values[i]))(d3.range(values.length))
      );
    if (values.length < 40)
      svg
        .append('g')
        .selectAll('circle')
        .data(d3.range(values.length).filter(i => !Number.isNaN(values[i])))
        .join('circle')
        .attr('class', 'dot')
        .attr('r', 2.4)
        .attr('cx', mid)
        .attr('cy', i => y(values[i]));
  } else {
    let path = '';
    const base = y(0);
    for (let i = 0; i < values.length; i++) {
      if (!values[i]) continue;
      const from = x(starts[a + i]),
        wide = x(ends[a + i]) - from,
        gap = Math.min(2, wide * 0.15);
      path += `M${(from + gap / 2).toFixed(2)},${base.toFixed(2)}V${y(values[i]).toFixed(2)}h${(wide - gap).toFixed(2)}V${base.toFixed(2)}Z`;
    }
    svg.append('path').attr('class', 'bars').attr('d', path);
    if (lows && values.length <= 62)
      svg
        .append('path')
        .attr('class', 'whisk')
        .attr(
          'd',
          d3
            .range(values.length)
            .filter(i => values[i] > 0)
            .map(i => `M${mid(i).toFixed(2)},${y(lows[i]).toFixed(2)}V${y(highs[i]).toFixed(2)}`)
            .join('')
        );
  }
  svg
    .append('line')
    .attr('class', 'baseline')
    .attr('x1', m.left)
    .attr('x2', width - m.right)
    .attr('y1', y(0))
    .attr('y2', y(0));
  const cursor = svg
    .append('rect')
    .attr('class', 'cursor')
    .attr('y', m.top)
    .attr('height', height - m.top - m.bottom)
    .attr('visibility', 'hidden');
  const at = event => {
    const box = svg.node().getBoundingClientRect();
    const time = x.invert(((event.clientX - box.left) * width) / box.width);
    return Math.max(0, Math.min(values.length - 1, d3.bisectRight(starts, time, a, b + 1) - 1 - a));
  };
  svg
    .append('rect')
    .attr('class', 'hit')
    .attr('x', m.left)
    .attr('y', m.top)
    .attr('width', width - m.left - m.right)
    .attr('height', height - m.top - m.bottom)
    .on('pointermove', event => {
      const i = at(event);
      cursor
        .attr('visibility', 'visible')
        .attr('x', x(starts[a + i]))
        .attr('width', Math.max(1, x(ends[a + i]) - x(starts[a + i])));
      showTip(event, windowName(a + i) + ': ' + tipText(i));
    })
    .on('pointerleave', () => {
      cursor.attr('visibility', 'hidden');
      hideTip();
    })
    .on('click', event => {
      hideTip();
      go(a + at(event));
    });
  return svg.node();
}
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
  const row = 24,
    shown = d => d.shown ?? format(d.value),
    m = {
      top: 4,
      right: Math.max(40, ...items.map(d => ruler.measureText(shown(d)).width + 10)),
      bottom: 36,
      left:
        left ??
        Math.min(
          180,
          width * 0.4,
          Math.max(60, ...items.map(d => ruler.measureText(clean(d.name, 60)).width + 12))
        )
    };
  const height = m.top + m.bottom + items.length * row;
  const svg = svgOf(width, height, label);
  const x = d3
    .scaleLinear()
    .domain([0, d3.max(items, d => Math.max(d.high ?? d.value, d.mark ?? 0)) || 1])
    .range([m.left, width - m.right]);
  gridLines(svg, x, x.ticks(4), m.top, height - m.bottom);
  svg
    .append('g')
    .attr('class', 'axis')
    .attr('transform', `translate(0,${height - m.bottom})`)
    .call(
      d3
        .axisBottom(x)
        .ticks(4)
        .tickSize(0)
        .tickPadding(5)
        .tickFormat(items.some(d => d.share) ? value => roundPercent.format(value) : countTick)
    )
    .call(g => g.select('.domain').remove());
  titleBelow(svg, width - m.right, height, xTitle);
  const g = rowsOf(svg, items, {
    width,
    top: m.top,
    row,
    go: d => d.go,
    tipText: d => clean(d.name, 80) + ': ' + (d.tip || shown(d))
  });
  rowNames(g, m.left - 8, row / 2 + 4, 'end', d => shorten(d.name, m.left - 10));
  g.append('rect')
    .attr('class', d => 'bars' + (d.quiet ? ' other' : ''))
    .attr('x', m.left)
    .attr('y', 4)
    .attr('height', row - 8)
    .attr('width', d => Math.max(0, x(d.value) - m.left));
  g.filter(d => d.mark !== undefined)
    .append('path')
    .attr('class', 'mark')
    .attr('d', d => `M${x(d.mark)},1v${row - 2}`);
  g.filter(d => d.low !== undefined)
    .append('path')
    .attr('class', 'whisk')
    .attr(
      'd',
      d => `M${x(d.low)},${row / 2}H${x(d.high)}M${x(d.low)},${row / 2 - 4}v8M${x(d.high)},${row / 2 - 4}v8`
    );
  g.append('text')
    .attr('class', 'label')
    .attr('x', d => x(Math.max(d.high ?? d.value, d.mark ?? 0)) + 6)
    .attr('y', row / 2 + 4)
    .text(shown);
  svg
    .append('line')
    .attr('class', 'baseline')
    .attr('x1', m.left)
    .attr('x2', m.left)
    .attr('y1', m.top)
    .attr('y2', height - m.bottom);
  return svg.node();
}
const isDark = () => matchMedia('(prefers-color-scheme: dark)').matches && !matchMedia('print').matches;
/** A matrix of numbers with names on both sides. */
function heatMap({ rows, columns, value, label, go, tipText, rowTitle, columnTitle }) {
  const left = wide() < 640 ? 112 : 170,
    longest = d3.max(columns, d => ruler.measureText(shorten(d, 130)).width) || 0,
    top = Math.ceil(longest * 0.71) + 30,
    spill = Math.ceil(Math.min(longest, ruler.measureText(shorten(columns.at(-1) || '', 130)).width) * 0.71),
    cell = Math.max(
      wide() < 640 ? 24 : 34,
      Math.min(84, (wide() - Math.max(46, spill) - left) / Math.max(1, columns.length))
    ),
    row = 27;
  const width = left + columns.length * cell + Math.max(46, spill),
    height = top + rows.length * row + 8;
  const svg = svgOf(width, height, label);
  const largest = d3.max(rows, (_, r) => d3.max(columns, (_, c) => value(r, c))) || 1;
  const dark = isDark();
  const scale = t => d3.interpolateRgb(dark ? '#22313d' : '#dfe9f1', dark ? '#8fd0ff' : '#08488a')(t);
  if (width > wide() * 1.25) svg.attr('class', 'scrolls');
  const flat = [];
  rows.forEach((_, r) =>
    columns.forEach((_, c) => {
      const v = value(r, c);
      if (v) flat.push({ r, c, v });
    })
  );
  svg
    .append('text')
    .attr('class', 'title')
    .attr('x', left - 8)
    .attr('y', top - 6)
    .attr('text-anchor', 'end')
    .text(rowTitle + ' ↓');
  svg
    .append('text')
    .attr('class', 'title')
    .attr('x', left)
    .attr('y', 11)
    .text(columnTitle + ' →');
  svg
    .append('g')
    .selectAll('text')
    .data(rows)
    .join('text')
    .attr('class', 'label')
    .attr('x', left - 8)
    .attr('y', (_, r) => top + r * row + row / 2 + 4)
    .attr('text-anchor', 'end')
    .text(d => shorten(d, left - 10));
  svg
    .append('g')
    .selectAll('text')
    .data(columns)
    .join('text')
    .attr('class', 'label')
    .attr('transform', (_, c) => `translate(${left + c * cell + cell / 2 + 3},${top - 7}) rotate(-45)`)
    .text(d => shorten(d, 130));
  svg
    .append('g')
    .selectAll('rect')
    .data(d3.cross(d3.range(rows.length), d3.range(columns.length)))
    .join('rect')
    .attr('class', 'cell')
    .attr('x', d => left + d[1] * cell)
    .attr('y', d => top + d[0] * row)
    .attr('width', cell - 1.5)
    .attr('height', row - 1.5)
    .attr('fill', dark ? '#1a1d21' : '#faf8f3');
  const g = svg
    .append('g')
    .selectAll('g')
    .data(flat)
    .join('g')
    .attr('class', 'click')
    .attr('transform', d => `translate(${left + d.c * cell},${top + d.r * row})`)
    .on('click', (_, d) => go(d.r, d.c))
    .on('pointermove', (event, d) => showTip(event, tipText(d.r, d.c, d.v)))
    .on('pointerleave', hideTip);
  g.append('rect')
    .attr('width', cell - 1.5)
    .attr('height', row - 1.5)
    .attr('fill', d => scale(d.v / largest));
  g.append('text')
    .attr('x', cell / 2)
    .attr('y', row / 2 + 4)
    .attr('text-anchor', 'middle')
    .attr('font-size', 12)
    .attr('fill', d => (d3.lab(scale(d.v / largest)).l > 58 ? '#0b0b0b' : '#ffffff'))
    .text(d => compact.format(d.v));
  return svg.node();
}
/** Rates in a target against rates in the rest, both on logarithmic axes. */
function scatter({ points, width, xTitle, yTitle, above, below, label, go }) {
  const m = { top: 22, right: 20, bottom: 42, left: 56 },
    height = Math.min(width * 0.75, 470);
  const svg = svgOf(width, height, label);
  const scale = (key, range) =>
    d3
      .scaleLog()
      .domain([(d3.min(points, d => d[key]) || 1) * 0.8, (d3.max(points, d => d[key]) || 10) * 1.25])
      .range(range);
  const x = scale('x', [m.left, width - m.right]),
    y = scale('y', [height - m.bottom, m.top]);
  const low = Math.max(x.domain()[0], y.domain()[0]),
    high = Math.min(x.domain()[1], y.domain()[1]);
  svg
    .append('g')
    .attr('class', 'axis')
    .attr('transform', `translate(0,${height - m.bottom})`)
    .call(d3.axisBottom(x).ticks(5, compact.format).tickSizeOuter(0));
  svg
    .append('g')
    .attr('class', 'axis')
    .attr('transform', `translate(${m.left},0)`)
    .call(d3.axisLeft(y).ticks(5, compact.format).tickSizeOuter(0));
  svg
    .append('path')
    .attr('class', 'axis')
    .attr('d', low < high ? `M${x(low)},${y(low)}L${x(high)},${y(high)}` : '')
    .attr('stroke', 'currentColor')
    .attr('opacity', 0.35)
    .attr('stroke-dasharray', '3 4');
  svg.append('text').attr('class', 'title').attr('x', 2).attr('y', 11).text(yTitle);
  titleBelow(svg, width - m.right, height, xTitle);
  const corner = (text, px, py, anchor) =>
    svg
      .append('text')
      .attr('class', 'corner')
      .attr('x', px)
      .attr('y', py)
      .attr('text-anchor', anchor)
      .text(text);
  corner(above, x.range()[0] + 8, y.range()[1] + 12, 'start');
  corner(below, x.range()[1] - 4, y.range()[0] - 8, 'end');
  const g = svg
    .append('g')
    .selectAll('g')
    .data(points)
    .join('g')
    .attr('class', 'click')
    .attr('transform', d => `translate(${x(d.x)},${y(d.y)})`)
    .on('click', (_, d) => go(d))
    .on('pointermove', (event, d) => showTip(event, d.tip))
    .on('pointerleave', hideTip);
  g.append('circle')
    .attr('r', d => (Math.abs(d.g) > 10.83 ? 4.5 : 2.5))
    .attr('class', d => 'dot' + (Math.abs(d.g) <= 10.83 ? ' mid' : d.g < 0 ? ' less' : ''));
  const boxes = points.map(d => ({ l: x(d.x) - 4, r: x(d.x) + 4, t: y(d.y) - 4, b: y(d.y) + 4 }));
  g.each(function (d) {
    if (Math.abs(d.g) <= 6.63) return;
    const px = x(d.x),
      py = y(d.y),
      wide = ruler.measureText(clean(d.term, 22)).width;
    const right = px + wide + 12 < width - m.right;
    const box = {
      l: right ? px + 6 : px - wide - 7,
      r: right ? px + wide + 7 : px - 6,
      t: py - 7,
      b: py + 7
    };
    if (boxes.some(o => o.l < box.r && o.r > box.l && o.t < box.b && o.b > box.t)) return;
    boxes.push(box);
    d3.select(this)
      .append('text')
      .attr('class', 'label')
      .attr('x', right ? 7 : -7)
      .attr('y', 4)
      .attr('text-anchor', right ? 'start' : 'end')
      .text(clean(d.term, 22));
  });
  return svg.node();
}
