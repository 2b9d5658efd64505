/*
 * Keyboard shortcuts of the desk. A shortcut presses a button or follows a link that
 * carries data-key, so that everything it does can be done without it. Letters typed
 * into a field, or with a modifier, are left alone. The page leaves this file out
 * where somebody has turned the shortcuts off (WCAG 2.1.4).
 */
(() => {
  const lines = () => [...document.querySelectorAll("[data-line]")];
  const current = () => document.activeElement?.closest?.("[data-line]");

  function step(by) {
    const all = lines();
    if (!all.length) return;
    const at = all.indexOf(current());
    const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
    all[Math.max(0, Math.min(all.length - 1, next))].querySelector("[data-open]").focus();
  }

  const box = (line) => line?.querySelector("input[type=checkbox]");

  const here = {
    j: () => step(1),
    k: () => step(-1),
    o: () => current()?.querySelector("[data-open]").click(),
    x: () => box(current())?.click(),
    n: () => document.querySelector("#note textarea, [data-note] textarea")?.focus(),
    // On the list a letter chooses the line and asks what it would do.
    a: () => bulk("take"),
    d: () => bulk("finish"),
  };

  function bulk(action) {
    const select = document.querySelector("[data-bulk]");
    if (![...(select?.options || [])].some((option) => option.value === action)) return;
    const chosen = () => lines().some((line) => box(line)?.checked);
    if (!chosen() && current()) box(current()).checked = true;
    if (!chosen()) return;
    select.value = action;
    select.form.requestSubmit();
  }

  function types(target) {
    return target instanceof Element && target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (types(event.target) || document.querySelector("dialog[open]")) return;
    const marked = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    const act = marked ? () => marked.click() : here[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
