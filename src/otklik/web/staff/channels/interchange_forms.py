"""Forms of keys, webhooks and the Open311 face."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from otklik.catalog.queries import channels, processes
from otklik.interchange.actions.issue_key import LEAST_RATE, LONGEST_DAYS, MOST_RATE
from otklik.interchange.enums import Scope, Told
from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.forms.plain_select import PlainSelect

_LONG = "Слишком длинно: не больше %(limit_value)d знаков."


class KeyForm(StaffForm):
    """For which system, what it may do, until when."""

    title = forms.CharField(
        label="Система",
        help_text="Как она называется у вас: по этому имени её видно в журналах.",
        max_length=120,
        error_messages={"required": "Напишите, какой системе даётся ключ.", "max_length": _LONG},
    )
    scopes = forms.MultipleChoiceField(
        label="Что ей можно",
        choices=[(scope.value, f"{scope.label} ({scope.value})") for scope in Scope],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте хотя бы одно право.", "invalid_choice": "Такого права нет."},
    )
    reason = forms.CharField(
        label="Основание, если передаются тексты или контакты",
        help_text="Соглашение или акт, по которому система получает личные данные. Останется в журнале действий.",
        max_length=300,
        required=False,
        error_messages={"max_length": _LONG},
    )
    channel = forms.ChoiceField(
        label="Каким каналом считать её сообщения",
        required=False,
        widget=PlainSelect,
        error_messages={"invalid_choice": "Выберите канал из списка."},
    )
    expires_on = forms.DateField(
        label="Последний день",
        help_text="Не дольше года.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Укажите день.", "invalid": "Дата записывается так: 28.03.2025."},
    )
    rate = forms.IntegerField(
        label="Запросов в минуту",
        min_value=LEAST_RATE,
        max_value=MOST_RATE,
        initial=120,
        error_messages={"required": "Укажите число.", "invalid": "Введите число."},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["expires_on"].initial = timezone.localdate() + timedelta(days=LONGEST_DAYS - 1)
        rows = channels(self.actor.administration_id).values_list("slug", "title", "audience")
        told = [(slug, f"{title} — сотрудники" if of == "internal" else title) for slug, title, of in rows]
        self.set_choices("channel", told, blank="не подаёт сообщений")


class WebhookForm(StaffForm):
    """Whom to tell, of what."""

    title = forms.CharField(
        label="Система",
        max_length=100,
        error_messages={"required": "Напишите, какой системе сообщать.", "max_length": _LONG},
    )
    url = forms.CharField(
        label="Адрес",
        help_text="Например https://sed.example.ru/hooks/otklik",
        max_length=500,
        error_messages={"required": "Впишите адрес.", "max_length": _LONG},
    )
    events = forms.MultipleChoiceField(
        label="О чём сообщать",
        choices=Told.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте хотя бы одно событие.", "invalid_choice": "Такого события нет."},
    )


class GeoFaceForm(StaffForm):
    """What is published by Open311."""

    is_enabled = forms.BooleanField(label="Отвечать по Open311", required=False)
    channel = forms.ChoiceField(
        label="Каким каналом считать сообщения",
        widget=PlainSelect,
        error_messages={"required": "Выберите канал.", "invalid_choice": "Выберите канал из списка."},
    )
    services = forms.MultipleChoiceField(
        label="Какие процессы предлагать",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Выберите из списка."},
    )
    is_text_published = forms.BooleanField(
        label="Показывать всем текст и место сообщения",
        help_text="Личные данные в тексте закрываются масками, но полностью ручаться за них нельзя. Без отметки видны "
        "номер, статус, даты и процесс.",
        required=False,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        own = self.actor.administration_id
        self.set_choices("channel", channels(own, "external").values_list("slug", "title"), blank=None)
        self.set_choices("services", processes(own).order_by("title").values_list("slug", "title"), blank=None)
