/* Sets light or dark before the page is painted: the one chosen, else the system's. */
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => (document.cookie.match(/(?:^|; )seloste-theme=(light|dark)/) || [])[1];
  const paint = () =>
    document.documentElement.setAttribute("data-bs-theme", chosen() || (dark.matches ? "dark" : "light"));
  paint();
  dark.addEventListener("change", paint);
  window.selosteTheme = {
    toggle() {
      const next = document.documentElement.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
      document.cookie = `seloste-theme=${next}; path=/; max-age=31536000; samesite=lax`;
      paint();
      return next;
    },
  };
})();
