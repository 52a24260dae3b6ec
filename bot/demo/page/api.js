/** The people's side of the emulator: what a phone can do, and what it hears. */

const PATIENCE = 15_000; // ms, for one request
const RETRIES = { first: 400, longest: 3_000 }; // ms between attempts to reconnect

/** The emulator does not take it; the message says why, in English. */
export class Refused extends Error {}

async function request(path, options = {}) {
  const response = await fetch(path, { ...options, signal: AbortSignal.timeout(PATIENCE) });
  const answer = await response.json();
  if (!response.ok) throw new Refused(answer.error);
  return answer;
}

function post(path, content) {
  const form = content instanceof FormData;
  const headers = form ? {} : { "Content-Type": "application/json" };
  return request(path, { method: "POST", headers, body: form ? content : JSON.stringify(content) });
}

/** A draft is {text, entities, reply_to}; the address is a chat's, as it is open on a phone. */
export const sendText = (address, draft) => post(`${address}/messages`, draft);

/** Send `file`, shown in the chat where `asPicture`; the draft is its caption, which may be empty. */
export function sendFile(address, file, asPicture, { text, entities, reply_to }) {
  const form = new FormData();
  form.append("caption", text);
  form.append("entities", JSON.stringify(entities));
  if (reply_to) form.append("reply_to", reply_to);
  if (asPicture) form.append("as", "photo");
  form.append("file", file, file.name);
  return post(`${address}/messages`, form);
}

export const tap = (address, message_id, data) => post(`${address}/taps`, { message_id, data });
export const foundGroup = (title, members) => post("/api/groups", { title, members });
export const moveBot = (address, inside) => post(`${address}/${inside ? "add" : "kick"}`, {});
export const block = (phone, blocked) => post(`/api/phones/${phone}/${blocked ? "block" : "unblock"}`, {});
export const moveClock = (change) => post("/api/clock", change);

/**
 * Follow what happens: `onState` with everything after each connection, then `onEvent` for each change,
 * `onLost` when the server is gone.
 */
export function follow(onState, onEvent, onLost) {
  let delay = RETRIES.first;

  function connect() {
    const source = new EventSource("/api/events");
    const early = []; // events that came before the state they build on
    let hear = (event) => early.push(event);
    let over = false;

    function load(state) {
      if (over) return;
      onState(state);
      early.forEach(onEvent);
      hear = onEvent;
      delay = RETRIES.first;
    }

    function again() {
      if (over) return;
      over = true;
      source.close();
      onLost();
      setTimeout(connect, delay);
      delay = Math.min(2 * delay, RETRIES.longest);
    }

    source.onmessage = ({ data }) => hear(JSON.parse(data));
    source.onopen = () => request("/api/state").then(load, again);
    source.onerror = again;
  }

  connect();
}
