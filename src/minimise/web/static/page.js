// The review page's keys, selection and in-place updates. Nothing here decides anything: every decision is a form
// that the server checks and writes down; without this script the forms still work.

const SVG_SAFE = /[^\w.-]/g;

/** @param {string} name @param {ParentNode} [root] @returns {HTMLElement | null} */
const one = (name, root = document) => root.querySelector(name);
/** @param {string} name @param {ParentNode} [root] @returns {HTMLElement[]} */
const all = (name, root = document) => [...root.querySelectorAll(name)];

/** The card that keys act on. @type {HTMLElement | null} */
let current = null;
let busy = false;

/** @returns {HTMLElement[]} */
const cards = () => all("[data-card]");

/** Brings something into view, in its pane where panes scroll, so that the page itself stays where it is.
 * @param {Element} element @param {boolean} [middle] */
function bring(element, middle = false) {
  const pane = element.closest(".pane");
  if (!pane || pane.scrollHeight <= pane.clientHeight + 1) {
    return element.scrollIntoView({ block: middle ? "center" : "nearest", behavior: "instant" });
  }
  const inside = pane.getBoundingClientRect();
  const here = element.getBoundingClientRect();
  if (!middle && here.top >= inside.top && here.bottom <= inside.bottom) return;
  const goal = middle ? inside.height / 2 - here.height / 2 : Math.max(inside.height - here.height - 10, 10);
  const above = !middle && here.top < inside.top;
  pane.scrollTop += here.top - inside.top - (above || here.height > inside.height ? 10 : goal);
}

/** Lights up the words of a decision in the document, and brings them into view. @param {string} key */
function light(key) {
  for (const lit of all(".is-lit")) lit.classList.remove("is-lit");
  const places = all(`[data-k~="${key.replace(SVG_SAFE, "")}"]`);
  for (const place of places) place.classList.add("is-lit");
  if (places.length) bring(places[0], true);
}

/** Makes a card the current one. @param {HTMLElement | undefined | null} card @param {boolean} [focus] */
function choose(card, focus = true) {
  if (!card) return;
  if (current && current.isConnected) current.removeAttribute("aria-current");
  current = card;
  card.setAttribute("aria-current", "true");
  light(card.dataset.key ?? "");
  if (focus) card.focus({ preventScroll: true });
  bring(card);
}

/** @param {number} step */
function move(step) {
  const list = cards();
  const at = current ? list.indexOf(current) : -1;
  choose(list[Math.min(Math.max(at + step, 0), list.length - 1)]);
}

function nextHeld() {
  const list = cards();
  const at = current ? list.indexOf(current) : -1;
  const held = list.filter((card) => "held" in card.dataset);
  const next = held.find((card) => list.indexOf(card) > at) ?? held[0];
  if (next) choose(next);
  else say("Nothing waits for you any more.");
}

/** @param {string} words */
function say(words) {
  const counts = one("#counts");
  if (!counts) return;
  const told = document.createElement("span");
  told.className = "told";
  told.textContent = words;
  counts.querySelector(".told")?.remove();
  counts.append(told);
}

/** Presses a button of the current card. @param {string} what */
function press(what) {
  if (!current) nextHeld();
  const button = /** @type {HTMLButtonElement | null} */ (current && one(`[data-do="${what}"]`, current));
  button?.click();
}

/** Answers all questions that are like the current one. @param {string} what */
function pressAll(what) {
  if (!current) nextHeld();
  const shelf = /** @type {HTMLElement | null} */ (current?.closest(".shelf"));
  const button = shelf && one(`[data-do="${what}"]`, shelf);
  if (button) button.click();
  else say("This question is asked once only.");
}

/** Ticks all mentions, or one after the other. */
function mentions() {
  if (!current) return;
  const boxes = /** @type {HTMLInputElement[]} */ (all('input[type="checkbox"][name="keys"]', current));
  if (!boxes.length) return say("There is one mention only.");
  const details = /** @type {HTMLDetailsElement} */ (one("details", current));
  details.open = true;
  const ticked = boxes.filter((box) => box.checked);
  const next = ticked.length === boxes.length ? 0 : boxes.indexOf(ticked[0]) + 1;
  for (const [at, box] of boxes.entries()) box.checked = next >= boxes.length || at === next;
  const chosen = boxes[next];
  if (chosen) light(chosen.value);
  say(chosen ? `Mention ${next + 1} of ${boxes.length} only.` : `All ${boxes.length} mentions.`);
}

