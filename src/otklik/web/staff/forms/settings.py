"""What an administration sets for itself."""

from datetime import date
from typing import Any

from django import forms

from otklik.catalog.queries import procedure_of, processes
from otklik.catalog.settings import CONTACTS, DAY_OFF_RULES, LONGEST_DAYS, UNITS
from otklik.core.appeals import Audience, Form, ItemKind
from otklik.core.deadlines import LegalClass
from otklik.core.registration import TEMPLATE_FIELDS, format_number, validate_template
from otklik.web.staff.forms.base import StaffForm, departments, people

#: What a channel technically is, in words: it decides how messages of the channel can reach the registry.
CHANNEL_KINDS = (
    ("other", "другой: записывает регистратор"),
    ("post", "почта"),
    ("phone", "телефон"),
    ("box", "ящик для обращений"),
    ("event", "встреча, сход, собрание"),
    ("reception", "личный приём"),
    ("place", "стойка, табличка с кодом"),
    ("mfc", "МФЦ"),
    ("email", "электронная почта"),
    ("vk", "ВКонтакте"),
    ("ok", "Одноклассники"),
    ("telegram", "Телеграм"),
    ("max", "MAX"),
    ("messenger", "мессенджер"),
    ("social", "социальная сеть"),
    ("web_form", "форма на сайте"),
    ("mobile_app", "мобильное приложение"),
    ("survey", "опрос"),
    ("pos", "Платформа обратной связи"),
    ("epgu", "портал «Госуслуги»"),
    ("regional_portal", "региональный портал или ведомственная система"),
    ("mkgu", "ИАС МКГУ"),
    ("vash_kontrol", "«Ваш контроль»"),
    ("document_system", "система документооборота"),
    ("staff_form", "страница для сотрудников"),
    ("leader", "обращение сотрудника к руководителю"),
    ("culture", "обращение сотрудника к специалисту по корпоративной культуре"),
)
MODES = (("online", "онлайн"), ("offline", "офлайн"))
DEPARTMENT_KINDS = (
    ("unit", "подразделение"),
    ("subordinate", "подведомственная организация"),
    ("authorised", "уполномоченная организация"),
)
DAY_ERRORS = {
    "required": "Укажите число дней",
    "invalid": "Число дней — целое",
    "min_value": f"От 1 до {LONGEST_DAYS} дней",
    "max_value": f"От 1 до {LONGEST_DAYS} дней",
}


class ContactsForm(StaffForm):
    """One line a contact."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in CONTACTS.items():
            self.fields[name] = forms.CharField(label=label, max_length=300, required=False)


class NumberTemplateForm(StaffForm):
    """The registration number, with an example of what it makes."""

    template = forms.CharField(
        label="Шаблон номера",
        help_text="Можно использовать: " + ", ".join(f"{{{name}}}" for name in TEMPLATE_FIELDS)
        + ". Нули впереди: {sequence:05d}.",
        max_length=120,
        error_messages={"required": "Шаблон не может быть пустым"},
    )  # fmt: skip

    @staticmethod
    def example(template: str, on: date) -> str:
        """«Ж-00042/2025»; empty for a template that makes no number."""
        try:
            validate_template(template)
        except ValueError:
            return ""
        return format_number(template, sequence=42, on=on, kind=ItemKind.COMPLAINT, department_code="01")


class ClockForm(StaffForm):
    """The clock of one legal class."""

    days = forms.IntegerField(label="Срок ответа", min_value=1, max_value=LONGEST_DAYS, error_messages=DAY_ERRORS)
    unit = forms.ChoiceField(label="В чём считается", choices=tuple(UNITS.items()))
    prolongation_days = forms.IntegerField(
        label="Можно продлить ещё на",
        help_text="В тех же днях или часах; 0 — нельзя.",
        min_value=0,
        max_value=LONGEST_DAYS,
        initial=0,
        error_messages=DAY_ERRORS | {"min_value": "Число дней не меньше нуля"},
    )
    basis = forms.CharField(
        label="Каким актом установлено",
        help_text="Печатается в объяснении срока.",
        max_length=200,
        error_messages={"required": "Назовите акт, которым установлен срок"},
    )


class DayOffForm(StaffForm):
    """What becomes of a term that ends on a day off."""

    rule = forms.ChoiceField(
        label="Если срок кончается в нерабочий день", choices=tuple(DAY_OFF_RULES.items()), widget=forms.RadioSelect
    )


class EntryForm(StaffForm):
    """An entry of one of the lists; `facts` names what it says beside its title."""

    title = forms.CharField(label="Название", max_length=200, error_messages={"required": "Напишите название"})

    def __init__(self, *args: Any, facts: tuple[str, ...], is_department: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._facts = facts
        for name in facts:
            if name == "kind":
                self.fields[name] = _department_kind() if is_department else _channel_kind()
            else:
                self.fields[name] = getattr(self, f"_{name}")()

    @property
    def facts(self) -> dict[str, Any]:
        """What was chosen beside the title."""
        return {name: self.cleaned_data[name] for name in self._facts}

    def _audience(self) -> forms.Field:
        return forms.ChoiceField(label="Кто пишет", choices=[(one.value, one.label) for one in Audience])

    def _mode(self) -> forms.Field:
        return forms.ChoiceField(label="Режим", choices=MODES)

    def _form(self) -> forms.Field:
        return forms.ChoiceField(
            label="Устно или письменно",
            choices=[(one.value, one.label) for one in Form],
        )

    def _legal_class(self) -> forms.Field:
        return forms.ChoiceField(
            label="Чем по закону считать обращения", choices=[(one.value, one.label) for one in LegalClass]
        )

    def _subject(self) -> forms.Field:
        subjects = procedure_of(self.actor.administration_slug).subjects
        return forms.ChoiceField(label="Объект оценки", choices=[(one.slug, one.title) for one in subjects])

    def _organizer(self) -> forms.Field:
        return _own("Кто организует оценку", departments(self.actor))

    def _parent(self) -> forms.Field:
        return _own("Входит в", departments(self.actor))

    def _head(self) -> forms.Field:
        return _own("Руководитель: видит сроки подразделения", people(self.actor))

    def _process(self) -> forms.Field:
        found = processes(self.actor.administration_id)
        return _own("Только для процесса", [(one.pk, one.title) for one in found])

    def _addressee(self) -> forms.Field:
        return _line("Кому (должность и имя в дательном падеже)", 300, "Стоит в начале сопроводительного письма.")

    def _address(self) -> forms.Field:
        return _line("Почтовый адрес", 500)

    def _email(self) -> forms.Field:
        return forms.EmailField(label="Электронная почта", max_length=254, required=False)

    def _competence(self) -> forms.Field:
        return _line("За что отвечает", 500, "Подсказка тому, кто выбирает, куда направить.")

    def _code(self) -> forms.Field:
        return forms.CharField(label="Код для номера", max_length=20, required=False)


def _line(label: str, longest: int, help_text: str = "") -> forms.Field:
    return forms.CharField(label=label, max_length=longest, required=False, help_text=help_text)


def _own(label: str, choices: list[tuple[int, str]]) -> forms.Field:
    return forms.TypedChoiceField(
        label=label, choices=[("", "—"), *choices], coerce=int, empty_value=None, required=False
    )


def _channel_kind() -> forms.Field:
    return forms.ChoiceField(label="Что это", choices=CHANNEL_KINDS)


def _department_kind() -> forms.Field:
    return forms.ChoiceField(label="Что это", choices=DEPARTMENT_KINDS)
