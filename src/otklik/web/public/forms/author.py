"""What the author says on the status page: «доволен / не доволен», an addition."""

from typing import Any

from django import forms

from otklik.core.author_marks import AfterUnsatisfied, Mark

#: What follows, as the author reads it before choosing.
AFTER = {
    AfterUnsatisfied.REOPEN: "обращение вернётся в работу, срок пойдёт заново.",
    AfterUnsatisfied.REPEAT: "мы зарегистрируем повторное обращение, у него будет свой номер и срок.",
    AfterUnsatisfied.NOTE: "мы учтём это в работе. Если нужен новый ответ, напишите новое сообщение.",
}


class MarkForm(forms.Form):
    """Once an answer."""

    use_required_attribute = False
    mark = forms.TypedChoiceField(
        label="Вы довольны ответом?",
        choices=[(Mark.SATISFIED.value, "Да, доволен или довольна"), (Mark.UNSATISFIED.value, "Нет, вопрос не решён")],
        coerce=Mark,
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте, довольны ли вы", "invalid_choice": "Отметьте, довольны ли вы"},
    )
    comment = forms.CharField(
        label="Почему",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Если не довольны, напишите, что осталось не так.",
    )
    answer = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "mark_%s")
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class AdditionForm(forms.Form):
    """Words while the message is open; files are taken by the view, so that each failure has its own words."""

    use_required_attribute = False
    text = forms.CharField(label="Что добавить", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    token = forms.CharField(max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "add_%s")
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
