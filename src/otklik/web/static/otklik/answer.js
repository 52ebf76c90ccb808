// The answer's page: everything here also works without this file, by the buttons of the form.
//   form#answer[data-keep]     what is typed is kept on the server and checked; the session's end loses nothing
//   [data-select="start,end"]  selects the place in the text;  [data-keep-mine="version"]  this window's text stays
(() => {
  "use strict";
  const form = document.getElementById("answer");
  const state = document.getElementById("answer-state");
  if (!form || !state) return;
  const PAUSE = 1200;
  const url = form.dataset.keep;
  const localKey = `otklik.draft.${form.dataset.local}`;
  const text = form.elements.text;
  const own = new Set(["csrfmiddlewaretoken", "token", "version", "opened_at", "kept_files"]);
  let timer = 0;
  let last = "";
  let leaving = false;
  const typed = () => {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
    return body;
  };
  const words = (body) => JSON.stringify([...body].filter(([name]) => !own.has(name)));
  const fill = (saved) => saved.forEach(([name, value]) => {
    const field = form.elements[name];
    if (!field || own.has(name)) return;
    field.value = value;
  });
  const notice = (message) => {
    document.getElementById("session-ended")?.remove();
    if (!message) return;
    const box = Object.assign(document.createElement("div"), { id: "session-ended", className: "notice notice-warn" });
    const line = Object.assign(document.createElement("p"), { textContent: `${message} ` });
    line.append(Object.assign(document.createElement("a"), { href: form.dataset.login, target: "_blank", textContent: "Войти в новом окне" }));
    box.setAttribute("role", "alert");
    box.append(line);
    form.prepend(box);
  };
  const failed = (body) => {
    localStorage.setItem(localKey, words(body));
    notice("Не удалось сохранить: сеанс закончился или нет связи. Набранное осталось на этом компьютере, продолжайте. Войдите снова, и всё сохранится.");
  };
  const newToken = async () => {
    const answer = await fetch(url, { redirect: "manual" });
    if (!answer.ok) return false;
    form.elements.csrfmiddlewaretoken.value = (await answer.json()).token;
    return true;
  };
  const send = async (body) => {
    const post = () => fetch(url, { method: "POST", body, redirect: "manual" });
    const answer = await post();
    if (answer.status !== 403 || !(await newToken())) return answer;
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    return post();
  };
  const prepare = () => state.querySelectorAll("[data-needs-script]").forEach((node) => (node.hidden = false));
  const put = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-state]");
    if (!fresh) return;
    if (!("older" in fresh.dataset)) form.elements.version.value = fresh.dataset.version;
    if (state.contains(document.activeElement)) {
      const line = state.querySelector("[role=status]");
      if (line) line.textContent = fresh.querySelector("[role=status]").textContent;
      return;
    }
    const opened = new Set([...state.querySelectorAll("details[open] input")].map((input) => input.name));
    state.replaceChildren(fresh);
    state.querySelectorAll("details input").forEach((input) => opened.has(input.name) && (input.closest("details").open = true));
    prepare();
  };
  const save = async () => {
    clearTimeout(timer);
    const body = typed();
    if (leaving || words(body) === last) return;
    try {
      const answer = await send(body);
      if (!answer.ok) return failed(body);
      last = words(body);
      notice("");
      localStorage.removeItem(localKey);
      put(await answer.text());
    } catch {
      failed(body);
    }
  };
  const later = () => (clearTimeout(timer), (timer = setTimeout(save, PAUSE)));
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", (event) => {
    if (leaving && !event.submitter?.name) return event.preventDefault();
    leaving = true;
    clearTimeout(timer);
    setTimeout(() => (leaving = false), 4000);
  });
  window.addEventListener("pageshow", () => (leaving = false));
  document.addEventListener("visibilitychange", () => document.hidden && save());
  state.addEventListener("click", (event) => {
    const place = event.target.closest("[data-select]");
    if (place) {
      const [start, end] = place.dataset.select.split(",").map(Number);
      text.focus();
      text.setSelectionRange(start, end);
    }
    const mine = event.target.closest("[data-keep-mine]");
    if (mine) {
      form.elements.version.value = mine.dataset.keepMine;
      last = "";
      mine.blur();
      save();
    }
  });
  last = words(typed());
  const saved = JSON.parse(localStorage.getItem(localKey) || "null");
  if (saved && JSON.stringify(saved) !== last) fill(saved), save();
  prepare();
})();
