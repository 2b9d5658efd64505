/* Seloste's chat for a website: one script tag, no other request than to Seloste.
 *
 *   <script src="https://seloste.example/static/widget/seloste-chat.js" async
 *           data-register="retta" data-address="chat.example" data-language="fi"></script>
 *
 * Everything lives in a shadow tree; what people write is only ever shown as text.
 * What a visitor sent is kept here until Seloste has said that it is durable. */
(() => {
  "use strict";
  const tag = document.currentScript;
  const home = (tag.dataset.live || new URL(tag.src).origin).replace(/\/$/, "");
  const { register = "", address = "" } = tag.dataset;
  const language = ["fi", "sv", "en"].includes(tag.dataset.language) ? tag.dataset.language : "fi";
  const STORE = `seloste-chat:${register}:${address}`;
  const LARGEST_FILE = 25 * 1024 * 1024;

  const WORDS = {
    fi: {
      open: "Avaa chat", close: "Sulje chat", title: "Chat", before: "Ennen kuin aloitat",
      notice: "Tietosuojaseloste", name: "Nimi (vapaaehtoinen)", mail: "Sähköposti (vapaaehtoinen)",
      mailNeeded: "Sähköposti", begin: "Aloita keskustelu", write: "Kirjoita viesti", send: "Lähetä",
      file: "Liitä tiedosto", end: "Lopeta", you: "Sinä", agent: "Asiakaspalvelija",
      queued: "Olet jonossa sijalla {0}.", open_: "Keskustelet: {0}.", typing: "{0} kirjoittaa…",
      sending: "Lähetetään", sent: "Lähetetty", got: "Perillä", seen: "Nähty",
      lost: "Yhteys katkesi. Yhdistetään uudelleen – mitään ei katoa.", begun: "Keskustelu alkoi.",
      taken: "{0} liittyi keskusteluun.", transferred: "Keskustelu siirretään toiselle.",
      ended: "Keskustelu on päättynyt.", closed: "Chat on nyt suljettu.", opens: "Avautuu {0}.",
      leave: "Jätä viesti", leaveHint: "Vastaamme sähköpostiisi.", message: "Viesti", left: "Kiitos! Viestisi on tallessa, ja siihen vastataan sähköpostitse.",
      late: "Odotus on pitkä. Voit myös jättää viestin.", transcript: "Lähetä keskustelu sähköpostiini", sendTranscript: "Lähetä keskustelu",
      transcriptSent: "Keskustelu lähetetään sähköpostiisi.", ask: "Miten onnistuimme? Vastaa nimettömästi", again: "Aloita uusi keskustelu", log: "Keskustelun viestit",
      back: "Takaisin", download: "Tallenna tiedosto {0}", uploading: "Lähetetään tiedostoa {0}", new_: "{0} uutta viestiä",
      confirmEnd: "Lopetetaanko keskustelu?", yes: "Kyllä, lopeta", no: "Jatka keskustelua", unavailable: "Chat ei ole nyt käytettävissä.",
      refused: { "too-long": "Viesti on liian pitkä.", "too-many": "Odota hetki ja yritä sitten uudelleen.", "too-large": "Tiedosto on liian suuri (enintään 25 Mt).", "bad-address": "Tarkista sähköpostiosoite.", empty: "Kirjoita ensin jotakin.", closed: "Chat suljettiin juuri.", "no-transcript": "Keskustelua ei voi lähettää.", "no-mail": "Sähköpostin lähetys ei ole nyt käytössä.", "notice-changed": "Tietosuojaseloste muuttui. Lue se ja aloita uudelleen.", waiting: "Tiedostoa tarkistetaan. Yritä hetken päästä.", found: "Tiedosto on vaarallinen, eikä sitä voi avata.", other: "Se ei onnistunut. Yritä uudelleen." },
    },
    sv: {
      open: "Öppna chatten", close: "Stäng chatten", title: "Chatt", before: "Innan du börjar",
      notice: "Dataskyddsbeskrivning", name: "Namn (frivilligt)", mail: "E-post (frivilligt)",
      mailNeeded: "E-post", begin: "Börja chatta", write: "Skriv ett meddelande", send: "Skicka",
      file: "Bifoga en fil", end: "Avsluta", you: "Du", agent: "Kundbetjänare",
      queued: "Du är nummer {0} i kön.", open_: "Du chattar med {0}.", typing: "{0} skriver…",
      sending: "Skickas", sent: "Skickat", got: "Framme", seen: "Sett",
      lost: "Förbindelsen bröts. Vi ansluter igen – inget går förlorat.", begun: "Chatten började.",
      taken: "{0} kom med i chatten.", transferred: "Chatten flyttas till någon annan.",
      ended: "Chatten är avslutad.", closed: "Chatten är stängd just nu.", opens: "Öppnar {0}.",
      leave: "Lämna ett meddelande", leaveHint: "Vi svarar till din e-post.", message: "Meddelande", left: "Tack! Ditt meddelande är sparat och besvaras per e-post.",
      late: "Väntetiden är lång. Du kan också lämna ett meddelande.", transcript: "Skicka chatten till min e-post", sendTranscript: "Skicka chatten",
      transcriptSent: "Chatten skickas till din e-post.", ask: "Hur lyckades vi? Svara anonymt", again: "Börja en ny chatt", log: "Meddelanden i chatten",
      back: "Tillbaka", download: "Spara filen {0}", uploading: "Filen {0} skickas", new_: "{0} nya meddelanden",
      confirmEnd: "Vill du avsluta chatten?", yes: "Ja, avsluta", no: "Fortsätt chatta", unavailable: "Chatten är inte tillgänglig just nu.",
      refused: { "too-long": "Meddelandet är för långt.", "too-many": "Vänta en stund och försök sedan igen.", "too-large": "Filen är för stor (högst 25 MB).", "bad-address": "Kontrollera e-postadressen.", empty: "Skriv något först.", closed: "Chatten stängdes just.", "no-transcript": "Chatten kan inte skickas.", "no-mail": "E-post kan inte skickas just nu.", "notice-changed": "Dataskyddsbeskrivningen ändrades. Läs den och börja om.", waiting: "Filen kontrolleras. Försök om en stund.", found: "Filen är farlig och kan inte öppnas.", other: "Det lyckades inte. Försök igen." },
    },
    en: {
      open: "Open chat", close: "Close chat", title: "Chat", before: "Before you begin",
      notice: "Privacy notice", name: "Name (optional)", mail: "E-mail (optional)",
      mailNeeded: "E-mail", begin: "Start chatting", write: "Write a message", send: "Send",
      file: "Attach a file", end: "End", you: "You", agent: "Agent",
      queued: "You are number {0} in the queue.", open_: "You are chatting with {0}.", typing: "{0} is typing…",
      sending: "Sending", sent: "Sent", got: "Delivered", seen: "Seen",
      lost: "The connection was lost. Connecting again – nothing is lost.", begun: "The chat began.",
      taken: "{0} joined the chat.", transferred: "The chat is being handed over.",
      ended: "The chat has ended.", closed: "The chat is closed now.", opens: "Opens {0}.",
      leave: "Leave a message", leaveHint: "We answer to your e-mail.", message: "Message", left: "Thank you! Your message is kept and will be answered by e-mail.",
      late: "The wait is long. You can also leave a message.", transcript: "Send the chat to my e-mail", sendTranscript: "Send the chat",
      transcriptSent: "The chat is being sent to your e-mail.", ask: "How did we do? Answer anonymously", again: "Start a new chat", log: "Messages of the chat",
      back: "Back", download: "Save the file {0}", uploading: "Sending the file {0}", new_: "{0} new messages",
      confirmEnd: "End the chat?", yes: "Yes, end it", no: "Go on chatting", unavailable: "The chat is not available now.",
      refused: { "too-long": "The message is too long.", "too-many": "Wait a moment, then try again.", "too-large": "The file is too large (25 MB at most).", "bad-address": "Check the e-mail address.", empty: "Write something first.", closed: "The chat has just closed.", "no-transcript": "The chat cannot be sent.", "no-mail": "E-mail cannot be sent now.", "notice-changed": "The privacy notice has changed. Read it and begin again.", waiting: "The file is being checked. Try again in a moment.", found: "The file is dangerous and cannot be opened.", other: "That did not work. Try again." },
    },
  };
  const say = WORDS[language];
  const put = (text, value) => text.replace("{0}", value);

  const STYLE = `
    :host { all: initial; color-scheme: light dark; }
    * { box-sizing: border-box; font: inherit; }
    .root { --ink: light-dark(#1d2733, #eef1f4); --paper: light-dark(#fff, #171c21); --soft: light-dark(#eef2f3, #262d34);
      --line: light-dark(#76828c, #8a949d); --quiet: light-dark(#4d5963, #b3bcc4); --main: light-dark(#0b5a5f, #58c3c8);
      --on-main: light-dark(#fff, #05292b); --bad: light-dark(#a31d17, #ff9d95);
      font: 16px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--ink); }
    [hidden] { display: none !important; }
    button, input, textarea { color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 10px 12px; min-height: 44px; }
    button { cursor: pointer; font-weight: 600; }
    button.main { background: var(--main); color: var(--on-main); border-color: var(--main); }
    button.bare, label.bare { border: 0; background: none; padding: 8px; min-width: 44px; min-height: 44px; display: inline-grid; place-items: center; cursor: pointer; border-radius: 8px; }
    button:disabled { opacity: 0.6; cursor: default; }
    :focus-visible, .file:focus-within { outline: 3px solid var(--main); outline-offset: 2px; }
    .launcher { position: fixed; inset: auto 20px 20px auto; z-index: 2147483000; width: 60px; height: 60px; border-radius: 30px; padding: 0; display: grid; place-items: center;
      background: var(--main); color: var(--on-main); border: 0; box-shadow: 0 4px 18px #0005; }
    .badge { position: absolute; inset: -4px -4px auto auto; min-width: 24px; padding: 0 6px; border-radius: 12px; background: var(--bad); color: var(--paper); font-size: 14px; line-height: 24px; }
    .panel { position: fixed; inset: auto 20px 92px auto; z-index: 2147483000; width: 380px; height: min(620px, calc(100dvh - 112px)); display: flex; flex-direction: column;
      background: var(--paper); border: 1px solid var(--line); border-radius: 14px; box-shadow: 0 8px 40px #0006; overflow: hidden; }
    header { display: flex; align-items: center; gap: 8px; padding: 8px 8px 8px 16px; background: var(--main); color: var(--on-main); }
    header h2 { margin: 0; flex: 1; font-size: 17px; font-weight: 700; }
    header button { color: inherit; background: none; border: 0; }
    header :focus-visible { outline-color: currentColor; outline-offset: -4px; }
    .view { flex: 1; min-height: 0; display: flex; flex-direction: column; gap: 12px; padding: 16px; overflow: auto; overflow-wrap: anywhere; }
    .view.chat { padding: 0; gap: 0; overflow: hidden; }
    h3 { margin: 0; font-size: 16px; font-weight: 700; }
    p { margin: 0; }
    a { color: var(--main); }
    .short { padding: 12px; background: var(--soft); border-radius: 8px; }
    .field { display: grid; gap: 4px; }
    .field span { font-weight: 600; }
    .wrong { color: var(--bad); }
    .quiet { color: var(--quiet); font-size: 14px; }
    .bar { padding: 8px 16px; background: var(--soft); font-size: 15px; display: grid; gap: 6px; }
    .box { flex: 1; min-height: 0; overflow: auto; }
    .log { margin: 0; padding: 16px; display: flex; flex-direction: column; gap: 10px; list-style: none; }
    .log li { max-width: 85%; padding: 8px 12px; border-radius: 12px; background: var(--soft); align-self: flex-start; overflow-wrap: anywhere; }
    .log li.visitor { align-self: flex-end; background: var(--main); color: var(--on-main); }
    .log li.system { align-self: center; background: none; color: var(--quiet); font-size: 14px; text-align: center; }
    .log .who { font-size: 13px; font-weight: 700; display: block; }
    .log .what { white-space: pre-wrap; }
    .log .when { font-size: 13px; display: block; }
    .log li button { margin-top: 4px; background: none; color: inherit; border-color: currentColor; }
    .typing { min-height: 22px; padding: 0 16px; font-size: 14px; color: var(--quiet); }
    .composer { display: flex; gap: 6px; align-items: flex-end; padding: 10px; border-top: 1px solid var(--line); }
    .composer textarea { flex: 1; min-width: 0; resize: none; max-height: 120px; }
    .file input { position: absolute; width: 1px; height: 1px; opacity: 0; }
    .row { display: flex; flex-wrap: wrap; gap: 8px; }
    @media (max-width: 480px) { .panel { inset: auto 8px 84px 8px; width: auto; height: calc(100dvh - 96px); } .launcher { inset: auto 12px 12px auto; } }
    @media (prefers-reduced-motion: no-preference) { .panel { animation: rise 160ms ease-out; } }
    @keyframes rise { from { opacity: 0; transform: translateY(8px); } }
  `;
  const ICONS = {
    chat: "M4 5h16v11H9l-5 4z", close: "M6 6l12 12M18 6L6 18", send: "M4 12h15M13 6l6 6-6 6",
    clip: "M8 12.5l6-6a3 3 0 0 1 4.3 4.3l-8 8a5 5 0 0 1-7-7l7.5-7.5",
  };

  /** Make an element; children that are strings become text, never markup. */
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value === true) element.setAttribute(key, "");
      else if (value !== false && value != null) element.setAttribute(key, value);
    }
    element.append(...children.filter((one) => one != null && one !== false));
    return element;
  }
  function icon(name) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", width: 24, height: 24, fill: "none", stroke: "currentColor", "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true" })) svg.setAttribute(key, value);
    const path = document.createElementNS(space, "path");
    path.setAttribute("d", ICONS[name]);
    svg.append(path);
    return svg;
  }

  /* What survives a reload: the token, and what Seloste has not yet said it keeps. */
  const memory = { token: "", chatting: false, shown: false, outbox: [], ask: "" };
  function remember() {
    try { sessionStorage.setItem(STORE, JSON.stringify(memory)); } catch { /* private mode: this page only */ }
  }
  try { Object.assign(memory, JSON.parse(sessionStorage.getItem(STORE) || "{}")); } catch { /* begin anew */ }
  function draw() {
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
  }
  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  }

  /* ---- The line to Seloste: a socket, or requests where sockets are blocked ---- */
  const line = { socket: null, ready: false, polling: false, failures: 0, queue: [], wanted: false, last: 0, state: null, timer: 0, asked: false };

  function connect() {
    if (line.socket || line.polling || !line.wanted) return;
    if (line.failures >= 3 && line.failures % 2) { poll(); return; }
    let opened = false;
    const socket = new WebSocket(`${home.replace(/^http/, "ws")}/live/visitor`);
    line.socket = socket;
    socket.addEventListener("open", () => { opened = true; flush(); introduce(); });
    socket.addEventListener("message", (event) => hear(JSON.parse(event.data)));
    socket.addEventListener("close", (event) => {
      line.socket = null;
      line.ready = false;
      line.failures += 1; // forgotten as soon as Seloste answers
      if (line.wanted) again(event.code === 1008 && opened ? 5 : 0);
    });
  }
  function again(least) {
    ui.lost(true);
    clearTimeout(line.timer);
    const wait = Math.max(least, Math.min(15, 0.4 * 2 ** line.failures)) * (0.7 + Math.random() * 0.6);
    line.timer = setTimeout(connect, wait * 1000);
  }
  function introduce() {
    if (line.begin) transmit(line.begin);
    else if (memory.chatting) transmit({ type: "resume", token: memory.token, after: line.last });
  }
  function transmit(message) {
    if (line.polling) { line.queue.push(message); line.stopWaiting?.(); return; }
    if (line.socket?.readyState === WebSocket.OPEN) line.socket.send(JSON.stringify(message));
  }
  /** Messages that are not about a chat (a message left behind) wait here for a line. */
  function flush() {
    for (const message of line.queue.splice(0)) transmit(message);
  }
  async function poll() {
    line.polling = true;
    introduce();
    while (line.wanted && line.polling) {
      const messages = line.queue.splice(0);
      if (memory.chatting && !line.begin && messages[0]?.type !== "resume") messages.unshift({ type: "resume", token: memory.token, after: line.last });
      const stop = new AbortController();
      if (!messages.some((one) => one.type !== "resume")) line.stopWaiting = () => stop.abort();
      try {
        const answer = await fetch(`${home}/live/visitor`, {
          method: "POST", signal: stop.signal, headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ type: "poll", messages, state: line.state, wait: true }),
        });
        if (!answer.ok) throw new Error(String(answer.status));
        line.failures = 0;
        const told = (await answer.json()).messages;
        if (line.ready) told.filter((one) => one.type !== "begun").forEach(hear); else told.forEach(hear);
      } catch (error) {
        if (error.name === "AbortError") continue;
        line.queue.unshift(...messages.filter((one) => one.type !== "resume"));
        line.failures += 2;
        line.polling = false;
        line.ready = false;
        again(1);
      } finally { line.stopWaiting = null; }
    }
    line.polling = false;
  }
  function hangUp() {
    line.wanted = false;
    line.ready = false;
    line.begin = null;
    line.socket?.close();
    line.stopWaiting?.();
  }
  setInterval(() => { if (line.ready && !line.polling) transmit({ type: "ping" }); }, 25000);

  const handlers = {
    begun() {
      line.ready = true;
      line.failures = 0;
      line.begin = null;
      memory.chatting = true;
      remember();
      ui.lost(false);
      ui.chat();
      for (const one of memory.outbox) transmit({ type: "say", id: one.id, text: one.text });
    },
    kept(message) {
      memory.outbox = memory.outbox.filter((one) => one.id !== message.id);
      remember();
      ui.kept(message.id, message.seq);
    },
    line(message) {
      if (message.seq <= line.last && ui.has(message.seq)) return;
      line.last = Math.max(line.last, message.seq);
      ui.line(message);
      seen();
    },
    state(message) {
      line.state = message;
      ui.state(message);
      if (message.state === "ended") over();
    },
    left() { ui.left(); },
    transcript() { ui.say(say.transcriptSent); },
    satisfaction(message) { memory.ask = message.url; remember(); ui.ask(); },
    refused(message) {
      if (message.of === "satisfaction") return;
      if (message.of === "resume") { forget(); ui.begin(); return; }
      if (message.of === "begin") { line.begin = null; hangUp(); start(message.reason); return; }
      if (message.of === "say" && message.code === "chat-refused" && message.reason !== "too-many") {
        memory.outbox = memory.outbox.filter((one) => one.id !== message.id);
        remember();
        ui.drop(message.id);
      } else if (message.of === "say") {
        setTimeout(() => { const one = memory.outbox.find((it) => it.id === message.id); if (one && line.ready) transmit({ type: "say", ...one }); }, 1500);
        return;
      }
      ui.wrong(message.reason);
    },
  };
  function hear(message) { handlers[message.type]?.(message); }
  function over() {
    memory.outbox = [];
    remember();
    ui.ended();
    if (!line.state.agent || memory.ask || line.asked) return;
    line.asked = true;
    transmit({ type: "satisfaction" });
  }
  function forget() {
    Object.assign(memory, { token: "", chatting: false, outbox: [], ask: "" });
    Object.assign(line, { last: 0, state: null, asked: false });
    remember();
    hangUp();
    ui.empty();
  }
  function seen() {
    if (!line.ready || !line.last) return;
    const looking = ui.isOpen() && document.visibilityState === "visible";
    transmit({ type: "seen", got: line.last, seen: looking ? line.last : 0 });
    if (looking) ui.unread(0);
  }
  document.addEventListener("visibilitychange", seen);
  addEventListener("online", () => { line.failures = 0; clearTimeout(line.timer); connect(); });

  let welcome = null;
  async function start(why) {
    try {
      const query = new URLSearchParams({ register, address, language });
      const answer = await fetch(`${home}/live/site?${query}`, { credentials: "omit" });
      if (!answer.ok) throw new Error(String(answer.status));
      welcome = await answer.json();
    } catch { ui.unavailable(); return; }
    if (welcome.open) ui.begin(); else ui.closed();
    if (why) ui.wrong(why);
  }

  /* ---- What is seen ---- */
  const ui = (() => {
    const host = make("seloste-chat", { lang: language });
    const shadow = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    shadow.adoptedStyleSheets = [sheet];
    const badge = make("span", { class: "badge", hidden: true });
    const launcher = make("button", { class: "launcher", type: "button", "aria-label": say.open, "aria-expanded": "false", "aria-controls": "panel", onclick: () => toggle() }, icon("chat"), badge);
    const view = make("div", { class: "view" });
    const heading = make("h2", { id: "title", tabindex: "-1" }, say.title);
    const panel = make("section", { class: "panel", id: "panel", role: "dialog", "aria-labelledby": "title", hidden: true },
      make("header", {}, heading, make("button", { class: "bare", type: "button", "aria-label": say.close, onclick: () => toggle(false) }, icon("close"))), view);
    panel.addEventListener("keydown", (event) => { if (event.key === "Escape") toggle(false); });
    shadow.append(make("div", { class: "root" }, panel, launcher));

    const log = make("ol", { class: "log" });
    const box = make("div", { class: "box", role: "log", "aria-live": "polite", "aria-label": say.log, tabindex: "0" }, log);
    const status = make("div", { class: "bar", role: "status" });
    const where = make("p"), lost = make("p", { hidden: true }, say.lost), notice = make("p", { class: "wrong", hidden: true });
    const late = make("div", { class: "row", hidden: true }, make("p", {}, say.late), make("button", { type: "button", onclick: () => messageForm(true) }, say.leave));
    const typing = make("div", { class: "typing", "aria-live": "off" });
    const text = make("textarea", { rows: 1, "aria-label": say.write, placeholder: say.write, maxlength: 4000 });
    const files = make("input", { type: "file", "aria-label": say.file });
    const composer = make("form", { class: "composer" },
      make("label", { class: "bare file" }, icon("clip"), files), text,
      make("button", { class: "main", type: "submit", "aria-label": say.send }, icon("send")));
    const ending = make("div", { class: "bar", hidden: true });
    const question = make("a", { target: "_blank", rel: "noopener" }, say.ask), asking = make("p", { hidden: true }, question);
    const rows = new Map(), waiting = new Map();
    let typed = 0, count = 0, wrongBeside = null, mine = 0, confirming = false;

    status.append(where, lost, late, notice);
    composer.addEventListener("submit", (event) => { event.preventDefault(); sendText(); });
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); sendText(); }
    });
    text.addEventListener("input", () => {
      text.style.height = "auto";
      text.style.height = `${text.scrollHeight}px`;
      if (Date.now() - typed > 2500 && line.ready) { typed = Date.now(); transmit({ type: "typing" }); }
    });
    files.addEventListener("change", () => { for (const one of files.files) sendFile(one); files.value = ""; });

    function sendText() {
      const said = text.value.trim();
      if (!said) return;
      const one = { id: newId(), text: said };
      memory.outbox.push(one);
      remember();
      pending(one);
      text.value = "";
      typed = 0;
      text.style.height = "auto";
      notice.hidden = true;
      if (line.ready) transmit({ type: "say", ...one }); else connect();
    }
    async function sendFile(file) {
      const id = newId();
      const shown = pending({ id, text: put(say.uploading, file.name) });
      notice.hidden = true;
      if (file.size > LARGEST_FILE) { drop(id); wrong("too-large"); return; }
      for (let attempt = 0; attempt < 5; attempt += 1) {
        try {
          const answer = await fetch(`${home}/live/file`, {
            method: "POST", body: file,
            headers: { Authorization: `Bearer ${memory.token}`, "X-Client-Id": id, "X-File-Name": encodeURIComponent(file.name) },
          });
          if (answer.ok) { kept(id, (await answer.json()).seq); return; }
          drop(id);
          wrong((await answer.json()).reason);
          return;
        } catch { await new Promise((wake) => setTimeout(wake, 1500)); }
      }
      shown.remove();
      wrong("other");
    }
    async function download(file) {
      const answer = await fetch(`${home}/live/file/${encodeURIComponent(file.item)}`, { headers: { Authorization: `Bearer ${memory.token}` } });
      if (!answer.ok) { wrong((await answer.json().catch(() => ({}))).reason); return; }
      const url = URL.createObjectURL(await answer.blob());
      make("a", { href: url, download: file.name }).click();
      setTimeout(() => URL.revokeObjectURL(url), 10000);
    }
    function row(kind, who, what, when) {
      return make("li", { class: kind }, who && make("span", { class: "who" }, who), make("span", { class: "what" }, what), when && make("span", { class: "when" }, when));
    }
    function pending(one) {
      if (waiting.has(one.id)) return waiting.get(one.id);
      const shown = row("visitor", "", one.text, say.sending);
      waiting.set(one.id, shown);
      log.append(shown);
      down();
      return shown;
    }
    function kept(id, seq) {
      const shown = waiting.get(id);
      waiting.delete(id);
      if (!shown) return;
      if (rows.has(seq)) { shown.remove(); return; }
      rows.set(seq, shown);
      shown.dataset.seq = seq;
      mine = Math.max(mine, seq);
      marks();
    }
    function drop(id) { waiting.get(id)?.remove(); waiting.delete(id); }
    function told(message) {
      if (message.author === "system") {
        const [word] = message.text.split(" ");
        return put(say[word] || "", message.name || say.agent);
      }
      return message.text;
    }
    function add(message) {
      const at = new Date(message.at).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
      const who = message.author === "agent" ? message.name || say.agent : "";
      const shown = row(message.author, who, message.file ? message.file.name : told(message), message.author === "system" ? "" : at);
      shown.dataset.seq = message.seq;
      shown.dataset.at = at;
      if (message.file) shown.append(make("button", { type: "button", "aria-label": put(say.download, message.file.name), onclick: () => download(message.file) }, put(say.download, "").trim()));
      const before = rows.get(message.seq);
      if (before) before.replaceWith(shown);
      else {
        const later = [...log.children].find((one) => !one.dataset.seq || Number(one.dataset.seq) > message.seq);
        log.insertBefore(shown, later ?? null);
        if (message.author === "agent") unread(isOpen() && document.visibilityState === "visible" ? 0 : count + 1);
      }
      rows.set(message.seq, shown);
      if (message.author === "visitor") mine = Math.max(mine, message.seq);
      marks();
      down();
    }
    function marks() {
      const { got = 0, seen: looked = 0 } = line.state || {};
      for (const [seq, shown] of rows) {
        if (!shown.classList.contains("visitor")) continue;
        const mark = seq !== mine ? "" : looked >= seq ? say.seen : got >= seq ? say.got : say.sent;
        const when = shown.querySelector(".when");
        if (when) when.textContent = [shown.dataset.at, mark].filter(Boolean).join(" · ");
      }
    }
    function down() { box.scrollTop = box.scrollHeight; }
    function unread(number) {
      count = number;
      badge.hidden = !number;
      badge.textContent = number;
      launcher.setAttribute("aria-label", number ? `${say.open}: ${put(say.new_, number)}` : isOpen() ? say.close : say.open);
    }
    function isOpen() { return !panel.hidden; }
    function toggle(open = panel.hidden) {
      panel.hidden = !open;
      launcher.setAttribute("aria-expanded", String(open));
      launcher.setAttribute("aria-label", open ? say.close : say.open);
      memory.shown = open;
      remember();
      if (!open) { launcher.focus(); return; }
      if (!memory.chatting && !line.begin) start();
      heading.focus();
      down();
      seen();
    }
    function show(kind, ...children) {
      view.className = `view ${kind}`;
      view.replaceChildren(...children);
      wrongBeside = null;
    }
    function field(label, input) { return make("label", { class: "field" }, make("span", {}, label), input); }
    function told_() {
      return [make("h3", {}, say.before), make("p", { class: "short" }, welcome.short), make("p", {}, make("a", { href: welcome.noticeUrl, target: "_blank", rel: "noopener" }, say.notice))];
    }
    function begin() {
      if (!welcome) { start(); return; }
      const name = make("input", { type: "text", autocomplete: "name", maxlength: 100 });
      const mail = make("input", { type: "email", autocomplete: "email", maxlength: 254 });
      const error = make("p", { class: "wrong", role: "alert" });
      const form = make("form", { class: "view", style: null }, field(say.name, name), field(say.mail, mail), error, make("button", { class: "main", type: "submit" }, say.begin));
      form.className = "field";
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        memory.token = draw();
        remember();
        line.begin = { type: "begin", register, address, language, token: memory.token, notice: welcome.notice, name: name.value, mailto: mail.value };
        line.wanted = true;
        if (line.ready) introduce(); else connect();
      });
      show("begin", ...told_(), form);
      wrongBeside = error;
    }
    function messageForm(cancel) {
      const name = make("input", { type: "text", autocomplete: "name", maxlength: 100 });
      const mail = make("input", { type: "email", autocomplete: "email", required: true, maxlength: 254 });
      const what = make("textarea", { rows: 5, required: true, maxlength: 4000 });
      const error = make("p", { class: "wrong", role: "alert" });
      const token = draw();
      const form = make("form", { class: "field" }, field(say.name, name), field(say.mailNeeded, mail), make("p", { class: "quiet" }, say.leaveHint), field(say.message, what), error,
        make("div", { class: "row" }, make("button", { class: "main", type: "submit" }, say.leave), cancel && make("button", { type: "button", onclick: () => chat() }, say.back)));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        error.textContent = "";
        const message = { type: "message", register, address, language, token, notice: welcome.notice, name: name.value, mailto: mail.value, text: what.value };
        line.wanted = true;
        if (line.socket?.readyState === WebSocket.OPEN) transmit(message);
        else { line.queue.push(message); connect(); }
      });
      const opens = welcome?.opensAt && new Date(welcome.opensAt).toLocaleString(language, { weekday: "long", day: "numeric", month: "numeric", hour: "2-digit", minute: "2-digit" });
      const fill = () => { show("message", ...(cancel ? [] : [make("h3", {}, say.closed), opens && make("p", {}, put(say.opens, opens))].filter(Boolean)), ...told_(), form); wrongBeside = error; };
      if (welcome) fill(); else start().then(() => welcome && fill());
    }
    function chat() {
      if (log.isConnected) return;
      show("chat", status, box, typing, composer, ending);
      endButton();
      for (const one of memory.outbox) pending(one);
      down();
      if (isOpen()) text.focus();
    }
    function endButton() {
      ending.replaceChildren(make("div", { class: "row" }, confirming && make("p", {}, say.confirmEnd),
        confirming && make("button", { type: "button", onclick: () => { transmit({ type: "end" }); } }, say.yes),
        confirming && make("button", { type: "button", onclick: () => { confirming = false; endButton(); } }, say.no),
        !confirming && make("button", { type: "button", onclick: () => { confirming = true; endButton(); ending.querySelector("button").focus(); } }, say.end)));
      ending.hidden = false;
    }
    function state(message) {
      const agent = message.agent || say.agent;
      where.textContent = message.state === "queued" ? put(say.queued, message.position) : message.state === "ended" ? say.ended : message.agent ? put(say.open_, agent) : "";
      typing.textContent = message.typing ? put(say.typing, agent) : "";
      late.hidden = !message.late;
      marks();
    }
    function ended() {
      composer.hidden = true;
      late.hidden = true;
      typing.textContent = "";
      const mail = make("input", { type: "email", required: true, autocomplete: "email" });
      const form = make("form", { class: "field" }, field(say.transcript, mail), make("button", { type: "submit" }, say.sendTranscript));
      form.addEventListener("submit", (event) => { event.preventDefault(); transmit({ type: "transcript", mailto: mail.value }); });
      if (!ending.querySelector("form")) ending.replaceChildren(asking, line.state?.agent ? form : "", make("button", { class: "main", type: "button", onclick: () => { forget(); start(); heading.focus(); } }, say.again));
      ending.hidden = false;
      ask();
    }
    function ask() {
      asking.hidden = !memory.ask;
      question.href = `${memory.ask}?lang=${language}`;
    }
    function empty() {
      rows.clear();
      waiting.clear();
      log.replaceChildren();
      mine = 0;
      confirming = false;
      composer.hidden = false;
      ending.replaceChildren();
      notice.hidden = true;
    }
    function wrong(reason) {
      const told = say.refused[reason] || say.refused.other;
      if (wrongBeside) { wrongBeside.textContent = told; return; }
      notice.textContent = told;
      notice.hidden = false;
    }
    return {
      add: () => document.body.append(host), ask, begin, chat, closed: () => messageForm(false), drop, empty, ended, has: (seq) => rows.has(seq), isOpen, kept, line: add, state, toggle, unread, wrong,
      left() { if (memory.chatting) forget(); else hangUp(); const thanks = make("p", { role: "status", tabindex: "-1" }, say.left); show("left", thanks); thanks.focus(); },
      lost(is) { lost.hidden = !is; },
      say(words) { notice.textContent = words; notice.className = ""; notice.hidden = false; },
      unavailable() { show("closed", make("p", { role: "status" }, say.unavailable)); },
    };
  })();

  function ready() {
    ui.add();
    if (memory.chatting) { line.wanted = true; ui.chat(); connect(); }
    if (memory.shown) ui.toggle(true);
  }
  if (document.body) ready(); else addEventListener("DOMContentLoaded", ready);
})();
