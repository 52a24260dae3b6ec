/** The chats of one phone, where there is more than the one with the bot: which is open, and where something is new. */

import { button, make } from "./elements.js";

export class Switcher {
  /** `open(conversation)` shows one. */
  constructor(words, open) {
    this.open = open;
    this.element = make("div", { class: "chats", role: "group", "aria-label": words.chats, hidden: true });
  }

  /** Draw the buttons, with `current` pressed. */
  show(conversations, current) {
    const drawn = JSON.stringify(conversations.map(({ name, unseen }) => [name.textContent, unseen])) + conversations.indexOf(current);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const focused = this.element.contains(document.activeElement);
    this.element.hidden = conversations.length < 2;
    this.element.replaceChildren(...conversations.map((each) => this.#button(each, each === current)));
    if (focused) this.element.querySelector('[aria-pressed="true"]').focus();
  }

  #button(conversation, pressed) {
    const badge = make("span", { class: "badge" }, conversation.unseen ? String(conversation.unseen) : "");
    const name = make("span", {}, conversation.name.textContent);
    return button({ "aria-pressed": String(pressed) }, () => this.open(conversation), name, badge);
  }
}
