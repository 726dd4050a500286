// Moves within the board, opens a cell beside it, chooses cells, and shows it anew every minute.
"use strict";

const holder = document.getElementById("matrix");
const panel = document.getElementById("panel");
const chosen = new Set();
let at = [0, 0];

const rows = () => [...holder.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("a.p")]);
const keyOf = (cell) => {
  const parts = new URL(cell.href).pathname.split("/").map(decodeURIComponent);
  return `${parts.at(-2)}:${parts.at(-1)}`;
};

// One cell is in the order of the Tab key; the arrow keys move from there.
function prepare(focus) {
  const all = rows();
  if (!all.length || !all[0].length) return;
  at = [Math.min(at[0], all.length - 1), Math.min(at[1], all[0].length - 1)];
  for (const row of all)
    for (const cell of row) {
      cell.tabIndex = -1;
      if (chosen.has(keyOf(cell))) cell.setAttribute("aria-selected", "true");
    }
  const here = all[at[0]][at[1]];
  here.tabIndex = 0;
  if (focus) here.focus();
}

function move(down, over) {
  const all = rows();
  all[at[0]][at[1]].tabIndex = -1;
  const clamp = (n, most) => Math.max(0, Math.min(n, most));
  at = [clamp(at[0] + down, all.length - 1), clamp(at[1] + over, all[0].length - 1)];
  const here = all[at[0]][at[1]];
  here.tabIndex = 0;
  here.focus();
  here.scrollIntoView({ block: "nearest", inline: "nearest" });
}

holder.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.("a.p");
  if (!cell || event.altKey || event.metaKey) return;
  const rtl = document.documentElement.dir === "rtl" ? -1 : 1;
  const far = 1000;
  const steps = {
    ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -rtl], ArrowRight: [0, rtl],
    PageUp: [-10, 0], PageDown: [10, 0],
    Home: event.ctrlKey ? [-far, -far] : [0, -far], End: event.ctrlKey ? [far, far] : [0, far],
  };
  if (event.key in steps) {
    event.preventDefault();
    move(...steps[event.key]);
  } else if (event.key === " ") {
    event.preventDefault();
    choose(cell);
  }
});

holder.addEventListener("focusin", (event) => {
  const cell = event.target.closest?.("a.p");
  if (!cell) return;
  const all = rows();
  const down = all.findIndex((row) => row.includes(cell));
  if (down < 0) return;
  all[at[0]]?.[at[1]] && (all[at[0]][at[1]].tabIndex = -1);
  at = [down, all[down].indexOf(cell)];
  cell.tabIndex = 0;
});

// A cell opens beside the board; with another button or without script it is a page.
holder.addEventListener("click", async (event) => {
  const cell = event.target.closest?.("a.p");
  if (!cell || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  try {
    const answer = await fetch(`${cell.href}?part=panel`, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    const close = Object.assign(document.createElement("button"), {
      type: "button", className: "btn plain slim", textContent: panel.dataset.close,
    });
    close.addEventListener("click", shut);
    panel.replaceChildren(close, ...parsed.body.childNodes);
    panel.hidden = false;
    panel.querySelector("h1")?.focus();
  } catch {
    location.href = cell.href;
  }
});

function shut() {
  panel.hidden = true;
  panel.replaceChildren();
  rows()[at[0]]?.[at[1]]?.focus();
}
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !panel.hidden) shut();
});

// Cells that are chosen travel in one field to the preview of reminders.
const form = document.getElementById("remind-chosen");
const told = document.getElementById("chosen");
function choose(cell) {
  if (!form) return;
  const key = keyOf(cell);
  if (chosen.delete(key)) cell.removeAttribute("aria-selected");
  else {
    chosen.add(key);
    cell.setAttribute("aria-selected", "true");
  }
  form.elements.chosen.value = [...chosen].join(" ");
  form.hidden = told.hidden = !chosen.size;
  const words = chosen.size === 1 ? told.dataset.one : told.dataset.many;
  told.textContent = words.replace("{n}", chosen.size);
}

// Every minute the table as it is now, unless nobody looks; what is typed elsewhere stays.
setInterval(async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch(holder.dataset.again, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    const inside = holder.contains(document.activeElement) && document.activeElement.matches("a.p");
    const scrolled = holder.querySelector(".mxw");
    const [left, top] = scrolled ? [scrolled.scrollLeft, scrolled.scrollTop] : [0, 0];
    holder.replaceChildren(...parsed.body.childNodes);
    holder.querySelector(".mxw")?.scrollTo(left, top);
    prepare(inside);
  } catch {
    // The next minute comes.
  }
}, 60000);

prepare(false);
