/* A section is drawn anew whenever a filter changes. */
const sections = [];
function section(id, name, title, visible, body) {
  if (!visible) return;
  const content = el('div', {});
  sections.push({
    id,
    name,
    content,
    body,
    node: el(
      'section',
      { id, 'aria-labelledby': id + '-title' },
      el('h2', { id: id + '-title' }, title),
      content
    )
  });
}
/** Scrolls to a section, and lets the keyboard go on from there. */
function goTo(id) {
  const title = document.getElementById(id + '-title');
  if (!title) return;
  title.scrollIntoView();
  title.setAttribute('tabindex', '-1');
  title.focus({ preventScroll: true });
}
function showTerm(term) {
  set({ q: term });
  goTo('term');
}
/* Asking for the width lays the page out anew, so it is asked for only when the window changes. */
let room = 0;
const measureRoom = () => {
  room = Math.max(280, Math.min(1144, document.documentElement.clientWidth - 40));
};
const wide = () => room;
const half = () => (wide() > 900 ? (wide() - 40) / 2 : wide());
const plot = (...nodes) =>
  el(
    'div',
    {
      class: 'plot',
      ...(nodes.some(node => node.classList.contains('scrolls'))
        ? { tabindex: 0, role: 'group', 'aria-label': 'Chart, scrolls sideways' }
        : {})
    },
    ...nodes
  );
const choice = (label, values, chosen, change) =>
  el(
    'label',
    {},
    label,
    el(
      'select',
      { onchange: event => change(event.target.value) },
      Object.entries(values).map(([value, name]) => option(value, name, value === String(chosen)))
    )
  );
