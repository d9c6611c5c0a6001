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
