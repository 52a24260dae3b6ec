/** Three phones and a clock, kept true to the emulator behind them. */

import { follow } from "./api.js";
import { ClockBar } from "./clock.js";
import { timeOfDay } from "./dates.js";
import { show } from "./elements.js";
import { Phone } from "./phone.js";
import { Tabs } from "./tabs.js";
import { closest, pageWords } from "./words.js";

const TROUBLE = 4_000; // ms

const [bar, guide, stage, banner] = ["bar", "guide", "phones", "banner"].map((id) => document.getElementById(id));

let phones = new Map(); // id -> Phone
let tabs = null;
let words = null;
let lost = false;
let trouble = { text: "", timer: null };

const clock = new ClockBar(bar, {
  language: (chosen) => (speak((localStorage.language = chosen)), bar.querySelector("select").focus()),
  tick: (now, zone) => phones.forEach(({ time }) => show(time, timeOfDay(now, zone))),
  trouble: complain,
});

function speak(language) {
  words = pageWords(language);
  document.documentElement.lang = language;
  document.title = words.title;
  guide.textContent = words.guide;
  clock.speak(language);
  tabs?.element.setAttribute("aria-label", words.phones);
}

/** On a narrow window the guide makes room once somebody has started. */
function fold() {
  guide.classList.toggle("started", [...phones.values()].some(({ started }) => started));
}

/** For a while this comes before the lost connection. */
function complain(text) {
  clearTimeout(trouble.timer);
  trouble = { text, timer: text && setTimeout(complain, TROUBLE, "") };
  connected(!lost);
}

function connected(yes) {
  lost = !yes;
  show(banner, trouble.text || (lost ? words.lost : ""));
}

function build(state) {
  const world = { zone: state.clock.zone, people: state.phones, bot: state.bot.username };
  phones = new Map(state.phones.map((facts) => [facts.id, new Phone(facts, world)]));
  tabs?.element.remove();
  tabs = new Tabs([...phones.values()]);
  tabs.element.setAttribute("aria-label", words.phones);
  stage.replaceChildren(...[...phones.values()].map(({ element }) => element));
  stage.before(tabs.element);
}

function load(state) {
  const ids = state.phones.map(({ id }) => id);
  if (String(ids) !== String([...phones.keys()])) build(state);
  state.phones.forEach((facts) => phones.get(facts.id).load(facts, state.groups));
  clock.set(state.clock);
  connected(true);
  fold();
}

function hear(event) {
  if (event.type === "clock") return clock.set(event.clock);
  for (const phone of phones.values()) {
    phone.hear(event);
    if (event.type === "message" && phone.sees(event) && event.message.author.id !== phone.id) tabs.notify(phone.id);
  }
  fold();
}

speak(closest([localStorage.language ?? "", ...navigator.languages]));
follow(load, hear, () => connected(false));
