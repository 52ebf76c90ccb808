"""Forms of sign-up by phone and of the hours."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from otklik.core.reception import Span, parse_spans
from otklik.reception.actions.keep_schedule import ScheduleFacts
from otklik.reception.people import Visitor
from otklik.reception.wording import WEEKDAYS
from otklik.web.staff.forms.base import StaffForm, departments, optional_int, people

DATE = {"type": "date"}
CLOCK = {"type": "time"}
WEEKS = ((1, "первая"), (2, "вторая"), (3, "третья"), (4, "четвёртая"), (5, "пятая"))
_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
EARLIEST, LATEST = date(2000, 1, 1), date(2200, 12, 31)


def _text(label: str, most: int, help_text: str = "", **attrs: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", **attrs})
    return forms.CharField(label=label, required=False, max_length=most, help_text=help_text, widget=widget)


class DayField(forms.DateField):
    """A day of our time: neither 1925 nor 20025."""

    def __init__(self, **kwargs: Any) -> None:
        words = {"required": "Укажите день.", "invalid": "Дата записывается так: 28.03.2025."}
        widget = forms.DateInput(attrs=DATE, format="%Y-%m-%d")
        super().__init__(widget=widget, error_messages=words, **kwargs)

    def validate(self, value: date | None) -> None:
        """Bounded, so that counting by the calendar never leaves it."""
        super().validate(value)
        if value is not None and not EARLIEST <= value <= LATEST:
            raise ValidationError("Такой год не подходит. Проверьте дату.")


def _clock(label: str, *, required: bool = True) -> forms.TimeField:
    words = {"required": "Укажите время.", "invalid": "Время записывается так: 9:30."}
    widget = forms.TimeInput(attrs=CLOCK, format="%H:%M")
    return forms.TimeField(label=label, required=required, widget=widget, error_messages=words)


def _number(label: str, initial: int, help_text: str = "") -> forms.IntegerField:
    words = {"required": "Укажите число.", "invalid": "Введите число.", "min_value": "Число не меньше нуля."}
    words["max_value"] = "Слишком большое число."
    return forms.IntegerField(
        label=label, initial=initial, min_value=0, max_value=1000, help_text=help_text, error_messages=words
    )


class BookForm(StaffForm):
    """Who comes, when and about what; the day and the person who receives are chosen before."""

    at = forms.ChoiceField(
        label="Время",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Это время только что заняли. Выберите другое."},
    )
    name = _text("Фамилия, имя, отчество", 300)
    phone = _text("Телефон", 60, inputmode="tel")
    email = forms.EmailField(
        label="Электронная почта",
        required=False,
        help_text="Если есть, за рабочий день придёт напоминание.",
        error_messages={"invalid": "Адрес почты записан с ошибкой. Пример: ivanov@example.ru"},
    )
    topic = _text("О чём", 300, "Несколько слов. Номер документа не записывайте.")
    token = forms.RegexField(regex=r"^[0-9a-f]{32}$", widget=forms.HiddenInput)

    def visitor(self) -> Visitor:
        """The person of a valid form."""
        given = self.cleaned_data
        return Visitor(given["name"], given["phone"], given["email"])


class MoveVisitForm(StaffForm):
    """Another day and time, as one choice."""

    when = forms.ChoiceField(
        label="Новое время",
        error_messages={
            "required": "Выберите день и время.",
            "invalid_choice": "Это время только что заняли. Выберите другое.",
        },
    )


class SpecialDayForm(StaffForm):
    """A date that differs: no hours mean that nobody is received."""

    on = DayField(label="День")
    starts = _clock("Приём с", required=False)
    ends = _clock("до", required=False)
    note = _text("Причина", 200, "Её увидят те, кто записан.")


class ScheduleForm(StaffForm):
    """Who receives, where and when."""

    user = forms.ChoiceField(
        label="Сотрудник", required=False, help_text="Если у того, кто принимает, есть вход в систему."
    )
    position = _text("Должность", 300, "Как на табличке: «Глава округа». Пусто — возьмём у сотрудника.")
    name = _text("Фамилия, имя, отчество", 200, "Пусто — возьмём у сотрудника.")
    place = _text("Где принимает", 300, "Здание, этаж, кабинет.")
    about = _text("По каким вопросам", 300, "Увидят жители, например «ЖКХ и дороги».")
    department = forms.ChoiceField(
        label="Кому передавать обращения с приёма", required=False, help_text="Подразделение, которое отвечает."
    )
    weekdays = forms.TypedMultipleChoiceField(
        label="Дни недели",
        coerce=int,
        required=False,
        choices=[(number, title) for number, title in enumerate(WEEKDAYS, start=1)],
        widget=forms.CheckboxSelectMultiple,
    )
    weeks = forms.TypedMultipleChoiceField(
        label="Какая неделя месяца",
        coerce=int,
        required=False,
        choices=WEEKS,
        widget=forms.CheckboxSelectMultiple,
        help_text="Ничего не отмечено — каждая.",
    )
    dates = _text("Или отдельные даты", 600, "Через запятую: 28.03.2025, 11.04.2025.")
    starts = _clock("Приём с")
    ends = _clock("до")
    visit_minutes = _number("Минут на одного", 20)
    breaks = _text("Перерывы", 200, "Например 12:00–13:00.")
    valid_from = DayField(label="График действует с")
    valid_to = DayField(label="по", required=False)
    ahead_days = _number("Запись открыта на дней вперёд", 30)
    notice_days = _number("Запись закрывается за рабочих дней", 1, "0 — можно записаться и в день приёма.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("user", people(self.actor), blank="нет входа в систему")
        self.set_choices("department", departments(self.actor), blank="решу в карточке")

    def clean_breaks(self) -> tuple[Span, ...]:
        """«12:00–13:00» read."""
        try:
            return parse_spans(self.cleaned_data["breaks"])
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from wrong

    def clean_dates(self) -> frozenset[date]:
        """«28.03.2025, 11.04.2025» read."""
        found = []
        for text in re.split(r"[,;\s]+", self.cleaned_data["dates"].strip()):
            match = _DATE.fullmatch(text)
            try:
                day = date(int(match[3]), int(match[2]), int(match[1])) if match else None
            except ValueError:
                day = None
            if text and (day is None or not EARLIEST <= day <= LATEST):
                raise ValidationError(f"Дата записывается так: 28.03.2025, а указано «{text[:20]}».")
            found += [day] if day else []
        return frozenset(found)

    def facts(self) -> ScheduleFacts:
        """The schedule of a valid form."""
        given = dict(self.cleaned_data)
        user_id, department_id = (optional_int(given.pop(name)) for name in ("user", "department"))
        given["weekdays"], given["weeks"] = frozenset(given["weekdays"]), frozenset(given["weeks"])
        return ScheduleFacts(**given, user_id=user_id, department_id=department_id)