function reason() {
  if (!current) return;
  const details = /** @type {HTMLDetailsElement} */ (one("details", current));
  details.open = true;
  one("[data-reason]", current)?.focus();
}

/** Puts the words selected in the document into the form for missed words. */
function takeSelection() {
  const form = /** @type {HTMLFormElement | null} */ (one("#missed"));
  const selection = getSelection();
  if (!form || !selection || selection.isCollapsed) return say("Select words in the document first.");
  const range = selection.getRangeAt(0);
  const from = offsetOf(range.startContainer, range.startOffset);
  const to = offsetOf(range.endContainer, range.endOffset);
  const words = /** @type {HTMLInputElement} */ (one("#words", form));
  const at = /** @type {HTMLInputElement} */ (one("[data-at]", form));
  words.value = selection.toString().replace(/\s+/g, " ").trim();
  at.value = from && to && from.part === to.part && from.offset < to.offset ? `${from.part}.${from.offset}.${to.offset}` : "";
  words.focus();
  words.scrollIntoView({ block: "center" });
}

/** Where a point of the page lies in a part's text, in code points. @param {Node} node @param {number} offset */
function offsetOf(node, offset) {
  const element = node instanceof Element ? node : node.parentElement;
  const words = element?.closest("[data-t]");
  const start = element?.closest("[data-s]");
  const part = element?.closest("[data-part]");
  if (!words || !start || !part || !(node instanceof Text)) return null;
  const before = [...node.data.slice(0, offset)].length;
  return { part: Number(part.getAttribute("data-part")), offset: Number(start.getAttribute("data-s")) + before };
}

/** Sends a form and puts the server's answer in place of what is shown.
 * @param {HTMLFormElement} form @param {HTMLElement | null} button */
function send(form, button) {
  if (busy) return;
  busy = true;
  const data = new FormData(form);
  const name = button?.getAttribute("name");
  if (name) data.set(name, button?.getAttribute("value") ?? "");
  const deciding = "decide" in form.dataset;
  const wasHeld = Boolean(form.closest("[data-held], .shelf--held"));
  const key = String(data.get("keys") ?? "");
  const reasonText = String(data.get("reason") ?? "");
  const request = new XMLHttpRequest();
  // Not `form.action`: a button of that name hides it.
  request.open("POST", form.getAttribute("action") ?? "");
  request.setRequestHeader("x-csrf", one('meta[name="csrf"]')?.getAttribute("content") ?? "");
  request.setRequestHeader("x-swap", "1");
  // A parsed document, not a string: no text ever becomes markup here, and none of its scripts run.
  request.responseType = "document";
  request.onload = () => {
    busy = false;
    const fresh = request.response?.querySelector("#work");
    if (!fresh) return location.reload();
    swap(fresh);
    if (request.status >= 400) return failed(key, reasonText);
    if (deciding && wasHeld && one("[data-held]")) nextHeldFrom(key);
    else if (key) choose(cardOf(key));
    else if (one("#found")) one("#found")?.scrollIntoView({ block: "center" });
  };
  request.onerror = () => {
    busy = false;
    say("The page's server does not answer. Start minimise review again; nothing is lost.");
  };
  request.send(data);
}

/** @param {string} key */
const cardOf = (key) => cards().find((card) => all('[name="keys"]', card).some((box) => box.getAttribute("value") === key));

/** @param {string} key */
function nextHeldFrom(key) {
  const card = cardOf(key);
  if (card && "held" in card.dataset) return choose(card);
  current = null;
  nextHeld();
}

/** @param {Element} fresh */
function swap(fresh) {
  const old = one("#work");
  if (!old) return;
  const places = ["#list", "#doc"].map((name) => one(name)?.scrollTop ?? 0);
  old.replaceWith(document.importNode(fresh, true));
  ["#list", "#doc"].forEach((name, at) => {
    const pane = one(name);
    if (pane) pane.scrollTop = places[at];
  });
  current = null;
  shown();
}

/** @param {string} key @param {string} text */
function failed(key, text) {
  const card = cardOf(key);
  if (card) {
    choose(card, false);
    const box = /** @type {HTMLTextAreaElement | null} */ (one("[data-reason]", card));
    if (box) {
      box.value = text;
      box.focus();
    }
  }
  one("#problem")?.scrollIntoView({ block: "nearest" });
}

function help() {
  const dialog = /** @type {HTMLDialogElement | null} */ (one("#help"));
  if (dialog && !dialog.open) dialog.showModal();
}

