/*
 * The player of an opened recording. The browser plays the <audio> element in ranges;
 * wavesurfer draws peaks made on the server and decodes nothing. Nothing is kept.
 */
const JUMP_SECONDS = 10;
const STEP_SECONDS = 5;
const ASK_AGAIN_MS = 3000;
const MOST_ASKS = 20;

const nonce = document.querySelector("script[data-player-script]").nonce;

function clock(seconds) {
  const whole = Math.floor(seconds);
  const pad = (value) => String(value).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${pad(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(whole % 60)}`;
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function colours(channels) {
  const resolved = ["--wave-left", "--wave-right"].map((name) => {
    const probe = document.createElement("span");
    probe.className = name === "--wave-left" ? "wave-left" : "wave-right";
    document.body.append(probe);
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  });
  return channels === 1 ? resolved.slice(0, 1) : resolved;
}

function draw(box, media, { peaks, duration }) {
  const [left, right = left] = colours(peaks.length);
  const progress = colour("--tblr-secondary") || "gray";
  const height = peaks.length > 1 ? 64 : 96;
  const lane = (waveColor) => ({ waveColor, progressColor: progress, height });
  const wave = globalThis.WaveSurfer.create({
    container: box.querySelector("[data-wave]"),
    media,
    peaks,
    duration,
    cspNonce: nonce,
    height,
    waveColor: left,
    progressColor: progress,
    cursorColor: colour("--tblr-primary"),
    cursorWidth: 2,
    barWidth: 2,
    barGap: 1,
    barRadius: 2,
    splitChannels: peaks.length > 1 ? [lane(left), lane(right)] : undefined,
  });
  const recolour = () => {
    const [one, two = one] = colours(peaks.length);
    wave.setOptions({
      waveColor: one,
      cursorColor: colour("--tblr-primary"),
      splitChannels: peaks.length > 1 ? [lane(one), lane(two)] : undefined,
    });
  };
  new MutationObserver(recolour).observe(document.documentElement, {
    attributeFilter: ["data-bs-theme"],
  });
}

async function askWaveform(box, media, asked = 0) {
  const response = await fetch(box.dataset.waveform, { credentials: "same-origin" });
  if (response.ok) {
    const peaks = await response.json();
    box.querySelector("[data-pending]").remove();
    draw(box, media, peaks);
  } else if (response.status === 404 && asked < MOST_ASKS) {
    setTimeout(() => askWaveform(box, media, asked + 1), ASK_AGAIN_MS);
  }
}

function start(box) {
  const media = box.querySelector("[data-media]");
  const play = box.querySelector("[data-play]");
  const seek = box.querySelector("[data-seek]");
  const now = box.querySelector("[data-now]");
  const length = Number(box.dataset.seconds);
  const toggle = () => (media.paused ? media.play().catch(() => {}) : media.pause());
  const jump = (by) => {
    media.currentTime = Math.min(Math.max(0, media.currentTime + by), length);
  };
  const showPlaying = () => {
    const playing = !media.paused;
    box.classList.toggle("is-playing", playing);
    play.setAttribute("aria-label", playing ? play.dataset.labelPause : play.dataset.labelPlay);
  };
  const keys = {
    " ": toggle,
    ArrowLeft: () => jump(-STEP_SECONDS),
    ArrowRight: () => jump(STEP_SECONDS),
    Home: () => jump(-length),
    End: () => jump(length),
  };

  play.addEventListener("click", toggle);
  box.querySelector("[data-back]").addEventListener("click", () => jump(-JUMP_SECONDS));
  box.querySelector("[data-forward]").addEventListener("click", () => jump(JUMP_SECONDS));
  box.querySelector("[data-speed]").addEventListener("change", (event) => {
    media.playbackRate = Number(event.target.value);
  });
  seek.addEventListener("input", () => {
    media.currentTime = Number(seek.value);
  });
  media.addEventListener("timeupdate", () => {
    now.textContent = clock(media.currentTime);
    seek.value = String(Math.floor(media.currentTime));
    seek.setAttribute("aria-valuetext", clock(media.currentTime));
  });
  media.addEventListener("play", showPlaying);
  media.addEventListener("pause", showPlaying);
  media.addEventListener("error", () => {
    box.querySelector("[data-error]").hidden = false;
    showPlaying();
  });
  box.addEventListener("keydown", (event) => {
    const own = event.target.closest("button, select, input");
    const act = keys[event.key];
    if (!act || own || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    act();
  });
  askWaveform(box, media);
}

document.querySelectorAll("[data-player]").forEach(start);
