"""Forms of thanks: what was accepted, the words for one author, the words for all."""

from typing import Any

from django import forms

from otklik.core.thanks import LONGEST_TEMPLATE
from otklik.improvement.actions.accept_suggestion import ACCEPTED_LETTERS
from otklik.improvement.actions.change_notice import LONGEST_REASON, LONGEST_TEXT
from otklik.improvement.measure_plan import TITLE_LETTERS, MeasurePlan
from otklik.improvement.policies import can_plan_measures
from otklik.improvement.queries.thanks import open_measures
from otklik.web.staff.forms.base import StaffForm, departments, optional_int
from otklik.web.staff.improvement.measure_form import LONG, day_field

NEW = "new"


class AcceptForm(StaffForm):
    """What was accepted, and by which measure it is carried out: one that stands, or a new one."""

    accepted = forms.CharField(
        label="Что именно принято",
        max_length=ACCEPTED_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Одной фразой, без имён и адресов: этими словами автору ответят, когда всё сделают.",
        error_messages={**LONG, "required": "Напишите, что именно принято."},
    )
    measure = forms.ChoiceField(
        label="Каким мероприятием выполнят",
        error_messages={"required": "Выберите мероприятие.", "invalid_choice": "Выберите мероприятие из списка."},
    )
    title = forms.CharField(
        label="Новое мероприятие: что будет сделано", required=False, max_length=TITLE_LETTERS, error_messages=LONG
    )
    department = forms.ChoiceField(label="Кто выполняет", required=False)
    due_on = day_field("Срок")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(str(one.pk), f"{one.title} ({one.get_state_display()})") for one in open_measures(self.actor)]
        may_plan = can_plan_measures(self.actor)
        self.set_choices("measure", [*found, *([(NEW, "Новое мероприятие…")] if may_plan else [])], blank="Выберите")
        self.set_choices("department", departments(self.actor))
        if not may_plan:
            for name in ("title", "department", "due_on"):
                del self.fields[name]

    def facts(self) -> dict[str, Any]:
        """Arguments of the action."""
        given = self.cleaned_data
        if given["measure"] != NEW:
            return {"accepted": given["accepted"], "measure_id": int(given["measure"])}
        department = optional_int(given.get("department"))
        plan = MeasurePlan(title=given["title"], department_id=department, due_on=given.get("due_on"))
        return {"accepted": given["accepted"], "plan": plan}


class SurveyAcceptForm(StaffForm):
    """Which survey proposed it, and what."""

    survey = forms.TypedChoiceField(
        label="Опрос", coerce=int, error_messages={"required": "Выберите опрос.", "invalid_choice": "Выберите опрос."}
    )
    accepted = forms.CharField(
        label="Что предложили участники",
        max_length=ACCEPTED_LETTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={**LONG, "required": "Напишите, что предложили."},
    )

    def __init__(self, *args: Any, surveys: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("survey", surveys, blank="Выберите")


class NoticeForm(StaffForm):
    """The words for one author, and how they reach him."""

    text = forms.CharField(
        label="Что скажем автору",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={**LONG, "required": "Напишите, что сказать автору."},
    )
    way = forms.ChoiceField(label="Как передать", error_messages={"invalid_choice": "Так с автором не связаться."})

    def __init__(self, *args: Any, ways: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("way", ways, blank=None)


class WithdrawForm(StaffForm):
    """Why the author is not thanked."""

    reason = forms.CharField(
        label="Почему не благодарим",
        max_length=LONGEST_REASON,
        error_messages={**LONG, "required": "Напишите причину."},
    )


class WordsForm(StaffForm):
    """The administration's words of thanks."""

    suggestion = forms.CharField(
        label="Тем, кто написал нам",
        required=False,
        max_length=LONGEST_TEMPLATE,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages=LONG,
    )
    survey = forms.CharField(
        label="Тем, кто оставил контакт после опроса",
        required=False,
        max_length=LONGEST_TEMPLATE,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages=LONG,
    )
