"""A source of files, the file that goes back, the file for a portal."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from otklik.catalog import queries as catalog
from otklik.core.periods import YEARS
from otklik.intake.mappings import known_mappings
from otklik.registers.actions.keep_source import SourceFacts
from otklik.registers.places.contract import PlaceSettings
from otklik.registers.reporting_files import PROFILES
from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.forms.calendar import DATE_INPUT

PLACES = (("folder", "папка этого сервера"), ("sftp", "сервер SFTP"))
EVERY = ((15, "каждые 15 минут"), (60, "каждый час"), (1440, "раз в сутки"))
BACK = (("", "не отправлять"), ("csv", "CSV: кодировка и разделитель источника"), ("xlsx", "XLSX"))
FORMS = (("csv", "CSV: кодировка и разделитель источника"), ("xlsx", "XLSX"))
SECRETS = ("password", "private_key")
SERVER_FIELDS = frozenset({"host", "port", "user", "password", "private_key", "host_key"})
KEPT = "Хранится зашифрованным и не показывается. Пусто — остаётся прежним"


class SourceForm(StaffForm):
    """Where files stand and how they are understood."""

    #: Of an SFTP server alone: out of sight while a folder is chosen.
    server_fields = SERVER_FIELDS

    title = forms.CharField(label="Название", max_length=200, error_messages={"required": "Назовите источник"})
    channel = forms.TypedChoiceField(label="Канал", coerce=int, error_messages={"required": "Выберите канал"})
    mapping_name = forms.ChoiceField(
        label="Сопоставление столбцов", help_text="Своё сопоставление делается в «Загрузке файлов» на одном таком файле"
    )
    pattern = forms.CharField(
        label="Имена файлов", max_length=100, initial="*", help_text="Например, *.csv или ПОС*.xlsx"
    )
    place = forms.ChoiceField(label="Где лежат файлы", choices=PLACES, widget=forms.RadioSelect, initial="folder")
    folder = forms.CharField(label="Папка", max_length=300, required=False)
    host = forms.CharField(label="Сервер SFTP", max_length=253, required=False)
    port = forms.IntegerField(label="Порт", min_value=1, max_value=65535, initial=22, required=False)
    user = forms.CharField(label="Имя на сервере", max_length=100, required=False)
    password = forms.CharField(
        label="Пароль", required=False, widget=forms.PasswordInput(attrs={"autocomplete": "off"}), help_text=KEPT
    )
    private_key = forms.CharField(
        label="Личный ключ", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"Вместо пароля: файл ключа OpenSSH целиком. {KEPT}",
    )  # fmt: skip
    host_key = forms.CharField(
        label="Ключ сервера", max_length=100, required=False,
        help_text="SHA256:… Оставьте пустым, нажмите «Проверить связь»: система покажет ключ, сверьте его и впишите",
    )  # fmt: skip
    every_minutes = forms.TypedChoiceField(label="Как часто смотреть", coerce=int, choices=EVERY, initial=60)
    at = forms.TimeField(
        label="Время", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="Для «раз в сутки»",
    )  # fmt: skip
    sends_back = forms.ChoiceField(label="Отправлять состояния и ответы обратно", choices=BACK, required=False)
    back_folder = forms.CharField(
        label="Папка для ответов", max_length=300, required=False, help_text="Пусто — «ответы» внутри папки с файлами"
    )
    is_active = forms.BooleanField(label="Включён", required=False, initial=True)

    def __init__(self, *args: Any, own_folder: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [(one.pk, one.title) for one in catalog.channels(self.actor.administration_id)]
        self.set_choices("channel", every, blank="выберите")
        self.set_choices("mapping_name", known_mappings(self.actor), blank=None)
        self.fields["folder"].help_text = f"На этом сервере — внутри «{own_folder}». На SFTP — путь от корня"

    def facts(self) -> SourceFacts:
        """What was filled in."""
        given = self.cleaned_data
        names = ("folder", "back_folder", "host", "user", "password", "private_key", "host_key")
        place = PlaceSettings(**{name: given[name] for name in names}, port=given["port"] or 22)
        told = ("title", "place", "pattern", "mapping_name", "every_minutes", "at", "sends_back", "is_active")
        return SourceFacts(settings=place, channel_id=given["channel"], **{name: given[name] for name in told})


class GiveBackForm(StaffForm):
    """The form of the file and since when."""

    form = forms.ChoiceField(label="Вид файла", choices=FORMS, initial="csv")
    first = forms.DateField(
        label="Изменения с", required=False, widget=DATE_INPUT, help_text="Пусто — с прошлого файла этого источника"
    )
    last = forms.DateField(label="по", required=False, widget=DATE_INPUT)

    def clean(self) -> dict[str, Any]:
        """A year mistyped leads out of the calendar."""
        for name in ("first", "last"):
            day = self.cleaned_data.get(name)
            if day and day.year not in YEARS:
                self.add_error(name, f"Год — от {YEARS.start} до {YEARS.stop - 1}")
        return self.cleaned_data

    def period(self) -> dict[str, datetime | None]:
        """Both ends as moments; None where nothing was said."""
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        return {
            "since": timezone.make_aware(datetime.combine(first, time.min)) if first else None,
            "until": timezone.make_aware(datetime.combine(last, time.max)) if last else None,
        }


class ReportingForm(StaffForm):
    """Which portal, which days, what the office gave."""

    profile = forms.ChoiceField(
        label="Для чего", choices=[(slug, title) for slug, (title, _) in PROFILES.items()], widget=forms.RadioSelect
    )
    first = forms.DateField(label="Получены с", widget=DATE_INPUT, error_messages={"required": "Укажите день"})
    last = forms.DateField(label="по", widget=DATE_INPUT, error_messages={"required": "Укажите день"})
    department_id = forms.CharField(
        label="Идентификатор органа на ССТУ.РФ", max_length=60, required=False, help_text="Его выдаёт портал"
    )
    district = forms.CharField(label="Федеральный округ", max_length=10, required=False, help_text="Сокращённо: ПФО")
    region = forms.CharField(label="Субъект федерации", max_length=50, required=False)
    municipality = forms.CharField(label="Муниципальное образование", max_length=200, required=False)
    with_persons = forms.BooleanField(label="С именами и адресами заявителей", required=False)
