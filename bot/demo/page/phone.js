/** One person's phone: the chat with the bot, what it answers, and what the person can do. */

import * as api from "./api.js";
import { acceptDrops } from "./attachment.js";
import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { icon, iconButton, make } from "./elements.js";
import { Notices, Popup } from "./overlays.js";
import { closest, LANGUAGES, phoneWords } from "./words.js";

const TYPING = 5_000; // ms that one "typing" lasts, as in Telegram

export class Phone {
  constructor({ id, first_name, label, language_code }, zone) {
    Object.assign(this, { id, label, owner: first_name, language: closest([language_code]) });
    this.words = phoneWords(this.language);
    this.time = make("span");
    this.name = make("b");
    this.status = make("small");
    this.greeting = make("div", { class: "greeting" });
    this.composer = new Composer(this.words, {
      text: (text) => api.sendText(id, text),
      file: (file, asPicture, caption) => api.sendFile(id, file, asPicture, caption),
      unblock: () => api.block(id, false),
    });
    this.chat = new Chat({
      words: this.words, language: this.language, zone,
      onTap: (message, data) => this.#try(this.chat.taps.press(`${message} ${data}`, () => api.tap(id, message, data))),
      onCommand: (command) => this.composer.command(command),
    });
    this.element = this.#draw();
    this.#typing(false);
  }

  /** Show everything anew; a draft stays. */
  load(facts) {
    this.#describe(facts);
    this.chat.load(facts.messages);
    this.#allow(facts.blocked);
  }

  /** What happened to this phone. */
  hear(event) {
    const { chat } = this;
    const deeds = {
      message: () => (chat.put(event.message), event.message.from_bot && this.#typing(false)),
      edited: () => chat.put(event.message),
      deleted: () => chat.remove(event.message_ids),
      notice: () => this.#answered(event),
      menu: () => this.#describe(event),
      action: () => this.#typing(true),
      blocked: () => (this.blocked = event.blocked),
    };
    deeds[event.type]?.();
    this.#allow(this.blocked);
  }

  #draw() {
    const { words, chat, composer, owner, label } = this;
    const statusBar = make("div", { class: "statusbar", "aria-hidden": "true" }, this.time, icon("signal"));
    const middle = make("div", { class: "middle" }, this.greeting, chat.log, chat.pill);
    const screen = make("div", { class: "screen", id: `screen-${this.id}` }, this.#header(), middle, composer.element);
    const { toast, dialog } = (this.notices = new Notices(words, screen));
    acceptDrops(screen, (file) => composer.take(file));
    const whose = make("p", { class: "owner" }, make("b", {}, owner), " ", make("small", {}, `${label} · ${LANGUAGES[this.language]}`));
    const device = make("div", { class: "device" }, statusBar, screen, toast, dialog);
    return make("section", { class: "phone", lang: this.language, id: `phone-${this.id}`, "aria-label": `${owner}, ${label}` }, whose, device);
  }

  #header() {
    const { words, composer } = this;
    const more = iconButton("more", words.more);
    const menu = new Popup(more, words.more, () => [this.#blocking()]);
    return make("header", { class: "top" },
      make("span", { class: "avatar", "aria-hidden": "true" }, icon("shanyrak")), make("h2", {}, this.name, this.status),
      make("button", { type: "button", class: "skip", onclick: () => composer.area.focus() }, words.message), more, menu.list);
  }

  #blocking() {
    const { blocked, words, id } = this;
    return { children: [blocked ? words.unblock : words.block], act: () => this.#try(api.block(id, !blocked)) };
  }

  #describe({ name, description, menu }) {
    this.name.textContent = name;
    this.composer.menu = menu;
    this.greeting.replaceChildren(make("b", {}, name), make("p", {}, description));
  }

  #answered({ tap, text, alert }) {
    this.chat.taps.answered(tap);
    if (text) alert ? this.notices.alert(text) : this.notices.say(text);
  }

  #try(request) {
    request.catch(() => this.notices.say(this.words.noAnswer));
  }

  #typing(on) {
    clearTimeout(this.typingTimer);
    this.status.textContent = on ? this.words.typing : this.words.bot;
    if (on) this.typingTimer = setTimeout(() => this.#typing(false), TYPING);
  }

  #allow(blocked) {
    const { empty } = this.chat;
    this.blocked = blocked;
    this.greeting.hidden = !empty;
    this.composer.allow({ empty, blocked });
  }
}
