/* Numbers and dates as the reader's language has them; text that people wrote, made harmless; statistics. */
const locale = navigator.language || 'en';
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }),
  one = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const three = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
const roundPercent = new Intl.NumberFormat(locale, { style: 'percent' });
const percent = new Intl.NumberFormat(locale, {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1
});
const every = D.windows.every;
const period = /^(hour|day|week|month|year)$/.test(every) ? every : 'window';
/** A wall-clock time, as a date whose UTC fields are that time's. */
function wall(iso) {
  return new Date(iso.replace(/(Z|[+-]\d\d:\d\d(:\d\d)?)$/, '') + 'Z');
}
/** Dates by clocks of UTC; those written right to left stay in order within our sentences. */
function dates(parts) {
  const format = new Intl.DateTimeFormat(locale, { ...parts, timeZone: 'UTC' });
  const isolated = text => (/[\u0590-\u08ff\u200f]/.test(text) ? '\u2068' + text + '\u2069' : text);
  return {
    format: date => isolated(format.format(date)),
    formatRange: (from, to) => isolated(format.formatRange(from, to))
  };
}
const dateParts =
  period === 'hour'
    ? { dateStyle: 'medium', timeStyle: 'short' }
    : period === 'month'
      ? { year: 'numeric', month: 'long' }
      : period === 'year'
        ? { year: 'numeric' }
        : { dateStyle: 'medium' };
const windowFormat = dates(dateParts);
const dayFormat = dates({ dateStyle: 'medium' });
const timeFormat = dates({ dateStyle: 'medium', timeStyle: 'short' });
const windowName = i =>
  period === 'week' || period === 'window'
    ? windowFormat.format(starts[i]) + ' – ' + windowFormat.format(new Date(ends[i] - 1))
    : windowFormat.format(starts[i]);
const shortFormat = dates(
  period === 'hour'
    ? { day: 'numeric', month: 'short', hour: 'numeric' }
    : period === 'month'
      ? { year: 'numeric', month: 'short' }
      : period === 'year'
        ? { year: 'numeric' }
        : {
            day: 'numeric',
            month: 'short',
            ...(W && starts[0].getUTCFullYear() !== starts[W - 1].getUTCFullYear() ? { year: 'numeric' } : {})
          }
);
const shortWindow = i => shortFormat.format(starts[i]);
const windowKey = i => D.windows.start[i].replace(/T00:00(:00)?(Z|[+-]\d\d:\d\d)$/, '');
const plural = (n, word, many, format = whole) =>
  format.format(n) + ' ' + (n === 1 ? word : many || word + 's');
/** Days as one range: June 30 – July 13, 2025. */
const dayRange = (from, to) => dayFormat.formatRange(from, to);
const harmless = text =>
  String(text).replace(
    /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g,
    ' '
  );
/** Text that people wrote: without controls and direction overrides, and not endless. */
function clean(text, longest = 300) {
  const shown = harmless(text).trim();
  const points = Array.from(shown.slice(0, longest * 2 + 2));
  return points.length > longest ? points.slice(0, longest).join('') + '…' : shown;
}
const wilson = (k, n) => {
  if (!n) return [NaN, NaN];
  const z = 1.959963984540054,
    z2 = z * z,
    p = k / n,
    d = 1 + z2 / n,
    m = (p + z2 / (2 * n)) / d,
    h = (z * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))) / d;
  return [Math.max(0, m - h), Math.min(1, m + h)];
};
function g2(a, an, b, bn) {
  const e = (an * (a + b)) / (an + bn),
    f = (bn * (a + b)) / (an + bn);
  const g = 2 * ((a ? a * Math.log(a / e) : 0) + (b ? b * Math.log(b / f) : 0));
  return a / an < b / bn ? -g : g;
}
