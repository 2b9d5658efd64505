/*
 * The editor of a transcript: words in step with the sound, corrected from the
 * keyboard. It sends the forms of the page without leaving it, so that the sound goes
 * on; whatever is refused comes back with the text. Without it the page works as it is.
 */
const page = document.querySelector("[data-transcript-page]");
const media = page.querySelector("[data-media]");
const speed = page.querySelector("[data-speed]");
const follow = page.querySelector("[data-follow]");
const step = page.querySelector("[data-step]");
const said = document.querySelector("[data-said]");
const pattern = document.querySelector("[data-edit-form]");
const OVERLAP = 40;
const UNCLEAR = "[?]";

let words = [];
let bySound = [];
let playing = [];
let stopAt = null;
let current = null;
let turning = false;
let strayed = false;

const part = (name) => page.querySelector(`[data-part="${name}"]`);
const from = (word) => Number(word.dataset.from);
const to = (word) => Number(word.dataset.to);
const textOf = (word) => word.firstChild.data;
const turnOf = (node) => node.closest("[data-turn]");
const wordsOf = (turn) => [...turn.querySelectorAll("[data-word]")];
const editor = () => page.querySelector("[data-edit]");

// Words in the order of the page, and in the order in which they are heard.
function learn() {
  words = [...page.querySelectorAll("[data-word]")];
  bySound = [...words].sort((a, b) => from(a) - from(b));
  page.querySelectorAll("[data-correct]").forEach((link) => {
    link.tabIndex = -1;
  });
  page.querySelectorAll("[data-moments]").forEach((one) => {
    one.hidden = false;
  });
  playing = [];
  current = null;
  if (words.length) words[0].tabIndex = 0;
}

// Long calls come in pages: the sound turns them, and so do the keys at their ends.
const leaf = () => page.querySelector("[data-page]");
const isBusy = () => turning || editor() || document.activeElement?.closest("[data-add]");

function isElsewhere(second) {
  const { since, until } = leaf()?.dataset ?? {};
  return (since && second < Number(since)) || (until && second >= Number(until));
}

async function turnTo(query) {
  turning = true;
  const fresh = await answer(`${location.pathname}?${query}`);
  turning = false;
  const pages = fresh?.querySelector("[data-page]");
  // Where the opening is over, what is shown stays, and the sound says so.
  if (!pages || isBusy()) {
    strayed = true;
    return false;
  }
  const held = document.activeElement?.closest("[data-word]");
  swap(fresh, "words");
  history.replaceState(null, "", `?page=${pages.dataset.page}`);
  said.textContent = part("words").querySelector("nav p")?.textContent ?? "";
  learn();
  if (held && words.length) go(heard(media.currentTime)[0] ?? words[0], { seek: false });
  show();
  return true;
}

// Unless a key led away from what is heard, or what is heard cannot be reached.
function keepPace() {
  if (!isElsewhere(media.currentTime)) strayed = false;
  else if (follow?.checked && !strayed && !isBusy()) turnTo(`at=${media.currentTime.toFixed(3)}`);
}

// Go to a word of this page, or to one of the page that follows or comes before.
async function goOn(word, by, pick) {
  if (word) {
    go(word);
    return;
  }
  const link = part("words").querySelector(`a[rel="${by > 0 ? "next" : "prev"}"]`);
  if (!link || isBusy()) return;
  const turned = await turnTo(new URL(link.href).searchParams);
  strayed = true;
  if (turned) go(pick());
}

const isLow = (word) => word.classList.contains("is-low");
const lastTurn = () => wordsOf(turnOf(words.at(-1)))[0];

function stop(on) {
  words.forEach((word) => {
    if (word.tabIndex === 0) word.tabIndex = -1;
  });
  on.tabIndex = 0;
  current = on;
}

function go(word, { seek = true } = {}) {
  if (!word) return;
  stop(word);
  word.focus({ preventScroll: true });
  word.scrollIntoView({ block: "nearest", behavior: "instant" });
  if (seek && media.paused) media.currentTime = from(word);
}

function play(start, end = null) {
  media.currentTime = start;
  stopAt = end;
  media.play().catch(() => {});
}

// What the choice of stopping says about a word from which it plays.
function end(word) {
  if (step?.value === "word") return to(word);
  if (step?.value === "turn") return Number(turnOf(word).dataset.end);
  return null;
}

