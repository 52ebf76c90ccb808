"""Filtering, coding, loading mentions; feeds."""

from typing import Any

from django import forms

from otklik.catalog import queries as catalog
from otklik.core.tone import Tone
from otklik.mentions.enums import Medium
from otklik.web.staff.forms.base import StaffForm, optional_int

TONES = tuple((one.value, one.label) for one in Tone)
MEDIA = tuple((one.value, one.label) for one in Medium)
STATES = (("", "любое"), ("waiting", "не прочитано"), ("coded", "прочитано"), ("foreign", "не о нашей работе"))


class FilterForm(StaffForm):
    """What the list is narrowed to."""

    state = forms.ChoiceField(label="Состояние", choices=STATES, required=False)
    tone = forms.ChoiceField(label="Тон", required=False, choices=[("", "любой"), *TONES])
    medium = forms.ChoiceField(label="Где", required=False, choices=[("", "везде"), *MEDIA])
    category = forms.TypedChoiceField(label="Категория", required=False, coerce=int, empty_value=None)
    words = forms.CharField(label="Слова", required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = catalog.categories(self.actor.administration_id).values_list("pk", "title")
        self.set_choices("category", found, blank="любая")


class CodeForm(StaffForm):
    """What a reader says of a publication."""

    categories = forms.TypedMultipleChoiceField(
        label="Категории", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    tone = forms.ChoiceField(
        label="Тон", required=False, widget=forms.RadioSelect, choices=[(t.value, t.label) for t in Tone]
    )
    touchpoint = forms.ChoiceField(label="Точка взаимодействия", required=False)
    process = forms.ChoiceField(label="Услуга или процесс", required=False)
    note = forms.CharField(label="Заметка", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.actor.administration_id
        self.fields["categories"].choices = list(catalog.categories(own).values_list("pk", "title"))  # type: ignore[attr-defined]
        self.set_choices("touchpoint", catalog.touchpoints(own).values_list("pk", "title"))
        self.set_choices("process", catalog.processes(own).values_list("pk", "title"))

    def facts(self) -> dict[str, Any]:
        """Arguments of `code_mention`."""
        given = self.cleaned_data
        return {
            "category_ids": given["categories"],
            "tone": given["tone"],
            "touchpoint_id": optional_int(given["touchpoint"]),
            "process_id": optional_int(given["process"]),
            "note": given["note"],
        }


class MentionFileForm(StaffForm):
    """A file of a monitoring service."""

    file = forms.FileField(
        label="Файл CSV или XLSX",
        help_text="Столбцы: дата, источник, заголовок, текст, ссылка. Тот же файл второй раз ничего не добавит",
        error_messages={"required": "Выберите файл", "empty": "Файл пуст"},
    )


class FeedForm(StaffForm):
    """A feed by its address."""

    url = forms.CharField(
        label="Адрес ленты RSS или Atom", max_length=500, error_messages={"required": "Впишите адрес"}
    )
    title = forms.CharField(label="Название источника", max_length=200, required=False)
    medium = forms.ChoiceField(label="Что это", choices=[(m.value, m.label) for m in Medium])
    words = forms.CharField(
        label="Брать только со словами", max_length=500, required=False,
        help_text="Через запятую, например: администрация, район. Пусто — всё",
    )  # fmt: skip
    is_active = forms.BooleanField(label="Читать эту ленту", required=False, initial=True)
