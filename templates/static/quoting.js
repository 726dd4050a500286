// Words selected in a paragraph go into the comment on it; without script they are copied by hand.
"use strict";

let chosen = null;

// The words of a stretch as the text has them: not what is only heard, drawn or a name beside them.
const plain = (range) => {
  const part = document.createElement("div");
  part.append(range.cloneContents());
  for (const extra of part.querySelectorAll(".by, .lab, .cap, a.re, :scope .vh:not(.brk > .vh)")) extra.remove();
  return part.textContent.replace(/\s+/g, " ");
};

const times = (words, within) => {
  let count = 0;
  for (let at = within.indexOf(words); at >= 0; at = within.indexOf(words, at + words.length)) count++;
  return count;
};

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  const inside = range.commonAncestorContainer;
  const words = (inside.nodeType === 1 ? inside : inside.parentElement)?.closest(".para > .words, td, th");
  const id = words?.closest("[id]")?.id;
  const said = words ? plain(range).trim() : "";
  if (!id || !said || said.length > 2000) {
    chosen = null;
    return;
  }
  const before = document.createRange();
  before.setStart(words, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const whole = document.createRange();
  whole.selectNodeContents(words);
  const several = times(said, plain(whole)) > 1;
  chosen = { id, said, at: several ? times(said, plain(before)) + 1 : 0 };
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href*="/comment?paragraph="]');
  if (!link) return;
  const address = new URL(link.href);
  const mine = chosen && chosen.id === address.searchParams.get("paragraph");
  address.searchParams.delete("quotation");
  address.searchParams.delete("at");
  if (mine) address.searchParams.set("quotation", chosen.said);
  if (mine && chosen.at) address.searchParams.set("at", chosen.at);
  link.href = address.href;
});
