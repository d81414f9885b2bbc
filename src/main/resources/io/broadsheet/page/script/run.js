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
  ];
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
      el(
        'table',
        {},
        el('caption', {}, 'What ran'),
        el(
          'tbody',
          {},
          facts
            .filter(f => f[1] !== undefined)
            .map(f => el('tr', {}, el('th', { scope: 'row' }, f[0]), el('td', {}, words(String(f[1])))))
        )
      ),
      figure(
        'tables',
        'What the page holds',
        'Rows of each table that are in this page; the rest is in the tables.',
        '',
        {
          head: ['table', 'rows here', 'rows in all'],
          rows: Object.values(T).map(t => [t.name, t.rows, Math.max(t.total, rowsOf.get(t.name)?.[0] ?? 0)])
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
