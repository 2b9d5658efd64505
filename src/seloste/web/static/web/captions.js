/*
 * Captions of the player: an <audio> element draws none, so what its track says now
 * is written below the waveform. Nothing is kept.
 */
function follow(box) {
  const media = box.querySelector("[data-media]");
  const shown = box.querySelector("[data-captions]");
  const button = box.querySelector("[data-captions-toggle]");
  const track = media.querySelector("track")?.track;
  if (!track || !shown || !button) return;

  const say = () => {
    const lines = [...(track.activeCues ?? [])].map((cue) => {
      const line = document.createElement("span");
      const who = /^<v ([^>]*)>/.exec(cue.text)?.[1] ?? "";
      line.textContent = `${who}: ${cue.getCueAsHTML().textContent}`;
      return line;
    });
    shown.replaceChildren(...lines);
  };
  track.mode = "hidden";
  track.addEventListener("cuechange", say);
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    shown.hidden = !on;
  });
}

document.querySelectorAll("[data-player]").forEach(follow);
