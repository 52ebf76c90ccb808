"""The form of a question: its words, its answers, what it rates, where its answers lead."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms

from otklik.catalog.slugs import slug_of
from otklik.core.questionnaire.editing import fault_words
from otklik.core.questionnaire.enums import ENDS, FROM_CATALOGUE, SCALE_KINDS, Criterion, Cut, QuestionKind
from otklik.core.questionnaire.schema import ANCHORS, NO, YES, Question
from otklik.surveys.filling import option_slug
from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.questionnaires import lines
from otklik.web.staff.questionnaires.choices import Choice, Group

LONG = {"required": "Напишите вопрос.", "max_length": "Сократите: можно не больше %(limit_value)d знаков."}
_CHOSEN = {QuestionKind.SINGLE, QuestionKind.MULTIPLE}


class QuestionForm(StaffForm):
    """Fields that a kind has no use for are left out."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label="Вопрос", max_length=500, widget=forms.Textarea(attrs={"rows": 2}), error_messages=LONG
    )
    hint = forms.CharField(
        label="Пояснение", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}), error_messages=LONG
    )
    what = forms.ChoiceField(label="Что оценивает", required=False)
    criterion = forms.ChoiceField(
        label="Критерий «Ваш контроль»", required=False, choices=[("", "нет"), *((c.value, c.label) for c in Criterion)]
    )
    cut = forms.ChoiceField(
        label="Признак отвечающего",
        required=False,
        choices=[("", "нет, обычный вопрос"), *((c.value, c.label) for c in Cut)],
        help_text="По признаку итоги считают отдельно. Варианты подразделений, сегментов, жизненных ситуаций, "
        "процессов и точек взаимодействия берутся из справочника.",
    )
    least = forms.FloatField(
        label="Не меньше", required=False, localize=True, error_messages={"invalid": "Напишите число цифрами."}
    )
    most = forms.FloatField(
        label="Не больше", required=False, localize=True, error_messages={"invalid": "Напишите число цифрами."}
    )
    required = forms.BooleanField(label="Без ответа анкету не принимать", required=False)
    dont_know = forms.BooleanField(label="Можно выбрать «Затрудняюсь ответить»", required=False)
    shuffled = forms.BooleanField(label="Показывать варианты в случайном порядке", required=False)
    reversed = forms.BooleanField(label="Обратная шкала: высокая оценка значит «плохо»", required=False)
    full_only = forms.BooleanField(label="Только в полной форме анкеты", required=False)

    def __init__(
        self,
        *args: Any,
        kind: QuestionKind,
        whats: Sequence[Choice | Group],
        destinations: Sequence[Choice],
        question: Question | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial=_initial(question, kind), **kwargs)
        self.kind, self.question, self.destinations = kind, question, list(destinations)
        self.whats = _with_own(whats, question)
        self.fields["what"].choices = self.whats  # type: ignore[attr-defined]
        self._add_marks()
        for name in set(self.fields) - set(_used(kind)) - {name for name in self.fields if "_mark_" in name}:
            del self.fields[name]

    def _add_marks(self) -> None:
        """A field for the words of each mark, and one for where it leads."""
        if self.kind is QuestionKind.YES_NO:
            self._add_directions({YES: "Если «да»", NO: "Если «нет»"})
        if self.kind not in ENDS:
            return
        words = list(self.question.anchors) if self.question else []
        low, high = ENDS[self.kind]
        for mark in _anchored(self.kind):
            place = mark - low if len(words) == high - low + 1 else (0 if mark == low else -1)
            self.fields[f"anchor_mark_{mark}"] = forms.CharField(
                label=f"{mark}", max_length=100, required=False, initial=words[place] if words else ""
            )
        if self.kind is not QuestionKind.MATRIX:
            self._add_directions({str(mark): f"После оценки {mark}" for mark in range(low, high + 1)})

    def _add_directions(self, answers: Mapping[str, str]) -> None:
        led = {answer: jump.to for jump in self.question.jumps for answer in jump.answers} if self.question else {}
        for answer, label in answers.items():
            self.fields[f"to_mark_{answer}"] = forms.ChoiceField(
                label=label, required=False, choices=self.destinations, initial=led.get(answer, "")
            )

    @property
    def has_options(self) -> bool:
        """Whether options are typed in."""
        return self.kind in _CHOSEN

    @property
    def has_rows(self) -> bool:
        """Whether rows are typed in."""
        return self.kind is QuestionKind.MATRIX

    @property
    def anchor_fields(self) -> list[forms.BoundField]:
        """Words of the marks."""
        return [self[name] for name in self.fields if name.startswith("anchor_mark_")]

    @property
    def jump_fields(self) -> list[forms.BoundField]:
        """Where each mark, or «да» and «нет», leads."""
        return [self[name] for name in self.fields if name.startswith("to_mark_")]

    @property
    def plain_whats(self) -> list[Choice]:
        """What a row may rate, outside the groups."""
        found = [(value, words) for value, words in self.whats if isinstance(words, str) and value]
        return [("", "то же, что вся таблица"), *found]

    @property
    def grouped_whats(self) -> list[Group]:
        """What a row may rate, in groups."""
        return [(title, parts) for title, parts in self.whats if not isinstance(parts, str)]

    @property
    def default_anchors(self) -> str:
        """What stands where no words are typed."""
        return ", ".join(ANCHORS) if self.kind in {QuestionKind.SCALE, QuestionKind.MATRIX} else ""

    def option_lines(self) -> list[lines.OptionLine]:
        """Lines to show: as typed, else as the question has them."""
        return (
            lines.padded_options(lines.sent_options(self.data)) if self.is_bound else lines.option_lines(self.question)
        )

    def row_lines(self) -> list[lines.RowLine]:
        """Lines to show: as typed, else as the question has them."""
        return lines.padded_rows(lines.sent_rows(self.data)) if self.is_bound else lines.row_lines(self.question)

    def content(self, taken: set[str]) -> dict[str, Any]:
        """The question as plain values; RuleBroken is left to the schema. `taken`: names of the other questions."""
        said = self.cleaned_data
        slug = self.question.slug if self.question else option_slug(slug_of(said["title"][:50], taken))
        rates, _, of = said.get("what", "").partition(":")
        facts = {
            "title": said["title"],
            "hint": said.get("hint", ""),
            "rates": rates or None,
            "of": of,
            "criterion": said.get("criterion") or None,
            "cut": said.get("cut") or None,
            "least": said.get("least"),
            "most": said.get("most"),
            "anchors": self._anchors(),
            "form": "full" if said.get("full_only") else "both",
            **{name: said.get(name, False) for name in ("required", "dont_know", "shuffled", "reversed")},
        }
        kept = {"translations": self.question.translations} if self.question else {}
        return {"slug": slug, "kind": self.kind.value, **_stated(facts), **kept, **self._parts()}

    def _anchors(self) -> list[str]:
        words = [str(self.cleaned_data.get(f"anchor_mark_{mark}", "")) for mark in _anchored(self.kind)]
        if any(words) and not all(words):
            self.add_error(None, "Подпишите все оценки шкалы или не подписывайте ни одной.")
        return words if all(words) else []

    def _parts(self) -> dict[str, Any]:
        if self.has_rows:
            return {"rows": list(self._rows())}
        if self.has_options and self.cleaned_data.get("cut") not in FROM_CATALOGUE:
            return self._options()
        led = {field.name.removeprefix("to_mark_"): field.value() for field in self.jump_fields}
        return {"jumps": _jumps(led)}

    def _options(self) -> dict[str, Any]:
        typed = lines.sent_options(self.data)
        before = {one.slug: one.translations for one in self.question.options} if self.question else {}
        options, led = [], {}
        for line, slug in zip(typed, lines.named(typed), strict=True):
            options.append(
                {
                    "slug": slug,
                    "title": line.title,
                    "score": self._score(line),
                    "alone": line.alone,
                    "own_words": line.own,
                    "translations": before.get(slug, {}),
                }
            )
            led[slug] = line.to
        return {"options": options, "jumps": _jumps(led)}

    def _score(self, line: lines.OptionLine) -> float | None:
        if not line.score:
            return None
        try:
            return float(line.score.replace(",", "."))
        except ValueError:
            self.add_error(None, f"Вариант «{line.title}»: балл «{line.score}» не похож на число.")
            return None

    def _rows(self) -> Iterator[dict[str, Any]]:
        typed = lines.sent_rows(self.data)
        whole = self.cleaned_data.get("what", "").partition(":")[0]
        before = {one.slug: one.translations for one in self.question.rows} if self.question else {}
        for line, slug in zip(typed, lines.named(typed), strict=True):
            rates, _, of = line.what.partition(":")
            own = rates if rates != whole else ""
            facts = {"rates": own, "of": of, "reversed": line.reversed, "translations": before.get(slug)}
            yield {"slug": slug, "title": line.title, **_stated(facts)}

    def add_faults(self, faults: Sequence[Any]) -> None:
        """Faults of the schema beside their fields, in plain Russian."""
        for fault in faults:
            loc = fault["loc"]
            field = str(loc[0]) if loc else ""
            number = f"Пункт {loc[1] + 1}: " if len(loc) > 1 and isinstance(loc[1], int) else ""
            self.add_error(field if field in self.fields else None, number + fault_words(dict(fault)))


