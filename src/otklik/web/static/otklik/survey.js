// A survey's page works without this file; it shows one question at a time, keeps a draft on the device, minds a tablet.
// Contract: form[data-sheet=code][data-total][data-returned][data-silence], .intro, fieldset[data-q][data-jumps][data-required] with [data-error],
//   [data-next] [data-back] [data-send] [data-progress], a[data-to=slug]; [data-done=code][data-seconds]; html[data-kiosk=address].
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  const KEEP_DAYS = 3;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const one = (selector, from = document) => from.querySelector(selector);
  const kiosk = root.dataset.kiosk;
  const store = { // a browser may refuse it: then there is no draft
    get: (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* nothing is lost on this page */ } },
    drop: (key) => { try { localStorage.removeItem(key); } catch { /* there was none */ } },
  };
  const draftKey = (code) => `otklik.survey.${code}`;
  const restart = () => location.replace(kiosk);

  const startSheet = (form) => {
    const intro = one(".intro", form);
    const questions = all("[data-q]", form);
    const next = one("[data-next]", form);
    const back = one("[data-back]", form);
    const progress = one("[data-progress]", form);
    const key = draftKey(form.dataset.sheet);
    const fields = () => [...form.elements].filter((field) => field.name && !["token", "lang"].includes(field.name));
    const given = (name) => fields().filter((field) => field.name === name && (!/radio|checkbox/.test(field.type) || field.checked)).map((field) => field.value).filter(Boolean);
    let here = intro;
    let isSending = false;

    // The same rule as on the server: the first jump that fits; what is skipped is not sent on.
    const path = () => {
      const asked = [];
      let awaited = "";
      for (const question of questions) {
        if (awaited === "end") break;
        if (awaited && question.dataset.q !== awaited) continue;
        asked.push(question);
        const jumps = JSON.parse(question.dataset.jumps || "{}");
        const chosen = given(question.dataset.q);
        const answer = Object.keys(jumps).find((slug) => chosen.includes(slug));
        awaited = answer ? jumps[answer] : "";
      }
      return asked;
    };
    const step = (by) => {
      const screens = [intro, ...path()];
      return screens[screens.indexOf(here) + by];
    };
    const mark = () => {
      const isLast = here !== intro && !step(1);
      form.classList.toggle("last", isLast);
      form.classList.toggle("walking", here !== intro);
      next.hidden = isLast;
      next.textContent = here === intro ? "Начать" : "Далее";
      back.hidden = here === intro;
      progress.hidden = here === intro;
      one("progress", progress).value = here === intro ? 0 : questions.indexOf(here) + 1;
    };
    const show = (screen, focus = true) => {
      here.classList.remove("here");
      here = screen;
      here.classList.add("here");
      mark();
      if (!focus) return;
      scrollTo(0, 0);
      (one(".asked", here) || one("h1", form)).focus({ preventScroll: true });
    };

    const isAnswered = (question) => {
      const lines = all(".line", question);
      if (lines.length) return lines.every((line) => one(":checked", line));
      return given(question.dataset.q).some((value) => value.trim());
    };
    const say = (question, words) => {
      const error = one("[data-error]", question);
      error.textContent = words;
      error.hidden = !words;
      question.classList.toggle("field-bad", Boolean(words));
      if (words) question.setAttribute("aria-describedby", error.id), error.setAttribute("role", "alert");
    };
    const mayLeave = () => {
      if (here === intro || !("required" in here.dataset) || isAnswered(here)) return true;
      say(here, one(".line", here) ? "Оцените каждую строку." : "Ответьте, пожалуйста, на этот вопрос: он обязательный.");
      return false;
    };
    const goOn = () => mayLeave() && step(1) && show(step(1));

    const read = () => fields().map((field) => [field.name, field.value, field.checked === true]);
    const write = (saved) => fields().forEach((field) => {
      const toggles = /radio|checkbox/.test(field.type);
      const match = saved.find(([name, value]) => name === field.name && (!toggles || value === field.value));
      if (match && toggles) field.checked = match[2];
      else if (match) field.value = match[1];
    });
    const keep = () => kiosk || store.set(key, { at: Date.now(), values: read(), here: here.dataset.q || "" });
    const bringBack = () => {
      const saved = kiosk ? null : store.get(key);
      if (!saved || Date.now() - saved.at > KEEP_DAYS * 864e5) return void store.drop(key);
      write(saved.values);
      const screen = path().find((question) => question.dataset.q === saved.here);
      if (!screen) return;
      show(screen, false);
      const note = document.createElement("div");
      note.className = "returned-draft";
      note.setAttribute("role", "status");
      note.innerHTML = "<p>Вы уже начинали отвечать: ответы на месте. <button type=\"button\" class=\"link\">Начать заново</button></p>";
      one("button", note).addEventListener("click", () => (store.drop(key), form.reset(), note.remove(), show(intro)));
      form.before(note);
    };

    form.addEventListener("change", ({ target }) => {
      const question = target.closest("[data-q]");
      if (target.checked && target.type === "checkbox") {
        const lonely = "alone" in target.dataset;
        all("input[type=checkbox]", question).forEach((box) => box !== target && (lonely || "alone" in box.dataset) && (box.checked = false));
      }
      if (question && isAnswered(question)) say(question, "");
      mark();
    });
    form.addEventListener("input", keep);
    next.addEventListener("click", goOn);
    back.addEventListener("click", () => show(step(-1)));
    form.addEventListener("submit", (event) => {
      const isLast = form.classList.contains("last");
      if (isSending || !isLast || !mayLeave()) {
        event.preventDefault();
        return void (isSending || isLast || goOn());
      }
      isSending = true;
      keep();
      one("[data-send]", form).textContent = "Отправляем…";
    });
    addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      if (kiosk) return void restart();
      isSending = false;
      one("[data-send]", form).textContent = "Отправить ответы";
    });
    document.addEventListener("click", (event) => {
      const to = event.target.closest("[data-to]");
      const question = to && questions.find((node) => node.dataset.q === to.dataset.to);
      if (question) event.preventDefault(), show(question);
    });

    mark();
    if ("returned" in form.dataset) {
      const wrong = questions.find((question) => question.classList.contains("field-bad"));
      const asked = path();
      show(wrong || asked[asked.length - 1], false);
    } else bringBack();
    if (kiosk) watchSilence(Number(form.dataset.silence), () => here !== intro || fields().some((field) => field.checked));
  };

  // Nobody touches the tablet: a warning that any touch takes away, then the start.
  const watchSilence = (seconds, isBusy) => {
    const WARNING = 15;
    let last = Date.now();
    let note = null;
    const touched = () => ((last = Date.now()), note && (note.remove(), (note = null)));
    ["pointerdown", "keydown", "input", "scroll"].forEach((name) => addEventListener(name, touched, { passive: true }));
    setInterval(() => {
      const silent = (Date.now() - last) / 1000;
      if (!isBusy()) return;
      if (silent >= seconds) return void restart();
      if (silent < seconds - WARNING || note) return;
      note = document.createElement("p");
      note.className = "held";
      note.setAttribute("role", "alert");
      note.textContent = "Вы ещё здесь? Коснитесь экрана, иначе опрос начнётся сначала.";
      document.body.append(note);
    }, 1000);
  };

  document.addEventListener("DOMContentLoaded", () => {
    all("form[data-sheet]").forEach(startSheet);
    all("[data-done]").forEach((done) => {
      store.drop(draftKey(done.dataset.done));
      if (!kiosk) return;
      setTimeout(restart, Number(done.dataset.seconds) * 1000);
      one("[data-restart]", done).addEventListener("click", (event) => (event.preventDefault(), restart()));
    });
  });
})();
