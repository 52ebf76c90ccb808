// Otklik: entry of sheets by keyboard. Without this file the form works too: Tab goes on, the button sends.
//   form[data-sheet]   Enter goes to the next box, from the last one it sends; Shift+Enter and the up arrow go back
//   [data-box]         a box; the code typed shows its meaning among [data-code] beside it; one that cannot grow goes on by itself
(() => {
  "use strict";
  const form = document.querySelector("form[data-sheet]");
  if (!form) return;
  const boxes = [...form.querySelectorAll("[data-box]")];
  const codesOf = (box) => [...box.closest(".box").querySelectorAll("[data-code]")];
  const dash = (text) => text.replace(/[–—−]/g, "-");
  const go = (box, step) => {
    const next = boxes[boxes.indexOf(box) + step];
    if (next) next.focus(), next.select && next.select();
    return Boolean(next);
  };
  const mean = (box) => {
    const typed = dash(box.value).split(/[,; ]+/);
    codesOf(box).forEach((code) => code.classList.toggle("chosen", typed.includes(code.dataset.code)));
  };
  const isWhole = (box) => {
    const codes = codesOf(box).map((code) => code.dataset.code);
    const typed = dash(box.value.trim());
    return codes.includes(typed) && !codes.some((code) => code !== typed && code.startsWith(typed));
  };
  boxes.forEach((box) => {
    mean(box);
    box.addEventListener("input", () => {
      mean(box);
      if (!("several" in box.dataset) && isWhole(box)) go(box, 1) || form.querySelector("button[data-key]").focus();
    });
    box.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const back = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey);
      if (!back && event.key !== "Enter" && event.key !== "ArrowDown") return;
      event.preventDefault();
      event.stopPropagation();
      if (back) go(box, -1);
      else if (!go(box, 1) && event.key === "Enter") form.requestSubmit();
    });
  });
  const first = form.querySelector(".field-bad [data-box]") || boxes[0];
  if (first) first.focus();
})();
