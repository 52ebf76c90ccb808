"""How the audit trail names the object of an action; only formatting, no logic."""

from django import template

register = template.Library()

#: One object of each kind, in the words of the desk.
OBJECT_NAMES = {
    "intake.feedbackitem": "сообщение",
    "intake.importrun": "загрузка",
    "intake.importmapping": "сопоставление столбцов",
    "intake.answertemplate": "шаблон ответа",
    "intake.codebookversion": "редакция кодировочной книги",
    "intake.readingbatch": "чтение одинаковых текстов",
    "intake.savedview": "вид реестра",
    "catalog.administration": "администрация",
    "catalog.channel": "канал",
    "catalog.reason": "причина",
    "catalog.touchpoint": "точка взаимодействия",
    "catalog.process": "процесс",
    "catalog.department": "подразделение",
    "catalog.calendarday": "день календаря",
    "catalog.topicedition": "редакция классификатора",
    "accounts.user": "сотрудник",
    "accounts.appointment": "назначение",
    "reception.visit": "посещение",
    "reception.schedule": "график приёма",
    "analysis.periodedition": "закрытый период",
}


@register.filter
def target_words(target: str) -> str:
    """«сообщение № 17»; an object of a kind without a name stays as it is written."""
    kind, _, number = target.partition(":")
    name = OBJECT_NAMES.get(kind)
    return target if name is None else f"{name} № {number}" if number else name
