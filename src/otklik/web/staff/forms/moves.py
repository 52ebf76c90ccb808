"""Forms of the moves on an item's page: each asks only what its action needs."""

from typing import Any

from django import forms

from otklik.core.appeals import ItemKind
from otklik.core.deadlines import LegalClass
from otklik.web.staff.forms.base import StaffForm, bodies, departments, optional_int, people
from otklik.web.staff.forms.plain_select import PlainSelect


def _lines(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, help_text=help_text, widget=forms.Textarea(attrs={"rows": 2}))


class MoveForm(StaffForm):
    """A move without questions."""

    def arguments(self) -> dict[str, Any]:
        """What the action is given beside the actor and the item."""
        return dict(self.cleaned_data)


class AssignForm(MoveForm):
    """A unit, a person, or both."""

    department = forms.ChoiceField(label="Подразделение", required=False, widget=PlainSelect)
    assignee = forms.ChoiceField(label="Исполнитель", required=False, widget=PlainSelect)

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
    """Where the case belongs: a body of the list, or another in words; until when, when it is known."""

    body = forms.ChoiceField(label="Куда направить", required=False, widget=PlainSelect)
    to = forms.CharField(label="Если в списке нет, впишите", required=False, max_length=300)
    number = forms.CharField(
        label="Исходящий номер письма",
        required=False,
        max_length=100,
        help_text="Пусто — номер даст Отклик. Сопроводительное письмо и уведомление автору будут готовы в карточке.",
    )
    note = _lines("Что добавить в сопроводительное письмо")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("body", bodies(self.actor))
        if self.initial.get("forwarding_term"):
            self.fields["body"].help_text = f"Направить по закону: {self.initial['forwarding_term']}."

    def arguments(self) -> dict[str, Any]:
        """The body's id beside the words."""
        chosen = self.cleaned_data
        words = {name: chosen[name] for name in ("to", "number", "note")}
        return {**words, "body_id": optional_int(chosen["body"])}


class MarkForwardForm(MoveForm):
    """To which body it will have to go."""

    body = forms.ChoiceField(label="Чей это вопрос", required=False, widget=PlainSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("body", bodies(self.actor))

    def arguments(self) -> dict[str, Any]:
        """The body's id."""
        return {"body_id": optional_int(self.cleaned_data["body"])}


class ReturnForm(MoveForm):
    """Why the unit gives it back."""

    reason = _lines("Почему это не ваш вопрос и чей он", "Автору не показывается.")


class CloseForm(MoveForm):
    """Why no answer is given."""

    reason = _lines("Почему ответ не даётся", "Например: нет имени и адреса; текст не поддаётся прочтению.")


class ReopenForm(MoveForm):
    """Why the case comes back."""

    reason = _lines("Почему обращение возвращается в работу")


class LegalClassForm(MoveForm):
    """What the law sees in the item."""

    legal_class = forms.ChoiceField(
        label="Порядок рассмотрения", choices=[(m.value, m.label) for m in LegalClass], widget=PlainSelect
    )
    reason = _lines("Основание", "Срок будет посчитан заново, прежний останется в пояснении.")

    def arguments(self) -> dict[str, Any]:
        """The class as the law's enumeration."""
        return {"legal_class": LegalClass(self.cleaned_data["legal_class"]), "reason": self.cleaned_data["reason"]}


class KindForm(MoveForm):
    """What the message is."""

    kind = forms.ChoiceField(label="Вид", choices=[(m.value, m.label) for m in ItemKind], widget=PlainSelect)
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
