/** One message: its bubble, its file and the buttons under it. */

import { dayName, timeOfDay } from "./dates.js";
import { button, icon, iconButton, make } from "./elements.js";
import { quote } from "./quoting.js";
import { fileSize } from "./words.js";

const COMMAND = /(?<![\w/.:@-])(\/[a-z]\w{0,31})(?![\w/])/i; // as Telegram finds commands in a text
const FLASH = [[{ boxShadow: "0 0 0 3px #f0b400" }, { boxShadow: "0 0 0 3px transparent" }], 900]; // frames, ms
const OUTSIDE = { target: "_blank", rel: "noopener noreferrer" };

export class Bubble {
  /** `chat` gives words, language, zone, whose phone it is, which buttons wait (taps), onTap and onReply. */
  constructor(chat, message) {
    this.chat = chat;
    this.body = make("div", { class: "bubble" });
    this.keyboard = make("div", { class: "keyboard" });
    const reply = iconButton("reply", chat.words.reply, () => chat.onReply(this.message), { class: "round reply" });
    this.element = make("li", { class: message.author.id === chat.me ? "ours" : "theirs" }, this.body, reply, this.keyboard);
    this.#draw(message);
  }

  get day() {
    return dayName(this.message.date * 1000, this.chat.zone, this.chat.language);
  }

  /** Show a newer version in place; `quietly` without drawing the eye to it. */
  update(message, quietly) {
    if (JSON.stringify(message) === JSON.stringify(this.message)) return;
    const focused = this.#buttons().indexOf(document.activeElement);
    this.#draw(message);
    if (focused >= 0) (this.#buttons()[focused] ?? this.#buttons().at(-1) ?? this.chat.log).focus({ preventScroll: true });
    if (!quietly && !matchMedia("(prefers-reduced-motion: reduce)").matches) this.body.animate(...FLASH);
  }

  /** A new day gets a heading; messages of one author stand close. */
  follow(before) {
    this.element.dataset.day = this.day === before?.day ? "" : this.day;
    this.element.classList.toggle("grouped", this.message.author.id === before?.message.author.id);
  }

  /** Mark the buttons that wait for an answer. */
  showWaiting() {
    this.#buttons().forEach((button) => button.setAttribute("aria-busy", String(this.chat.taps.has(button.dataset.key))));
  }

  #buttons() {
    return [...this.keyboard.querySelectorAll("button, a")];
  }

  #draw(message) {
    const rows = message.buttons.map((row) => make("div", { class: "row" }, ...row.map((each) => this.#button(message, each))));
    this.message = message;
    this.body.replaceChildren(this.#author(message), ...this.#before(message), ...this.#file(message), this.#text(message));
    this.keyboard.replaceChildren(...rows);
    this.element.classList.toggle("with-keyboard", rows.length > 0);
    this.showWaiting();
  }

  /** Who says it: seen in a group, where it is somebody else; heard everywhere. */
  #author({ author, from_bot }) {
    const { words, named, me } = this.chat;
    if (named && author.id !== me) return make("b", { class: "author" }, author.name);
    return make("span", { class: "unseen" }, `${author.id === me ? words.you : from_bot ? words.bot : author.name}: `);
  }

  /** What stands above the text: where it is forwarded from, what it replies to. */
  #before({ forwarded_from, reply_to }) {
    const quoted = this.chat.find(reply_to);
    const origin = forwarded_from ? [make("small", { class: "author" }, `${this.chat.words.from}: ${forwarded_from}`)] : [];
    return [...origin, ...(quoted ? [quote(quoted)] : [])];
  }

  #text({ html, date, edit_date }) {
    const { words, zone } = this.chat;
    const text = make("div", { class: "text", dir: "auto" });
    text.innerHTML = html.replace(/(<\/(pre|blockquote)>)\n/g, "$1"); // made safe by the server; the page's policy runs no script in it
    text.querySelectorAll("a").forEach((link) => Object.assign(link, OUTSIDE));
    text.querySelectorAll(".tg-spoiler").forEach((spoiler) => cover(spoiler, words.hidden));
    linkCommands(text);
    const time = make("time", { datetime: new Date(date * 1000).toISOString() }, timeOfDay(date * 1000, zone));
    text.append(make("span", { class: "meta" }, edit_date ? `${words.edited} ` : "", time));
    return text;
  }

  #file({ file, text }) {
    if (!file) return [];
    const { words } = this.chat;
    if (file.kind === "photo") {
      const picture = make("img", { src: file.url, alt: text || `${words.picture}: ${file.name}` });
      return [make("a", { class: "picture", href: file.url, ...OUTSIDE }, picture)];
    }
    const facts = make("span", { class: "facts" }, make("b", {}, file.name), make("small", {}, fileSize(file.size, words)));
    return [make("a", { class: "document", href: file.url, download: file.name, title: words.download }, icon("down"), facts)];
  }

  #button({ message_id }, { text, data, url }) {
    const label = make("span", {}, text);
    if (url) return make("a", { href: url, ...OUTSIDE }, label, icon("away"));
    return button({ "data-key": `${message_id} ${data}` }, () => this.chat.onTap(message_id, data), label);
  }
}

function cover(spoiler, label) {
  const lid = button({ class: "spoiler", "aria-label": label }, () => lid.replaceWith(spoiler));
  spoiler.replaceWith(lid);
  lid.append(spoiler.cloneNode(true));
}

function linkCommands(text) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes.filter(({ data, parentElement }) => COMMAND.test(data) && !parentElement.closest("a, code, pre, button"))) {
    const pieces = node.data.split(COMMAND); // every second one is a command
    const link = (command) => make("button", { type: "button", class: "command" }, command);
    node.replaceWith(...pieces.map((piece, index) => (index % 2 ? link(piece) : piece)));
  }
}
