/** The messages of one phone, oldest first; it follows the newest unless the reader scrolled up. */

import { Bubble } from "./bubble.js";
import { button, icon, make } from "./elements.js";
import { Taps } from "./taps.js";

const NEAR = 40; // px from the end that still count as being there

export class Chat {
  #bubbles = new Map(); // message id -> Bubble, in the order of their coming
  #following = true;
  #top = 0; // px, where the last scrolling ended

  /** `me` is whose phone it is, `named` that bubbles say who wrote; the rest is what the person does here. */
  constructor({ words, language, zone, me, named, onTap, onCommand, onReply }) {
    Object.assign(this, { words, language, zone, me, named, onTap, onReply });
    this.taps = new Taps((message) => this.#bubbles.get(message)?.showWaiting());
    this.list = make("ol");
    this.log = make("div", { class: "log", role: "log", "aria-live": "off", "aria-label": words.chat, tabindex: "0" }, this.list);
    this.count = make("span");
    this.pill = button({ class: "newer", "aria-label": words.newer }, () => this.toEnd(), icon("down"), this.count);
    this.log.addEventListener("click", ({ target }) => this.#clicked(target, onCommand));
    this.log.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    const keepEnd = new ResizeObserver(() => this.#following && this.toEnd());
    [this.log, this.list].forEach((element) => keepEnd.observe(element));
    this.#countUnseen(0);
  }

  get empty() {
    return this.#bubbles.size === 0;
  }

  /** The message with this number, where it is still there. */
  find(id) {
    return this.#bubbles.get(id)?.message;
  }

  /** Show exactly these messages, without drawing the eye to what changed. */
  load(messages) {
    const kept = new Set(messages.map(({ message_id }) => message_id));
    this.remove([...this.#bubbles.keys()].filter((id) => !kept.has(id)));
    messages.forEach((message) => this.put(message, true));
    this.taps.clear();
    this.log.setAttribute("aria-live", "polite");
  }

  /** Add a message, or show its newer version in place. */
  put(message, quietly = false) {
    const known = this.#bubbles.get(message.message_id);
    if (known) return known.update(message, quietly);
    const bubble = new Bubble(this, message);
    bubble.follow([...this.#bubbles.values()].at(-1));
    bubble.element.classList.toggle("fresh", !quietly);
    this.#bubbles.set(message.message_id, bubble);
    this.list.append(bubble.element);
    if (quietly) return;
    if (this.#following || message.author.id === this.me) this.toEnd();
    else this.#countUnseen(Number(this.count.textContent) + 1);
  }

  remove(ids) {
    for (const id of ids) {
      this.#bubbles.get(id)?.element.remove();
      this.#bubbles.delete(id);
    }
    const left = [...this.#bubbles.values()];
    left.forEach((bubble, index) => bubble.follow(left[index - 1]));
  }

  toEnd() {
    this.#following = true;
    this.log.scrollTop = this.log.scrollHeight;
    this.#countUnseen(0);
  }

  /** A tap on a message shows what can be done with it. */
  #clicked(target, onCommand) {
    if (target.matches(".command")) return onCommand(target.textContent);
    const chosen = target.closest("a, button") ? null : target.closest("li");
    for (const { element } of this.#bubbles.values()) element.classList.toggle("chosen", element === chosen);
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    const near = scrollHeight - scrollTop - clientHeight < NEAR;
    if (near || scrollTop < this.#top) this.#following = near; // the end also moves away by itself, as messages grow
    this.#top = scrollTop;
    if (near) this.#countUnseen(0);
  }

  #countUnseen(count) {
    this.count.textContent = String(count);
    this.pill.hidden = count === 0;
  }
}
