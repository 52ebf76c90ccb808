"""Hours of work, hours of networks, levels of escalation, the morning digest."""

from typing import Any

from django import forms

from otklik.catalog.queries import network_channels
from otklik.catalog.settings import LONGEST_HOURS
from otklik.core.escalation import LONGEST
from otklik.web.staff.forms.base import StaffForm

TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
TIME_ERRORS = {"required": "Укажите время", "invalid": "Время прочитать нельзя. Пример: 08:00"}
TIMES = {
    "opens_at": "Начало работы",
    "break_from": "Перерыв с",
    "break_to": "Перерыв до",
    "closes_at": "Конец работы",
    "friday_closes_at": "Конец работы в пятницу",
}
HOUR_ERRORS = {
    "invalid": "Число часов — целое",
    "min_value": f"От 1 до {LONGEST_HOURS} часов",
    "max_value": f"От 1 до {LONGEST_HOURS} часов",
}
DAY_ERRORS = {
    "required": "Укажите число дней",
    "invalid": "Число дней — целое",
    "min_value": f"От 0 до {LONGEST} дней",
    "max_value": f"От 0 до {LONGEST} дней",
}


class WorkingHoursForm(StaffForm):
    """The working day, and a line for each channel of networks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in TIMES.items():
            self.fields[name] = forms.TimeField(label=label, widget=TIME, error_messages=TIME_ERRORS)
        self.channels = {f"channel_{row.slug}": row for row in network_channels(self.actor.administration_id)}
        for name, channel in self.channels.items():
            self.fields[name] = forms.IntegerField(
                label=channel.title,
                min_value=1,
                max_value=LONGEST_HOURS,
                required=False,
                error_messages=HOUR_ERRORS,
            )

    @property
    def times(self) -> dict[str, str]:
        """The working day as text."""
        return {name: f"{self.cleaned_data[name]:%H:%M}" for name in TIMES}

    @property
    def channel_hours(self) -> dict[str, int | None]:
        """Hours by slug of the channel; None where the field was left empty."""
        return {channel.slug: self.cleaned_data[name] for name, channel in self.channels.items()}

    def time_fields(self) -> list[forms.BoundField]:
        """The fields of the working day."""
        return [self[name] for name in TIMES]

    def channel_fields(self) -> list[forms.BoundField]:
        """The fields of the channels."""
        return [self[name] for name in self.channels]


def _days(label: str, help_text: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=0, max_value=LONGEST, error_messages=DAY_ERRORS
    )


class EscalationForm(StaffForm):
    """Three levels, in days."""

    assignee_days = _days("Исполнителю: за сколько дней до срока", "Календарные дни; 0 — в последний день.")
    unit_days = _days("Руководителю подразделения: за сколько дней до срока", "0 — в последний день.")
    late_days = _days("Главе и координатору: через сколько дней после срока", "1 — на следующий день; 0 — в последний.")


class DigestTimeForm(StaffForm):
    """When the morning letters go."""

    is_on = forms.BooleanField(label="Рассылать утренние сводки", required=False)
    hour = forms.TypedChoiceField(
        label="С какого часа", choices=[(hour, f"{hour}:00") for hour in range(5, 13)], coerce=int
    )


class OwnDigestForm(StaffForm):
    """The person's own address and switch."""

    email = forms.CharField(label="Адрес электронной почты", max_length=254, required=False)
    is_on = forms.BooleanField(label="Присылать мне сводку по утрам", required=False)
