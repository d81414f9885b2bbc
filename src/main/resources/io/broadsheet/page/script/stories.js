section('stories', 'Stories', T.stories && T.stories.rows > 0, () => {
  const t = T.stories;
  const from = starts[S.a],
    to = ends[S.b];
  const rows = d3
    .range(t.rows)
    .filter(
      i => t.c.first_published[i] && wall(t.c.first_published[i]) < to && wall(t.c.last_published[i]) >= from
    )
    .sort((p, q) => t.c.articles[q] - t.c.articles[p]);
  const members = i => {
    const id = t.c.story_id[i];
    return A.c.story_id ? d3.range(A.rows).filter(k => A.c.story_id[k] === id) : [];
  };
  const go = i => {
    const found = members(i);
    openList(
      clean(t.text('headline', i) || '(no headline)', 120),
      t.c.articles[i],
      'article',
      found,
      found.length < t.c.articles[i]
        ? 'The page has room for ' +
            found.length +
            ' of them; all are in table articles, where story_id = ' +
            t.text('story_id', i) +
            '.'
        : ''
    );
  };
  const shown = rows.slice(0, 25).sort((p, q) => wall(t.c.first_published[p]) - wall(t.c.first_published[q]));
  const width = wide(),
    m = { top: 6, right: 16, bottom: 40, left: Math.min(380, width * 0.45) },
    row = 25,
    height = m.top + m.bottom + shown.length * row;
  const svg = svgOf(width, height, 'Timeline of the largest stories. The table below has the numbers.');
  const x = d3
    .scaleUtc()
    .domain([
      d3.min(shown, i => wall(t.c.first_published[i])) ?? from,
      d3.max(shown, i => wall(t.c.last_published[i])) ?? to
    ])
    .range([m.left + 12, width - m.right - 12]);
  const r = d3
    .scaleSqrt()
    .domain([0, d3.max(shown, i => t.c.articles[i]) || 1])
    .range([0, 10]);
  svg
    .append('g')
    .attr('class', 'axis')
    .attr('transform', `translate(0,${height - m.bottom})`)
    .call(tickTime(x, d3.axisBottom(x).ticks(Math.max(2, width / 160))));
  svg
    .append('text')
    .attr('class', 'title')
    .attr('x', width - m.right)
    .attr('y', height - 4)
    .attr('text-anchor', 'end')
    .text('first to last publication; the dot’s area is articles');
  const g = svg
    .append('g')
    .selectAll('g')
    .data(shown)
    .join('g')
    .attr('class', 'click')
    .attr('transform', (_, i) => `translate(0,${m.top + i * row + row / 2})`)
    .on('click', (_, i) => go(i))
    .on('pointermove', (event, i) =>
      showTip(event, plural(t.c.articles[i], 'article') + ' of ' + plural(t.c.outlets[i], 'outlet'))
    )
    .on('pointerleave', hideTip);
  g.append('rect')
    .attr('y', -row / 2)
    .attr('width', width)
    .attr('height', row)
    .attr('fill', 'transparent');
  g.append('text')
    .attr('class', 'label')
    .attr('x', m.left - 8)
    .attr('y', 4)
    .attr('text-anchor', 'end')
    .text(i => shorten(t.text('headline', i) || '(no headline)', m.left - 10));
  g.append('line')
    .attr('class', 'line')
    .attr('x1', i => x(wall(t.c.first_published[i])))
    .attr('x2', i => x(wall(t.c.last_published[i])));
  g.append('circle')
    .attr('class', 'dot')
    .attr('r', i => r(t.c.articles[i]))
    .attr('cx', i => x(wall(t.c.first_published[i])));
  return [
    el('p', { class: 'note' }, 'Stories of the ' + period + 's chosen; the other filters do not apply here.'),
    figure(
      'stories',
      'The largest stories',
      plural(rows.length, 'story', 'stories') + '. Click one for its articles.',
      shown.length ? plot(svg.node()) : el('p', { class: 'empty' }, 'No stories under these filters.'),
      {
        head: ['headline', 'first', 'last', 'articles', 'unique texts', 'outlets', 'top terms'],
        numeric: 3,
        rows: rows.map(i => [
          { v: t.text('headline', i) || '(no headline)', go: () => go(i) },
          String(t.c.first_published[i]).slice(0, 16),
          String(t.c.last_published[i]).slice(0, 16),
          { v: t.c.articles[i], go: () => go(i) },
          t.c.unique_articles ? t.c.unique_articles[i] : null,
          t.c.outlets[i],
          t.c.top_terms ? t.text('top_terms', i).join(', ') : ''
        ])
      },
      shown.length > 0
    )
  ];
});
