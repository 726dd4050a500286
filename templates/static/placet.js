// What the page does better with script; everything works without it.
"use strict";

// The summary of problems takes the focus, so that it is read first.
document.querySelector(".problem[tabindex]")?.focus();

// A form is sent once; the idempotency key behind it is the guarantee, this is comfort.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  // A file that is fetched leaves the page as it is, so the form may be sent again.
  if (event.submitter && "file" in event.submitter.dataset) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
});

// Back from the history: the form may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Menus close with Escape, and the focus returns to what opened them.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = event.target.closest?.("details.no[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

// Buttons that print: shown only where there is script.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
