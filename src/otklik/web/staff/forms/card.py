"""The registrar's card: fields in the order of the paper on the desk."""

import json
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.catalog import queries as catalog
from otklik.core.appeals import Audience, Form, ItemKind, SenderKind
from otklik.core.check_digits import digits_of, inn_is_valid
from otklik.core.incoming import IncomingFeedback
from otklik.core.periods import local_date
from otklik.intake.policies import can_view_internal
from otklik.procedures.schema import Procedure
from otklik.web.staff.forms.base import StaffForm, departments
from otklik.web.staff.forms.files import FilesField
from otklik.web.staff.forms.topics import TopicField

NOON = time(12)
EARLIEST = date(2000, 1, 1)
#: What the next card takes from the last one.
STICKY = ("channel", "form", "kind", "sender_kind")
#: And more where a pile of papers came at once.
STICKY_IN_BATCH = ("received_on", "department")
#: Letters of a text: a hundred typed pages; more comes as a file.
LONGEST_TEXT = 300_000


def _text(label: str, most: int, **attrs: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=most, widget=forms.TextInput(attrs=attrs))


class CardForm(StaffForm):
    """Who, when, how; what; for whom."""

    channel = forms.ChoiceField(label="Откуда")
    received_on = forms.DateField(
        label="Поступило",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Укажите день поступления.", "invalid": "Дата записывается так: 28.03.2025."},
    )
    kind = forms.ChoiceField(label="Вид")
    form = forms.ChoiceField(label="Форма", choices=[(m.value, m.label) for m in Form])
    source_number = _text("Исходящий номер", 100)
    sender_kind = forms.ChoiceField(label="Заявитель", choices=[(m.value, m.label) for m in SenderKind])
    name = _text("Фамилия, имя, отчество", 300, autocomplete="off")
    organization = _text("Организация", 300, autocomplete="off")
    inn = _text("ИНН", 20, autocomplete="off", inputmode="numeric")
    address = _text("Почтовый адрес", 500, autocomplete="off")
    email = forms.EmailField(
        label="Электронная почта",
        required=False,
        error_messages={"invalid": "Адрес почты записан с ошибкой. Пример: ivanov@example.ru"},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    phone = _text("Телефон", 60, autocomplete="off")
    author_count = forms.IntegerField(
        label="Подписей",
        min_value=1,
        max_value=1_000_000,
        initial=1,
        error_messages={
            "min_value": "Подписей не меньше одной.",
            "invalid": "Введите число.",
            "required": "Введите 1.",
        },
    )
    first_signatory = _text("Первым подписал", 300, autocomplete="off")
    text = forms.CharField(
        label="Текст",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"max_length": "Текст длиннее 300 000 знаков. Приложите его файлом, а сюда перенесите главное."},
    )
    place = _text("Место", 300)
    process = forms.ChoiceField(label="Процесс", required=False)
    department = forms.ChoiceField(label="Кому на рассмотрение", required=False)
    repeat_of = forms.CharField(
        label="Повторное к номеру", required=False, max_length=60, help_text="Номер первого обращения."
    )
    attachments = FilesField(label="Скан или файлы")

    def __init__(self, *args: Any, actor: Actor, procedure: Procedure, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.procedure = procedure
        self.fields["topic"] = TopicField(actor=actor, label="Тема")
        audience = None if can_view_internal(actor) else Audience.EXTERNAL.value
        own = actor.administration_id
        channels = list(catalog.channels(own, audience))
        self.set_choices("channel", [(c.slug, c.title) for c in channels], blank=None)
        forms_of = {one.slug: one.form for one in channels}
        self.fields["channel"].widget.attrs["data-forms"] = json.dumps(forms_of)
        self.set_choices("kind", [(kind.slug.value, kind.title) for kind in procedure.kinds], blank=None)
        self.set_choices("process", [(p.slug, p.title) for p in catalog.processes(own)])
        self.set_choices("department", departments(actor), blank="решу позже")
        self.fields["received_on"].widget.attrs["max"] = self.today.isoformat()
        self.fields["first_signatory"].help_text = "Если не тот, кому отвечать."
        # What stands above the name is taken from the last card, so typing begins here.
        self.fields["name"].widget.attrs["autofocus"] = True

    @property
    def today(self) -> date:
        """The administration's local day."""
        return local_date(timezone.now(), self.procedure.act.time_zone)

    def clean_received_on(self) -> date:
        """Not in the future, not in another century."""
        given: date = self.cleaned_data["received_on"]
        if given > self.today:
            raise ValidationError("День поступления ещё не настал. Проверьте дату.")
        if given < EARLIEST:
            raise ValidationError(f"{given.year} год — слишком давняя дата. Проверьте год.")
        return given

    def clean_inn(self) -> str:
        """The digits alone; a mistake shows by the check digits."""
        given = str(self.cleaned_data["inn"])
        if given and not inn_is_valid(given):
            raise ValidationError("ИНН с ошибкой: не сходится контрольная цифра. Проверьте его или оставьте пустым.")
        return digits_of(given)

    def clean_first_signatory(self) -> str:
        """Nobody signs first alone."""
        given = str(self.cleaned_data["first_signatory"]).strip()
        if given and self.cleaned_data.get("author_count") == 1:
            raise ValidationError("Первый из подписавших указывается, когда подписей больше одной.")
        return given

    def incoming(self) -> IncomingFeedback:
        """The card as what a channel hands to intake."""
        given = self.cleaned_data
        words = ("name", "organization", "inn", "address", "email", "phone", "place", "source_number", "text")
        return IncomingFeedback(
            channel=given["channel"],
            received_at=self._moment(),
            kind=ItemKind(given["kind"]),
            form=Form(given["form"]),
            sender_kind=SenderKind(given["sender_kind"]),
            process=given["process"] or None,
            author_count=given["author_count"],
            first_signatory=given["first_signatory"],
            **{word: given[word] for word in words},
        )

    def _moment(self) -> datetime:
        """Now for today's mail; noon of an earlier day, since the paper bears no hour."""
        on: date = self.cleaned_data["received_on"]
        zone = ZoneInfo(self.procedure.act.time_zone)
        return timezone.now() if on == self.today else datetime.combine(on, NOON, zone)
