// Keeps what somebody types, so that it is there when they come back; the form works without it.
"use strict";

const follow = (form) => {
  const told = form.querySelector("[data-typed]");
  let waiting = 0;
  let sent = false;
  const keep = async () => {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (name !== "key") body.append(name, value);
    body.set("form", form.dataset.form);
    try {
      const answer = await fetch(form.dataset.typing, { method: "POST", body, keepalive: true });
      if (told) told.hidden = !answer.ok;
    } catch {
      // Offline: what is typed is still in the form.
    }
  };
  form.addEventListener("submit", () => {
    sent = true;
    clearTimeout(waiting);
  });
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    if (!sent) waiting = setTimeout(keep, 1000);
  });
};

for (const form of document.querySelectorAll("form[data-typing]")) follow(form);

// A form that is opened on a page later on.
document.addEventListener("placet:opened", (event) => {
  if (event.target.matches("form[data-typing]")) follow(event.target);
});
