/*
 * The board of calls: asks every two seconds what rings, and draws each new call once,
 * because drawing one looks the caller up and is noted. Nothing is kept.
 */
(() => {
  const EVERY_MS = 2000;
  const box = document.querySelector("[data-calls]");
  const status = document.querySelector("[data-call-status]");
  const lost = document.querySelector("[data-call-lost]");
  const empty = document.querySelector("[data-no-calls]");
  if (!box) return;
  const drawing = new Set();

  const card = (id) => box.querySelector(`[data-call="${id}"]`);

  async function draw(call) {
    if (drawing.has(call.id)) return;
    drawing.add(call.id);
    const response = await fetch(call.pop, {
      method: "POST",
      credentials: "same-origin",
      headers: { "X-CSRFToken": box.dataset.csrf },
    });
    if (!response.ok) {
      drawing.delete(call.id);
      return;
    }
    const drawn = new DOMParser().parseFromString(await response.text(), "text/html");
    const article = drawn.querySelector("[data-call]");
    article.classList.add("is-new");
    box.prepend(document.adoptNode(article));
    status.textContent = `${call.said}: ${article.querySelector("h2").textContent}`;
  }

  function refresh(call) {
    const drawn = card(call.id);
    if (!drawn) return draw(call);
    const state = drawn.querySelector("[data-call-state]");
    if (state.textContent !== call.said) {
      state.textContent = call.said;
      status.textContent = call.said;
    }
    drawn.querySelector("[data-call-recording]").textContent = call.recording;
    if (call.state !== "ringing") drawn.classList.remove("is-new");
    return undefined;
  }

  async function ask() {
    try {
      const response = await fetch(box.dataset.live, { credentials: "same-origin" });
      if (response.redirected || response.status === 401) window.location.reload();
      if (!response.ok) throw new Error(String(response.status));
      const { calls } = await response.json();
      lost.hidden = true;
      empty.hidden = calls.length > 0;
      const here = new Set(calls.map((call) => call.id));
      box.querySelectorAll("[data-call]").forEach((drawn) => {
        // Somebody may still be writing a note about a call that is over.
        if (!here.has(drawn.dataset.call) && !drawn.contains(document.activeElement)) drawn.remove();
      });
      await Promise.all(calls.map(refresh));
    } catch {
      lost.hidden = false;
    }
    setTimeout(ask, EVERY_MS);
  }

  ask();
})();
