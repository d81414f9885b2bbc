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
function termRows(type, slice, n, a, b, visit) {
  if (!R || type === undefined) return;
  const c = R.c;
  for (let i = 0; i < R.rows; i++)
    if (
      c.slice_type[i] === type &&
      c.slice[i] === slice &&
      c.n[i] === n &&
      c.window_start[i] >= a &&
      c.window_start[i] <= b
    )
      visit(i);
}
function termTotals(type, slice, n, a, b) {
  const sum = { terms: 0, articles: 0, byWindow: new Map() };
  for (let i = 0; i < TT.w.length; i++) {
    if (TT.type[i] === type && TT.slice[i] === slice && TT.n[i] === n && TT.w[i] >= a && TT.w[i] <= b) {
      sum.terms += TT.terms[i];
      sum.articles += TT.articles[i];
      sum.byWindow.set(TT.w[i], { terms: TT.terms[i], articles: TT.articles[i] });
    }
  }
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
