"""Forms of the moves on an item's page: each asks only what its action needs."""

from typing import Any

from django import forms

from otklik.core.appeals import ItemKind
from otklik.core.deadlines import LegalClass
from otklik.web.staff.forms.base import StaffForm, departments, optional_int, people


def _lines(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, help_text=help_text, widget=forms.Textarea(attrs={"rows": 2}))


class MoveForm(StaffForm):
    """A move without questions."""

    def arguments(self) -> dict[str, Any]:
        """What the action is given beside the actor and the item."""
        return dict(self.cleaned_data)


class AssignForm(MoveForm):
    """A unit, a person, or both."""

    department = forms.ChoiceField(label="Подразделение", required=False)
    assignee = forms.ChoiceField(label="Исполнитель", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("department", departments(self.actor))
        self.set_choices("assignee", people(self.actor))

    def arguments(self) -> dict[str, Any]:
        """Ids of the chosen."""
        chosen = self.cleaned_data
        return {
            "department_id": optional_int(chosen["department"]),
            "assignee_id": optional_int(chosen["assignee"]),
        }


class ProlongForm(MoveForm):
    """Why the case needs more time."""

    reason = _lines("Причина продления", "Её увидит автор на странице статуса.")


class ForwardForm(MoveForm):
    """Where the case belongs."""

    to = forms.CharField(label="Куда направить", required=False, max_length=300)
    note = forms.CharField(label="Дата и номер сопроводительного письма", required=False, max_length=500)


class CloseForm(MoveForm):
    """Why no answer is given."""

    reason = _lines("Почему ответ не даётся", "Например: нет имени и адреса; текст не поддаётся прочтению.")


class ReopenForm(MoveForm):
    """Why the case comes back."""

    reason = _lines("Почему обращение возвращается в работу")


class LegalClassForm(MoveForm):
    """What the law sees in the item."""

    legal_class = forms.ChoiceField(label="Порядок рассмотрения", choices=[(m.value, m.label) for m in LegalClass])
    reason = _lines("Основание", "Срок будет посчитан заново, прежний останется в пояснении.")

    def arguments(self) -> dict[str, Any]:
        """The class as the law's enumeration."""
        return {"legal_class": LegalClass(self.cleaned_data["legal_class"]), "reason": self.cleaned_data["reason"]}


class KindForm(MoveForm):
    """What the message is."""

    kind = forms.ChoiceField(label="Вид", choices=[(m.value, m.label) for m in ItemKind])
    reason = _lines("Почему вид другой")

    def arguments(self) -> dict[str, Any]:
        """The kind as the enumeration."""
        return {"kind": ItemKind(self.cleaned_data["kind"]), "reason": self.cleaned_data["reason"]}


class AddQuestionForm(MoveForm):
    """One more question of the text."""

    text = _lines("В чём вопрос", "У каждого вопроса своя тема, причина и результат.")


class RemoveQuestionForm(MoveForm):
    """Which question goes."""

    question = forms.IntegerField(widget=forms.HiddenInput)

    def arguments(self) -> dict[str, Any]:
        """Its id."""
        return {"question_id": self.cleaned_data["question"]}
