// What the pages do more with JavaScript than without it. Every page does its task without this file.
"use strict";

// Search: what was left empty does not stand in the address.
document.addEventListener("htmx:configRequest", (event) => {
  const sent = event.detail.parameters;
  for (const name of Object.keys(sent)) if (sent[name] === "") delete sent[name];
});
