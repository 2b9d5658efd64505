/* The few behaviours every page shares. All state is in the page; nothing is kept. */
(() => {
  const closest = (event, selector) => event.target instanceof Element && event.target.closest(selector);

  function describeTheme() {
    const dark = document.documentElement.getAttribute("data-bs-theme") === "dark";
    document.querySelectorAll("[data-theme-toggle]").forEach((button) => {
      button.setAttribute("aria-pressed", String(dark));
    });
  }

  function copy(button) {
    const source = document.querySelector(button.dataset.copy);
    navigator.clipboard.writeText(source.value ?? source.textContent).then(() => {
      const said = document.querySelector(button.dataset.said);
      if (said) said.hidden = false;
    });
  }

  document.addEventListener("click", (event) => {
    const theme = closest(event, "[data-theme-toggle]");
    const copying = closest(event, "[data-copy]");
    const opening = closest(event, "[data-opens]");
    const closing = closest(event, "[data-closes]");
    if (theme) {
      window.selosteTheme.toggle();
      describeTheme();
    } else if (copying) {
      copy(copying);
    } else if (opening) {
      document.getElementById(opening.dataset.opens).showModal();
    } else if (closing) {
      closing.closest("dialog").close();
    }
  });

  // A filter that is picked from a list applies at once.
  document.addEventListener("change", (event) => {
    const form = closest(event, "form[data-filters]");
    if (form && event.target.matches("select")) form.requestSubmit();
  });

  // Scripts can scroll wide tables only with a pointer; the keyboard needs a stop.
  document.querySelectorAll(".table-responsive").forEach((box) => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  });

  describeTheme();
})();
