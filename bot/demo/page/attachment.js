/** A file that is to be sent: chosen or dropped. */

import { icon, iconButton, make } from "./elements.js";
import { fileSize } from "./words.js";

const PICTURES = ["image/jpeg", "image/png", "image/gif", "image/webp"];

export class Attachment {
  file = null;
  #preview = null; // object URL of a picture

  /** `onChange` is called when a file comes or goes. */
  constructor(words, onChange) {
    Object.assign(this, { words, onChange });
    this.input = make("input", { type: "file", hidden: true, onchange: () => this.take([...this.input.files]) });
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

  /** Attach the first of `files`: there is room for one. */
  take([file]) {
    if (file) this.#set(file);
  }

  clear() {
    this.#set(null);
  }

  #set(file) {
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
    return [looks, facts, ...choice, iconButton("close", this.words.detach, () => this.clear())];
  }
}

/** Let files be dropped anywhere on `area`, which shows so while some are above it. */
export function acceptDrops(area, take) {
  const show = (event) => {
    event.preventDefault();
    area.classList.toggle("dropping", event.type === "dragover");
  };
  ["dragover", "dragleave", "drop"].forEach((type) => area.addEventListener(type, show));
  area.addEventListener("drop", ({ dataTransfer }) => take([...dataTransfer.files]));
}
