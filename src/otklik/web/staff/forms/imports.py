"""A file of another system: upload, and how its columns are to be understood."""

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django import forms
from django.forms import BoundField

from otklik.catalog.queries import channels
from otklik.importers.field_readers import folded
from otklik.importers.mapping import ENUM_FIELDS, FIELD_TITLES, Mapping, mapping_from
from otklik.web.staff.forms.base import StaffForm

#: Choice that leaves a field as the chosen mapping has it (several columns joined, one or another).
AS_MAPPED = "="
DATE_FORMATS = (
    ("", "как обычно: 28.03.2025, 2025-03-28, 28.03.2025 14:05"),
    ("%m/%d/%Y", "месяц/день/год: 03/28/2025"),
    ("%m/%d/%Y %H:%M", "месяц/день/год с временем: 03/28/2025 14:05"),
    ("%d-%m-%Y", "через дефис: 28-03-2025"),
    ("%Y%m%d", "слитно: 20250328"),
    ("%d.%m.%y", "короткий год: 28.03.25"),
)
COLUMN, CONSTANT, VALUE = "column_", "constant_", "value_"


class UploadForm(StaffForm):
    """The file itself."""

    file = forms.FileField(
        label="Файл CSV, XLSX или JSON",
        help_text="Подойдёт любая обычная кодировка и разделитель. Повторная загрузка того же файла ничего не задвоит.",
        error_messages={"required": "Выберите файл", "empty": "Файл пуст"},
    )


