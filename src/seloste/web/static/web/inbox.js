/*
 * The inbox keeps itself up to date. Lines that only changed are replaced where they
 * stand; where lines came or went while somebody is at work, a button offers the new
 * list instead of moving it under their hands. Nothing is kept.
 */
(() => {
  const EVERY_MS = 15000;
  const box = document.querySelector("[data-inbox]");
  if (!box) return;
  const holder = box.querySelector("[data-lines]");
  const news = box.querySelector("[data-news]");
  const ids = (root) => [...root.querySelectorAll("[data-line]")].map((row) => row.dataset.line);
  const chosen = () => [...box.querySelectorAll("[name=thread]:checked")].map((one) => one.value);

  async function ask() {
    const answer = await fetch(box.dataset.refresh, { headers: { "X-Fragment": "1" } });
    if (!answer.ok || answer.redirected) return null;
    const found = document.createElement("div");
    found.append(document.createRange().createContextualFragment(await answer.text()));
    return found;
  }

  function busy() {
    return chosen().length > 0 || holder.contains(document.activeElement) || window.scrollY > 200;
  }

  function replaceLines(found) {
    for (const row of found.querySelectorAll("[data-line]")) {
      const old = holder.querySelector(`[data-line="${row.dataset.line}"]`);
      if (!old || old.contains(document.activeElement)) continue;
      row.querySelector("[name=thread]").checked = old.querySelector("[name=thread]").checked;
      old.replaceWith(row);
    }
  }

  function replaceAll(found) {
    const kept = new Set(chosen());
    holder.replaceChildren(...found.childNodes);
    for (const one of holder.querySelectorAll("[name=thread]")) one.checked = kept.has(one.value);
    news.hidden = true;
  }

  async function refresh(force) {
    if (document.hidden && !force) return;
    let found;
    try {
      found = await ask();
    } catch {
      return; // no connection: the next turn asks again
    }
    if (!found) return;
    const same = ids(found).join() === ids(holder).join();
    if (same) replaceLines(found);
    else if (force || !busy()) replaceAll(found);
    else news.hidden = false;
  }

  news.querySelector("button").addEventListener("click", () => refresh(true));
  window.setInterval(() => refresh(false), Number(box.dataset.every) || EVERY_MS);
})();
