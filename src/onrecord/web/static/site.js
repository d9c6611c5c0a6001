// What the pages do more with JavaScript than without it. Every page does its task without this file.
"use strict";

// Search: what was left empty does not stand in the address.
document.addEventListener("htmx:configRequest", (event) => {
  const sent = event.detail.parameters;
  for (const name of Object.keys(sent)) if (sent[name] === "") delete sent[name];
});

// Review: one key for each judgement, while the focus is in that part of the page and in no field of it.
(() => {
  const part = document.querySelector("[data-keys]");
  if (!part) return;
  const one = part.querySelector("#one");
  if (one && !part.querySelector("[role=alert]")) one.focus({ preventScroll: true });
  part.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inField = event.target.matches("input, select, textarea");
    if (event.key === "Escape" && inField && one) one.focus();
    if (inField) return;
    const meant = part.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!meant) return;
    event.preventDefault();
    if (!meant.matches("input")) return meant.click();
    meant.focus();
    meant.select();
  });
})();
