/* Sums of table terms. */
const R = T.terms,
  TT = D.termTotals;
const typeAll = typeNumber.get('all'),
  typeOutlet = typeNumber.get('outlet'),
  typeTopic = typeNumber.get('topic'),
  typeLanguage = typeNumber.get('language');
const ns = R ? [...new Set(R.c.n)].sort((p, q) => p - q) : [];
/** The slice of terms that fits the filters; terms are cut by one thing at a time. */
function sliceOf(s) {
  const wanted = [
    [s.o >= 0, typeOutlet, outlets[s.o]],
    [s.t >= 0, typeTopic, topics[s.t]],
    [s.l >= 0, typeLanguage, languages[s.l]]
  ].filter(d => d[0]);
  const possible = wanted.find(d => d[1] !== undefined && sliceNumber.has(d[2]));
  return {
    type: possible ? possible[1] : typeAll,
    slice: possible ? sliceNumber.get(possible[2]) : sliceNumber.get('all'),
    exact: wanted.length === (possible ? 1 : 0),
    name: possible ? possible[2] : ''
  };
}
/** The numbers of rows by slice and n; those of each are in the order of their windows. */
function bySlice(types, slices, lengths) {
  const rows = new Map();
  for (let i = 0; i < types.length; i++) {
    const key = sliceKey(types[i], slices[i], lengths[i]);
    const known = rows.get(key);
    if (known) known.push(i);
    else rows.set(key, [i]);
  }
  return rows;
}
const sliceKey = (type, slice, n) => (slice * 16 + type) * 16 + n;
const rowsOfSlice = R ? bySlice(R.c.slice_type, R.c.slice, R.c.n) : new Map(),
  totalsOfSlice = bySlice(TT.type, TT.slice, TT.n);
/** Visits the rows of a slice and n whose window is in a range. */
function visitRange(rows, windows, a, b, visit) {
  if (!rows) return;
  const find = d3.bisector(i => windows[i]);
  for (let at = find.left(rows, a), end = find.right(rows, b); at < end; at++) visit(rows[at]);
}
function termRows(type, slice, n, a, b, visit) {
  visitRange(rowsOfSlice.get(sliceKey(type, slice, n)), R?.c.window_start, a, b, visit);
}
function termTotals(type, slice, n, a, b) {
  const sum = { terms: 0, articles: 0, byWindow: new Map() };
  visitRange(totalsOfSlice.get(sliceKey(type, slice, n)), TT.w, a, b, i => {
    sum.terms += TT.terms[i];
    sum.articles += TT.articles[i];
    sum.byWindow.set(TT.w[i], { terms: TT.terms[i], articles: TT.articles[i] });
  });
  return sum;
}
function termSums(type, slice, n, a, b) {
  const sums = new Map();
  termRows(type, slice, n, a, b, i => {
    const s = sums.get(R.c.term[i]) || sums.set(R.c.term[i], { count: 0, docs: 0 }).get(R.c.term[i]);
    s.count += R.c.term_count[i];
    s.docs += R.c.doc_count[i];
  });
  return sums;
}
const rate = (count, of) => (of ? (count / of) * 1e6 : NaN);
