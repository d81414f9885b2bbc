/* Saving: CSV that no spreadsheet runs, SVG with its styles inlined, PNG. */
function save(name, blob) {
  const link = el('a', { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
const defused = value =>
  typeof value === 'number' ? String(value) : /^[=+\-@\t\r\n\0＝＋－＠]/.test(value) ? "'" + value : value;
const quoted = value => (/[",\r\n]|^ | $/.test(value) ? '"' + value.replaceAll('"', '""') + '"' : value);
const csv = grid =>
  [grid.head, ...grid.rows.map(row => row.map(cell => cell.v ?? cell))]
    .map(row =>
      row.map(cell => quoted(defused(cell === null ? '' : Number.isNaN(cell) ? '' : cell))).join(',')
    )
    .join('\r\n') + '\r\n';
const styled = [
  'fill',
  'stroke',
  'stroke-width',
  'opacity',
  'font-size',
  'font-family',
  'font-weight',
  'text-anchor',
  'stroke-dasharray',
  'dominant-baseline'
];
function svgText(svgs, title) {
  const paper = getComputedStyle(document.body).backgroundColor;
  const width = Math.max(...svgs.map(s => s.viewBox.baseVal.width)) * (svgs.length > 1 ? 2 : 1) + 40;
  const outer = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const columns = svgs.length > 1 ? 2 : 1;
  let y = 40,
    rowHeight = 0;
  const head = document.createElementNS(outer.namespaceURI, 'text');
  head.textContent = title;
  for (const [key, value] of [
    ['x', 20],
    ['y', 26],
    ['font-size', 18],
    ['font-family', 'serif'],
    ['fill', getComputedStyle(document.body).color]
  ])
    head.setAttribute(key, value);
  const back = document.createElementNS(outer.namespaceURI, 'rect');
  outer.append(back, head);
  svgs.forEach((svg, at) => {
    const copy = svg.cloneNode(true);
    const from = svg.querySelectorAll('*'),
      to = copy.querySelectorAll('*');
    from.forEach((node, i) => {
      const style = getComputedStyle(node);
      for (const key of styled) to[i].setAttribute(key, style.getPropertyValue(key));
      to[i].removeAttribute('class');
    });
    const panelTitle = svg.dataset.title;
    const box = svg.viewBox.baseVal;
    const x = 20 + ((at % columns) * (width - 40)) / columns;
    if (panelTitle) {
      const text = head.cloneNode();
      text.textContent = panelTitle;
      text.setAttribute('x', x);
      text.setAttribute('y', y + 14);
      text.setAttribute('font-size', 13);
      outer.append(text);
    }
    copy.setAttribute('x', x);
    copy.setAttribute('y', y + (panelTitle ? 20 : 0));
    copy.setAttribute('width', box.width);
    copy.setAttribute('height', box.height);
    outer.append(copy);
    rowHeight = Math.max(rowHeight, box.height + (panelTitle ? 34 : 10));
    if (at % columns === columns - 1 || at === svgs.length - 1) {
      y += rowHeight;
      rowHeight = 0;
    }
  });
  outer.setAttribute('xmlns', outer.namespaceURI);
  outer.setAttribute('viewBox', `0 0 ${width} ${y + 10}`);
  outer.setAttribute('width', width);
  outer.setAttribute('height', y + 10);
  back.setAttribute('width', width);
  back.setAttribute('height', y + 10);
  back.setAttribute('fill', paper);
  return { text: new XMLSerializer().serializeToString(outer), width, height: y + 10 };
}
async function savePng(name, svgs, title) {
  const made = svgText(svgs, title);
  const image = new Image();
  image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(made.text);
  await image.decode();
  const canvas = el('canvas', { width: made.width * 2, height: made.height * 2 });
  const context = canvas.getContext('2d');
  context.scale(2, 2);
  context.drawImage(image, 0, 0);
  canvas.toBlob(blob => save(name + '.png', blob), 'image/png');
}