def _with_own(whats: Sequence[Choice | Group], question: Question | None) -> list[Choice | Group]:
    """With what the question rates already, where the procedure's lists no longer name it."""
    if question is None:
        return list(whats)
    known = {value for value, words in whats if isinstance(words, str)}
    known |= {value for _group, parts in whats if not isinstance(parts, str) for value, _words in parts}
    has = [f"{question.rates}:{question.of}"] if question.rates else []
    has += [line.what for line in lines.row_lines(question) if line.what]
    absent = dict.fromkeys(value for value in has if value not in known)
    return [*whats, *((value, f"{value.partition(':')[2]} (в перечнях порядка нет)") for value in absent)]


def _stated(facts: dict[str, Any]) -> dict[str, Any]:
    """Without what was left empty: the schema has its own default for it."""
    return {name: value for name, value in facts.items() if value not in ("", None)}


def _used(kind: QuestionKind) -> Iterator[str]:
    yield from ("stamp", "title", "hint", "required", "full_only")
    if kind in SCALE_KINDS or kind in {QuestionKind.YES_NO, QuestionKind.SINGLE}:
        yield from ("what", "dont_know")
    if kind in SCALE_KINDS:
        yield from ("reversed",)
    if kind in {QuestionKind.SCALE, QuestionKind.YES_NO, QuestionKind.SINGLE}:
        yield "criterion"
    if kind in _CHOSEN:
        yield from ("cut", "shuffled", "dont_know")
    if kind in {QuestionKind.NUMBER, QuestionKind.DATE}:
        yield "dont_know"
    if kind is QuestionKind.NUMBER:
        yield from ("least", "most")


def _anchored(kind: QuestionKind) -> Sequence[int]:
    if kind not in ENDS:
        return ()
    low, high = ENDS[kind]
    return (low, high) if kind is QuestionKind.SCALE_10 else range(low, high + 1)


def _jumps(led: dict[str, str]) -> list[dict[str, Any]]:
    """Answers that lead to the same place make one jump."""
    places = dict.fromkeys(to for to in led.values() if to)
    return [{"answers": [answer for answer, to in led.items() if to == place], "to": place} for place in places]


def _initial(question: Question | None, kind: QuestionKind) -> dict[str, Any]:
    if question is None:
        return {"dont_know": kind is QuestionKind.MATRIX}
    return {
        "title": question.title,
        "hint": question.hint,
        "what": f"{question.rates}:{question.of}" if question.rates else "",
        "criterion": question.criterion or "",
        "cut": question.cut or "",
        "least": question.least,
        "most": question.most,
        "required": question.required,
        "dont_know": question.dont_know,
        "shuffled": question.shuffled,
        "reversed": question.reversed,
        "full_only": question.form == "full",
    }
