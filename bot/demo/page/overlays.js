/** What lies over the chat. */

import { button, make } from "./elements.js";

const READING = { least: 3_000, perLetter: 50 }; // ms

/** The bot's answers to a tap: a line that goes by itself, or a dialog to confirm. */
export class Notices {
  /** `behind` cannot be used while a dialog is open. */
  constructor(words, behind) {
    this.behind = behind;
    this.toast = make("div", { class: "toast", role: "status" });
    this.text = make("p", { id: `alert-${behind.id}` });
    const ok = button({ class: "wide" }, () => this.#close(), words.ok);
    this.dialog = make("dialog", { role: "alertdialog", "aria-labelledby": this.text.id }, this.text, ok);
    this.dialog.addEventListener("keydown", ({ key }) => key === "Escape" && this.#close());
  }

  /** Shows for as long as it takes to read. */
  say(text) {
    clearTimeout(this.timer);
    this.toast.replaceChildren(make("p", {}, text));
    this.timer = setTimeout(() => this.toast.replaceChildren(), READING.least + READING.perLetter * text.length);
  }

  /** Stays until it is confirmed; then the focus goes back to where it was. */
  alert(text) {
    if (!this.dialog.open) this.before = document.activeElement;
    this.text.textContent = text;
    this.behind.inert = true;
    this.dialog.show();
  }

  #close() {
    this.dialog.close();
    this.behind.inert = false;
    this.before.focus();
  }
}

/** A button that opens a list of choices: arrows move in it, Escape and a click elsewhere close it. */
export class Popup {
  /** `choices()` gives what the opener shows, each {children, act}; `home` gets the focus back from the list. */
  constructor(opener, label, choices, home = opener) {
    Object.assign(this, { opener, home });
    this.list = make("div", { class: "popup", role: "menu", "aria-label": label, onkeydown: (event) => this.#move(event) });
    opener.setAttribute("aria-haspopup", "menu");
    opener.addEventListener("click", () => (this.open ? this.close() : (this.show(choices()), this.enter(0))));
    document.addEventListener("pointerdown", ({ target }) => {
      if (!this.list.contains(target) && !opener.contains(target)) this.close();
    });
    this.close();
  }

  get open() {
    return !this.list.hidden;
  }

  /** An empty list closes. */
  show(choices) {
    const item = ({ children, act }) => button({ role: "menuitem" }, () => (this.close(), act()), ...children);
    this.list.replaceChildren(...choices.map(item));
    this.list.hidden = !choices.length;
    this.opener.setAttribute("aria-expanded", String(this.open));
  }

  close() {
    this.show([]);
  }

  /** Put the focus on a choice; -1 is the last. */
  enter(index) {
    [...this.list.children].at(index)?.focus();
  }

  #move(event) {
    const items = [...this.list.children];
    const at = items.indexOf(document.activeElement);
    const goal = { ArrowDown: (at + 1) % items.length, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Escape") {
      this.close();
      this.home.focus();
    } else if (goal !== undefined) {
      event.preventDefault();
      this.enter(goal);
    }
  }
}
