// Otklik: every page works without this file; it adds keys, drafts, copying and the command palette.
// Contract (attributes in templates):
//   data-key="a" | "Enter" | "Ctrl+Enter" | "u z"  the element is clicked (a field, or data-focus: focused) by any of these keys; shown in «?» with data-name or its text
//   data-list / data-row      j and k move between rows; Enter opens the row's first link
//   data-row-key="."          the key clicks the element of the row that has the focus
//   data-go="e=#rename"       on a row: the key opens the row's first link at that place; a details named there opens
//   data-search               «/» goes there;  data-escape: Escape follows it
//   data-command["=Название"] appears in the palette (Ctrl+K)
//   data-draft="key"          the form is kept while typed; data-draft-store="local" only where one person sits at the machine
//   data-draft-clear="key"    the draft is dropped (the receipt, the saved card)
//   data-copy="text"          copies;  data-print: prints;  data-open="keys|palette": opens;  data-toast: leaves after 12 s
//   data-bulk                 checkboxes of a list: Shift+click takes the range;  data-submit: a change sends the form
//   table[data-columns="key"] columns can be hidden, the choice is remembered
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const make = (tag, props = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), props);
    node.append(...children);
    return node;
  };
  const shown = (node) => node.getClientRects().length > 0;
  const typing = (node) => node.matches("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=submit], [type=button])");
  const nameOf = (node) => {
    const copy = node.cloneNode(true);
    all("kbd, .count, .sr", copy).forEach((extra) => extra.remove());
    return (node.dataset.name || node.dataset.command || node.getAttribute("aria-label") || copy.textContent).replace(/\s+/g, " ").trim();
  };
  const say = (text) => {
    let box = one("#said");
    if (!box) document.body.append((box = make("p", { id: "said", className: "sr" })));
    box.setAttribute("role", "status");
    box.textContent = text;
  };

  // Keys are read by their place on the keyboard, so that they work in the Russian layout too.
  const pressed = (event) => {
    const { code, key } = event;
    let name = key;
    if (/^Key[A-Z]$/.test(code)) name = code[3].toLowerCase();
    else if (/^(Digit|Numpad)\d$/.test(code)) name = event.shiftKey ? key : code.slice(-1);
    if (key === "?" || (code === "Slash" && event.shiftKey)) name = "?";
    else if (code === "Slash") name = "/";
    return (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + (event.altKey ? "Alt+" : "") + (event.shiftKey && /^[a-z]$/.test(name) ? "Shift+" : "") + name;
  };
  const act = (node) => (typing(node) || node.matches("[data-focus]") ? node.focus() : node.click());
  const keysOf = (node) => node.dataset.key.split(" ");
  // What the page itself offers goes before the sections in its head: one letter may serve both.
  const keyed = () => all("[data-key]").filter(shown).sort((a, b) => !!b.closest("main") - !!a.closest("main"));
  const byKey = (key) => keyed().find((node) => keysOf(node).includes(key) && !node.disabled);

  const move = (step) => {
    const rows = all("[data-list] [data-row]").filter(shown);
    if (!rows.length) return false;
    const now = rows.findIndex((row) => row.contains(document.activeElement) || row.classList.contains("here"));
    const focused = rows.findIndex((row) => row.contains(document.activeElement));
    const row = rows[Math.max(0, Math.min(rows.length - 1, (focused < 0 ? now : focused) + step))];
    (one("a, button", row) || row).focus();
    row.scrollIntoView({ block: "nearest" });
    return true;
  };

  const leave = (target) => {
    if (one("dialog[open]")) return false;
    if (typing(target) && !target.matches("[data-escape-through]")) return target.blur(), true;
    const exit = one("[data-escape]");
    return exit ? (exit.click(), true) : false;
  };

  const fixed = { j: () => move(1), k: () => move(-1), "?": () => openKeys(), "Ctrl+k": () => openPalette(), "/": () => {
    const field = one("[data-search]");
    return field ? (field.focus(), field.select && field.select(), true) : false;
  } };

  document.addEventListener("keydown", (event) => {
    const key = pressed(event);
    const target = event.target instanceof Element ? event.target : document.body;
    const free = key.includes("Ctrl+") || key.includes("Alt+");
    if (event.defaultPrevented || event.isComposing || (one("dialog[open]") && key !== "Ctrl+k")) return;
    if (key === "Escape") return void (leave(target) && event.preventDefault());
    if (typing(target) && !free) return;
    if (key === "Enter" && target.matches("a, button, summary, input")) return;
    const row = target.closest("[data-row]");
    const place = row && (row.dataset.go || "").split(" ").find((part) => part.startsWith(`${key}=`));
    if (place) return void (event.preventDefault(), location.assign(one("a", row).href + place.slice(place.indexOf("=") + 1)));
    const node = (row && all("[data-row-key]", row).find((one) => one.dataset.rowKey === key)) || byKey(key);
    const done = node ? (act(node), true) : fixed[key] && document.documentElement.classList.contains("staff") && fixed[key]() !== false;
    if (done) event.preventDefault();
  });

  // Dialogs: one at a time, never a modal on a modal.
  const dialog = (title, className) => {
    all("dialog").forEach((node) => node.remove());
    const heading = make("h2", { textContent: title, id: "dialog-title" });
    const box = make("dialog", { className }, heading);
    box.setAttribute("aria-labelledby", "dialog-title");
    box.addEventListener("close", () => box.remove());
    box.addEventListener("click", (event) => event.target === box && box.close());
    document.body.append(box);
    return box;
  };

  const openKeys = () => {
    const keys = make("dl", { className: "keys" });
    const put = (key, text) => keys.append(make("dt", {}, make("kbd", { textContent: key })), make("dd", { textContent: text }));
    const seen = new Set();
    const isNew = (node) => !seen.has(node.dataset.key) && seen.add(node.dataset.key);
    keyed().filter(isNew).forEach((node) => put(keysOf(node).join(" или "), nameOf(node)));
    const rowKeys = new Map(all("[data-row-key]").map((node) => [node.dataset.rowKey, node.dataset.name]));
    rowKeys.forEach((name, key) => put(key, `${name} (на строке)`));
    if (one("[data-list]")) put("j / k", "следующая и предыдущая строка"), put("Enter", "открыть строку");
    if (one("[data-search]")) put("/", "искать");
    put("Ctrl+K", "найти команду или раздел");
    put("Escape", "выйти из поля, закрыть окно, вернуться");
    const box = dialog("Клавиши на этой странице", "help");
    box.append(keys, make("form", { method: "dialog", className: "actions" }, make("button", { className: "second", textContent: "Закрыть" })));
    box.showModal();
  };

  const openPalette = () => {
    const places = new Set();
    const isFirst = ({ href }) => !href || (!places.has(href) && places.add(href));
    const commands = all("[data-command]").filter(isFirst).map((node) => ({ node, name: nameOf(node) }));
    const list = make("ul");
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Команды");
    list.id = "palette-list";
    const field = make("input", { type: "text", autocomplete: "off" });
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-label", "Что сделать");
    field.setAttribute("aria-expanded", "true");
    field.setAttribute("aria-controls", list.id);
    const box = dialog("Найти команду", "palette");
    let found = [];
    let place = 0;
    const run = () => found[place] && (box.close(), found[place].node.click());
    const mark = () => all("li", list).forEach((item, index) => {
      item.setAttribute("aria-selected", String(index === place));
      if (index === place) field.setAttribute("aria-activedescendant", item.id), item.scrollIntoView({ block: "nearest" });
    });
    const fill = () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      found = commands.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
      place = 0;
      list.replaceChildren(...found.map(({ name }, index) => {
        const item = make("li", { id: `command-${index}`, textContent: name });
        item.setAttribute("role", "option");
        item.addEventListener("click", () => ((place = index), run()));
        return item;
      }));
      mark();
      if (!found.length) say("Ничего не найдено"), list.append(make("li", { textContent: "Ничего не найдено" }));
    };
    field.addEventListener("input", fill);
    field.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) (place = Math.max(0, Math.min(found.length - 1, place + step))), mark(), event.preventDefault();
      if (event.key === "Enter") event.preventDefault(), run();
    });
    box.append(field, list);
    box.showModal();
    fill();
    field.focus();
  };

  // Drafts: what is typed outlives a closed tab (staff: local) or a reload (public: session), never files or secrets.
  const storeOf = (form) => (form.dataset.draftStore === "local" ? localStorage : sessionStorage);
  const draftKey = (name) => `otklik.draft.${name}`;
  const kept = (form) => [...form.elements].filter((field) => field.name && !/^(hidden|password|file|submit|button)$/.test(field.type) && !field.closest(".trap"));
  const read = (form) => kept(form).map((field) => [field.name, field.value, field.checked === true]);
  const write = (form, saved) => kept(form).forEach((field) => {
    const toggles = /^(checkbox|radio)$/.test(field.type);
    const match = saved.find(([name, value]) => name === field.name && (!toggles || value === field.value));
    if (!match) return;
    if (toggles) field.checked = match[2];
    else field.value = match[1];
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  const startDraft = (form) => {
    if (form.dataset.drafting || document.documentElement.hasAttribute("data-kiosk")) return;
    form.dataset.drafting = "1";
    const store = storeOf(form);
    const key = draftKey(form.dataset.draft);
    const blank = read(form);
    const saved = JSON.parse(store.getItem(key) || "null");
    if (saved && !one("[aria-invalid=true]", form) && JSON.stringify(saved) !== JSON.stringify(blank)) {
      write(form, saved);
      toast("Возвращён набранный ранее текст.", "Очистить", () => (write(form, blank), store.removeItem(key)));
    }
    let timer = 0;
    const save = () => (clearTimeout(timer), (timer = setTimeout(() => store.setItem(key, JSON.stringify(read(form))), 300)));
    form.addEventListener("input", save);
    form.addEventListener("submit", () => (clearTimeout(timer), store.setItem(key, JSON.stringify(read(form)))));
  };
  const DRAFT_HOURS = 24;
  // What was typed and never sent is not left on a computer of the office for longer than a day.
  const sweepDrafts = () => {
    const known = new Map(JSON.parse(localStorage.getItem("otklik.kept-since") || "[]"));
    const here = Object.keys(localStorage).filter((key) => /^otklik\.(draft|card)\./.test(key));
    const since = here.map((key) => [key, known.get(key) || Date.now()]);
    const isOld = ([, at]) => Date.now() - at > DRAFT_HOURS * 3600 * 1000;
    since.filter(isOld).forEach(([key]) => localStorage.removeItem(key));
    const left = since.filter((one) => !isOld(one));
    if (left.length) localStorage.setItem("otklik.kept-since", JSON.stringify(left));
    else localStorage.removeItem("otklik.kept-since"); // on a stranger's computer nothing at all is left
  };
  sweepDrafts();
  const dropDraft = (node) => [localStorage, sessionStorage].forEach((store) => store.removeItem(draftKey(node.dataset.draftClear)));

  const toast = (text, action, undo) => {
    let box = one(".toasts");
    if (!box) document.body.append((box = make("div", { className: "toasts" })));
    const button = make("button", { type: "button", className: "link", textContent: action });
    const node = make("div", { className: "toast" }, make("p", { textContent: text }), button);
    node.setAttribute("role", "status");
    button.addEventListener("click", () => (undo(), node.remove()));
    box.append(node);
    setTimeout(() => node.contains(document.activeElement) || node.remove(), 12000);
  };

  const columns = (table) => {
    if (table.dataset.ready) return;
    table.dataset.ready = "1";
    const key = `otklik.columns.${table.dataset.columns}`;
    const hidden = new Set(JSON.parse(localStorage.getItem(key) || "[]"));
    const heads = all("thead th", table);
    const apply = () => all("tr", table).forEach((row) => row.cells.length === heads.length && [...row.cells].forEach((cell, index) => (cell.hidden = hidden.has(index))));
    const box = make("details", { className: "no-print" }, make("summary", { textContent: "Столбцы" }));
    const row = make("div", { className: "row" });
    heads.forEach((head, index) => {
      if (!index) return;
      const tick = make("input", { type: "checkbox", checked: !hidden.has(index) });
      tick.addEventListener("change", () => (hidden[tick.checked ? "delete" : "add"](index), localStorage.setItem(key, JSON.stringify([...hidden])), apply()));
      row.append(make("label", { className: "check" }, tick, head.textContent.trim()));
    });
    box.append(row);
    (table.closest(".table") || table).before(box);
    apply();
  };

  let lastTick = null;
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    const copy = target.closest("[data-copy]");
    if (copy) navigator.clipboard.writeText(copy.dataset.copy).then(() => ((copy.textContent = "Скопировано"), say("Скопировано")), () => say("Скопировать не удалось: выделите текст и нажмите Ctrl+C"));
    if (target.closest("[data-print]")) window.print();
    const opener = target.closest("[data-open]");
    if (opener) (opener.dataset.open === "keys" ? openKeys : openPalette)();
    if (target.matches("[data-bulk]")) {
      const ticks = all("[data-bulk]");
      if (event.shiftKey && lastTick) {
        const [from, to] = [ticks.indexOf(lastTick), ticks.indexOf(target)].sort((a, b) => a - b);
        ticks.slice(from, to + 1).forEach((tick) => (tick.checked = target.checked));
      }
      lastTick = target;
      document.dispatchEvent(new CustomEvent("otklik:bulk", { detail: ticks.filter((tick) => tick.checked).length }));
    }
  });
  document.addEventListener("otklik:bulk", ({ detail }) => all("[data-bulk-count]").forEach((node) => (node.textContent = String(detail))));
  document.addEventListener("change", (event) => event.target.closest("[data-submit]") && event.target.form.requestSubmit());

  const prepare = (root) => {
    all("[data-needs-script]", root).forEach((node) => (node.hidden = false));
    all("[data-draft-clear]", root).forEach(dropDraft);
    all("form[data-draft]", root).forEach(startDraft);
    all("table[data-columns]", root).forEach(columns);
    all("[data-key]", root).forEach((node) => node.title || (node.title = `Клавиша ${keysOf(node).join(" или ")}`));
    all("[data-toast]", root).forEach((node) => setTimeout(() => node.contains(document.activeElement) || node.remove(), 12000));
  };
  prepare(document);
  const spot = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (spot && spot.matches("details, fieldset")) {
    spot.open = true;
    const field = one("input:not([type=hidden]), select, textarea", spot);
    if (field) field.focus();
  }
  // What htmx could not do is said in words: nothing typed is lost, for it stands in the draft.
  const failed = () => toast("Не получилось: нет связи или страница устарела. Набранное сохранено.", "Обновить страницу", () => location.reload());
  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach((name) => document.addEventListener(name, failed));
  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
})();
