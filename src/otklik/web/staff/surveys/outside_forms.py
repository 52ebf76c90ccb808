"""A file of an outside survey service: upload, what its columns are, what its codes mean, which survey it fills."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from otklik.catalog.queries import procedure_of
from otklik.core.appeals import Audience
from otklik.importers.answer_mapping import AnswerMapping, Role
from otklik.surveys.launch import audiences_run, kinds_to_launch
from otklik.web.staff.forms.base import StaffForm

NOT_APPLICABLE = "не применимо"
UNSURE = "затрудняюсь ответить"
COLUMN, QUESTION = "column_", "question_"
_SAID = {NOT_APPLICABLE: "", UNSURE: "dk"}
_MOST_LINES = 200


class UploadForm(StaffForm):
    """The file itself."""

    file = forms.FileField(
        label="Файл CSV или XLSX с ответами",
        help_text="Строка на человека или строка на ответ. Тот же файл второй раз ничего не добавит.",
        error_messages={"required": "Выберите файл", "empty": "Файл пуст"},
    )


class OutsideForm(StaffForm):
    """The parts of the columns, the codes, where the answers go, when people were asked."""

    into = forms.TypedChoiceField(label="В какой опрос", coerce=int, empty_value=None, required=False)
    title = forms.CharField(label="Название нового опроса", max_length=300, required=False)
    audience = forms.ChoiceField(label="Кого спрашивали", required=False)
    kind = forms.ChoiceField(label="Вид опроса по порядку", required=False)
    day = forms.DateField(
        label="Когда спрашивали",
        required=False,
        help_text="Для строк без своей даты. Пусто — сегодня.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    codes = forms.CharField(
        label="Что значат значения",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="По строке на значение: «0 = не применимо», «9 = затрудняюсь ответить», «А = 5».",
    )
    once = forms.BooleanField(label="Строки, одинаковые во всём вместе с номером, считать один раз", required=False)
    mapping_title = forms.CharField(label="Название сопоставления", max_length=200, required=False)

    def __init__(
        self,
        *args: Any,
        base: AnswerMapping,
        columns: Sequence[str],
        surveys: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.base, self.columns = base, columns
        self.set_choices("into", list(surveys), blank="новый опрос: анкета составится по файлу")
        audiences = audiences_run(self.actor)
        self.fields["audience"].choices = [(one.value, one.label) for one in audiences]  # type: ignore[attr-defined]
        kinds = kinds_to_launch(self.actor, procedure_of(self.actor.administration_slug))
        self.set_choices("kind", [(one.slug, one.title) for one in kinds], blank="опрос по иным вопросам")
        roles = [(role.value, role.label) for role in Role]
        for place, column in enumerate(columns):
            own = base.roles.get(column, Role.LEFT_OUT)
            self.fields[f"{COLUMN}{place}"] = forms.ChoiceField(
                label=column, choices=roles, initial=own.value, required=False
            )
        self.fields["codes"].initial = _told(base.codes)
        self.fields["once"].initial = base.once

    def add_questions(
        self, wordings: Mapping[str, Sequence[str]], targets: Sequence[tuple[str, str]], chosen: Mapping[str, str]
    ) -> None:
        """A choice of the survey's question for each wording of the file."""
        self.wordings = list(wordings)
        for place, wording in enumerate(self.wordings):
            others = [one for one in wordings[wording] if one != wording]
            self.fields[f"{QUESTION}{place}"] = forms.ChoiceField(
                label=wording,
                choices=[("", "не брать"), *targets],
                initial=chosen.get(wording, ""),
                required=False,
                help_text=f"также написан: {'; '.join(others)}" if others else "",
            )

    def columns_shown(self) -> list[BoundField]:
        """Fields of the columns."""
        return [self[f"{COLUMN}{place}"] for place in range(len(self.columns))]

    def questions_shown(self) -> list[BoundField]:
        """Fields of the wordings."""
        return [self[f"{QUESTION}{place}"] for place in range(len(getattr(self, "wordings", ())))]

    def mapping(self) -> AnswerMapping:
        """What the form says of the file; what was not sent stays as proposed."""
        roles = {
            column: Role(str(self._value(f"{COLUMN}{place}") or "") or self.base.roles.get(column, Role.LEFT_OUT))
            for place, column in enumerate(self.columns)
        }
        codes = _read(str(self._value("codes") or ""))
        targets = dict(self.base.targets)
        for place, wording in enumerate(getattr(self, "wordings", ())):
            chosen = self._value(f"{QUESTION}{place}")
            targets |= {wording: str(chosen)} if chosen else {}
            if not chosen:
                targets.pop(wording, None)
        changed = {"roles": roles, "codes": codes, "targets": targets, "once": bool(self._value("once"))}
        return self.base.model_copy(update=changed)

    def survey_id(self) -> int | None:
        """The survey to fill; None for a new one."""
        return int(chosen) if (chosen := str(self._value("into") or "")).isdecimal() else None

    def chosen_audience(self) -> Audience:
        """Who was asked, for a new survey."""
        known = [one.value for one in audiences_run(self.actor)]
        chosen = str(self._value("audience") or "")
        return Audience(chosen if chosen in known else known[0])

    def _value(self, name: str) -> object:
        field = self.fields[name]
        if not self.is_bound:
            return field.initial
        if isinstance(field, forms.BooleanField):
            return bool(self.data.get(name))
        sent = self.data.get(name)
        allowed = {str(value) for value, _ in getattr(field, "choices", ())}
        return field.initial if sent is None or (allowed and str(sent) not in allowed) else sent


def _told(codes: Mapping[str, str]) -> str:
    words = {code: said for said, code in _SAID.items()}
    return "\n".join(f"{value} = {words.get(answer, answer)}" for value, answer in codes.items())


def _read(text: str) -> dict[str, str]:
    codes = {}
    for line in text.replace("\x00", "").splitlines()[:_MOST_LINES]:
        value, sign, answer = line.partition("=")
        if sign and value.strip():
            said = " ".join(answer.split())
            codes[value.strip()] = _SAID.get(said.casefold(), said)
    return codes
