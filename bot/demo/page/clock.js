/** The bar above the phones: seminar time, how fast it runs, jumps, and the page's own language and colours. */

import { moveClock } from "./api.js";
import { dayName, timeOfDay, zoneName } from "./dates.js";
import { button, icon, iconButton, make, show } from "./elements.js";
import { LANGUAGES, pageWords } from "./words.js";

const SPEEDS = [0, 1, 60, 600];
const JUMPS = ["next_session", "end_of_day", "week"];
const TICK = 200; // ms

export class ClockBar {
  #busy = false;

  /** `on`: language(code) was chosen, tick(milliseconds, zone), trouble(text). */
  constructor(bar, on) {
    Object.assign(this, { bar, on });
    setInterval(() => this.clock && this.#tick(), TICK);
  }

  /** Draw the bar in this language. */
  speak(language) {
    this.language = language;
    this.words = pageWords(language);
    this.time = make("b", { role: "timer", "aria-label": this.words.clock });
    this.day = make("small");
    this.pace = make("i", { role: "status" });
    this.speeds = SPEEDS.map((speed) => button({}, () => this.#change({ speed }), speed ? `×${speed}` : icon("pause")));
    this.speeds[0].setAttribute("aria-label", this.words.pause);
    this.bar.replaceChildren(make("div", { class: "time" }, icon("shanyrak"), make("div", {}, this.time, this.pace, this.day)), ...this.#controls());
    if (this.clock) this.set(this.clock);
  }

  /** The server's clock; between two of its words the page counts on by itself. */
  set(clock) {
    this.clock = clock;
    this.speed = clock.paused ? 0 : clock.speed;
    this.anchor = Date.parse(clock.now) - performance.now() * this.speed;
    this.speeds.forEach((each, index) => each.setAttribute("aria-pressed", String(SPEEDS[index] === this.speed)));
    show(this.pace, this.speed ? `×${this.speed}` : this.words.paused);
    this.#tick();
  }

  #tick() {
    const { zone } = this.clock;
    const now = this.anchor + performance.now() * this.speed;
    show(this.time, timeOfDay(now, zone, this.speed <= 1));
    show(this.day, `${dayName(now, zone, this.language, true)} · ${zoneName(zone, this.language)}`);
    this.on.tick(now, zone);
  }

  #controls() {
    const { words } = this;
    const jumps = JUMPS.map((jump) => button({}, () => this.#change({ jump }), icon(jump), words[jump]));
    const controls = make("div", { class: "controls", id: "controls" },
      make("div", { role: "group", "aria-label": words.speed }, ...this.speeds),
      make("div", { role: "group", "aria-label": words.jump }, ...jumps),
      make("div", {}, this.#languages(), this.#theme()));
    const fold = iconButton("fold", words.controls, () => {
      fold.setAttribute("aria-expanded", String(controls.classList.toggle("open")));
    }, { class: "round fold", "aria-controls": "controls", "aria-expanded": "false" });
    return [fold, controls];
  }

  async #change(change) {
    if (this.#busy) return;
    this.#busy = true;
    try {
      this.set(await moveClock(change));
    } catch {
      this.on.trouble(this.words.stuck);
    }
    this.#busy = false;
  }

  #languages() {
    const options = Object.entries(LANGUAGES).map(([value, name]) => make("option", { value, lang: value }, name));
    const select = make("select", { "aria-label": this.words.language, onchange: () => this.on.language(select.value) }, ...options);
    select.value = this.language;
    return select;
  }

  #theme() {
    const mark = () => toggle.setAttribute("aria-pressed", String(isDark()));
    const toggle = iconButton("theme", this.words.dark, () => {
      localStorage.theme = document.documentElement.dataset.theme = isDark() ? "light" : "dark";
      mark();
    });
    mark();
    return toggle;
  }
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}
