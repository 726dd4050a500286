// The form of a comment opens below its paragraph; without script, or in a new tab, it is a page.
"use strict";

let open = null;

const typed = () => open && [...open.querySelectorAll("textarea")].some((area) => area.value !== area.defaultValue);

const shut = () => {
  const { back } = open;
  open.remove();
  open = null;
  back?.closest("details")?.setAttribute("open", "");
  back?.focus();
};

const left = () => !typed() || confirm(open.dataset.discard);

const beside = (link) => link.closest(".para, .grid-row, .scroll") ?? document.getElementById(new URL(link.href).searchParams.get("paragraph"));

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.('a[href*="/comment?paragraph="]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const place = beside(link);
  if (!place || link.closest(".composer")) return;
  event.preventDefault();
  if (open && !left()) return;
  try {
    const answer = await fetch(link.href, { headers: { Accept: "text/html" }, redirect: "error" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = page.getElementById("composer");
    if (!answer.ok || !form) throw new Error(String(answer.status));
    open?.remove();
    open = document.importNode(form, true);
    open.back = link;
    const heading = Object.assign(document.createElement("h2"), { textContent: open.dataset.heading });
    open.prepend(heading);
    open.lang = document.documentElement.lang;
    open.dir = document.documentElement.dir;
    open.classList.add("composer", "panel");
    place.after(open);
    open.dispatchEvent(new Event("placet:opened", { bubbles: true }));
    link.closest("details")?.removeAttribute("open");
    (open.querySelector("input:not([type=hidden]), textarea") ?? open).focus();
    open.scrollIntoView({ block: "nearest" });
  } catch {
    location.assign(link.href);
  }
});

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("#composer [data-cancel]") || !open) return;
  event.preventDefault();
  if (left()) shut();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && open?.contains(event.target) && left()) shut();
});
