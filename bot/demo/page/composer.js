/** Where a person writes, sends files and commands, starts or unblocks the bot. */

import { Refused } from "./api.js";
import { Attachment } from "./attachment.js";
import { button, icon, iconButton, make } from "./elements.js";
import { formatted } from "./marks.js";
import { Popup } from "./overlays.js";
import { Quoting } from "./quoting.js";

export class Composer {
  #busy = false;
  #menu = []; // {command, description}

  /** `suffix` follows a command from the menu; `server` sends: text(draft), file(file, asPicture, draft), unblock(). */
  constructor(words, suffix, server) {
    Object.assign(this, { words, suffix, server });
    this.area = make("textarea", {
      rows: "1", "aria-label": words.message, placeholder: words.message, autocomplete: "off",
      oninput: () => this.#typed(), onkeydown: (event) => this.#key(event),
    });
    this.attachment = new Attachment(words, () => this.#attached());
    this.quoting = new Quoting(words);
    this.opener = make("button", { type: "button", class: "menu" }, icon("list"), make("span", {}, words.menu));
    this.popup = new Popup(this.opener, words.menu, () => this.#choices(""), this.area);
    this.start = button({ class: "wide start" }, () => this.command("/start"), words.start);
    this.unblock = button({ class: "wide" }, () => this.#deliver(server.unblock), words.unblock);
    this.trouble = make("p", { class: "trouble", role: "alert" });
    this.writing = this.#drawWriting();
    this.element = make("footer", { class: "composer" }, this.popup.list, this.trouble, this.writing, this.start, this.unblock);
  }

  set menu(commands) {
    this.#menu = commands;
    this.opener.hidden = !commands.length;
  }

  /** What is possible: a new chat is started first, a blocked bot unblocked. */
  allow({ empty, blocked }) {
    const goOn = document.activeElement === this.start && !empty && matchMedia("(pointer: fine)").matches;
    this.start.hidden = blocked || !empty;
    this.unblock.hidden = !blocked;
    this.writing.hidden = blocked || empty;
    if (goOn) this.area.focus();
  }

  /** Send a command that was tapped. */
  command(text) {
    if (this.unblock.hidden) this.#deliver(() => this.server.text({ text }));
  }

  /** Attach a file that was dropped on the phone, where writing is possible. */
  take(file) {
    if (!this.writing.hidden) this.attachment.set(file);
  }

  /** Reply to a message, where writing is possible. */
  reply(message) {
    if (this.writing.hidden) return;
    this.quoting.set(message);
    this.area.focus();
  }

  #drawWriting() {
    const { words, attachment, quoting } = this;
    const attach = iconButton("attach", words.attach, () => attachment.choose());
    const send = iconButton("send", words.send, () => this.#send(), { class: "round send" });
    return make("div", {}, quoting.element, attachment.element, attachment.input, make("div", { class: "writing" }, this.opener, attach, this.area, send));
  }

  #send() {
    const { value } = this.area;
    const { file, asPicture } = this.attachment;
    const { message } = this.quoting;
    const draft = { ...formatted(value), reply_to: message?.message_id };
    if (!draft.text && !file) return;
    const send = () => (file ? this.server.file(file, asPicture, draft) : this.server.text(draft));
    const sent = () => {
      if (this.area.value.startsWith(value)) this.area.value = this.area.value.slice(value.length);
      this.popup.close();
      if (this.attachment.file === file) this.attachment.set(null);
      if (this.quoting.message === message) this.quoting.set(null);
    };
    this.#deliver(() => send().then(sent), () => this.#send());
  }

  /** One thing at a time; what failed can be tried again. */
  async #deliver(send, retry = () => this.#deliver(send)) {
    if (this.#busy) return;
    this.#busy = true;
    this.trouble.replaceChildren();
    try {
      await send();
    } catch (error) {
      const reason = error instanceof Refused ? [make("small", { lang: "en" }, error.message)] : [];
      this.trouble.append(this.words.notSent, ...reason, button({}, retry, this.words.retry));
    }
    this.#busy = false;
    this.#fit();
  }

  #typed() {
    const { value } = this.area;
    this.#fit();
    this.popup.show(/^\/\w*$/.test(value) ? this.#choices(value.slice(1).toLowerCase()) : []);
  }

  #fit() {
    const { area, attachment } = this;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
    this.element.classList.toggle("filled", Boolean(area.value.trim() || attachment.file));
  }

  #key(event) {
    const arrow = { ArrowDown: 0, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#send();
    } else if (this.popup.open && arrow !== undefined) {
      event.preventDefault();
      this.popup.enter(arrow);
    } else if (event.key === "Escape") {
      if (!this.popup.open) this.quoting.set(null);
      this.popup.close();
    }
  }

  #attached() {
    this.area.placeholder = this.attachment.file ? this.words.caption : this.words.message;
    this.#fit();
    if (this.attachment.file) this.area.focus();
  }

  #choices(beginning) {
    return this.#menu.filter(({ command }) => command.startsWith(beginning)).map(({ command, description }) => ({
      children: [make("b", {}, `/${command}`), make("small", {}, description)],
      act: () => this.#choose(command),
    }));
  }

  #choose(command) {
    if (this.area.value.startsWith("/")) this.area.value = "";
    this.area.focus();
    this.command(`/${command}${this.suffix}`);
  }
}
