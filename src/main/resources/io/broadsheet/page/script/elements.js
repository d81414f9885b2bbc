/* Elements and the tip beside the pointer. */
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, '');
    else if (value !== false && value != null) node.setAttribute(key, value);
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return node;
}
const words = (text, language) =>
  el('bdi', { lang: language && language !== 'und' ? language : null }, clean(text));
const option = (value, label, chosen) => el('option', { value, selected: chosen }, clean(label, 60));
const tip = el('div', { class: 'tip', hidden: true, 'aria-hidden': 'true' });
function showTip(event, text) {
  tip.textContent = text;
  tip.hidden = false;
  const box = tip.getBoundingClientRect();
  tip.style.left = Math.max(4, Math.min(event.clientX + 12, innerWidth - box.width - 8)) + 'px';
  tip.style.top = Math.max(4, event.clientY - box.height - 10) + 'px';
}
const hideTip = () => {
  tip.hidden = true;
};
