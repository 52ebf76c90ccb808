"""Forms of the telephone journal."""

from typing import Any

from django import forms

from otklik.base.actor import Actor
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import ItemKind
from otklik.offline.actions.record_call import Call
from otklik.offline.enums import CallEnd
from otklik.web.staff.forms.base import StaffForm, departments, optional_int

LONGEST = 20_000


class CallForm(StaffForm):
    """Who, what, what was said; the button pressed says what the call ended with."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(label="Линия", required=False)
    name = forms.CharField(
        label="Кто звонит", required=False, max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(
        label="Телефон", required=False, max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    kind = forms.ChoiceField(label="Вид", initial=ItemKind.INQUIRY.value)
    question = forms.CharField(
        label="С чем",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Напишите, с чем звонили.", "max_length": "Длиннее 20 000 знаков: сократите."},
    )
    said = forms.CharField(
        label="Что ответили", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )
    passed_to = forms.ChoiceField(label="Кому передать", required=False)
    end = forms.ChoiceField(choices=CallEnd.choices, error_messages={"required": "Выберите, чем кончился звонок."})

    def __init__(self, *args: Any, actor: Actor, lines: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        kinds = procedure_of(actor.administration_slug).kinds
        self.set_choices("kind", [(kind.slug.value, kind.title) for kind in kinds], blank=None)
        self.set_choices("passed_to", departments(actor))
        self.set_choices("channel", lines, blank=None)
        self.fields["name"].widget.attrs["autofocus"] = True

    def call(self) -> Call:
        """What was typed."""
        given = self.cleaned_data
        return Call(
            key=given["key"],
            question=given["question"],
            end=CallEnd(given["end"]),
            kind=ItemKind(given["kind"]),
            name=given["name"],
            phone=given["phone"],
            said=given["said"],
            passed_to=optional_int(given["passed_to"]),
            channel=given["channel"],
        )


class JournalForm(StaffForm):
    """Days, the end, a telephone; nonsense is no filter."""

    since = forms.DateField(
        label="С", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label="По", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    end = forms.ChoiceField(label="Чем кончилось", required=False, choices=[("", "всё равно"), *CallEnd.choices])
    phone = forms.CharField(label="Телефон", required=False, max_length=60)
