"""Forms of good practices and directions of development."""

from typing import Any

from django import forms

from otklik.catalog import queries as catalog
from otklik.improvement.actions.describe_practice import DESCRIPTION_LETTERS, REASON_LETTERS, TITLE_LETTERS
from otklik.improvement.queries.practices import PracticeShown
from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.forms.plain_select import PlainSelect
from otklik.web.staff.improvement.measure_form import LONG, day_field


class DescribeForm(StaffForm):
    """What is done and how, for those who may do it too."""

    title = forms.CharField(
        label="Название",
        max_length=TITLE_LETTERS,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={**LONG, "required": "Назовите практику."},
    )
    description = forms.CharField(
        label="Что делается и что для этого нужно",
        max_length=DESCRIPTION_LETTERS,
        help_text="Другие прочитают только эти слова. Имён, адресов и чужих сообщений здесь быть не должно.",
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={**LONG, "required": "Опишите, что делается."},
    )


class RecordForm(DescribeForm):
    """A practice known without figures: of which process."""

    process = forms.ChoiceField(
        label="Процесс",
        widget=PlainSelect,
        error_messages={"required": "Выберите процесс.", "invalid_choice": "Выберите процесс из списка."},
    )
    field_order = ("process", "title", "description")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        processes = catalog.processes(self.actor.administration_id)
        self.set_choices("process", [(one.pk, one.title) for one in processes])


class OfferForm(StaffForm):
    """To whom."""

    processes = forms.MultipleChoiceField(
        label="Кому предложить",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Отметьте, кому предложить.",
            "invalid_choice": "Список изменился: выберите снова.",
        },
    )

    def __init__(self, *args: Any, shown: PracticeShown, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = shown.practice.administration_id
        titles = [
            (
                str(one.pk),
                f"{one.administration.short_title}: {one.title}" if one.administration_id != own else one.title,
            )
            for one in shown.targets
        ]
        self.fields["processes"].choices = titles  # type: ignore[attr-defined]  # a choice field


class TakeForm(StaffForm):
    """Since when they work so."""

    taken_on = day_field("С какого дня работаем так", required=True)


class ReasonForm(StaffForm):
    """Why not."""

    reason = forms.CharField(
        label="Причина",
        max_length=REASON_LETTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={**LONG, "required": "Напишите причину."},
    )
