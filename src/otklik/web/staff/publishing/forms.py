"""Forms of publications."""

from collections.abc import Sequence
from typing import Any

from django import forms

from otklik.publishing.placement import EVERY
from otklik.web.staff.forms.base import StaffForm

WHY_LETTERS = 2000
LINES_LETTERS = 4000


class DecisionForm(StaffForm):
    """The second person's decision without words of its own: it only bears what the rule says."""


class WhyForm(DecisionForm):
    """Remarks of a return, or the reason of a withdrawal."""

    why = forms.CharField(
        label="Почему",
        max_length=WHY_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Напишите, почему: это прочтут.",
            "max_length": f"Не больше {WHY_LETTERS} знаков.",
        },
    )


class WithdrawForm(WhyForm):
    """The reason stands on the public page, so the label says who reads it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        why = self.fields["why"]
        why.label = "Почему снимаете"
        why.help_text = "Причину прочтут все, кто откроет прежний адрес."


def _lines(label: str, help_text: str = "Каждый пункт с новой строки.") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LINES_LETTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": "Напишите хотя бы один пункт.",
            "max_length": f"Не больше {LINES_LETTERS} знаков.",
        },
    )


class PlacementForm(StaffForm):
    """The rules of placement. Порядок: biysk 3, livny 3."""

    forms_text = _lines("Формы: где и в каком виде размещаем")
    methods_text = _lines("Методы: как размещаем")
    every = forms.ChoiceField(label="Как часто", choices=list(EVERY.items()))
    criteria_text = _lines("Критерии: что можно показать")
    minimum_count = forms.IntegerField(
        label="Наименьшая группа людей за одним числом",
        help_text="Программа не опубликует число, за которым стоит меньше людей.",
        min_value=3,
        max_value=100,
        error_messages={
            "required": "Напишите число.",
            "min_value": "Не меньше трёх человек.",
            "max_value": "Не больше ста.",
            "invalid": "Напишите целое число.",
        },
    )
    withheld_text = _lines("Перечень информации, не размещаемой в общем доступе")
    withheld_artifacts = forms.MultipleChoiceField(
        label="Что программа не выпустит по этому перечню",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("withheld_artifacts", choices, blank=None)
