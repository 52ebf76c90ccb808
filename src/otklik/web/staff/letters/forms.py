"""Forms of employees' letters at the desk."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from otklik.core.appeals import Audience, Form, ItemKind, Outcome
from otklik.core.incoming import IncomingFeedback
from otklik.intake.actions.write_to_leader import Chosen
from otklik.intake.employee_letters import LetterTo, Receiver
from otklik.intake.policies import can_view_internal
from otklik.web.staff.forms.base import StaffForm, people

LONGEST = 20_000
GO_ON = ""
OUTCOMES = (
    (GO_ON, "Продолжить разговор: обращение останется в работе"),
    (Outcome.SUPPORTED.value, "Ответить: поддержано"),
    (Outcome.EXPLAINED.value, "Ответить: разъяснено"),
    (Outcome.NOT_SUPPORTED.value, "Ответить: не поддержано"),
)
KINDS = ("proposal", "complaint", "statement", "review", "gratitude")


def _long(label: str, rows: int, required: str = "", help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=bool(required), help_text=help_text, max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required, "max_length": "Текст длиннее 20 000 знаков. Сократите его"},
    )  # fmt: skip


class ReplyForm(StaffForm):
    """What the addressee says, and whether it is the answer."""

    token = forms.CharField(max_length=32, widget=forms.HiddenInput)
    text = _long("Ваш ответ", 6, "Напишите ответ")
    outcome = forms.ChoiceField(
        label="Что это", choices=OUTCOMES, widget=forms.RadioSelect, required=False, initial=GO_ON
    )

    @property
    def chosen(self) -> Outcome | None:
        """The outcome of the answer; None when the talk goes on."""
        return Outcome(self.cleaned_data["outcome"]) if self.cleaned_data["outcome"] else None


class VisitForm(StaffForm):
    """The internal reception card: who came, to whom, what was said, what was agreed."""

    token = forms.CharField(max_length=32, widget=forms.HiddenInput)
    whom = forms.ChoiceField(label="К кому обратились", error_messages={"required": "Выберите, к кому обратились"})
    on = forms.DateField(
        label="Когда",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Укажите день.", "invalid": "Дата записывается так: 28.03.2025."},
    )
    name = forms.CharField(
        label="Кто приходил", required=False, max_length=300,
        help_text="Если сотрудник просил не называть его, оставьте пустым.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    kind = forms.ChoiceField(label="Вид", choices=[(kind, ItemKind(kind).label) for kind in KINDS])
    text = _long("Что сказано", 6, "Запишите, что сказал сотрудник")
    agreed = _long("О чём договорились", 3)
    is_settled = forms.BooleanField(label="Вопрос решён на месте, отвечать ещё раз не нужно", required=False)

    def __init__(self, *args: Any, receivers: list[Receiver], time_zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._zone = ZoneInfo(time_zone)
        seen = receivers if can_view_internal(self.actor) else [r for r in receivers if r.user_id == self.actor.user_id]
        choices = [(f"{one.to}:{one.user_id}", one.title) for one in seen]
        if can_view_internal(self.actor):
            choices.append((f"{LetterTo.OFFICE}:", "Ответственный за внутреннюю обратную связь"))
        self.set_choices("whom", choices, blank=None if len(choices) == 1 else "— выберите —")

    def clean_on(self) -> Any:
        """A visit has been already."""
        on = self.cleaned_data["on"]
        if on > timezone.now().astimezone(self._zone).date():
            raise ValidationError("Этот день ещё не наступил.")
        return on

    @property
    def chosen(self) -> Chosen:
        """To whom the employee came."""
        to, _, person = self.cleaned_data["whom"].partition(":")
        return Chosen(LetterTo(to), int(person) if person else None)

    def incoming(self) -> IncomingFeedback:
        """The card as intake takes it; of a visit only the day is known."""
        given = self.cleaned_data
        moment = datetime.combine(given["on"], time(), self._zone)
        return IncomingFeedback(
            text=given["text"].replace("\0", ""),
            channel="",
            received_at=moment,
            registered_at=moment,
            kind=ItemKind(given["kind"]),
            audience=Audience.INTERNAL,
            form=Form.ORAL,
            source_number=given["token"],
            name=given["name"].replace("\0", "").strip(),
        )


class ReceiverForm(StaffForm):
    """Whom to add to those who receive employees."""

    person = forms.ChoiceField(label="Кто", error_messages={"required": "Выберите человека"})
    to = forms.ChoiceField(
        label="Как принимает",
        choices=(
            (LetterTo.LEADER.value, "как руководитель"),
            (LetterTo.CULTURE.value, "как специалист по корпоративной культуре"),
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("person", [(str(pk), title) for pk, title in people(self.actor)], blank="— выберите —")
