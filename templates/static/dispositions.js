// Answering by keyboard; the form does the same without.
"use strict";

const form = document.getElementById("answers");
const lines = form ? [...form.querySelectorAll("tr[data-number]")] : [];
const switched = document.getElementById("use-keys");
let here = -1;

const go = (to) => {
  if (!lines.length) return;
  lines[here]?.classList.remove("here");
  here = Math.max(0, Math.min(lines.length - 1, to));
  const line = lines[here];
  line.classList.add("here");
  line.scrollIntoView({ block: "nearest" });
  line.querySelector("select").focus({ preventScroll: true });
};

const typing = (target) => target.matches?.("textarea, input:not([type=checkbox]):not([type=radio])");

if (form && lines.length) {
  document.querySelector(".keys").hidden = false;
  // Off until somebody asks for them (WCAG 2.1.4); a browser that keeps nothing asks again.
  try {
    switched.checked = localStorage.getItem("answer-keys") === "on";
    switched.addEventListener("change", () => localStorage.setItem("answer-keys", switched.checked ? "on" : "off"));
  } catch {
    switched.checked = false;
  }

  document.addEventListener("focusin", (event) => {
    const at = lines.indexOf(event.target.closest?.("tr[data-number]"));
    if (at < 0 || at === here) return;
    lines[here]?.classList.remove("here");
    here = at;
    lines[here].classList.add("here");
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.contains(event.target)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[value=save]"));
      return;
    }
    if (!switched.checked || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && typing(event.target) && form.contains(event.target)) {
      event.target.closest("tr")?.querySelector("select")?.focus();
      return;
    }
    if (typing(event.target) || (event.target.matches?.("select") && !event.target.closest("tr[data-number]"))) return;
    const line = lines[here];
    if (event.key === "n") go(here + 1);
    else if (event.key === "p") go(here - 1);
    else if (line && "12345".includes(event.key)) {
      const select = line.querySelector("select");
      select.selectedIndex = Number(event.key);
      select.dispatchEvent(new Event("change", { bubbles: true }));
    } else if (line && event.key === "6") location.assign(line.querySelector("th a").href);
    else if (line && event.key === "r") line.querySelector("textarea").focus();
    else return;
    event.preventDefault();
  });

  // A template's words go into the response, to be changed before they are given.
  document.getElementById("template")?.addEventListener("change", (event) => {
    const words = event.target.selectedOptions[0]?.dataset.words;
    const response = document.getElementById("response");
    if (words && !response.value.trim()) response.value = words;
  });
}
