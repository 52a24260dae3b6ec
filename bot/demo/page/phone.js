/** One person's phone: the chat with the bot and the groups, what the bot answers, and what the person can do. */

import * as api from "./api.js";
import { acceptDrops } from "./attachment.js";
import { Conversation } from "./conversation.js";
import { icon, iconButton, make } from "./elements.js";
import { Notices, Popup } from "./overlays.js";
import { Switcher } from "./switcher.js";
import { closest, LANGUAGES, phoneWords } from "./words.js";

export class Phone {
  groups = new Map(); // id -> Conversation

  /** `people` are all who have a phone here; `bot` is its username. */
  constructor({ id, first_name, label, language_code }, { zone, people, bot }) {
    Object.assign(this, { id, label, zone, bot, owner: first_name, language: closest([language_code]) });
    this.others = people.filter((person) => person.id !== id);
    this.words = phoneWords(this.language);
    this.time = make("span");
    this.own = this.current = new Conversation(this, { address: `/api/phones/${id}`, zone });
    this.heading = make("h2");
    this.talks = make("div", { class: "talks" }, this.own.element);
    this.switcher = new Switcher(this.words, (conversation) => this.#open(conversation));
    this.element = this.#draw();
    this.#open(this.own);
  }

  get started() {
    return !this.own.chat.empty;
  }

  get conversations() {
    return [this.own, ...this.groups.values()];
  }

  /** Show everything anew, of the groups those that this person is in; a draft stays. */
  load(facts, groups) {
    this.own.chat.load(facts.messages);
    const mine = groups.filter(({ members }) => members.includes(this.id));
    const kept = new Set(mine.map(({ id }) => id));
    [...this.groups.keys()].filter((id) => !kept.has(id)).forEach((id) => this.#leave(id));
    for (const group of mine) this.#join(group.id, group).chat.load(group.messages);
    this.#describe(facts);
    this.#allow(facts.blocked);
  }

  /** Where on this phone something happened; nothing where it did not. */
  sees({ phone, group }) {
    return group ? this.groups.get(group) : phone === this.id && this.own;
  }

  /** What happened on this phone; events of groups that it is not in are not for it. */
  hear(event) {
    const where = this.sees(event);
    if (event.type === "group" && event.members.includes(this.id)) this.#invited(event, !where);
    if (!where) return;
    where.hear(event);
    if (event.type === "notice") this.#answered(event);
    if (event.type === "menu") this.#describe(event);
    if (event.type === "message" && event.message.author.id !== this.id && where !== this.current) where.unseen += 1;
    this.#allow(event.type === "blocked" ? event.blocked : this.blocked);
  }

  /** Say so where a request came to nothing. */
  try(request) {
    request.catch(() => this.notices.say(this.words.noAnswer));
  }

  #draw() {
    const { words, owner, label } = this;
    const statusBar = make("div", { class: "statusbar", "aria-hidden": "true" }, this.time, icon("signal"));
    const screen = make("div", { class: "screen", id: `screen-${this.id}` }, this.#header(), this.switcher.element, this.talks);
    const { toast, dialog } = (this.notices = new Notices(words, screen));
    acceptDrops(screen, (file) => this.current.composer.take(file));
    const whose = make("p", { class: "owner" }, make("b", {}, owner), " ", make("small", {}, `${label} · ${LANGUAGES[this.language]}`));
    const device = make("div", { class: "device" }, statusBar, screen, toast, dialog);
    return make("section", { class: "phone", lang: this.language, id: `phone-${this.id}`, "aria-label": `${owner}, ${label}` }, whose, device);
  }

  #header() {
    const { words } = this;
    const more = iconButton("more", words.more);
    this.menu = new Popup(more, words.more, () => this.#choices());
    const skip = make("button", { type: "button", class: "skip", onclick: () => this.current.composer.area.focus() }, words.message);
    return make("header", { class: "top" }, make("span", { class: "avatar", "aria-hidden": "true" }, icon("shanyrak")), this.heading, skip, more, this.menu.list);
  }

  #choices() {
    const { words, current, own, blocked } = this;
    const block = { children: [blocked ? words.unblock : words.block], act: () => this.try(api.block(this.id, !blocked)) };
    const move = { children: [current.hasBot ? words.removeBot : words.addBot], act: () => this.try(api.moveBot(current.address, !current.hasBot)) };
    const group = { children: [words.newGroup], act: () => (this.menu.show(this.#companions()), this.menu.enter(0)) };
    return [current === own ? block : move, group];
  }

  /** With whom a new group is made: alone, with one of the others, or with all. */
  #companions() {
    const { others } = this;
    const sets = [[], ...others.map((person) => [person]), ...(others.length > 1 ? [others] : [])];
    return sets.map((people) => ({
      children: [people.map((person) => person.first_name).join(", ") || this.words.onlyMe],
      act: () => this.try(api.foundGroup(this.words.group, [this.id, ...people.map((person) => person.id)])),
    }));
  }

  /** A new group opens at once for who made it. */
  #invited({ group, ...facts }, isNew) {
    const joined = this.#join(group, facts);
    if (isNew && facts.members[0] === this.id) this.#open(joined);
    else this.switcher.show(this.conversations, this.current);
  }

  #join(id, { title, members, has_bot }) {
    if (!this.groups.has(id)) this.#add(id);
    const group = this.groups.get(id);
    const people = this.others.filter((person) => members.includes(person.id)).map((person) => person.first_name);
    group.hasBot = has_bot;
    group.describe(title, [this.words.you, ...people, ...(has_bot ? [this.words.bot] : [])].join(", "));
    group.composer.allow({ empty: false, blocked: false });
    return group;
  }

  #add(id) {
    const group = new Conversation(this, { address: `/api/groups/${id}/phones/${this.id}`, zone: this.zone, group: id, suffix: `@${this.bot}` });
    group.composer.menu = [];
    this.groups.set(id, group);
    this.talks.append(group.element);
    group.element.hidden = true;
  }

  #leave(id) {
    this.groups.get(id).element.remove();
    this.groups.delete(id);
    this.#open(this.own);
  }

  #open(conversation) {
    this.current = conversation;
    conversation.unseen = 0;
    this.conversations.forEach((each) => (each.element.hidden = each !== conversation));
    this.heading.replaceChildren(conversation.name, conversation.status);
    this.switcher.show(this.conversations, conversation);
    conversation.chat.toEnd();
  }

  #describe({ name, description, menu, group_menus }) {
    this.own.describe(name, this.words.bot);
    this.own.composer.menu = menu;
    this.own.greeting.replaceChildren(make("b", {}, name), make("p", {}, description));
    this.groups.forEach((group, id) => (group.composer.menu = group_menus[id] ?? []));
  }

  #answered({ tap, text, alert }) {
    this.conversations.forEach(({ chat }) => chat.taps.answered(tap));
    if (text) alert ? this.notices.alert(text) : this.notices.say(text);
  }

  #allow(blocked) {
    const { empty } = this.own.chat;
    this.blocked = blocked;
    this.own.greeting.hidden = !empty;
    this.own.composer.allow({ empty, blocked });
    this.switcher.show(this.conversations, this.current);
  }
}
