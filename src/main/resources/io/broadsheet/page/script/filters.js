/* The filters, which live in the fragment of the address. */
const S = {
  a: 0,
  b: Math.max(0, W - 1),
  o: -1,
  t: -1,
  l: -1,
  n: 1,
  q: '',
  m: 'articles',
  by: 'outlet',
  as: 'counts',
  key: -1
};
const measures = {
  articles: 'articles',
  ...(D.hasCopies ? { texts: 'unique texts' } : {}),
  ...(D.hasStories ? { stories: 'stories' } : {}),
  words: 'words'
};
const keyOfWindow = new Map(D.windows.start.map((_, i) => [windowKey(i), i]));
function readFragment() {
  const text = location.hash.slice(1);
  const parameters = new URLSearchParams(text.includes('=') ? text.replace(/\+/g, '%2B') : '');
  const [from, to] = (parameters.get('w') || '').split('..');
  S.a = keyOfWindow.get(from) ?? 0;
  S.b = keyOfWindow.get(to ?? from) ?? Math.max(0, W - 1);
  if (S.a > S.b) [S.a, S.b] = [S.b, S.a];
  S.o = outlets.indexOf(parameters.get('o'));
  S.t = topics.indexOf(parameters.get('t'));
  S.l = languages.indexOf(parameters.get('l'));
  S.n = Number(parameters.get('n')) || 1;
  S.q = parameters.get('q') || '';
  S.m = parameters.get('m') in measures ? parameters.get('m') : 'articles';
  S.by = parameters.get('by') === 'topic' ? 'topic' : 'outlet';
  S.as = parameters.get('as') === 'shares' ? 'shares' : 'counts';
  S.key = outlets.indexOf(parameters.get('key'));
}
function fragment() {
  const parts = [];
  const put = (key, value) => parts.push(key + '=' + encodeURIComponent(value));
  if (W && (S.a > 0 || S.b < W - 1)) put('w', windowKey(S.a) + '..' + windowKey(S.b));
  if (S.o >= 0) put('o', outlets[S.o]);
  if (S.t >= 0) put('t', topics[S.t]);
  if (S.l >= 0) put('l', languages[S.l]);
  if (S.n !== 1) put('n', S.n);
  if (S.q) put('q', S.q);
  if (S.m !== 'articles') put('m', S.m);
  if (S.by !== 'outlet') put('by', S.by);
  if (S.as !== 'counts') put('as', S.as);
  if (S.key >= 0) put('key', outlets[S.key]);
  return parts.length ? '#' + parts.join('&') : ' ';
}
function set(changes) {
  Object.assign(S, changes);
  if (S.a > S.b) [S.a, S.b] = [S.b, S.a];
  const hash = fragment();
  try {
    history.replaceState(null, '', hash === ' ' ? location.pathname + location.search : hash);
  } catch {
    location.hash = hash.trim();
  }
  draw();
}
