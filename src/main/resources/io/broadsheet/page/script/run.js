section('run', 'The run', 'The run', true, () => {
  const run = D.run;
  const facts = [
    ['job', run.job],
    ['made', timeFormat.format(new Date(run.finished)) + ' UTC'],
    ['took', one.format(run.seconds) + ' s'],
    ['as of', run.as_of],
    ['windows', D.windows.every + ', ' + D.windows.zone],
    ['runner', run.runner],
    ['Broadsheet', run.broadsheet],
    ['Beam', run.beam],
    ['Java', run.java]
  ]
    .filter(f => f[1] !== undefined)
    .map(f => [f[0], String(f[1])]);
  const inputs = run.inputs || [];
  let spec = run.spec;
  try {
    spec = JSON.stringify(typeof spec === 'string' ? JSON.parse(spec) : spec, null, 1);
  } catch {
    spec = String(spec);
  }
  const rowsOf = new Map();
  for (const file of run.tables || [])
    if (!file.file.endsWith('.html')) rowsOf.set(file.table, [file.rows, file.file]);
  return [
    el(
      'div',
      { class: 'two' },
      figure(
        'what-ran',
        'What ran',
        '',
        el(
          'table',
          { class: 'facts', 'aria-label': 'What ran' },
          el(
            'tbody',
            {},
            facts.map(f => el('tr', {}, el('th', { scope: 'row' }, f[0]), el('td', {}, words(f[1]))))
          )
        ),
        { head: ['fact', 'value'], rows: facts, isShown: true },
        false
      ),
      figure(
        'tables',
        'What the page holds',
        'Rows of each table that are in this page; the rest is in the tables. What outlets, topics and languages have is counted from the articles.',
        '',
        {
          head: ['table', 'rows here', 'rows in all'],
          rows: [...new Set([...Object.keys(T), ...rowsOf.keys()])].map(name => [
            name,
            T[name]?.rows ?? 0,
            Math.max(T[name]?.total ?? 0, rowsOf.get(name)?.[0] ?? 0)
          ])
        },
        false
      )
    ),
    figure(
      'inputs',
      'Inputs',
      plural(inputs.length, 'file or part of one', 'files or parts of them') + '.',
      '',
      {
        head: ['file', 'format', 'bytes', 'articles', 'rejected'],
        numeric: 2,
        rows: inputs.map(f => [f.file, f.format || '', f.bytes, f.articles, f.rejected])
      },
      false
    ),
    el(
      'details',
      {},
      el('summary', {}, 'The spec in force, defaults included'),
      el('pre', { tabindex: 0 }, spec)
    )
  ];
});
