// For the page of another site: lets each <iframe data-otklik> be as high as its page. Takes messages of those frames only.
(() => {
  "use strict";
  const MOST = 20000;
  window.addEventListener("message", (event) => {
    if (!event.data || event.data.otklik !== "height") return;
    const frames = [...document.querySelectorAll("iframe[data-otklik]")];
    const frame = frames.find((one) => one.contentWindow === event.source && new URL(one.src).origin === event.origin);
    const height = Number(event.data.height);
    if (frame && height > 0 && height < MOST) frame.height = String(height + 8);
  });
})();
