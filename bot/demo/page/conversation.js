/** A chat that is open on a phone: with the bot, or a group that it is in. */

import * as api from "./api.js";
import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { make } from "./elements.js";

const TYPING = 5_000; // ms that one "typing" lasts, as in Telegram

export class Conversation {
  unseen = 0; // messages of others that came while another chat was open

  /** `phone` is whose it is; `address` where the emulator has it; `suffix` follows a command from the menu. */
  constructor(phone, { address, zone, group = 0, suffix = "" }) {
    Object.assign(this, { address, group, words: phone.words });
    this.name = make("b");
    this.status = make("small");
    this.greeting = make("div", { class: "greeting", hidden: true });
    this.composer = new Composer(this.words, suffix, {
      text: (draft) => api.sendText(address, draft),
      file: (file, asPicture, draft) => api.sendFile(address, file, asPicture, draft),
      unblock: () => api.block(phone.id, false),
    });
    this.chat = new Chat({
      words: this.words, language: phone.language, zone, me: phone.id, named: Boolean(group),
      onTap: (message, data) => phone.try(this.chat.taps.press(`${message} ${data}`, () => api.tap(address, message, data))),
      onCommand: (command) => this.composer.command(command),
      onReply: (message) => this.composer.reply(message),
    });
    const middle = make("div", { class: "middle" }, this.greeting, this.chat.log, this.chat.pill);
    this.element = make("div", { class: "talk" }, middle, this.composer.element);
  }

  /** What is called so, and what stands under it. */
  describe(name, about) {
    this.name.textContent = name;
    this.about = about;
    this.typing(false);
  }

  hear(event) {
    const deeds = {
      message: () => (this.chat.put(event.message), event.message.from_bot && this.typing(false)),
      edited: () => this.chat.put(event.message),
      deleted: () => this.chat.remove(event.message_ids),
      action: () => this.typing(true),
    };
    deeds[event.type]?.();
  }

  typing(on) {
    clearTimeout(this.typingTimer);
    this.status.textContent = on ? this.words.typing : this.about;
    if (on) this.typingTimer = setTimeout(() => this.typing(false), TYPING);
  }
}
