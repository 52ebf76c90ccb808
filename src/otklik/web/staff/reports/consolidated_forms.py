"""Forms of a consolidated report: the words around the figures, the hand-over, a reason."""

from django import forms

from otklik.reporting.actions.keep_consolidated import LETTERS, NAME_LETTERS, PLACE_LETTERS
from otklik.reporting.actions.make_consolidated import REASON_LETTERS
from otklik.reporting.consolidated.queries import HAND_OVER_WAYS
from otklik.reporting.consolidated.snapshot import SECTIONS
from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.forms.files import FilesField
from otklik.web.staff.improvement.measure_form import LONG, day_field

_HELP = {
    "introduction": "О чём отчёт и что в нём важно знать читателю. Можно не писать.",
    "conclusions": "Что из показателей следует. Цифры система напишет сама, здесь — ваши слова.",
    "recommendations": "Что предложить руководителю, каждую рекомендацию — с новой строки.",
}


def _words(name: str) -> forms.CharField:
    return forms.CharField(
        label=SECTIONS[name],
        required=False,
        max_length=LETTERS,
        help_text=_HELP[name],
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages=LONG,
    )


class WordsForm(StaffForm):
    """The responsible person's words by section; `version` is what he saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    introduction = _words("introduction")
    conclusions = _words("conclusions")
    recommendations = _words("recommendations")


class HandOverForm(StaffForm):
    """To whom, when, how, by which paper."""

    to_person = forms.CharField(
        label="Кому", max_length=NAME_LETTERS, error_messages={**LONG, "required": "Напишите, кому передан отчёт."}
    )
    to_position = forms.CharField(label="Должность", max_length=PLACE_LETTERS, required=False, error_messages=LONG)
    handed_on = day_field("Когда", required=True)
    way = forms.ChoiceField(
        label="Как",
        choices=HAND_OVER_WAYS,
        error_messages={"invalid_choice": "Выберите из списка.", "required": "Выберите, как передан отчёт."},
    )
    document = forms.CharField(
        label="Сопроводительный документ",
        max_length=PLACE_LETTERS,
        required=False,
        help_text="Например: служебная записка № 12 от 25.03.2026.",
        error_messages=LONG,
    )
    attachments = FilesField(label="Файл документа")


class EditionForm(StaffForm):
    """Why a frozen report is made anew."""

    reason = forms.CharField(
        label="Почему нужна новая редакция",
        max_length=REASON_LETTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={**LONG, "required": "Напишите причину."},
    )
