// Registrar's card: everything here also works without this file, by the buttons of the form.
//   #card[data-card]     what is typed is kept on the server by small requests; the session's end loses nothing
//   [data-propose]       the same into empty fields only: what was typed stays
//   [data-fill]          a button of the list of applicants: its JSON goes into the fields
//   [data-split]         what is selected in the text becomes a question; [data-remove-question] takes one away
//   [data-drop]          files may be dropped there;  input[data-limit-bytes]: a larger file is refused at once
(() => {
  "use strict";
  const form = document.getElementById("card");
  if (!form) return;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const field = (name) => form.elements[name];
  const make = (tag, props = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), props);
    node.append(...children);
    return node;
  };
  const reveal = (root) => {
    all(".with-script", root).forEach((node) => (node.hidden = false));
    all(".without-script", root).forEach((node) => (node.hidden = true));
  };
  reveal(document);
  document.addEventListener("htmx:load", (event) => reveal(event.detail.elt));

  // The draft: kept on the server under the card's own key; another window's card is another draft.
  const url = form.dataset.card;
  const localKey = `otklik.card.${url}.${form.dataset.person}`;
  const state = document.getElementById("draft-state");
  const LOCAL_HOURS = 24;
  let last = "";
  let timer = 0;
  let leaving = false;
  const typed = () => {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
    return body;
  };
  const words = (body) => {
    const copy = new URLSearchParams(body);
    ["csrfmiddlewaretoken", "draft", "tab", "seen_tab", "kept_files", "seen"].forEach((name) => copy.delete(name));
    return copy.toString();
  };
  const keepHere = (body) => localStorage.setItem(localKey, JSON.stringify({ at: Date.now(), body: body.toString() }));
  const forgetHere = () => localStorage.removeItem(localKey);
  const notice = (text, link) => {
    document.getElementById("session-ended")?.remove();
    if (!text) return;
    const box = make("div", { id: "session-ended", className: "notice notice-warn" }, make("p", { textContent: text }));
    box.setAttribute("role", "alert");
    if (link) box.firstChild.append(" ", make("a", { href: link, target: "_blank", textContent: "Войти в новом окне" }));
    form.before(box);
  };
  const ended = (body) => {
    keepHere(body);
    notice("Сеанс закончился. Набранное сохранено на этом компьютере: войдите снова и вернитесь в это окно.", form.dataset.login);
  };
  const newToken = async () => {
    const answer = await fetch(url, { redirect: "manual" });
    if (!answer.ok) return false;
    const { token } = await answer.json();
    all("input[name=csrfmiddlewaretoken]").forEach((input) => (input.value = token));
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
    return true;
  };
  const send = async (body) => {
    let answer = await fetch(url, { method: "POST", body, redirect: "manual" });
    if (answer.status === 403 && (await newToken())) {
      body.set("csrfmiddlewaretoken", field("csrfmiddlewaretoken").value);
      answer = await fetch(url, { method: "POST", body, redirect: "manual" });
    }
    return answer;
  };
  const told = ({ draft, number, problem }) => {
    if (problem) return void (state.textContent = problem);
    if (number) return void notice(`Эта карточка уже зарегистрирована под № ${number}. Чтобы начать новую, откройте её заново.`);
    if (draft) {
      field("draft").value = draft;
      history.replaceState(null, "", `${location.pathname}?draft=${draft}`);
      state.textContent = `Черновик сохранён в ${new Date().toLocaleTimeString("ru-RU", { hour: "2-digit", minute: "2-digit" })}`;
    } else state.textContent = "";
  };
  const save = async () => {
    clearTimeout(timer);
    const body = typed();
    if (leaving || words(body) === last) return;
    try {
      const answer = await send(body);
      if (answer.ok) {
        last = words(body);
        notice("");
        forgetHere();
        told(await answer.json());
      } else if (answer.type === "opaqueredirect" || answer.status === 403) ended(body);
      else state.textContent = "Черновик не сохранён: повторим";
    } catch {
      keepHere(body);
      state.textContent = "Нет связи. Набранное сохранено на этом компьютере";
    }
  };
  last = words(typed());
  form.addEventListener("input", () => (clearTimeout(timer), (timer = setTimeout(save, 1200))));
  form.addEventListener("change", save);
  window.addEventListener("focus", save);
  window.addEventListener("pagehide", () => {
    const body = typed();
    if (!leaving && words(body) !== last) navigator.sendBeacon(url, body);
  });
  window.addEventListener("pageshow", (event) => event.persisted && ((leaving = false), (last = ""), save()));

  // What an ended session left in this browser goes to the server as soon as the same person is here again.
  const left = JSON.parse(localStorage.getItem(localKey) || "null");
  if (document.querySelector(".saved") || form.hasAttribute("data-sent")) forgetHere();
  else if (left && Date.now() - left.at > LOCAL_HOURS * 3600000) forgetHere();
  else if (left) {
    const body = new URLSearchParams(left.body);
    body.set("csrfmiddlewaretoken", field("csrfmiddlewaretoken").value);
    fetch(url, { method: "POST", body, redirect: "manual" }).then(async (answer) => {
      if (!answer.ok) return;
      const { draft, number } = await answer.json();
      forgetHere();
      if (draft && !number && draft !== field("draft").value) location.replace(`${location.pathname}?draft=${draft}`);
    });
  }

  // One click, one appeal; the server watches too.
  form.addEventListener("submit", (event) => {
    if (leaving) return void event.preventDefault();
    leaving = true;
    keepHere(typed());
  });

  // Keys: Enter goes to the next field, arrows walk through the people found.
  const found = () => all("#applicants [data-fill]");
  const step = (from, by) => {
    const stops = [...form.elements].filter((node) => !node.disabled && node.tabIndex >= 0 && node.getClientRects().length);
    stops[stops.indexOf(from) + by]?.focus();
  };
  form.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const people = found();
    const place = people.indexOf(target);
    const asks = target.closest("#applicant") && target.matches("input:not([type=number])");
    let done = true;
    if (key === "ArrowDown" && asks && people.length) people[0].focus();
    else if (key === "ArrowDown" && place >= 0) people[Math.min(place + 1, people.length - 1)].focus();
    else if (key === "ArrowUp" && place > 0) people[place - 1].focus();
    else if ((key === "ArrowUp" || key === "Escape") && place >= 0) field("name").focus();
    else if (key === "Enter" && target.matches("input:not([type=file])")) step(target, 1);
    else done = false;
    if (done) event.preventDefault(), event.stopPropagation();
  });
  form.addEventListener("click", (event) => {
    const row = event.target.closest("[data-fill]");
    if (!row) return;
    event.preventDefault();
    const values = JSON.parse(row.dataset.fill);
    Object.entries(values).forEach(([name, value]) => field(name) && (field(name).value = value));
    const first = field(Object.keys(values)[0]);
    first.dispatchEvent(new Event("input", { bubbles: true }));
    ("repeat_of" in values ? first : field("text")).focus();
    save();
  });

  // What a scan says goes where nothing was typed yet.
  form.addEventListener("click", (event) => {
    const offer = event.target.closest("[data-propose]");
    if (!offer) return;
    event.preventDefault();
    const empty = Object.entries(JSON.parse(offer.dataset.propose)).filter(([name]) => field(name) && !field(name).value.trim());
    empty.forEach(([name, value]) => (field(name).value = value));
    empty.forEach(([name]) => field(name).dispatchEvent(new Event("input", { bubbles: true })));
    (field(empty.length ? empty[0][0] : "text")).focus();
    save();
  });

  // The form of the message follows the channel until somebody chooses another.
  const channel = field("channel");
  channel.addEventListener("change", () => {
    const usual = JSON.parse(channel.dataset.forms || "{}")[channel.value];
    if (usual) field("form").value = usual;
  });

  // Who signed first is asked of a collective appeal only.
  const several = document.querySelector("[data-several]");
  const count = field("author_count");
  const ask = () => (several.hidden = !(Number(count.value) > 1) && !field("first_signatory").value);
  count.addEventListener("input", ask);
  ask();

  // Questions out of the text.
  const list = document.getElementById("questions");
  form.addEventListener("click", (event) => {
    const gone = event.target.closest("[data-remove-question]");
    if (gone) {
      gone.closest("li").remove();
      document.querySelector("[data-split]").focus();
      save();
    }
    if (!event.target.closest("[data-split]")) return;
    event.preventDefault();
    const text = field("text");
    const chosen = text.value.slice(text.selectionStart, text.selectionEnd).trim();
    const numbers = all("textarea", list).map((area) => Number(area.name.split("-")[1]));
    const holder = make("div");
    holder.innerHTML = document.getElementById("question-row").innerHTML.replaceAll("__row__", String(Math.max(-1, ...numbers) + 1));
    const row = holder.firstElementChild;
    list.append(row);
    reveal(row);
    window.htmx?.process(row);
    const area = row.querySelector("textarea");
    area.value = chosen;
    (chosen ? row.querySelector("input") : area).focus();
    save();
  });

  // Files: dropped or chosen, a too large one is refused before anything is sent.
  const input = field("attachments");
  const limit = Number(input.dataset.limitBytes);
  const chosen = document.getElementById("chosen");
  const size = (bytes) => (bytes < 1048576 ? `${Math.ceil(bytes / 1024)} КБ` : `${(bytes / 1048576).toFixed(1).replace(".", ",")} МБ`);
  const show = () => {
    const files = [...input.files];
    const fit = files.filter((file) => file.size <= limit);
    if (fit.length < files.length) {
      const keep = new DataTransfer();
      fit.forEach((file) => keep.items.add(file));
      input.files = keep.files;
    }
    const refused = files.filter((file) => file.size > limit);
    chosen.replaceChildren(
      ...fit.map((file) => make("li", { textContent: `${file.name}, ${size(file.size)}` })),
      ...refused.map((file) => make("li", { className: "error", textContent: `Файл «${file.name}» не приложен: он больше ${size(limit)}. Уменьшите его или приложите частями.` })),
    );
  };
  input.addEventListener("change", show);
  const zone = document.querySelector("[data-drop]");
  const carriesFiles = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    zone.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget || zone.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    zone.classList.remove("over");
    if (!carriesFiles(event)) return;
    event.preventDefault();
    const keep = new DataTransfer();
    [...input.files, ...event.dataTransfer.files].forEach((file) => keep.items.add(file));
    input.files = keep.files;
    show();
  });
})();
