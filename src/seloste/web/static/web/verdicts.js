/*
 * Shows the promises of one verdict without gathering everything again. Without this
 * script the same links ask the server.
 */
const links = [...document.querySelectorAll("[data-shows]")];
const promises = [...document.querySelectorAll("[data-verdict]")];
const complete = !new URLSearchParams(location.search).has("verdict");

function show(wanted) {
  promises.forEach((promise) => {
    promise.hidden = wanted !== null && promise.dataset.verdict !== wanted;
  });
  links.forEach((link) => {
    if (link.dataset.shows === wanted) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
}

if (complete) {
  links.forEach((link) => {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      show(link.hasAttribute("aria-current") ? null : link.dataset.shows);
    });
  });
}
