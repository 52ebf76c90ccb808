"""Questions split out of one text: each with its topic and unit, if they are known."""

import re
from collections.abc import Mapping

from django import forms

from otklik.base.actor import Actor
from otklik.intake.actions.receive_feedback import NewQuestion
from otklik.intake.actions.register_card import MOST_QUESTIONS
from otklik.web.staff.forms.base import StaffForm, departments, optional_int
from otklik.web.staff.forms.topics import TopicField

LONGEST = 1000
_ROW = re.compile(r"q-(\d{1,3})-(?:text|topic|department)")
#: What the page's script puts a number for.
BLANK_ROW = "__row__"


class QuestionForm(StaffForm):
    """One question; a row without words is passed over."""

    text = forms.CharField(
        label="Вопрос",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "max_length": f"Вопрос длиннее {LONGEST} знаков. Оставьте главное: весь текст сохранится выше."
        },
    )
    department = forms.ChoiceField(label="Кому", required=False)

    def __init__(self, *, actor: Actor, units: list[tuple[int, str]], prefix: str, **kwargs: object) -> None:
        super().__init__(actor=actor, prefix=prefix, **kwargs)
        self.fields["topic"] = TopicField(actor=actor, label="Тема")
        self.set_choices("department", units, blank="как у обращения")

    def clean(self) -> dict[str, object]:
        """A topic or a unit without words is a question that somebody forgot to write."""
        given: dict[str, object] = super().clean() or self.cleaned_data
        has_rest = given.get("topic") or given.get("department")
        if has_rest and not given.get("text") and "text" not in self.errors:
            self.add_error("text", "Напишите, в чём вопрос, или уберите тему и подразделение.")
        return given


class Questions:
    """The rows of a card, as typed (`bound`) or as kept."""

    def __init__(self, actor: Actor, typed: Mapping[str, str], *, is_bound: bool, extra: int = 0) -> None:
        self._actor, self._units = actor, departments(actor)
        numbers = sorted({int(found[1]) for name in typed if (found := _ROW.fullmatch(name))})
        filled = [number for number in numbers if any(typed.get(f"q-{number}-{part}", "").strip() for part in PARTS)]
        self.wrong_count = _wrong_count(len(filled)) if is_bound else []
        self.forms = [
            self._form(f"q-{place}", _row(typed, number, place), is_bound=is_bound)
            for place, number in enumerate(filled[: MOST_QUESTIONS + 1])
        ]
        following = range(len(self.forms), len(self.forms) + extra)
        self.forms += [self._form(f"q-{place}", {}, is_bound=False) for place in following]
        self.blank = self._form(f"q-{BLANK_ROW}", {}, is_bound=False)

    def _form(self, prefix: str, row: Mapping[str, str], *, is_bound: bool) -> QuestionForm:
        data = {"data": row} if is_bound else {"initial": {name.rpartition("-")[2]: row[name] for name in row}}
        return QuestionForm(actor=self._actor, units=self._units, prefix=prefix, **data)

    def are_valid(self) -> bool:
        """Every row, so that all mistakes are shown at once."""
        return all([form.is_valid() for form in self.forms if form.is_bound]) and not self.wrong_count  # noqa: C419

    @property
    def mistakes(self) -> list[str]:
        """What is wrong in which row, for the head of the page."""
        rows = [(place, form.errors) for place, form in enumerate(self.forms, start=1) if form.is_bound]
        return self.wrong_count + [
            f"Вопрос {place}: {error}" for place, errors in rows for found in errors.values() for error in found
        ]

    def asked(self, topic_id: int | None) -> tuple[NewQuestion, ...]:
        """The questions; the card's own topic is that of the first one, when it has none."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("text")]
        return tuple(
            NewQuestion(
                row["text"].strip(), row["topic"] or (topic_id if not place else None), optional_int(row["department"])
            )
            for place, row in enumerate(rows)
        )


PARTS = ("text", "topic", "department")


def _wrong_count(count: int) -> list[str]:
    """One question taken out of a text leaves the others unasked: nobody means that."""
    if count == 1:
        return ["Отделён один вопрос. Отделите и остальные или уберите его: тогда вопросом будет весь текст."]
    if count > MOST_QUESTIONS:
        return [f"В одном обращении не больше {MOST_QUESTIONS} вопросов. Уберите лишние."]
    return []


def _row(typed: Mapping[str, str], number: int, place: int) -> dict[str, str]:
    """The fields of a row under its new place: rows taken away leave no gaps."""
    return {f"q-{place}-{part}": typed.get(f"q-{number}-{part}", "") for part in PARTS}
