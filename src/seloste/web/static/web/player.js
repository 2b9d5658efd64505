/*
 * The player of an opened recording. The browser plays the <audio> element in ranges;
 * wavesurfer draws peaks made on the server and decodes nothing. Nothing is kept.
 */
const JUMP_SECONDS = 10;
const STEP_SECONDS = 5;
const LANE_HEIGHT = 64;
const ONE_HEIGHT = 96;
const SLIM_HEIGHT = 32;
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

// A canvas knows no light-dark(): the browser says what a class looks like now.
function colour(className) {
  const probe = document.createElement("span");
  probe.className = className;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

function colours(channels, height) {
  const progressColor = colour("wave-heard");
  const lanes = ["wave-left", "wave-right"]
    .slice(0, channels)
    .map((name) => ({ waveColor: colour(name), progressColor, height }));
  return {
    waveColor: lanes[0].waveColor,
    progressColor,
    cursorColor: colour("wave-cursor"),
    splitChannels: channels > 1 ? lanes : undefined,
  };
}

function draw(box, media, { peaks, duration }) {
  const height = box.closest("[data-slim]")
    ? SLIM_HEIGHT / peaks.length
    : peaks.length > 1 ? LANE_HEIGHT : ONE_HEIGHT;
  const wave = globalThis.WaveSurfer.create({
    container: box.querySelector("[data-wave]"),
    media,
    peaks,
    duration,
    cspNonce: nonce,
    height,
    normalize: true,
    cursorWidth: 2,
    barWidth: 2,
    barGap: 1,
    barRadius: 2,
    ...colours(peaks.length, height),
  });
  new MutationObserver(() => wave.setOptions(colours(peaks.length, height))).observe(
    document.documentElement,
    { attributeFilter: ["data-bs-theme"] },
  );
  box.dispatchEvent(new CustomEvent("wave-drawn", { bubbles: true, detail: wave }));
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
  box.closest("[data-listening]")?.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-seek-to]");
    if (mark) {
      media.currentTime = Number(mark.dataset.seekTo);
      media.play().catch(() => {});
    }
    if (event.target.closest("[data-take-moment]")) {
      document.querySelector("[data-moment]").value = clock(media.currentTime);
    }
  });
  startAt(media);
  askWaveform(box, media);
}

// A search leads to the second a word was said: the address ends in #t=83.20.
function startAt(media) {
  const found = /^#t=(\d+(?:\.\d+)?)$/.exec(location.hash);
  if (!found) return;
  const seek = () => {
    media.currentTime = Number(found[1]);
  };
  if (media.readyState > 0) seek();
  else media.addEventListener("loadedmetadata", seek, { once: true });
}

document.querySelectorAll("[data-player]").forEach(start);
