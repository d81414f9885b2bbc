/* A figure: a chart, the table behind it, and its downloads. */
const status = el('p', { class: 'vh', role: 'status' });
/**
 * A grid is { head, rows, numeric (from which column), isShown (whether it stands there anyway) }; a cell is a value, or
 * { v, go } where it leads to articles.
 */
function gridTable(grid, caption) {
  const numeric = grid.numeric ?? 1;
  const rows = grid.rows.slice(0, 400);
  return el(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
    el(
      'table',
      {},
      el(
        'caption',
        {},
        caption +
          (rows.length < grid.rows.length
            ? '. First ' + rows.length + ' of ' + whole.format(grid.rows.length) + ' rows; the CSV has all.'
            : '')
      ),
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          grid.head.map((name, i) =>
            el('th', { scope: 'col', class: i >= numeric ? 'n' : null }, clean(name, 60))
          )
        )
      ),
      el(
        'tbody',
        {},
        rows.map(row =>
          el(
            'tr',
            {},
            row.map((cell, i) => {
              const value = cell !== null && typeof cell === 'object' ? cell.v : cell;
              const format = grid.formats && grid.formats[i];
              const text =
                value === null || Number.isNaN(value)
                  ? ''
                  : typeof value === 'number'
                    ? (format || whole.format)(value)
                    : clean(value);
              const content =
                cell !== null && typeof cell === 'object' && cell.go
                  ? el('button', { type: 'button', class: 'link', onclick: cell.go }, text)
                  : typeof value === 'number'
                    ? text
                    : words(text);
              return i === 0
                ? el('th', { scope: 'row' }, content)
                : el('td', { class: i >= numeric ? 'n' : null }, content);
            })
          )
        )
      )
    )
  );
}
function figure(id, title, subtitle, plot, grid, charts = true) {
  const name = (D.run.job || 'report') + '-' + id;
  const svgs = () => [...box.querySelectorAll('.plot svg')];
  const details = grid && !grid.isShown
    ? el(
        'details',
        { 'data-table': id },
        el('summary', {}, 'Table', el('span', { class: 'vh' }, ': ' + title))
      )
    : null;
  if (details)
    details.addEventListener('toggle', () => {
      if (details.open && details.children.length === 1) details.append(gridTable(grid, title));
    });
  const button = (label, action) =>
    el('button', { type: 'button', onclick: action, 'aria-label': label + ': ' + title }, label);
  const box = el(
    'figure',
    { id: 'figure-' + id },
    el('figcaption', {}, el('h3', {}, title), subtitle ? el('p', {}, subtitle) : null),
    plot,
    grid
      ? el(
          'div',
          { class: 'foot' },
          details,
          el(
            'div',
            { class: 'tools' },
            button('Copy', async () => {
              const text = [
                grid.head,
                ...grid.rows.map(row =>
                  row.map(cell => (cell !== null && typeof cell === 'object' ? cell.v : cell))
                )
              ]
                .map(row =>
                  row
                    .map(cell =>
                      defused(cell ?? '')
                        .toString()
                        .replace(/[\t\r\n]/g, ' ')
                    )
                    .join('\t')
                )
                .join('\n');
              try {
                await navigator.clipboard.writeText(text);
                status.textContent = 'Copied.';
              } catch {
                const area = el('textarea', {});
                area.value = text;
                document.body.append(area);
                area.select();
                document.execCommand('copy');
                area.remove();
                status.textContent = 'Copied.';
              }
            }),
            button('CSV', () => save(name + '.csv', new Blob(['\ufeff' + csv(grid)], { type: 'text/csv' }))),
            charts
              ? button('SVG', () =>
                  save(name + '.svg', new Blob([svgText(svgs(), title).text], { type: 'image/svg+xml' }))
                )
              : null,
            charts ? button('PNG', () => savePng(name, svgs(), title)) : null
          )
        )
      : null
  );
  return box;
}
