/** A narrow window shows one phone at a time; tabs say where something new is. */

import { button, make } from "./elements.js";

const NARROW = matchMedia("(width < 1000px)");

export class Tabs {
  constructor(phones) {
    this.phones = phones;
    this.badges = phones.map(() => make("span", { class: "badge" }));
    this.tabs = phones.map((phone, index) => this.#tab(phone, index));
    this.element = make("div", { class: "tabs", role: "tablist", onkeydown: ({ key }) => this.#key(key) }, ...this.tabs);
    NARROW.onchange = () => this.#select(this.selected);
    this.#select(0);
  }

  /** A message came to the phone with this number. */
  notify(id) {
    const index = this.phones.findIndex((phone) => phone.id === id);
    const badge = this.badges[index];
    if (NARROW.matches && index !== this.selected) badge.textContent = String(Number(badge.textContent) + 1);
  }

  #tab({ id, owner, label, language }, index) {
    const attributes = { role: "tab", id: `tab-${id}`, "aria-controls": `phone-${id}`, lang: language };
    const name = make("span", {}, make("b", {}, owner), make("small", {}, label));
    return button(attributes, () => this.#select(index), name, this.badges[index]);
  }

  #select(chosen) {
    this.selected = chosen;
    this.phones.forEach(({ element }, index) => {
      const active = index === chosen;
      element.classList.toggle("active", active);
      element.setAttribute("role", NARROW.matches ? "tabpanel" : "region");
      this.tabs[index].setAttribute("aria-selected", String(active));
      this.tabs[index].tabIndex = active ? 0 : -1;
      if (active || !NARROW.matches) this.badges[index].textContent = "";
    });
  }

  #key(key) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!step) return;
    this.#select((this.selected + step + this.tabs.length) % this.tabs.length);
    this.tabs[this.selected].focus();
  }
}
