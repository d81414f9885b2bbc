/** Stories under the filters, largest first: { i, articles, outlets }; the numbers are of the articles that fit. */
function storiesHere() {
  const t = T.stories;
  const isAll = describe(S) === 'Everything';
  if (isAll || !D.hasStories)
    return d3
      .range(t.rows)
      .filter(
        i =>
          isAll ||
          (t.c.first_published[i] &&
            wall(t.c.first_published[i]) < ends[S.b] &&
            wall(t.c.last_published[i]) >= starts[S.a])
      )
      .map(i => ({ i, articles: t.c.articles[i], outlets: t.c.outlets[i] }))
      .sort((p, q) => q.articles - p.articles || p.i - q.i);
  const sums = new Map();
  const groups = C.stories;
  for (const k of placesIn(groups, S)) {
    const sum = sums.get(groups.g[k]) || { articles: 0, outlets: new Set() };
    sums.set(groups.g[k], sum);
    sum.articles++;
    sum.outlets.add(groups.o[k]);
  }
  return d3
    .range(t.rows)
    .filter(i => sums.has(t.c.story_id[i]))
    .map(i => {
      const sum = sums.get(t.c.story_id[i]);
      return { i, articles: sum.articles, outlets: sum.outlets.size };
    })
    .sort((p, q) => q.articles - p.articles || p.i - q.i);
}

section('stories', 'Stories', 'Stories', T.stories && T.stories.rows > 0, () => {
  const t = T.stories;
  const all = storiesHere();
  const headline = i => t.text('headline', i) || '(no headline)';
  const fitting = new Set(articlesIn(S));
  const isAll = describe(S) === 'Everything';
  const members = d3.group(
    d3.range(A.rows).filter(k => A.c.story_id && A.c.story_id[k] !== null && (isAll || fitting.has(k))),
    k => A.c.story_id[k]
  );
  const go = story => {
    const found = members.get(t.c.story_id[story.i]) || [];
    openList(
      clean(headline(story.i), 120),
      story.articles,
      'article',
      found,
      found.length < story.articles
        ? 'The page has room for ' +
            whole.format(found.length) +
            ' of them; all are in table articles, where story_id = ' +
            t.text('story_id', story.i) +
            (isAll ? '' : ', ' + tableFilter(S)) +
            '.'
        : ''
    );
  };
  const note = [];
  if (t.rows < t.total)
    note.push(
      'The page has room for ' +
        whole.format(t.rows) +
        ' of ' +
        plural(t.total, 'story', 'stories') +
        '; table stories has all.'
    );
  if (!D.hasStories) note.push('Of the filters only the ' + period + 's apply here.');
  const first = i => t.c.first_published[i] && wall(t.c.first_published[i]),
    last = i => t.c.last_published[i] && wall(t.c.last_published[i]);
  const shown = all
    .filter(story => first(story.i))
    .slice(0, 20)
    .sort((p, q) => first(p.i) - first(q.i));
  const grid = {
    head: ['headline', 'first', 'last', 'articles', 'outlets', 'top terms'],
    numeric: 3,
    rows: all.map(story => [
      { v: headline(story.i), go: () => go(story) },
      String(t.c.first_published[story.i] ?? '').slice(0, 16),
      String(t.c.last_published[story.i] ?? '').slice(0, 16),
      { v: story.articles, go: () => go(story) },
      story.outlets,
      t.c.top_terms ? t.text('top_terms', story.i).join(', ') : ''
    ])
  };
  return [
    note.length ? el('p', { class: 'note' }, note.join(' ')) : null,
    figure(
      'stories',
      'The largest stories, from first to last article',
      plural(all.length, 'story', 'stories') +
        ' of two or more articles about one event. A dot is an article. ' +
        (shown.length && shown.length < all.length ? 'The ' + shown.length + ' with most articles. ' : '') +
        'Click one for its articles.',
      shown.length
        ? plot(
            storyChart(shown, {
              headline,
              first,
              last,
              members: story => members.get(t.c.story_id[story.i]) || [],
              go
            })
          )
        : el(
            'p',
            { class: 'empty' },
            all.length ? 'None of them has a usable date.' : 'No stories under these filters.'
          ),
      grid,
      shown.length > 0
    )
  ];
});

/** A line for each story from its first article to its last, with a dot for each article that the page has. */
function storyChart(shown, { headline, first, last, members, go }) {
  const narrow = wide() < 640,
    width = wide(),
    said = story => plural(story.articles, 'article') + ', ' + plural(story.outlets, 'outlet'),
    row = narrow ? 40 : 26,
    m = {
      top: 6,
      right: narrow ? 12 : Math.max(...shown.map(story => ruler.measureText(said(story)).width)) + 18,
      bottom: 40,
      left: narrow ? 8 : Math.min(400, width * 0.4)
    },
    height = m.top + m.bottom + shown.length * row;
  const svg = svgOf(width, height, 'Timeline of the largest stories. The table below has the numbers.');
  const x = d3
    .scaleUtc()
    .domain([d3.min(shown, story => first(story.i)), d3.max(shown, story => last(story.i))])
    .range([m.left + 10, width - m.right - 6]);
  const ticks = Math.max(2, Math.floor((width - m.left - m.right) / 90));
  gridLines(svg, x, x.ticks(ticks), m.top, height - m.bottom);
  svg
    .append('g')
    .attr('class', 'axis')
    .attr('transform', `translate(0,${height - m.bottom})`)
    .call(tickTime(x, d3.axisBottom(x).ticks(ticks).tickSize(0).tickPadding(7)))
    .call(g => g.select('.domain').remove());
  titleBelow(svg, width - m.right, height, 'time of publication');
  const g = rowsOf(svg, shown, {
    width,
    top: m.top,
    row,
    base: narrow ? row - 9 : row / 2,
    go: story => () => go(story),
    tipText: story => clean(headline(story.i), 120) + ': ' + said(story)
  });
  rowNames(g, narrow ? m.left : m.left - 8, narrow ? -13 : 4, narrow ? 'start' : 'end', story =>
    shorten(headline(story.i), narrow ? width - 20 : m.left - 10)
  );
  g.append('line')
    .attr('class', 'line')
    .attr('x1', story => x(first(story.i)))
    .attr('x2', story => x(last(story.i)));
  g.selectAll('circle')
    .data(story => {
      const times = members(story)
        .filter(k => A.c.published[k])
        .map(k => wall(A.c.published[k]));
      return times.length ? times : [first(story.i), last(story.i)];
    })
    .join('circle')
    .attr('class', 'dot ring')
    .attr('r', 5)
    .attr('cx', x);
  if (!narrow)
    g.append('text')
      .attr('class', 'label quiet')
      .attr('x', width - m.right + 10)
      .attr('y', 4)
      .text(said);
  return svg.node();
}
