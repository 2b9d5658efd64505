/*
 * Choosing what to hide: words by mouse or keyboard, a stretch of the waveform by
 * dragging. It fills in the form of the page and sends nothing itself.
 */
const page = document.querySelector("[data-redact]");
const media = page.querySelector("[data-media]");
const words = [...page.querySelectorAll("[data-word]")];
const field = (name) => page.querySelector(`[data-choose] [data-${name}]`);
let anchor = null;

function written(seconds) {
  const minutes = Math.floor(seconds / 60);
  const rest = (seconds - minutes * 60).toFixed(1).padStart(4, "0");
  return `${minutes}:${rest}`;
}

function fill(from, to, side) {
  field("start").value = written(Math.floor(from * 10) / 10);
  field("end").value = written(Math.ceil(to * 10) / 10);
  field("channel").value = side;
}

function between(one, other) {
  const places = [words.indexOf(one), words.indexOf(other)].sort((a, b) => a - b);
  return words.slice(places[0], places[1] + 1);
}

function take(chosen) {
  words.forEach((word) => word.classList.toggle("is-chosen", chosen.includes(word)));
  if (!chosen.length) return;
  const from = Math.min(...chosen.map((word) => Number(word.dataset.from)));
  const to = Math.max(...chosen.map((word) => Number(word.dataset.to)));
  const sides = new Set(chosen.map((word) => word.dataset.side));
  fill(from, to, sides.size === 1 ? [...sides][0] : "");
}

function go(from, step, choosing) {
  const next = words[words.indexOf(from) + step];
  if (!next) return;
  from.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
  media.currentTime = Number(next.dataset.from);
  if (choosing) take(between(anchor ?? from, next));
  anchor = choosing ? (anchor ?? from) : null;
}

const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

page.querySelector("[data-words]")?.addEventListener("keydown", (event) => {
  const word = event.target.closest("[data-word]");
  if (!word || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key in steps) go(word, steps[event.key], event.shiftKey);
  else if (event.key === " ") media.paused ? media.play().catch(() => {}) : media.pause();
  else if (event.key === "Enter") {
    if (!words.some((one) => one.classList.contains("is-chosen"))) take([word]);
    field("start").focus();
  } else return;
  event.preventDefault();
});

page.querySelector("[data-words]")?.addEventListener("click", (event) => {
  const word = event.target.closest("[data-word]");
  if (word) media.currentTime = Number(word.dataset.from);
});

page.querySelector("[data-words]")?.addEventListener("pointerup", () => {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed) return;
  take(words.filter((word) => selection.containsNode(word, true)));
});

media.addEventListener("timeupdate", () => {
  const now = media.currentTime;
  words.forEach((word) => {
    const said = Number(word.dataset.from) <= now && now < Number(word.dataset.to);
    word.classList.toggle("is-said", said);
  });
  const asHeard = page.querySelector("[data-as-heard]")?.checked;
  const silent = [...page.querySelectorAll("[data-mute-from]")].some(
    (mark) => Number(mark.dataset.muteFrom) <= now && now < Number(mark.dataset.muteTo),
  );
  media.muted = Boolean(asHeard && silent);
});

page.addEventListener("wave-drawn", (event) => {
  const regions = event.detail.registerPlugin(globalThis.WaveSurfer.Regions.create());
  regions.enableDragSelection({ color: "rgba(214, 57, 57, 0.25)" });
  regions.on("region-created", (region) => {
    regions.getRegions().forEach((other) => other !== region && other.remove());
    fill(region.start, region.end, "");
  });
  regions.on("region-updated", (region) => fill(region.start, region.end, ""));
});