function toggle(word) {
  if (!media.paused) {
    media.pause();
    return;
  }
  play(from(word), end(word));
}

function faster(by) {
  const at = Math.min(Math.max(0, speed.selectedIndex + by), speed.options.length - 1);
  speed.selectedIndex = at;
  speed.dispatchEvent(new Event("change", { bubbles: true }));
}

function uncertain(word, by) {
  const at = words.indexOf(word);
  const rest = by > 0 ? words.slice(at + 1) : words.slice(0, at).reverse();
  return rest.find(isLow);
}

function otherTurn(word, by) {
  let turn = turnOf(word);
  do turn = by > 0 ? turn.nextElementSibling : turn.previousElementSibling;
  while (turn && !turn.querySelector("[data-word]"));
  return turn && wordsOf(turn)[0];
}

const keys = {
  ArrowRight: (word) => goOn(words[words.indexOf(word) + 1], 1, () => words[0]),
  ArrowLeft: (word) => goOn(words[words.indexOf(word) - 1], -1, () => words.at(-1)),
  ArrowDown: (word) => goOn(otherTurn(word, 1), 1, () => words[0]),
  ArrowUp: (word) => goOn(otherTurn(word, -1), -1, lastTurn),
  " ": toggle,
  Enter: (word) => edit(turnOf(word), word),
  w: (word) => play(from(word), to(word)),
  t: (word) => play(from(wordsOf(turnOf(word))[0]), Number(turnOf(word).dataset.end)),
  s: () => faster(-1),
  f: () => faster(1),
  u: (word) => edit(turnOf(word), word, UNCLEAR),
};
const withControl = {
  ArrowRight: (word) => goOn(uncertain(word, 1), 1, () => words.find(isLow) ?? words[0]),
  ArrowLeft: (word) => goOn(uncertain(word, -1), -1, () => words.findLast(isLow) ?? words.at(-1)),
};

