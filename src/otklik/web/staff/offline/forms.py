"""Forms of packs and separator sheets."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from otklik.base.actor import Actor
from otklik.base.scan_folder import Scan
from otklik.intake.queries import today_of
from otklik.offline.packs import boxes_for_sheets, channels_for_packs
from otklik.web.staff.forms.base import StaffForm

MOST_SHEETS = 100
DAY_MESSAGES = {"required": "Укажите день.", "invalid": "Дата записывается так: 28.03.2025."}


def day_field(label: str) -> forms.DateField:
    """A day in the browser's own chooser."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=DAY_MESSAGES)


class PackForm(StaffForm):
    """A file or a scan of the folder, by what the letters came, and when."""

    file = forms.FileField(
        label="Файл PDF с этого компьютера",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
    )
    scan = forms.ChoiceField(label="Или из папки сканера", required=False)
    channel = forms.ChoiceField(label="Откуда письма", error_messages={"required": "Выберите, откуда письма."})
    received_on = day_field("Поступили")

    def __init__(self, *args: Any, actor: Actor, scans: Sequence[Scan], **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        ready = [(scan.token, scan.name) for scan in scans if not scan.problem]
        self.set_choices("scan", ready)
        if not ready:
            del self.fields["scan"]
        self.set_choices("channel", channels_for_packs(actor), blank=None)
        self.fields["channel"].help_text = "Если на листе-разделителе другой канал, будет он."
        self.fields["received_on"].initial = today_of(actor)

    def clean(self) -> dict[str, Any]:
        """One of the two, not both, not neither."""
        given = super().clean() or {}
        given.setdefault("scan", "")
        if not given.get("file") and not given["scan"] and "file" not in self.errors:
            raise ValidationError("Выберите файл PDF или скан из папки.")
        return given


class SheetsForm(StaffForm):
    """What the sheet says of the letters after it, and how many sheets."""

    means = forms.ChoiceField(label="Что за письма пойдут за листом", required=False)
    count = forms.IntegerField(
        label="Сколько листов",
        min_value=1,
        max_value=MOST_SHEETS,
        initial=10,
        error_messages={
            "max_value": f"За один раз печатается не больше {MOST_SHEETS} листов.",
            "min_value": "Хотя бы один лист.",
            "invalid": "Введите число.",
            "required": "Введите число.",
        },
        widget=forms.NumberInput(attrs={"class": "w-5"}),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        channels = [(f"channel:{slug}", title) for slug, title in channels_for_packs(actor)]
        boxes = [(f"box:{pk}", f"Ящик «{title}»") for pk, title in boxes_for_sheets(actor)]
        self.choices = [("", "просто следующее письмо"), *channels, *boxes]
        self.set_choices("means", self.choices, blank=None)
