// What the pages do more with JavaScript than without it. Every page does its task without this file.
"use strict";

// In a box that takes words or a whole text, Enter asks as long as there is one line; Shift and Enter begin another.
document.addEventListener("keydown", (event) => {
  const box = event.target;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !box.matches?.("textarea[data-enter]")) return;
  if (box.value.includes("\n")) return;
  event.preventDefault();
  box.form.requestSubmit();
});

// A button that copies what stands in the element it names. Without this the words can be marked by hand.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = "Copied";
    });
  }
}
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
