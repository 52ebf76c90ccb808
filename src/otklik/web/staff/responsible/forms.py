"""Forms of stand-ins and recommendations."""

from typing import Any

from django import forms

from otklik.accounts.policies import can_delegate_for
from otklik.accounts.responsible import Recommendation, colleagues
from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.forms.calendar import DATE_ERRORS, DATE_INPUT


class StandInForm(StaffForm):
    """Who is away, who acts, from which day to which."""

    giver = forms.TypedChoiceField(label="Кто отсутствует", coerce=int, error_messages={"required": "Выберите, кто"})
    taker = forms.TypedChoiceField(
        label="Кто замещает", coerce=int, error_messages={"required": "Выберите, кто замещает"}
    )
    valid_from = forms.DateField(label="С какого дня", widget=DATE_INPUT, error_messages=DATE_ERRORS)
    valid_to = forms.DateField(label="По какой день", widget=DATE_INPUT, error_messages=DATE_ERRORS)
    ground = forms.CharField(
        label="Основание", help_text="Отпуск, командировка, номер распоряжения.", max_length=200, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(person.pk, person.full_name) for person in colleagues(self.actor)]
        self.set_choices("giver", [one for one in people if can_delegate_for(self.actor, one[0])], blank=None)
        self.set_choices("taker", people)

    def arguments(self) -> dict[str, Any]:
        """What the action is told."""
        said = dict(self.cleaned_data)
        return {"giver_id": said.pop("giver"), "taker_id": said.pop("taker"), **said}


class RecommendationForm(StaffForm):
    """A proposal."""

    text = forms.CharField(
        label="Что улучшить в работе с обратной связью и зачем",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": "Напишите, что улучшить и зачем",
            "max_length": "Рекомендация длиннее 4 000 знаков. Разделите её на две",
        },
    )


class DecisionForm(StaffForm):
    """What was decided of it."""

    state = forms.ChoiceField(
        label="Решение",
        choices=[choice for choice in Recommendation.State.choices if choice[0] != Recommendation.State.NEW],
        error_messages={"required": "Выберите решение"},
    )
    decision = forms.CharField(
        label="Что сделано или почему отклонено", max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Длиннее 1 000 знаков. Сократите"},
    )  # fmt: skip
