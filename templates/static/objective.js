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
