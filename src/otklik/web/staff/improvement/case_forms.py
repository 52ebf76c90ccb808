"""Forms of reengineering cases and requirements."""

from typing import Any

from django import forms

from otklik.catalog.queries import processes, segments
from otklik.core.periods import Quarter
from otklik.improvement.actions.keep_case import REASON_LETTERS, TEXT_LETTERS, TITLE_LETTERS, CaseDraft
from otklik.improvement.actions.keep_requirement import RequirementDraft
from otklik.improvement.queries.cases import PainPoint, RequirementKind, measures_to_choose, pains_to_choose
from otklik.improvement.requirement_values import requirement_indicators
from otklik.web.staff.forms.base import StaffForm, departments, optional_int, people
from otklik.web.staff.improvement.measure_form import LONG, day_field

#: Quarters to choose from, back from the present one.
QUARTERS = 8


def _text(label: str, help_text: str, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=TEXT_LETTERS,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages=LONG,
    )


def _many(label: str) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label, required=False, coerce=int, widget=forms.CheckboxSelectMultiple, error_messages={}
    )


class CaseForm(StaffForm):
    """What is rebuilt: as is, needs, as it shall be, and what stands beside."""

    title = forms.CharField(
        label="Что перестраиваем",
        max_length=TITLE_LETTERS,
        error_messages={**LONG, "required": "Назовите, что перестраиваете."},
    )
    process = forms.ChoiceField(label="Услуга или процесс", error_messages={"required": "Выберите процесс или услугу."})
    quarter = forms.ChoiceField(label="Как есть — по кварталу")
    as_is = _text("Как работает сейчас", "Шаги, документы, сроки, кто за что отвечает.")
    segments = _many("Клиентские сегменты")
    needs = _text("Что нужно клиентам", "Своими словами: зачем приходят и что для них важно.", 3)
    pains = _many("Болевые точки")
    to_be = _text("Как должно стать", "Новый порядок шагов глазами клиента. Числа задайте требованиями.")
    measures = _many("Мероприятия")
    department = forms.ChoiceField(label="Подразделение", required=False)
    owner = forms.ChoiceField(label="Кто отвечает", required=False)

    def __init__(self, *args: Any, today: Quarter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actor = self.actor
        self.set_choices(
            "process", [(one.pk, one.title) for one in processes(actor.administration_id)], blank="Выберите"
        )
        self.set_choices("quarter", _quarters(today, kwargs.get("initial") or {}), blank=None)
        self.set_choices("segments", [(one.pk, one.title) for one in segments(actor.administration_id)], blank=None)
        chosen = str(self.data.get("process") or self.initial.get("process") or "")
        pains = sorted(
            pains_to_choose(actor, self.initial.get("pains") or ()), key=lambda one: str(one.process_id) != chosen
        )
        self.set_choices("pains", [(one.pk, _named(one)) for one in pains], blank=None)
        measures = measures_to_choose(actor, self.initial.get("measures") or ())
        self.set_choices("measures", [(one.pk, one.title) for one in measures], blank=None)
        self.set_choices("department", departments(actor))
        self.set_choices("owner", people(actor))

    def draft(self) -> CaseDraft:
        """What was filled in."""
        given = self.cleaned_data
        return CaseDraft(
            title=given["title"],
            process_id=optional_int(given["process"]),
            quarter=Quarter.from_key(int(given["quarter"])),
            as_is=given["as_is"],
            needs=given["needs"],
            to_be=given["to_be"],
            department_id=optional_int(given["department"]),
            owner_id=optional_int(given["owner"]),
            segment_ids=given["segments"],
            pain_ids=given["pains"],
            measure_ids=given["measures"],
        )


def _named(pain: PainPoint) -> str:
    """The pain with its process: many processes have a pain of the same name."""
    return f"{pain.title} ({pain.process.title})" if pain.process else pain.title


def _quarters(today: Quarter, initial: dict[str, Any]) -> list[tuple[int, str]]:
    found = [today]
    while len(found) < QUARTERS:
        found.append(found[-1].previous())
    kept = initial.get("quarter")
    listed = {one.key: one.title for one in found} | ({kept: Quarter.from_key(kept).title} if kept else {})
    return sorted(listed.items(), reverse=True)


class RequirementForm(StaffForm):
    """A requirement: to what exists, by an indicator and a value; or to a new service, by need and scope."""

    kind = forms.ChoiceField(label="К чему требование", widget=forms.RadioSelect, choices=RequirementKind.choices)
    title = forms.CharField(
        label="Требование одной фразой",
        max_length=TITLE_LETTERS,
        error_messages={**LONG, "required": "Напишите требование."},
    )
    process = forms.ChoiceField(label="Услуга или процесс", required=False)
    indicator = forms.ChoiceField(label="Показатель", required=False)
    target = forms.FloatField(
        label="Цель",
        required=False,
        help_text="Доли — в процентах: 85. Больше или меньше считать лучшим, программа знает по показателю.",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": "Цель — это число, например 85 или 4,5."},
        localize=True,
    )
    need = _text("Какую потребность закроет новая услуга", "Для новой услуги: кому и зачем она.", 3)
    scope = _text("Что она включает", "Для новой услуги: что получит человек, где и как.", 3)
    department = forms.ChoiceField(label="Подразделение", required=False)
    owner = forms.ChoiceField(label="Кто отвечает", required=False)
    due_on = day_field("К какому дню", required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actor = self.actor
        self.meant = {one.key: one for one in requirement_indicators(actor.administration_slug)}
        self.set_choices("process", [(one.pk, one.title) for one in processes(actor.administration_id)])
        self.set_choices("indicator", [(one.key, one.title) for one in self.meant.values()])
        self.set_choices("department", departments(actor))
        self.set_choices("owner", people(actor))

    def draft(self) -> RequirementDraft:
        """What was filled in; a share is typed in per cent."""
        given = self.cleaned_data
        meant, target = self.meant.get(given["indicator"]), given["target"]
        if target is not None and meant is not None and meant.unit == "share":
            target /= 100
        return RequirementDraft(
            kind=given["kind"],
            title=given["title"],
            due_on=given["due_on"],
            process_id=optional_int(given["process"]),
            indicator=given["indicator"],
            target=target,
            need=given["need"],
            scope=given["scope"],
            department_id=optional_int(given["department"]),
            owner_id=optional_int(given["owner"]),
        )


class DayForm(StaffForm):
    """The day from which it works."""

    on = day_field("С какого дня работает", required=True)


class ReasonForm(StaffForm):
    """Why it is dropped."""

    reason = forms.CharField(
        label="Почему", max_length=REASON_LETTERS, error_messages={**LONG, "required": "Напишите причину."}
    )
