/** The message that is being replied to: a bar above the field, and a quote in the bubble. */

import { icon, iconButton, make } from "./elements.js";

/** Who wrote what, in two lines; a file without words has its name. */
export function quote({ author, text, file }) {
  return make("div", { class: "quote" }, make("b", {}, author.name), make("span", {}, text || file?.name || ""));
}

export class Quoting {
  message = null;

  constructor(words) {
    this.words = words;
    this.element = make("div", { class: "quoting", hidden: true });
  }

  /** Reply to this message, null for none. */
  set(message) {
    const close = () => iconButton("close", this.words.noReply, () => this.set(null));
    this.message = message;
    this.element.hidden = !message;
    this.element.replaceChildren(...(message ? [icon("reply"), quote(message), close()] : []));
  }
}
