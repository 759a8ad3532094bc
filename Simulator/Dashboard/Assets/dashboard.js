// The few things that a page cannot do without a script of its own: keys, copying, and coming back after a restart of the simulator.
(() => {
  const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
  const move = (step) => {
    const all = rows();
    const at = all.indexOf(document.activeElement);
    all[Math.min(all.length - 1, Math.max(0, at + step))]?.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "/") document.getElementById("search")?.focus();
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button || !navigator.clipboard) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    button.classList.add("copied");
    setTimeout(() => button.classList.remove("copied"), 1200);
  });
  // What a page showed is gone with the process that showed it: as soon as a new one answers, the page is loaded anew.
  const modal = () => document.getElementById("components-reconnect-modal");
  const back = async () => {
    try {
      if ((await fetch("/health/live", { cache: "no-store" })).ok) return location.reload();
    } catch { /* not yet */ }
    setTimeout(back, 1000);
  };
  document.addEventListener("DOMContentLoaded", () =>
    modal()?.addEventListener("components-reconnect-state-changed", (event) => {
      const state = event.detail.state;
      if (state === "show" || state === "retrying") modal().show?.();
      else if (state === "hide") modal().close?.();
      else if (state === "failed" || state === "rejected") back();
    }));
})();
