"""Forms of boxes and their openings."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from otklik.base.actor import Actor
from otklik.intake.queries import today_of
from otklik.offline.actions.keep_box import BoxFacts
from otklik.offline.actions.open_box import MOST_LETTERS, Member, Opened
from otklik.offline.boxes import channels_for_boxes
from otklik.web.staff.forms.base import StaffForm, optional_int, people
from otklik.web.staff.offline.forms import DAY_MESSAGES, day_field

NUMBER = {"invalid": "Введите число.", "required": "Введите число: если писем нет, то 0."}


class BoxForm(StaffForm):
    """A box: where, by which channel, how often."""

    title = forms.CharField(
        label="Название", max_length=200, error_messages={"required": "Назовите ящик, чтобы не спутать с другими."}
    )
    place = forms.CharField(label="Где висит", required=False, max_length=300)
    channel = forms.ChoiceField(label="Каким каналом считать письма", error_messages={"required": "Выберите канал."})
    every_days = forms.IntegerField(
        label="Вскрывать раз в столько дней",
        required=False,
        min_value=1,
        max_value=366,
        help_text="Оставьте пустым, если графика нет.",
        error_messages={"invalid": "Введите число дней.", "min_value": "Не чаще раза в день.",
                        "max_value": "Не реже раза в год."},
        widget=forms.NumberInput(attrs={"class": "w-5"}),
    )  # fmt: skip
    next_on = forms.DateField(
        label="Следующее вскрытие",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=DAY_MESSAGES,
    )
    keeper_id = forms.ChoiceField(
        label="Кому напоминать", required=False, help_text="В день вскрытия придёт письмо, если у человека есть почта."
    )
    is_active = forms.BooleanField(label="Ящик висит", required=False, initial=True)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.set_choices("channel", channels_for_boxes(actor), blank=None)
        self.set_choices("keeper_id", people(actor), blank="никому")

    def facts(self) -> BoxFacts:
        """What was typed."""
        given = dict(self.cleaned_data)
        return BoxFacts(**{**given, "keeper_id": optional_int(given["keeper_id"])})


class OpeningForm(StaffForm):
    """The act: when, who, how many."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    on = day_field("День вскрытия")
    at = forms.TimeField(
        label="Время",
        widget=forms.TimeInput(attrs={"type": "time", "class": "w-5"}, format="%H:%M"),
        error_messages={"required": "Укажите время.", "invalid": "Время записывается так: 14:30."},
    )
    commission = forms.CharField(
        label="Кто вскрывал",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="По одному в строке, должность через запятую; первый — председатель.",
        error_messages={"required": "Впишите, кто вскрывал: хотя бы одного человека."},
    )
    letter_count = forms.IntegerField(
        label="Сколько писем в ящике",
        min_value=0,
        max_value=MOST_LETTERS,
        help_text="Если пусто, поставьте 0: акт составляется и тогда.",
        error_messages={**NUMBER, "min_value": "Меньше нуля не бывает.", "max_value": f"Не больше {MOST_LETTERS}."},
        widget=forms.NumberInput(attrs={"class": "w-5"}),
    )
    note = forms.CharField(
        label="Что ещё записать в акт", required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Целы ли замок и пломба, что нашли кроме писем.",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["on"].widget.attrs["max"] = today_of(actor).isoformat()

    def clean_commission(self) -> list[Member]:
        """Name and office of each line."""
        lines = [line.strip() for line in self.cleaned_data["commission"].replace("\0", "").splitlines()]
        members = [(name.strip()[:200], office.strip()[:200]) for name, _, office in _parts(lines) if name.strip()]
        if not members:
            raise ValidationError("Впишите, кто вскрывал: хотя бы одного человека.")
        return members

    def opened(self) -> Opened:
        """What was typed."""
        return Opened(**self.cleaned_data)


class CountForm(StaffForm):
    """The mended count of an act."""

    letter_count = forms.IntegerField(
        label="Писем на самом деле", error_messages=NUMBER, widget=forms.NumberInput(attrs={"class": "w-5"})
    )
    why = forms.CharField(label="Почему", max_length=500, error_messages={"required": "Напишите, почему число другое."})


def commission_lines(members: list[list[str]]) -> str:
    """As they are typed."""
    return "\n".join(", ".join(part for part in member if part) for member in members)


def _parts(lines: list[str]) -> list[tuple[str, str, str]]:
    return [line.partition(",") for line in lines if line]
