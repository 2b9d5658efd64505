/* The console of chats. Words come from the page; what people write is only ever text.
   What was typed stays here until Seloste has said that it is durable. */
(() => {
  const config = JSON.parse(document.getElementById("chat-config").textContent);
  const { words } = config;
  const part = (name) => document.getElementById(`chat-${name}`);
  const put = (text, value) => text.replace("{0}", value);
  const open = new Map();
  let list = [], current = "", socket = null, failures = 0, polling = false, queue = [], stop = null, typed = 0;

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "onclick") element.addEventListener("click", value);
      else if (value != null) element.setAttribute(key, value);
    }
    element.append(...children.filter(Boolean));
    return element;
  }
  const clock = (at) => new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  const newId = () => {
    const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  };

  /* The line: a socket, or requests where sockets are blocked. */
  function connect() {
    if (failures >= 3 && failures % 2) { poll(); return; }
    socket = new WebSocket(`${config.live.replace(/^http/, "ws")}/live/agent`);
    socket.addEventListener("open", () => { ready(); });
    socket.addEventListener("message", (event) => { failures = 0; hear(JSON.parse(event.data)); });
    socket.addEventListener("close", () => {
      socket = null;
      failures += 1; // forgotten as soon as Seloste answers
      part("connection").textContent = words.lost;
      setTimeout(connect, Math.min(15000, 400 * 2 ** failures));
    });
  }
  function ready() {
    part("connection").textContent = "";
    for (const [id, chat] of open) {
      transmit(reopening(id, chat));
      for (const [key, text] of chat.outbox) transmit({ type: "say", chat: id, id: key, text });
    }
  }
  /* An opening that still stands is gone on with, so that a lost line is no new reading. */
  function reopening(id, chat) {
    return { type: "open", chat: id, purpose: chat.purpose, opening: chat.opening, after: chat.last };
  }
  function transmit(message) {
    if (polling) { queue.push(message); stop?.abort(); } else if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  }
  async function poll() {
    polling = true;
    ready();
    while (polling) {
      const messages = queue.splice(0);
      stop = messages.length ? null : new AbortController();
      const again = [...open].map(([id, chat]) => reopening(id, chat));
      try {
        const answer = await fetch(`${config.live}/live/agent`, {
          method: "POST", credentials: "include", signal: stop?.signal, headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ type: "poll", messages: [...again.filter((one) => !messages.some((it) => it.type === "open" && it.chat === one.chat)), ...messages], wait: false }),
        });
        if (!answer.ok) throw new Error(String(answer.status));
        (await answer.json()).messages.forEach(hear);
        await new Promise((wake) => setTimeout(wake, 2000));
      } catch (error) {
        if (error.name === "AbortError") continue;
        queue.unshift(...messages);
        failures += 1;
        polling = false;
        setTimeout(connect, 3000);
      }
    }
  }
  setInterval(() => { if (!polling) transmit({ type: "ping" }); }, 25000);

  const handlers = {
    list(message) {
      const known = new Set(list.map((one) => one.chat));
      const fresh = message.chats.filter((one) => one.state === "queued" && !known.has(one.chat));
      if (list.told && fresh.length) notify();
      list = message.chats;
      list.told = true;
      drawList();
    },
    opened(message) {
      const chat = open.get(message.chat) || { lines: new Map(), outbox: new Map(), state: null, last: 0 };
      Object.assign(chat, { name: message.name, mailto: message.mailto, opening: message.opening, language: message.language, purpose: purposeOf(message.chat) });
      open.set(message.chat, chat);
      show(message.chat, current !== message.chat);
    },
    line(message) {
      const chat = open.get(message.chat);
      if (!chat) return;
      chat.lines.set(message.seq, message);
      chat.last = Math.max(chat.last, message.seq);
      if (message.chat === current) drawLines();
      seen();
    },
    state(message) {
      const chat = open.get(message.chat);
      if (!chat) return;
      chat.state = message;
      if (message.chat === current) drawState();
    },
    kept(message) {
      open.get(message.chat)?.outbox.delete(message.id);
      if (message.chat === current) drawLines();
    },
    closed(message) {
      open.delete(message.chat);
      if (message.chat === current) { part("panel").hidden = true; current = ""; part("connection").textContent = words.closed; }
    },
    noted() { part("noted").textContent = words.noted; part("note-text").value = ""; },
    transferred(message) { handlers.closed(message); transmit({ type: "close", chat: message.chat }); part("connection").textContent = words.transferred; drawList(); },
    colleagues(message) {
      const to = part("to");
      to.replaceChildren(...message.queues.map((one) => make("option", { value: `queue:${one.id}` }, one.name)), ...message.people.map((one) => make("option", { value: `person:${one.id}` }, one.name)));
      part("colleagues").returnValue = "";
      part("colleagues").showModal();
    },
    file(message) { location.assign(put(config.file, message.opening)); },
    refused(message) {
      if (message.of === "say" && message.code === "chat-refused" && message.reason !== "too-many") for (const chat of open.values()) chat.outbox.delete(message.id);
      const where = part("panel").hidden ? part("connection") : part("refused");
      const why = message.reason || message.code;
      where.textContent = put(words.refused, words.reasons[why] || words.reasons.other);
    },
  };
  function hear(message) { handlers[message.type]?.(message); }

  const registerOf = (id) => list.find((one) => one.chat === id)?.register;
  function purposeOf(id) { return open.get(id)?.purpose || config.purposes[registerOf(id)] || ""; }
  function ask(type, id) {
    const purpose = purposeOf(id);
    if (!purpose) { part("connection").textContent = words.purpose; document.querySelector("[data-opens^=working-]")?.focus(); return; }
    transmit({ type, chat: id, purpose });
  }

  function drawList() {
    part("none").hidden = list.length > 0;
    const focused = document.activeElement?.dataset?.chat;
    part("list").replaceChildren(...list.map((one) => {
      const minutes = Math.max(0, Math.floor((Date.now() - new Date(one.since)) / 60000));
      const about = one.state === "queued" ? put(words.position, one.position) : words[one.state] && one.state !== "open" ? words[one.state] : one.mine ? words.yours : put(words.handled, one.agent);
      const name = open.get(one.chat)?.name || words.visitor;
      return make("li", {}, make("button", { type: "button", "data-chat": one.chat, "aria-current": String(one.chat === current), onclick: () => pick(one.chat) },
        make("span", { class: "chat-row" }, make("span", {}, name), make("span", { class: "tabular" }, put(words.minutes, minutes))),
        make("span", { class: "text-secondary" }, [about, words.languages[one.language], one.queue].filter(Boolean).join(" · ")),
        one.unread && one.chat !== current ? make("span", { class: "chat-unread" }, put(words.unread, one.unread)) : null));
    }));
    if (focused) part("list").querySelector(`[data-chat="${CSS.escape(focused)}"]`)?.focus();
    const waiting = list.filter((one) => one.state === "queued").length;
    document.title = document.title.replace(/^\(\d+\) /, "");
    if (waiting) document.title = `(${waiting}) ${document.title}`;
    if (current) drawState();
  }
  function pick(id) {
    if (open.has(id)) show(id, true); else ask("open", id);
  }
  function show(id, focus) {
    const before = open.get(current);
    if (before) before.draft = part("text").value;
    current = id;
    const chat = open.get(id);
    part("panel").hidden = false;
    part("name").textContent = chat.name || words.visitor;
    part("about").textContent = [chat.mailto, words.languages[chat.language]].filter(Boolean).join(" · ");
    part("contact").href = put(config.contact, id);
    part("task").href = put(config.task, id);
    part("text").value = chat.draft || "";
    part("refused").textContent = "";
    part("noted").textContent = "";
    const snippets = config.snippets[registerOf(id)] || [];
    part("snippet").hidden = !snippets.length;
    part("snippet").replaceChildren(part("snippet").firstElementChild, ...snippets.map((one, index) => make("option", { value: index }, one.name)));
    drawLines();
    drawState();
    drawList();
    seen();
    if (focus) (part("composer").hidden ? part("name") : part("text")).focus();
  }
  function drawLines() {
    const chat = open.get(current);
    const mine = Math.max(0, ...[...chat.lines.values()].filter((one) => one.author === "agent").map((one) => one.seq));
    const told = (one) => one.author === "system" ? put(words[one.text.split(" ")[0]] || "", one.name) : one.text;
    const mark = (one) => one.author !== "agent" || one.seq !== mine || !chat.state ? "" : chat.state.seen >= one.seq ? words.seen : chat.state.got >= one.seq ? words.delivered : words.sent;
    const rows = [...chat.lines.values()].sort((a, b) => a.seq - b.seq).map((one) => make("li", { class: one.author, "data-seq": one.seq },
      make("span", { class: "what" }, one.file ? one.file.name : told(one)),
      one.file && make("button", { class: "btn btn-sm d-block mt-1", type: "button", onclick: () => transmit({ type: "file", chat: current, item: one.file.item }) }, put(words.save, one.file.name)),
      make("span", { class: "when" }, [one.author === "agent" ? one.name : "", clock(one.at), mark(one)].filter(Boolean).join(" · "))));
    for (const [key, text] of chat.outbox) rows.push(make("li", { class: "agent", "data-id": key }, make("span", { class: "what" }, text), make("span", { class: "when" }, words.sending)));
    /* Only what is new is put in, so that screen readers hear it once. */
    const log = part("log");
    const kept = new Map([...log.children].filter((row) => row.dataset.of === current).map((row) => [row.dataset.seq, row]));
    log.replaceChildren(...rows.map((row) => {
      const before = row.dataset.seq && kept.get(row.dataset.seq);
      row.dataset.of = current;
      if (!before) return row;
      before.lastElementChild.textContent = row.lastElementChild.textContent;
      return before;
    }));
    log.parentElement.scrollTop = log.parentElement.scrollHeight;
  }
  function drawState() {
    const chat = open.get(current);
    const listed = list.find((one) => one.chat === current);
    const ended = chat?.state?.state === "ended";
    const mine = Boolean(listed?.mine) && !ended;
    part("take").hidden = mine || ended || listed?.state === "away";
    part("composer").hidden = !mine;
    part("hand-on").hidden = !mine;
    part("end").hidden = !mine;
    part("typing").textContent = ended ? words.ended : chat?.state?.typing ? words.typing : "";
    if (chat?.state) drawMarks(chat);
  }
  function drawMarks() { drawLines(); }
  function seen() {
    const chat = open.get(current);
    if (!chat || document.visibilityState !== "visible") return;
    transmit({ type: "seen", chat: current, got: chat.last, seen: chat.last });
  }
  document.addEventListener("visibilitychange", seen);

  function send() {
    const text = part("text").value.trim(), chat = open.get(current);
    if (!text || !chat) return;
    const id = newId();
    chat.outbox.set(id, text);
    part("text").value = "";
    typed = 0;
    chat.draft = "";
    part("refused").textContent = "";
    drawLines();
    transmit({ type: "say", chat: current, id, text });
  }
  async function sendFile(file) {
    const chat = current;
    try {
      const answer = await fetch(`${config.live}/live/file`, { method: "POST", credentials: "include", body: file, headers: { "X-Chat": chat, "X-Client-Id": newId(), "X-File-Name": encodeURIComponent(file.name) } });
      if (!answer.ok) handlers.refused({ ...(await answer.json().catch(() => ({ code: answer.status }))) });
    } catch { part("refused").textContent = words.lost; }
  }
  function notify() {
    if (document.visibilityState !== "visible" && window.Notification?.permission === "granted") new Notification(words.newVisitor);
  }

  part("composer").addEventListener("submit", (event) => { event.preventDefault(); send(); });
  part("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
  });
  part("text").addEventListener("input", () => {
    if (Date.now() - typed > 2500 && current) { typed = Date.now(); transmit({ type: "typing", chat: current }); }
  });
  part("file").addEventListener("change", () => { for (const one of part("file").files) sendFile(one); part("file").value = ""; });
  part("snippet").addEventListener("change", () => {
    const one = (config.snippets[registerOf(current)] || [])[part("snippet").value];
    if (one) { part("text").value = one.texts[open.get(current).language] || one.texts.fi; part("text").focus(); }
    part("snippet").value = "";
  });
  part("take").addEventListener("click", () => ask("take", current));
  part("hand-on").addEventListener("click", () => transmit({ type: "colleagues", chat: current }));
  part("colleagues").addEventListener("close", () => {
    const [kind, id] = (part("to").value || "").split(":");
    if (part("colleagues").returnValue === "yes" && id) transmit({ type: "transfer", chat: current, [kind]: id });
  });
  part("end").addEventListener("click", () => { part("ending").returnValue = ""; part("ending").showModal(); });
  part("ending").addEventListener("close", () => { if (part("ending").returnValue === "yes") transmit({ type: "end", chat: current }); });
  part("note").addEventListener("submit", (event) => { event.preventDefault(); transmit({ type: "note", chat: current, id: newId(), text: part("note-text").value }); });
  part("notify").hidden = !window.Notification || Notification.permission !== "default";
  part("notify").addEventListener("click", () => Notification.requestPermission().then(() => { part("notify").hidden = true; }));
  /* Alt and an arrow: the chat above or below. */
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key) || !list.length) return;
    event.preventDefault();
    const at = list.findIndex((one) => one.chat === current);
    pick(list[(at + (event.key === "ArrowDown" ? 1 : -1) + list.length) % list.length].chat);
  });
  setInterval(drawList, 30000);
  connect();
})();
