"""What of the audit trail is shown."""

from typing import Any

from django import forms

from otklik.web.staff.forms.base import StaffForm, people

OBJECTS = (
    ("intake.feedbackitem", "Сообщения и обращения"),
    ("catalog.administration", "Администрация и её настройки"),
    ("catalog.channel", "Каналы"),
    ("catalog.reason", "Причины обращений"),
    ("catalog.touchpoint", "Точки взаимодействия"),
    ("catalog.process", "Процессы"),
    ("catalog.department", "Подразделения"),
    ("catalog.calendarday", "Календарь"),
    ("catalog.topicedition", "Классификатор"),
    ("accounts.user", "Люди и назначения"),
    ("analysis.periodedition", "Закрытые периоды"),
    ("intake.codebookversion", "Кодировочная книга"),
    ("intake.importrun", "Загрузка файлов"),
    ("intake.importmapping", "Сопоставления столбцов"),
)


class AuditFilterForm(StaffForm):
    """Kind of object (or one object by number), person."""

    target = forms.ChoiceField(label="Что", required=False)
    number = forms.IntegerField(
        label="№ записи", required=False, min_value=1, error_messages={"invalid": "Номер — целое число"}
    )
    person = forms.ChoiceField(label="Кто", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("target", OBJECTS, blank="Всё")
        self.set_choices("person", people(self.actor), blank="Все")

    def chosen(self) -> tuple[str, int | None]:
        """The target and the person's id; a number without a kind says nothing."""
        if not self.is_valid():
            return "", None
        given = self.cleaned_data
        target = given["target"]
        if target and given["number"]:
            target = f"{target}:{given['number']}"
        return target, int(given["person"]) if given["person"] else None
