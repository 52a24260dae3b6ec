/** Building elements. What people or the bot wrote goes in as text, never as markup. */

/** Attributes are strings or booleans, `onclick` and the like are listeners, children are nodes or text. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (typeof value === "boolean") element.toggleAttribute(name, value);
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** Of a double click only the first acts: the second would land on whatever that brought. */
export function button(attributes, act, ...children) {
  return make("button", { type: "button", onclick: ({ detail }) => detail <= 1 && act(), ...attributes }, ...children);
}

/** A round button that shows a drawing and is called `label`. */
export const iconButton = (name, label, act = () => {}, attributes = {}) =>
  button({ class: "round", "aria-label": label, title: label, ...attributes }, act, icon(name));

/** One of the drawings in index.html; it says nothing to a screen reader. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  svg.innerHTML = `<use href="#${name}"/>`;
  return svg;
}

/** Change a text only where it differs, so that nothing is drawn or read aloud again. */
export function show(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