function onWord(event, word) {
  if (event.altKey || event.metaKey) return;
  const act = (event.ctrlKey ? withControl : keys)[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  event.preventDefault();
  act(word);
}

function edit(turn, word, instead = null) {
  if (!pattern || !turn || !leaveEdit()) return;
  const form = pattern.content.firstElementChild.cloneNode(true);
  const set = (name, value) => {
    form.elements[name].value = value;
  };
  const there = wordsOf(turn);
  const shown = there.map((one) => (instead && one === word ? instead : textOf(one)));
  set("turn", turn.dataset.turn);
  set("start", turn.dataset.start);
  set("channel", turn.dataset.channel);
  set("speaker", turn.dataset.speaker);
  set("text", shown.join(" "));
  form.dataset.before = there.map(textOf).join(" ");
  form.dataset.speaker = turn.dataset.speaker;
  turn.classList.add("is-edited");
  turn.append(form);
  const area = form.elements.text;
  const place = Math.max(0, there.indexOf(word));
  const caret = shown.slice(0, place).join(" ").length + (place ? 1 : 0);
  area.focus({ preventScroll: true });
  area.setSelectionRange(caret, caret + (shown[place] ?? "").length);
  turn.scrollIntoView({ block: "nearest", behavior: "instant" });
}

const changed = (form) =>
  form.elements.text.value !== (form.dataset.before ?? form.elements.text.defaultValue) ||
  form.elements.speaker.value !== (form.dataset.speaker ?? form.elements.speaker.value);

// Returns false where somebody wants to stay with what they wrote.
function leaveEdit() {
  const form = editor();
  if (!form) return true;
  if (changed(form) && !window.confirm(page.dataset.leave)) return false;
  const turn = turnOf(form);
  form.remove();
  turn.classList.remove("is-edited");
  const first = wordsOf(turn)[0];
  if (first) go(first, { seek: false });
  return true;
}

function onEditing(event, form) {
  const turn = turnOf(form);
  if (event.key === "Enter" && event.ctrlKey) form.requestSubmit();
  else if (event.key === " " && event.ctrlKey) {
    if (media.paused) play(Number(turn.dataset.start), Number(turn.dataset.end));
    else media.pause();
  } else if (event.key === "Escape") {
    if (form.dataset.before !== undefined) leaveEdit();
    else form.querySelector("[data-leave-edit]").click();
  } else return;
  event.preventDefault();
}

// A new turn is timed by ear: it begins, or ends, at what is heard now.
function timed(form, edge) {
  form.elements[`add-${edge}`].value = written(media.currentTime);
}

function onAdding(event, form) {
  const { key, ctrlKey, altKey } = event;
  if (event.target.matches("select") || event.metaKey) return;
  if (altKey && key === "ArrowUp") timed(form, "start");
  else if (altKey && key === "ArrowDown") timed(form, "end");
  else if (ctrlKey && key === " ") media.paused ? media.play().catch(() => {}) : media.pause();
  else if (ctrlKey && key === "Enter") {
    if (!form.elements["add-end"].value) timed(form, "end");
    form.requestSubmit(form.querySelector(".btn-primary"));
  } else return;
  event.preventDefault();
}

page.addEventListener("keydown", (event) => {
  const word = event.target.closest("[data-word]");
  const form = event.target.closest("[data-edit]");
  const adding = event.target.closest("[data-add]");
  if (word) onWord(event, word);
  else if (form) onEditing(event, form);
  else if (adding) onAdding(event, adding);
});

// Who speaks on a channel is said beside the words, or was said with the turn before.
page.addEventListener("change", (event) => {
  if (event.target.name !== "add-channel") return;
  const says = page.querySelector(`[name="channel-${event.target.value}"]`);
  if (says) event.target.form.elements["add-speaker"].value = says.value;
});

page.addEventListener("focusin", (event) => {
  const word = event.target.closest("[data-word]");
  if (word) stop(word);
});

page.addEventListener("click", (event) => {
  const word = event.target.closest("[data-word]");
  const link = event.target.closest("[data-correct]");
  const leave = event.target.closest("[data-leave-edit]");
  const unclear = event.target.closest("[data-unclear]");
  const fill = event.target.closest("[data-fill]");
  const now = event.target.closest("[data-now]");
  if (word) {
    stop(word);
    play(from(word), end(word));
  } else if (link && pattern) {
    event.preventDefault();
    edit(turnOf(link), wordsOf(turnOf(link))[0]);
  } else if (leave && leave.closest("form").dataset.before !== undefined) {
    event.preventDefault();
    leaveEdit();
  } else if (unclear) {
    const area = unclear.closest("form").elements.text;
    area.setRangeText(UNCLEAR, area.selectionStart, area.selectionEnd, "end");
    area.focus();
  } else if (now) timed(now.form, now.dataset.now);
  else if (fill) fillIn(fill);
  if (event.target.closest("[data-seek-to]")) stopAt = null;
});

function written(seconds) {
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${(seconds - minutes * 60).toFixed(2).padStart(5, "0")}`;
}

// A stretch without words goes into the form that adds some.
function fillIn(button) {
  const form = page.querySelector("[data-add]");
  if (!form) return;
  const details = form.closest("details");
  if (details) details.open = true;
  form.elements["add-channel"].value = button.dataset.channel;
  form.elements["add-start"].value = written(Number(button.dataset.from));
  form.elements["add-end"].value = written(Number(button.dataset.to));
  const says = page.querySelector(`[name="channel-${button.dataset.channel}"]`);
  if (says) form.elements["add-speaker"].value = says.value;
  form.elements["add-text"].focus();
}

// The forms of the page are sent without leaving it; the sound goes on.
const SENT = "[data-part] form:not([data-again])";

page.addEventListener("submit", async (event) => {
  const form = event.target.closest(SENT);
  if (!form || form.action.includes("/again/")) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  const fresh = await answer(form.action, { method: "POST", body });
  if (fresh?.querySelector("[data-transcript]")) take(fresh, form);
  else if (fresh?.querySelector("[data-over]")) form.submit();
  else form.querySelector("[data-failed]")?.removeAttribute("hidden");
});

async function answer(address, request = {}) {
  try {
    const response = await fetch(address, { ...request, credentials: "same-origin" });
    return new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return null;
  }
}

function take(fresh, form) {
  const start = form.matches("[data-edit]") ? Number(form.elements.start.value) : null;
  const unsent = form.matches("[data-add]") ? null : beingAdded();
  const before = leaf()?.dataset.page;
  for (const name of ["words", "side"]) swap(fresh, name);
  const template = fresh.querySelector("[data-edit-form]");
  if (template && pattern) pattern.innerHTML = template.innerHTML;
  said.textContent = [...fresh.querySelectorAll("main .alert, [role=alert]:not([hidden])")]
    .map((one) => one.textContent.trim())
    .join(" ");
  learn();
  addOn(form, unsent);
  const open = editor();
  if (open) open.elements.text.focus();
  else if (start !== null) go(nearest(start), { seek: false });
  else if (before && before !== leaf()?.dataset.page && form.matches("[data-part=side] form:not([data-add])")) turnTo(`page=${before}`);
}

const swap = (fresh, name) =>
  part(name).replaceChildren(...fresh.querySelector(`[data-part="${name}"]`).childNodes);

// What stands in the form for a new turn while another form is sent.
function beingAdded() {
  const form = page.querySelector("[data-add]");
  if (!form?.elements["add-text"].value) return null;
  return ["channel", "start", "end", "text", "speaker"].map((name) => [name, form.elements[`add-${name}`].value]);
}

// The next turn begins where the last ended, by whoever spoke; nothing written is lost.
function addOn(before, unsent) {
  const form = page.querySelector("[data-add]");
  if (!form) return;
  unsent?.forEach(([name, value]) => {
    form.elements[`add-${name}`].value = value;
  });
  const refused = form.querySelector(".is-invalid, [role=alert]:not([hidden])");
  if (!before.matches("[data-add]") || form.elements["add-text"].value) return;
  for (const name of ["channel", "speaker"]) {
    form.elements[`add-${name}`].value = before.elements[`add-${name}`].value;
  }
  (refused ?? form.elements["add-text"]).focus();
}

function nearest(start) {
  const far = (word) => Math.abs(from(word) - start);
  return words.reduce((best, word) => (!best || far(word) < far(best) ? word : best), null);
}

window.addEventListener("beforeunload", (event) => {
  const form = editor();
  if (form && changed(form)) event.preventDefault();
});

// The words being heard: by halves to the last that has begun, then a few back.
function heard(now) {
  let low = 0;
  let high = bySound.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (from(bySound[middle]) <= now) low = middle + 1;
    else high = middle;
  }
  return bySound.slice(Math.max(0, low - OVERLAP), low).filter((word) => now < to(word));
}

function show() {
  const now = heard(media.currentTime);
  const began = now.filter((word) => !playing.includes(word));
  playing.forEach((word) => word.classList.toggle("is-said", now.includes(word)));
  began.forEach((word) => word.classList.add("is-said"));
  playing = now;
  if (began.length && follow?.checked && !media.paused && !editor()) keepInSight(began.at(-1));
}

function keepInSight(word) {
  const player = page.querySelector(".ts-player").getBoundingClientRect();
  const box = word.getBoundingClientRect();
  if (box.top < player.bottom || box.bottom > window.innerHeight) word.scrollIntoView({ block: "center" });
}

// A word may be shorter than the quarter of a second between two "timeupdate".
function tick() {
  if (stopAt !== null && media.currentTime >= stopAt) {
    stopAt = null;
    media.pause();
    onwards();
  }
  show();
  if (!media.paused) {
    keepPace();
    requestAnimationFrame(tick);
  }
}

// Word by word and turn by turn: the focus goes on to what would play next.
function onwards() {
  if (!current?.isConnected || document.activeElement !== current) return;
  if (step.value === "word") keys.ArrowRight(current);
  if (step.value === "turn") keys.ArrowDown(current);
}

// How much of the window the player takes, so that nothing is led to under it.
new ResizeObserver(([player]) => {
  const height = player.borderBoxSize[0].blockSize;
  document.documentElement.style.setProperty("--ts-cover", `${Math.ceil(height) + 8}px`);
}).observe(page.querySelector(".ts-player"));

// A page further on is heard from its own beginning, not from that of the call.
function beginHere() {
  const { since } = leaf()?.dataset ?? {};
  if (!since || location.hash.startsWith("#t=")) return;
  const seek = () => {
    if (media.currentTime === 0) media.currentTime = Number(since);
  };
  if (media.readyState > 0) seek();
  else media.addEventListener("loadedmetadata", seek, { once: true });
}

media.addEventListener("play", () => {
  strayed = false;
  requestAnimationFrame(tick);
});
media.addEventListener("seeked", () => {
  strayed = false;
  show();
  keepPace();
});
media.addEventListener("pause", show);
learn();
beginHere();