class MappingForm(StaffForm):
    """For each field of ours: the column, or nothing; values where the source gives none; the look of dates."""

    channel = forms.TypedChoiceField(
        label="Канал для всех строк",
        coerce=int,
        empty_value=None,
        required=False,
    )
    date_format = forms.ChoiceField(label="Как записаны даты", choices=DATE_FORMATS, required=False)
    mapping_title = forms.CharField(label="Название", max_length=200, required=False)

    def __init__(
        self,
        *args: Any,
        base: Mapping,
        columns: Sequence[str],
        words: MappingOf[str, Sequence[str]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.base, self.words = base, words or {}
        self.slugs = {one.pk: one.slug for one in channels(self.actor.administration_id)}
        every = [(one.pk, one.title) for one in channels(self.actor.administration_id)]
        self.set_choices("channel", every, blank="не задавать")
        for field, title in FIELD_TITLES.items():
            self.fields[f"{COLUMN}{field}"] = self._column(title, base.columns.get(field), columns)
            if field in ENUM_FIELDS:
                initial = base.constants.get(field) or base.values.get(field, {}).get("*", "")
                choices = [("", "—"), *((one.value, one.label) for one in ENUM_FIELDS[field])]
                self.fields[f"{CONSTANT}{field}"] = forms.ChoiceField(
                    label=f"{title}: если не понято", choices=choices, required=False, initial=initial
                )
        self.told = {field: self._add_words(field, columns) for field in ENUM_FIELDS}
        own = base.dates.formats[0] if base.dates.formats else ""
        if own and own not in dict(DATE_FORMATS):
            self.fields["date_format"].choices = [*DATE_FORMATS, (own, f"как в сопоставлении: {own}")]  # type: ignore[attr-defined]
        self.fields["date_format"].initial = own

    @staticmethod
    def _column(title: str, mapped: str | tuple[str, ...] | None, columns: Sequence[str]) -> forms.ChoiceField:
        choices = [("", "нет"), *((column, column) for column in columns)]
        initial = mapped if isinstance(mapped, str) and mapped in columns else ""
        if mapped and not initial:
            words = " + ".join(mapped) if isinstance(mapped, tuple) else mapped.replace("|", " или ")
            choices.append((AS_MAPPED, f"как в сопоставлении: {words}"[:120]))
            initial = AS_MAPPED
        return forms.ChoiceField(label=title, choices=choices, initial=initial, required=False)

    def _add_words(self, field: str, columns: Sequence[str]) -> dict[str, str]:
        """A choice for each word of the field's column; name of the form's field -> the word."""
        labels = {folded(word): one.value for one in ENUM_FIELDS[field] for word in (one.value, one.label)}
        values: MappingOf[str, MappingOf[str, str]] = {str(name): words for name, words in self.base.values.items()}
        meant = labels | {folded(word): ours for word, ours in values.get(field, {}).items()}
        told: dict[str, str] = {}
        for word in self.words.get(self._column_of(field, columns), ()):
            name = f"{VALUE}{field}_{sha256(word.encode()).hexdigest()[:12]}"
            choices = [("", "как непонятое"), *((one.value, one.label) for one in ENUM_FIELDS[field])]
            initial = meant.get(folded(word), "")
            self.fields[name] = forms.ChoiceField(label=f"«{word}»", choices=choices, required=False, initial=initial)
            told[name] = word
        return told

    def _column_of(self, field: str, columns: Sequence[str]) -> str:
        """The file's column that was chosen for the field; of «one or another» the first that is there."""
        name = f"{COLUMN}{field}"
        chosen = str(self.data.get(name, "") if self.is_bound else self.fields[name].initial or "")
        if chosen != AS_MAPPED:
            return chosen
        named = {str(key): value for key, value in self.base.columns.items()}.get(field, "")
        wanted = [folded(one) for one in named.split("|")] if isinstance(named, str) else []
        return next((column for one in wanted for column in columns if folded(column) == one), "")

    def words_shown(self) -> list[tuple[str, list[BoundField]]]:
        """Title of our field and the source's words for it, for the columns that hold few different ones."""
        titles = {str(field): title for field, title in FIELD_TITLES.items()}
        return [(titles[field], [self[name] for name in names]) for field, names in self.told.items() if names]

    def columns_shown(self) -> list[BoundField]:
        """Fields of the columns, in the order of the titles."""
        return [self[f"{COLUMN}{field}"] for field in FIELD_TITLES]

    def constants_shown(self) -> list[BoundField]:
        """Fields of the values that stand in for what was not understood."""
        return [self[f"{CONSTANT}{field}"] for field in ENUM_FIELDS]

    def channel_slug(self) -> str | None:
        """The channel of every row, or None."""
        return self.slugs.get(self._given().get("channel") or 0)

    def mapping(self) -> Mapping:
        """The chosen mapping with the changes of the form; MappingError when no column holds the text."""
        given = self._given()
        content = self.base.model_dump()
        content["columns"] = self._columns(given)
        constants, values = dict(content["constants"]), {k: dict(v) for k, v in content["values"].items()}
        for field in ENUM_FIELDS:
            chosen = given.get(f"{CONSTANT}{field}", "")
            _put(constants, field, chosen)
            values.setdefault(field, {})
            for name, word in self.told[field].items():
                _put(values[field], word, given.get(name, ""))
            _put(values[field], "*", chosen)
        content["constants"], content["values"] = constants, {field: found for field, found in values.items() if found}
        own = [one for one in self.base.dates.formats if one != given.get("date_format")]
        content["dates"] = {"formats": [*([given["date_format"]] if given.get("date_format") else []), *own]}
        return mapping_from(content)

    def mapping_to_keep(self) -> Mapping:
        """The mapping with the channel of all rows: the next file of the source needs no choice."""
        return mapping_from({**self.mapping().model_dump(), "channel": self.channel_slug() or self.base.channel})

    def _columns(self, given: MappingOf[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for field in FIELD_TITLES:
            chosen = given.get(f"{COLUMN}{field}", "")
            if chosen == AS_MAPPED:
                found[field] = self.base.columns[field]
            elif chosen:
                found[field] = chosen
        return found

    def _given(self) -> dict[str, Any]:
        """What was sent, else what the chosen mapping proposes."""
        if self.is_bound and self.is_valid():
            return dict(self.cleaned_data)
        return {name: field.initial or "" for name, field in self.fields.items()}


def _put(values: dict[str, Any], name: str, chosen: str) -> None:
    if chosen:
        values[name] = chosen
    else:
        values.pop(name, None)
