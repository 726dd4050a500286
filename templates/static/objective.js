// Tells a reader that the objective changed; it never replaces anything on the page.
"use strict";

const banner = document.querySelector("#newer[data-live]");
if (banner && "EventSource" in window) {
  const shown = Number(banner.dataset.version);
  const stream = new EventSource(banner.dataset.live);
  stream.addEventListener("version", (event) => {
    const { version } = JSON.parse(event.data);
    if (version <= shown) return;
    banner.hidden = false;
    stream.close();
  });
  // A hidden tab needs no stream, and browsers allow few of them.
  window.addEventListener("pagehide", () => stream.close());
}

// A redline under the words while somebody writes them; the preview shows the same without script.
for (const area of document.querySelectorAll("textarea[data-redline]")) {
  const shown = document.getElementById(`live-${area.id}`);
  if (!shown) continue;
  const said = (words) => Object.assign(document.createElement("span"), { className: "vh", textContent: `${words} ` });
  const draw = (pieces) => {
    shown.replaceChildren();
    if (!pieces.some(([op]) => op !== "equal")) shown.textContent = shown.dataset.same;
    else
      for (const [at, [op, words]] of pieces.entries()) {
        if (op === "insert" && pieces[at - 1]?.[0] === "delete") shown.append(" ");
        if (op === "equal") {
          shown.append(words);
          continue;
        }
        const mark = document.createElement(op === "insert" ? "ins" : "del");
        mark.append(said(op === "insert" ? shown.dataset.inserted : shown.dataset.deleted), words);
        shown.append(mark);
      }
    shown.hidden = false;
  };
  let waiting = 0;
  let asked = 0;
  area.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const { redline, paragraph, version } = area.dataset;
      const csrf = area.form.elements.csrf.value;
      const mine = ++asked;
      try {
        const body = new URLSearchParams({ csrf, paragraph, version, words: area.value });
        const answer = await fetch(redline, { method: "POST", body });
        if (answer.ok && mine === asked) draw(await answer.json());
      } catch {
        // Offline: the preview says it later.
      }
    }, 500);
  });
}

// The choice of what happens to a paragraph needs no second press.
for (const deed of document.querySelectorAll(".deeds input"))
  deed.addEventListener("change", () => deed.form.requestSubmit(deed.form.querySelector("[value=choose]")));
for (const button of document.querySelectorAll(".deeds ~ [value=choose]")) button.classList.add("vh");

// Links to a paragraph are copied where the browser can.
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[data-copy]");
  if (!link || !navigator.clipboard) return;
  try {
    await navigator.clipboard.writeText(link.href);
    link.dataset.copied = "1";
  } catch {
    // The link leads to the paragraph all the same.
  }
});
