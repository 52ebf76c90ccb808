"""The registry's filter as a form: it shows what the address says; the address itself is read by RegistryFilter."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from otklik.accounts.queries import PersonNamed
from otklik.base.actor import Actor
from otklik.catalog.choices import Lists
from otklik.core.appeals import Audience, Form, ItemKind, ItemStatus, SenderKind, Verdict
from otklik.core.author_marks import Mark
from otklik.core.deadlines import LegalClass
from otklik.core.labels import Labelled
from otklik.core.periods import Quarter, local_date
from otklik.core.tone import Tone
from otklik.core.urgency import Urgency
from otklik.intake.policies import can_view_internal
from otklik.intake.queries import QUEUE_TITLES
from otklik.intake.registry import ME, NONE, RegistryFilter
from otklik.procedures.schema import Procedure
from otklik.web.staff.forms.base import StaffForm, departments, people
from otklik.web.staff.forms.plain_select import PlainSelect

YES_NO = (("1", "да"), ("0", "нет"))
QUARTERS = 10
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NOT_GIVEN = (NONE, "не указано")


def _choice(label: str, choices: Any = ()) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", "не важно"), *choices], widget=PlainSelect)


def _enum(label: str, kind: type[Labelled]) -> forms.ChoiceField:
    return _choice(label, [(member.value, member.label) for member in kind])


class FilterForm(StaffForm):
    """Words of the filter with their choices; `q` stands apart from the rest."""

    q = forms.CharField(label="Найти", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    queue = _choice("Очередь", [*QUEUE_TITLES.items(), ("open", "На рассмотрении")])
    population = _choice("Группа", [("appeals", "обращения"), ("complaints", "жалобы")])
    kind = _enum("Вид", ItemKind)
    status = _enum("Состояние", ItemStatus)
    verdict = _enum("Итог", Verdict)
    quarter = _choice("Квартал")
    received_from = forms.DateField(label="Поступило с", required=False, widget=DAY)
    received_to = forms.DateField(label="Поступило по", required=False, widget=DAY)
    due_from = forms.DateField(label="Срок ответа с", required=False, widget=DAY)
    due_to = forms.DateField(label="Срок ответа по", required=False, widget=DAY)
    channel = _choice("Канал")
    department = _choice("Подразделение")
    unit = _choice("В ведении подразделения")
    assignee = _choice("Исполнитель")
    topic = forms.CharField(label="Тема (код)", required=False, max_length=24)
    reason = _choice("Причина")
    category = _choice("Категория")
    touchpoint = _choice("Точка взаимодействия")
    process = _choice("Процесс")
    subject = _choice("Объект оценки")
    segment = _choice("Клиентский сегмент")
    life_situation = _choice("Жизненная ситуация")
    urgency = _enum("Срочность", Urgency)
    tone = _enum("Тон", Tone)
    audience = _enum("Клиент", Audience)
    sender_kind = _enum("Заявитель", SenderKind)
    form = _enum("Форма", Form)
    legal_class = _enum("Порядок рассмотрения", LegalClass)
    late = _choice("С опозданием", YES_NO)
    read = _choice("Прочитано", YES_NO)
    answered = _choice("Ответ дан", YES_NO)
    author_mark = _enum("Оценка автора", Mark)
    repeat = _choice("Повторное", YES_NO)
    collective = _choice("Коллективное", YES_NO)
    merged = _choice("Объединено в дело", YES_NO)
    matter = forms.IntegerField(label="Дело №", required=False, min_value=1)
    wait_min = forms.IntegerField(label="Ждали от, дней", required=False, min_value=0)
    wait_max = forms.IntegerField(label="Ждали до, дней", required=False, min_value=0)

    def __init__(
        self, chosen: RegistryFilter, *, actor: Actor, procedure: Procedure, lists: Lists, crew: Sequence[PersonNamed]
    ) -> None:
        codecs = RegistryFilter.CODECS
        super().__init__(
            initial={name: codecs[name].write(value) for name, value in chosen.given().items()},
            actor=actor,
            auto_id="filter_%s",
        )
        self.chosen = chosen
        self._fill_catalogue(procedure, lists)
        who = [(ME, "я"), (NONE, "не назначен"), *((str(person.pk), person.name) for person in crew)]
        self.set_choices("assignee", who, blank="не важно")
        self._fill_quarters(procedure)
        if not can_view_internal(actor):
            del self.fields["audience"]
        for name in self.initial:
            self._keep_shown(name)

    def _fill_catalogue(self, procedure: Procedure, lists: Lists) -> None:
        for name in lists.entries:
            none = () if name == "channel" else (NOT_GIVEN,)
            entries = ((entry.slug, entry.title) for entry in lists.active(name))
            self.set_choices(name, [*entries, *none], blank="не важно")
        units = ((entry.slug, entry.title) for entry in lists.active("department"))
        self.set_choices("unit", units, blank="не важно")
        self.set_choices("subject", [*((s.slug, s.title) for s in procedure.subjects), NOT_GIVEN], blank="не важно")

    def _fill_quarters(self, procedure: Procedure) -> None:
        quarter, choices = Quarter.of(local_date(timezone.now(), procedure.act.time_zone)), []
        for _ in range(QUARTERS):
            choices.append((str(quarter), quarter.title))
            quarter = quarter.previous()
        self.set_choices("quarter", choices, blank="не важно")

    def _keep_shown(self, name: str) -> None:
        """A value that the list does not offer (several at once, an old quarter) is added, so that it is not lost."""
        field = self.fields.get(name)
        if isinstance(field, forms.ChoiceField):
            choices = dict(_flat(field))
            value = str(self.initial[name])
            if value not in choices:
                title = ", ".join(choices.get(part, part) for part in value.split(","))
                field.choices = [*_flat(field), (value, title)]

    def words(self) -> list[tuple[str, str, str]]:
        """What acts now: name, label, value in words."""
        found = []
        for name, written in self.initial.items():
            field = self.fields.get(name)
            if field is not None and name != "q":
                title = dict(_flat(field)).get(str(written)) if isinstance(field, forms.ChoiceField) else None
                found.append((name, str(field.label), title or str(written)))
        return found


def _flat(field: forms.ChoiceField) -> list[tuple[str, str]]:
    return [(str(value), str(title)) for value, title in field.choices]  # type: ignore[union-attr, misc]


class AssignManyForm(StaffForm):
    """To whom the ticked lines go."""

    department = forms.ChoiceField(label="Подразделение", required=False, widget=PlainSelect)
    assignee = forms.ChoiceField(label="Исполнитель", required=False, widget=PlainSelect)

    def __init__(self, *args: Any, crew: Sequence[PersonNamed] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("department", departments(self.actor), blank="не выбрано")
        self.set_choices("assignee", people(self.actor, crew), blank="не выбран")


class SaveViewForm(StaffForm):
    """A name for the filter."""

    title = forms.CharField(label="Название вида", required=False, max_length=80)
    query = forms.CharField(required=False, widget=forms.HiddenInput)
