/* A section is drawn anew whenever a filter changes. */
const sections = [];
function section(id, title, visible, body) {
  if (!visible) return;
  const content = el('div', {});
  sections.push({
    id,
    title,
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
const wide = () => Math.max(300, Math.min(1144, document.documentElement.clientWidth - 40));
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
