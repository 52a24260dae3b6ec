/** Which buttons wait for the bot's answer; a second tap on one does nothing. */

const PATIENCE = 15_000; // ms; Telegram's own spinner ends about then when a bot stays silent

export class Taps {
  #waiting = new Map(); // button's key -> {tap, timer}
  #early = new Set(); // answers that overtook the response naming their tap
  #changed;

  /** A key is "message id, space, data"; `changed` is told the message whenever a wait begins or ends. */
  constructor(changed) {
    this.#changed = (key) => changed(parseInt(key, 10));
  }

  has(key) {
    return this.#waiting.has(key);
  }

  /** Send a tap with `post`; rejects where it could not be sent. */
  async press(key, post) {
    if (this.has(key)) return;
    const waiting = { tap: null, timer: setTimeout(() => this.#stop(key), PATIENCE) };
    this.#waiting.set(key, waiting);
    this.#changed(key);
    try {
      waiting.tap = (await post()).tap;
    } catch (error) {
      this.#stop(key);
      throw error;
    }
    if (this.#early.delete(waiting.tap)) this.#stop(key);
  }

  answered(tap) {
    const found = [...this.#waiting].find(([, waiting]) => waiting.tap === tap);
    if (found) this.#stop(found[0]);
    else if ([...this.#waiting.values()].some((waiting) => waiting.tap === null)) this.#early.add(tap);
  }

  /** Wait no longer: after a lost connection no answer comes. */
  clear() {
    [...this.#waiting.keys()].forEach((key) => this.#stop(key));
    this.#early.clear();
  }

  #stop(key) {
    clearTimeout(this.#waiting.get(key)?.timer);
    this.#waiting.delete(key);
    this.#changed(key);
  }
}