/** Goes to the next page; where a list has to be ticked first, to the first line that is not. */
function goOn() {
  const next = one("input[name=checks]:not(:checked)") ?? one("[data-write]");
  if (next) return next.focus();
  one("[data-next]")?.click();
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  n: nextHeld,
  a: () => press("hide"),
  r: () => press("keep"),
  A: () => pressAll("hide-all"),
  R: () => pressAll("keep-all"),
  g: () => press("less"),
  m: mentions,
  e: reason,
  u: () => one('[data-do="undo"]')?.click(),
  U: () => one('[data-do="redo"]')?.click(),
  "/": () => one("#words")?.focus(),
  x: takeSelection,
  c: goOn,
  "?": help,
};

document.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.key === "Escape" && target.matches("textarea, input, select") && current) return choose(current);
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.body.dataset.keys !== "on") return;
  if (target.matches("input:not([type=checkbox]), textarea, select") || one("dialog[open]")) return;
  if (!one("#work") && event.key !== "c") return;
  const act = KEYS[/** @type {keyof typeof KEYS} */ (event.key)];
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.dataset.sure && !confirm(form.dataset.sure)) return event.preventDefault();
  if (!("swap" in form.dataset) || !one("#work")) return;
  event.preventDefault();
  send(form, /** @type {SubmitEvent} */ (event).submitter);
});

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (target.closest('[data-do="help"]')) return help();
  const link = target.closest('a[href^="#at-"]');
  if (link) {
    event.preventDefault();
    const card = /** @type {HTMLElement | null} */ (link.closest("[data-card]"));
    if (card) choose(card, false);
    return light((link.getAttribute("href") ?? "").slice(4));
  }
  const words = target.closest("[data-k]");
  if (words && getSelection()?.isCollapsed) {
    const keys = (words.getAttribute("data-k") ?? "").split(" ");
    return choose(keys.map(cardOf).find(Boolean), false);
  }
  const card = /** @type {HTMLElement | null} */ (target.closest("[data-card]"));
  if (card && card !== current) choose(card, false);
});

/** What only works with this script is offered only with it. */
function shown() {
  for (const button of all('[data-do="help"][hidden]')) button.hidden = false;
}

function compare() {
  const only = /** @type {HTMLInputElement | null} */ (one("#only-changed"));
  only?.addEventListener("change", () => one("#compare")?.classList.toggle("is-short", only.checked));
}

/** Dropping files, and sending many one at a time, so that each has the whole limit to itself. */
function drops() {
  const form = /** @type {HTMLFormElement | null} */ (one("#drop"));
  const input = /** @type {HTMLInputElement | null} */ (one("#file"));
  if (!form || !input) return;
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.add("is-over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("is-over");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("is-over");
    if (!event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    if (!input.files || input.files.length < 2) return;
    event.preventDefault();
    sendMany(form, [...input.files]);
  });
}

/** @param {HTMLFormElement} form @param {File[]} files */
async function sendMany(form, files) {
  const status = one("#drop-status");
  let refused = 0;
  for (const [at, file] of files.entries()) {
    if (status) status.textContent = `Taking in ${at + 1} of ${files.length}…`;
    const data = new FormData(form);
    data.set("file", file);
    const answer = await fetch(form.getAttribute("action") ?? "", { method: "POST", body: data }).catch(() => null);
    if (!answer?.ok) refused += 1;
  }
  if (refused && status) status.textContent = `${refused} of ${files.length} could not be taken in: check the staff id, and that each is under 25 MB.`;
  else location.assign("/");
}

/** Says that something is being done, where it takes longer than a blink; a scan can take a minute. */
function waits() {
  const told = one("#working");
  if (!told) return;
  /** @type {number[]} */
  let timers = [];
  const stop = () => {
    timers.forEach(clearTimeout);
    told.hidden = true;
    told.textContent = "";
  };
  const start = () => {
    stop();
    const tell = (/** @type {string} */ words) => () => {
      told.hidden = false;
      told.textContent = words;
    };
    timers = [
      setTimeout(tell("Working…"), 500),
      setTimeout(tell("Still working. Scans, pictures and older files take longer: some seconds a page."), 4000),
      setTimeout(tell("Still working. Nothing is lost if you go away; the page will be here when you come back."), 20000),
    ];
  };
  addEventListener("pageshow", stop);
  addEventListener("beforeunload", start);
}

shown();
waits();
compare();
drops();
if (one("#work")) {
  const wanted = location.hash.startsWith("#at-") ? cardOf(location.hash.slice(4)) : null;
  choose(wanted ?? one("[data-held]") ?? cards()[0], false);
}
one("#problem")?.focus();
