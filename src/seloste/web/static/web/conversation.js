/*
 * One conversation: what is opened comes into the page, what is written is saved as it
 * is written, and whoever else is here is named. Nothing is kept in the browser: a
 * draft is sealed on the server, and while there is no connection it stays in the page.
 */
(() => {
  const BEAT_MS = 10000;
  const SAVE_AFTER_MS = 1200;
  const AGAIN_MS = 4000;
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

  function post(address, body, headers = {}) {
    return fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token(), "X-Fragment": "1", ...headers } });
  }

  const part = (text) => document.createRange().createContextualFragment(text);

  async function fill(target, address, body) {
    const answer = await post(address, body);
    if (!answer.ok || answer.redirected) return false;
    const heading = target.id === "timeline" ? [target.querySelector("h2")] : [];
    target.replaceChildren(...heading, part(await answer.text()));
    if (target.querySelector("[data-reply]")) begin(target.querySelector("[data-reply]"));
    return true;
  }

  // Forms that change only a part of the page; without a connection they go as they are.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset.fragment) return;
    event.preventDefault();
    const target = document.querySelector(form.dataset.fragment);
    const filled = await fill(target, form.action, new FormData(form, event.submitter)).catch(() => false);
    if (!filled) form.submit();
    else if (target.id === "editor-body") target.querySelector("textarea")?.focus();
    else (target.querySelector("a, button, [tabindex]") ?? target).focus();
  });

  for (const target of document.querySelectorAll("[data-load]")) {
    fill(target, target.dataset.load, new FormData()).then(() => {
      if (target.id === "timeline") target.querySelector("[data-newest]")?.scrollIntoView({ block: "nearest" });
    }).catch(() => {});
  }

  /* Presence */
  const presence = document.querySelector("[data-presence]");
  let wrote = 0;

  async function beat() {
    if (document.hidden) return;
    const body = new URLSearchParams({ writing: Date.now() - wrote < 2 * BEAT_MS ? "1" : "0" });
    const answer = await post(presence.dataset.presence, body).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const there = await answer.json();
    const others = presence.querySelector("[data-others]");
    const text = there.others.join(". ");
    if (others.textContent !== text) others.textContent = text;
    others.hidden = !text;
    presence.querySelector("[data-changed]").hidden = String(there.version) === presence.dataset.version;
  }

  if (presence) {
    beat();
    window.setInterval(beat, Number(presence.dataset.every) || BEAT_MS);
    window.addEventListener("pagehide", () => {
      const body = new URLSearchParams({ left: "1", csrfmiddlewaretoken: token() });
      navigator.sendBeacon(presence.dataset.presence, body);
    });
  }

  /* The editor */
  function begin(form) {
    const text = form.querySelector("textarea[name=text]");
    const state = form.querySelector("[data-save-state]");
    const templates = JSON.parse(form.querySelector("#templates-data")?.textContent ?? "[]");
    let timer = 0;
    let dirty = false;
    let sending = false;

    async function save() {
      if (sending) return;
      dirty = false;
      state.textContent = form.dataset.wordSaving;
      const answer = await post(form.dataset.save, new URLSearchParams(new FormData(form))).catch(() => null);
      if (answer?.ok && !answer.redirected) {
        state.textContent = form.dataset.wordSaved;
      } else if (answer?.status === 422) {
        state.textContent = (await answer.json()).refused;
      } else {
        dirty = true;
        state.textContent = form.dataset.wordOffline;
        window.clearTimeout(timer);
        timer = window.setTimeout(save, AGAIN_MS);
      }
    }

    function changed() {
      dirty = true;
      if (Date.now() - wrote > BEAT_MS) {
        wrote = Date.now();
        beat();
      }
      wrote = Date.now();
      window.clearTimeout(timer);
      timer = window.setTimeout(save, SAVE_AFTER_MS);
    }

    form.addEventListener("input", (event) => {
      if (event.target.type !== "file") changed();
    });
    window.addEventListener("online", () => dirty && save());
    window.addEventListener("beforeunload", (event) => {
      if (dirty && !sending) event.preventDefault();
    });

    /* Templates: chosen from the list, or their word after a slash and a space */
    function put(one, from, to) {
      const language = form.querySelector("[name=language]").value;
      text.setRangeText(one.texts[language] ?? one.texts.fi, from, to, "end");
      text.focus();
      changed();
    }

    form.querySelector("[data-insert]")?.addEventListener("click", () => {
      const word = form.querySelector("[data-templates]").value;
      const one = templates.find((template) => template.word === word);
      if (one) put(one, text.selectionStart, text.selectionEnd);
    });
    text.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      const before = text.value.slice(0, text.selectionStart);
      const found = /(?:^|\s)\/([a-z0-9-]+)$/.exec(before);
      const one = found && templates.find((template) => template.word === found[1]);
      if (!one) return;
      event.preventDefault();
      put(one, text.selectionStart - found[1].length - 1, text.selectionStart);
    });

    /* Addresses of those who take part */
    form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-add-address]");
      if (!button) return;
      const field = form.querySelector("[name=to]").value ? form.querySelector("[name=cc]") : form.querySelector("[name=to]");
      const known = [...form.querySelectorAll("[name=to], [name=cc]")].some((one) => one.value.includes(button.dataset.addAddress));
      if (known) return;
      field.value = [field.value, button.dataset.addAddress].filter(Boolean).join(", ");
      changed();
    });

    /* Files: sent as they are, so that the server seals them as they arrive */
    const list = form.querySelector("[data-file-list]");
    form.querySelector("[data-file]").addEventListener("change", async (event) => {
      for (const file of event.target.files) {
        state.textContent = form.dataset.wordSaving;
        const headers = { "Content-Type": "application/octet-stream", "X-File-Name": encodeURIComponent(file.name) };
        const answer = await post(form.dataset.files, file, headers).catch(() => null);
        if (!answer || answer.redirected) {
          state.textContent = form.dataset.wordOffline;
          break;
        }
        state.textContent = answer.ok ? form.dataset.wordSaved : "";
        list.replaceChildren(part(await answer.text()));
      }
      event.target.value = "";
    });
    list.addEventListener("click", async (event) => {
      const button = event.target.closest("[data-remove]");
      if (!button) return;
      const answer = await post(button.dataset.remove, new URLSearchParams()).catch(() => null);
      if (answer?.ok) list.replaceChildren(part(await answer.text()));
      form.querySelector("[data-file]").focus();
    });

    /* A few seconds to think better of it */
    const undo = form.querySelector("[data-undo-send]");
    let countdown = 0;

    function stop() {
      window.clearInterval(countdown);
      countdown = 0;
      undo.hidden = true;
      state.textContent = "";
    }

    undo.addEventListener("click", () => {
      stop();
      form.querySelector("[data-send]").disabled = false;
      form.querySelector("[data-send]").focus();
    });
    form.addEventListener("submit", async (event) => {
      if (sending) return;
      event.preventDefault();
      if (countdown) return;
      const submitter = event.submitter;
      window.clearTimeout(timer);
      await save();
      let left = Number(form.dataset.undo);
      const say = () => { undo.querySelector("[data-left]").textContent = left; };
      say();
      state.textContent = form.dataset.wordSending;
      undo.hidden = false;
      undo.focus();
      countdown = window.setInterval(() => {
        left -= 1;
        say();
        if (left > 0) return;
        stop();
        sending = true;
        dirty = false;
        form.requestSubmit(submitter);
      }, 1000);
    });
  }

  const already = document.querySelector("[data-reply]");
  if (already) begin(already);
})();
