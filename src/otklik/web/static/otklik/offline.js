// Otklik: entry of calls and opinions by keyboard. Without this file Tab goes on and the buttons send.
//   form[data-lines]  Enter in a one-line field goes to the next one
//   form[data-grid]   Enter goes to the next line of the same column, from the last line a new one appears;
//                     what is pasted from a spreadsheet fills lines and columns from the cell on
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  all("form[data-lines]").forEach((form) =>
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.ctrlKey || event.altKey || event.shiftKey || !event.target.matches("input:not([type=hidden]), select")) return;
      event.preventDefault();
      const stops = [...form.elements].filter((node) => !node.disabled && node.tabIndex >= 0 && node.getClientRects().length);
      stops[stops.indexOf(event.target) + 1]?.focus();
    }),
  );

  const form = document.querySelector("form[data-grid]");
  if (!form) return;
  const MOST = 200;
  const body = form.querySelector(".grid-entry tbody");
  const pattern = document.getElementById("grid-row").innerHTML;
  const rows = () => [...body.rows];
  const cells = (row) => all("textarea, input, select", row);
  const add = () => {
    const number = rows().length + 1;
    if (number > MOST) return null;
    body.insertAdjacentHTML("beforeend", pattern.replaceAll("__row__", String(number)).trim());
    const row = body.lastElementChild;
    row.cells[0].textContent = number;
    window.htmx?.process(row);
    return row;
  };
  const place = (node) => {
    const row = node.closest("tr");
    return [rows().indexOf(row), cells(row).indexOf(node)];
  };
  const put = (cell, value) => {
    if (!cell) return;
    if (!cell.matches("select")) return void (cell.value = value);
    const wanted = value.trim().toLowerCase();
    const option = [...cell.options].find((one) => one.value === wanted || one.textContent.trim().toLowerCase() === wanted);
    if (option) cell.value = option.value;
  };
  // A cell of a spreadsheet may hold a line break: then it stands in quotes.
  const read = (text) => {
    const table = [[""]];
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const sign = text[at];
      const row = table[table.length - 1];
      const isStart = row[row.length - 1] === "";
      if (quoted && sign === '"' && text[at + 1] === '"') (row[row.length - 1] += '"'), (at += 1);
      else if (quoted && sign === '"') quoted = false;
      else if (!quoted && sign === '"' && isStart) quoted = true;
      else if (!quoted && sign === "\t") row.push("");
      else if (!quoted && sign === "\n") table.push([""]);
      else if (sign !== "\r") row[row.length - 1] += sign;
    }
    return table.filter((row) => row.some((cell) => cell.trim()));
  };
  body.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const up = event.key === "ArrowUp" && event.target.matches("input");
    const down = (event.key === "Enter" && !event.shiftKey) || (event.key === "ArrowDown" && event.target.matches("input:not([list])"));
    if (!up && !down) return;
    const [line, column] = place(event.target);
    const next = rows()[line + (up ? -1 : 1)] || (down ? add() : null);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    cells(next)[column].focus();
  });
  body.addEventListener("paste", (event) => {
    const table = read(event.clipboardData.getData("text/plain"));
    if (!table.length || (table.length === 1 && table[0].length === 1)) return;
    event.preventDefault();
    const [line, column] = place(event.target);
    table.forEach((values, down) => {
      const row = rows()[line + down] || add();
      if (row) values.forEach((value, right) => put(cells(row)[column + right], value.trim()));
    });
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
