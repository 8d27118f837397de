// Elements, made short.

/**
 * An element with attributes, listeners (`onclick`) and children. `class` and other attributes are set as they are;
 * false, null and undefined leave one out, true sets it empty.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value') element.value = value;
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** The one element that a selector names. */
export const one = (selector, within = document) => within.querySelector(selector);

/** Says something to people who cannot see it, and shows it for a moment to those who can. */
export function announce(text, kind = 'info') {
  const toast = h('div', { class: `toast ${kind}` }, text);
  const place = one('#toasts');
  place.append(toast);
  while (place.children.length > 4) place.firstElementChild.remove();
  setTimeout(() => toast.remove(), 6000);
}

let ids = 0;
/** A labelled form control. */
export function field(label, control, hint) {
  control.id ||= `f${++ids}`;
  const note = hint ? h('small', { id: `${control.id}-hint` }, hint) : null;
  if (note) control.setAttribute('aria-describedby', note.id);
  return h('div', { class: 'field' }, h('label', { for: control.id }, label), control, note);
}

/** A list to choose one of. */
export function choice(options, chosen, onchange) {
  const list = h('select', { onchange: (event) => onchange?.(event.target.value) });
  for (const option of options) {
    const [value, text] = Array.isArray(option) ? option : [option, option];
    list.append(h('option', { value, selected: value === chosen }, text));
  }
  return list;
}

/** Copies a text, and says so. */
export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    announce(`${what} copied`);
  } catch {
    announce('the browser does not let this page copy', 'bad');
  }
}
