"""Small forms of a measure's page: a step, papers, the result, a reason, a new term."""

from django import forms

from otklik.improvement.actions.carry_out_measure import REASON_LETTERS, RESULT_LETTERS
from otklik.improvement.actions.step_measure import TITLE_LETTERS
from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.forms.files import FilesField
from otklik.web.staff.improvement.measure_form import LONG, day_field


class StepForm(StaffForm):
    """A step: what, and by when."""

    title = forms.CharField(
        label="Шаг",
        max_length=TITLE_LETTERS,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={**LONG, "required": "Напишите, что за шаг."},
    )
    due_on = day_field("К какому дню")


class FileForm(StaffForm):
    """Papers, several at once."""

    attachments = FilesField(label="Акт, фотография, договор")


class FinishForm(StaffForm):
    """What was really done, and when."""

    result = forms.CharField(
        label="Что сделано",
        max_length=RESULT_LETTERS,
        help_text="Простыми словами и с цифрами: так об этом узнают те, кто это предложил.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={**LONG, "required": "Напишите, что сделано."},
    )
    done_on = day_field("Когда", required=True)


class CancelForm(StaffForm):
    """Why it will not be done."""

    reason = forms.CharField(
        label="Причина",
        max_length=REASON_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={**LONG, "required": "Напишите причину."},
    )


class TermForm(CancelForm):
    """The new term and why."""

    due_on = day_field("Новый срок", required=True)
    field_order = ("due_on", "reason")
