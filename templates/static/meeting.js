// The wall asks every other second whether anything changed, and turns by keys.
"use strict";

const main = document.querySelector("main[data-shown]");
if (main) {
  const ask = async () => {
    const shown = document.getElementById("shown");
    const query = new URLSearchParams(location.search);
    query.set("seen", shown.dataset.mark);
    try {
      const answer = await fetch(`${main.dataset.shown}?${query}`, { redirect: "error" });
      if (answer.status === 200) main.innerHTML = await answer.text();
      else if (answer.status === 401 || answer.status === 404) location.reload();
    } catch {
      // Away for a moment; what is shown stays.
    }
  };
  setInterval(() => document.hidden || ask(), 2000);
  const keys = { n: "after", ArrowRight: "after", ArrowDown: "after", PageDown: "after", p: "before", ArrowLeft: "before", ArrowUp: "before", PageUp: "before" };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
    const link = document.querySelector(`a[data-go="${keys[event.key]}"]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
}
