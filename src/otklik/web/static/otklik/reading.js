// Otklik: the reader's card. Suggestions by one key, digits among the categories, meanings of categories, the list of topics.
//   data-sets='[["categories","3"],["touchpoint","5"]]'   a suggestion: sets these fields of its form, a second press takes it back
//   data-digits      inside it a digit ticks the box of that number
//   data-meanings    shows or hides what the categories mean (remembered in this tab)
//   .combobox        a text field with a list under it that htmx fills while one types
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const told = (field) => ["input", "change"].forEach((name) => field.dispatchEvent(new Event(name, { bubbles: true })));
  const fieldsOf = (form, name) => [...form.elements].filter((field) => field.name === name);

  // Suggestions
  const holds = (form, [name, value]) => fieldsOf(form, name).some((field) => (field.type === "checkbox" ? field.value === value && field.checked : field.value === value));
  const put = (form, [name, value], isOn) => fieldsOf(form, name).forEach((field) => {
    if (field.type === "checkbox") {
      if (field.value === value && field.checked !== isOn) field.checked = isOn, field.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (isOn || field.value === value) {
      field.value = isOn ? value : "";
      field.dispatchEvent(new Event("change", { bubbles: true }));
      form.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  const setsOf = (button) => JSON.parse(button.dataset.sets);
  const mark = (form) => all("[data-sets]", form).forEach((button) => button.setAttribute("aria-pressed", String(setsOf(button).every((pair) => holds(form, pair)))));
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-sets]");
    if (!button) return;
    const isOn = button.getAttribute("aria-pressed") !== "true";
    setsOf(button).forEach((pair) => put(button.form, pair, isOn));
    mark(button.form);
  });
  document.addEventListener("change", (event) => event.target.form && event.target.form.matches(".reader") && mark(event.target.form));

  // Digits among the categories; Enter in a list of choices confirms as it does everywhere in the card
  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (!(target instanceof Element) || event.ctrlKey || event.altKey || event.metaKey) return;
    const group = target.closest("[data-digits]");
    const digit = /^(Digit|Numpad)(\d)$/.exec(event.code);
    if (group && digit && !event.shiftKey) {
      const box = all("input[type=checkbox]", group)["1234567890".indexOf(digit[2])];
      if (box) box.focus(), box.click(), event.preventDefault();
    }
    if (event.key === "Enter" && target.matches(".reader select, .reader input[type=checkbox]")) {
      event.preventDefault();
      one("button[data-key~=Enter]", target.form).click();
    }
  }, true);

  // What the categories mean
  const KEY = "otklik.meanings";
  const showMeanings = (isOn) => {
    all("[data-digits]").forEach((group) => group.classList.toggle("with-meanings", isOn));
    all("[data-meanings]").forEach((button) => button.setAttribute("aria-expanded", String(isOn)));
  };
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-meanings]");
    if (!button) return;
    const isOn = button.getAttribute("aria-expanded") !== "true";
    sessionStorage.setItem(KEY, isOn ? "1" : "");
    showMeanings(isOn);
  });

  // Topics: the list comes from the server while one types; arrows and Enter choose
  const listOf = (field) => one(".options", field.closest(".combobox"));
  const options = (list) => all("[role=option]:not([aria-disabled])", list);
  const close = (field) => ((listOf(field).hidden = true), field.setAttribute("aria-expanded", "false"), field.removeAttribute("aria-activedescendant"));
  const point = (field, step) => {
    const found = options(listOf(field));
    if (!found.length) return;
    const now = found.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const next = (now + step + found.length) % found.length;
    found.forEach((option, place) => option.setAttribute("aria-selected", String(place === next)));
    field.setAttribute("aria-activedescendant", found[next].id);
    found[next].scrollIntoView({ block: "nearest" });
  };
  const choose = (field, option) => {
    field.value = option.dataset.value;
    close(field);
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  };
  document.addEventListener("htmx:afterSwap", ({ detail: { target } }) => {
    if (!target.matches(".options")) return;
    const field = one("input", target.closest(".combobox"));
    options(target).forEach((option, place) => (option.id = `${target.id}_${place}`));
    target.hidden = !target.children.length || document.activeElement !== field || !field.value.trim();
    if (!target.hidden && field.getAttribute("aria-expanded") !== "true") field.scrollIntoView({ block: "center" });
    field.setAttribute("aria-expanded", String(!target.hidden));
    if (options(target).length) point(field, 1);
  });
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!(field instanceof Element) || !field.matches(".combobox input") || listOf(field).hidden) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    const chosen = one("[aria-selected=true]", listOf(field));
    if (steps[event.key]) point(field, steps[event.key]), event.preventDefault();
    if ((event.key === "Enter" || event.key === "Tab") && chosen && !event.ctrlKey) choose(field, chosen), event.key === "Enter" && event.preventDefault();
    if (event.key === "Escape") close(field), event.preventDefault(), event.stopPropagation();
  }, true);
  document.addEventListener("mousedown", (event) => {
    const option = event.target instanceof Element && event.target.closest(".combobox [role=option]:not([aria-disabled])");
    if (option) event.preventDefault(), choose(one("input", option.closest(".combobox")), option);
  });
  document.addEventListener("focusout", (event) => event.target.matches && event.target.matches(".combobox input") && close(event.target));

  const prepare = (root) => {
    all(".combobox input", root).forEach((field) => {
      field.setAttribute("role", "combobox");
      field.setAttribute("aria-expanded", "false");
      field.setAttribute("aria-autocomplete", "list");
      field.setAttribute("aria-controls", listOf(field).id);
      field.removeAttribute("list");
    });
    all("form.reader", root).forEach(mark);
    showMeanings(sessionStorage.getItem(KEY) === "1");
  };
  document.addEventListener("htmx:load", ({ detail: { elt } }) => prepare(elt.parentElement || elt));
  // At the swap itself: a moment later it would take the focus from who went on by keys already
  document.addEventListener("htmx:afterSwap", ({ detail: { target } }) => {
    const heading = target.id === "reading" && !one("#reading [autofocus]") && one("#reading h1");
    if (heading) heading.focus({ preventScroll: true });
  });
  prepare(document);
})();
