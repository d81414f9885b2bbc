/* Counts of articles under any filters, from the cells of D.coverage. */
const topicIn = C.topicSets.map(set => new Set(set));
const fits = (p, i, s) =>
  p.w[i] >= s.a &&
  p.w[i] <= s.b &&
  (s.o < 0 || p.o[i] === s.o) &&
  (s.l < 0 || p.l[i] === s.l) &&
  (s.t < 0 || topicIn[p.t[i]].has(s.t));
/* What fits is asked for many times in one drawing. */
const fitting = new Map();
function placesIn(places, s) {
  const key = places === C ? 'articles' : places === C.texts ? 'texts' : 'stories';
  const name = [key, s.a, s.b, s.o, s.t, s.l].join();
  let found = fitting.get(name);
  if (!found) {
    found = [];
    for (let i = 0; i < places.w.length; i++) if (fits(places, i, s)) found.push(i);
    if (fitting.size > 20) fitting.clear();
    fitting.set(name, found);
  }
  return found;
}
/**
 * Adds up a measure under some filters, for the key or the keys that `keys` gives for a place. Unique texts and stories
 * are articles less those that are of a text, or story, that is there already.
 */
function tally(s, size, keys, measure = S.m) {
  const sums = new Float64Array(size);
  const values = measure === 'words' ? C.words : C.articles;
  for (const i of placesIn(C, s)) {
    const key = keys(C, i);
    if (typeof key === 'number') sums[key] += values[i];
    else for (const one of key) sums[one] += values[i];
  }
  const groups = measure === 'texts' ? C.texts : measure === 'stories' ? C.stories : null;
  if (groups) {
    const seen = new Map();
    for (const i of placesIn(groups, s)) {
      for (const key of [keys(groups, i)].flat()) {
        const last = seen.get(key) || seen.set(key, new Set()).get(key);
        if (last.has(groups.g[i])) sums[key]--;
        else last.add(groups.g[i]);
      }
    }
  }
  return sums;
}
const byWindow = (p, i) => p.w[i],
  byOutlet = (p, i) => p.o[i],
  byLanguage = (p, i) => p.l[i],
  byTopic = (p, i) => (S.t >= 0 ? S.t : C.topicSets[p.t[i]]);
const total = (s, measure) => tally(s, 1, () => 0, measure)[0];
/** Filters that leave all articles in. */
const ofAll = { a: 0, b: Math.max(0, W - 1), o: -1, t: -1, l: -1 };
const here = changes => ({ ...S, ...changes });
