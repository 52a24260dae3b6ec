/** A file that is to be sent: chosen or dropped. */

import { icon, iconButton, make } from "./elements.js";
import { fileSize } from "./words.js";

const PICTURES = ["image/jpeg", "image/png"]; // what Telegram takes as a photo

export class Attachment {
  file = null;
  #preview = null; // object URL of a picture

  /** `onChange` is called when a file comes or goes. */
  constructor(words, onChange) {
    Object.assign(this, { words, onChange });
    this.input = make("input", { type: "file", hidden: true, onchange: () => this.set(this.input.files[0]) });
    this.asFile = make("input", { type: "checkbox" });
    this.element = make("div", { class: "attachment", hidden: true });
  }

  /** A picture is shown in the chat unless it is to go as a file. */
  get asPicture() {
    return Boolean(this.#preview) && !this.asFile.checked;
  }

  choose() {
    this.input.value = "";
    this.input.click();
  }

  /** Attach a file, null for none; there is room for one. */
  set(file) {
    URL.revokeObjectURL(this.#preview);
    this.#preview = PICTURES.includes(file?.type) ? URL.createObjectURL(file) : null;
    this.file = file;
    this.asFile.checked = false;
    this.element.hidden = !file;
    this.element.replaceChildren(...(file ? this.#describe(file) : []));
    this.onChange();
  }

  #describe({ name, size }) {
    const looks = this.#preview ? make("img", { src: this.#preview, alt: "" }) : icon("attach");
    const facts = make("span", { class: "facts" }, make("b", {}, name), make("small", {}, fileSize(size, this.words)));
    const choice = this.#preview ? [make("label", {}, this.asFile, this.words.asFile)] : [];
    return [looks, facts, ...choice, iconButton("close", this.words.detach, () => this.set(null))];
  }
}

/** Let a file be dropped anywhere on `area`, which shows so while one is above it. */
export function acceptDrops(area, take) {
  const hear = (event) => {
    const { type, dataTransfer } = event;
    if (!dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    area.classList.toggle("dropping", type === "dragover");
    if (type === "drop") take(dataTransfer.files[0]);
  };
  ["dragover", "dragleave", "drop"].forEach((type) => area.addEventListener(type, hear));
}
