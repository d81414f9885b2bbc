/* The data block, unpacked: dictionaries, windows, counts of articles, tables. */
const app = document.getElementById('app');
async function load() {
  const base64 = document.getElementById('data').textContent;
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return JSON.parse(await new Response(stream).text());
}
if (typeof DecompressionStream === 'undefined') {
  app.firstChild.textContent =
    'This browser is too old to open the report: it needs one from 2023 or newer. The same in words is in report.md, and every number is in the tables beside it.';
  return;
}
const D = await load();
const dict = name => D.dictionaries[name] || [];
const outlets = dict('outlets'),
  topics = dict('topics'),
  languages = dict('languages'),
  terms = dict('terms');
const W = D.windows.start.length;
const starts = D.windows.start.map(wall),
  ends = D.windows.end.map(wall);
const C = D.coverage;
const cells = C.w.length;
const runCounts = D.run.counts;

/** A table as the page has it, or nothing. */
function table(name) {
  const t = D.tables[name];
  if (!t) return null;
  const columns = {};
  for (const [key, column] of Object.entries(t.columns)) columns[key] = column.v;
  const text = (key, i) => {
    const column = t.columns[key];
    if (!column || column.v[i] === null) return '';
    return column.s
      ? column.s[column.v[i]].map(x => dict(column.d)[x])
      : column.d
        ? dict(column.d)[column.v[i]]
        : column.v[i];
  };
  return {
    name,
    total: t.total,
    rows: t.rows,
    c: columns,
    text,
    has: (...keys) => keys.every(k => k in columns)
  };
}
const T = {};
for (const name of Object.keys(D.tables)) T[name] = table(name);
const indexOf = list => new Map(list.map((value, i) => [value, i]));
const termNumber = indexOf(terms),
  sliceNumber = indexOf(dict('slice')),
  typeNumber = indexOf(dict('slice_type'));
