"""Forms of the public feedback pages, one a step; the texts are in plain words."""

from typing import Any

from django import forms

from otklik.core.appeals import ItemKind, SenderKind
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_intake import Kind

TEXT_LIMIT = 20_000
ANSWER_BY_EMAIL, ANSWER_BY_POST, ANSWER_ON_PAGE = "email", "letter", "status"
WAYS = (
    (ANSWER_BY_EMAIL, "По электронной почте"),
    (ANSWER_BY_POST, "Бумажным письмом"),
    (ANSWER_ON_PAGE, "Присылать не нужно, прочитаю на странице статуса"),
)
SENDERS = (
    (SenderKind.INDIVIDUAL.value, "От себя", "Назовёте имя, и мы сможем ответить лично вам."),
    (SenderKind.REPRESENTATIVE.value, "От организации", "Вы представляете юридическое лицо."),
    (
        SenderKind.NOT_STATED.value,
        "Не называя себя",
        "Сообщение прочитают и учтут, но ответа по закону не будет: он положен тем, кто назвал себя и адрес.",
    ),
)

#: What people want in their own words; the commonest first.
PLAIN_WORDS = {
    ItemKind.COMPLAINT: "Пожаловаться",
    ItemKind.STATEMENT: "Попросить помощи или сообщить о неполадке",
    ItemKind.PROPOSAL: "Предложить, как сделать лучше",
    ItemKind.INQUIRY: "Запросить сведения или документ",
    ItemKind.REVIEW: "Рассказать, как всё прошло",
    ItemKind.GRATITUDE: "Поблагодарить",
    ItemKind.OTHER: "Другое",
}


class StepForm(forms.Form):
    """A page's form; knows the decree, so that its words can be shown."""

    use_required_attribute = False

    def __init__(self, *args: Any, procedure: Procedure, **kwargs: Any) -> None:
        self.procedure = procedure
        super().__init__(*args, **kwargs)


class KindForm(StepForm):
    """What the visitor wants, in everyday words beside the decree's term."""

    kind = forms.ChoiceField(
        label="Что вы хотите сделать?",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, что вы хотите сделать", "invalid_choice": "Выберите вид из списка"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.slug, kind.title) for kind in self.kinds]  # type: ignore[attr-defined]

    @property
    def kinds(self) -> list[Kind]:
        """The decree's kinds, the commonest first."""
        order = list(PLAIN_WORDS)
        return sorted(self.procedure.kinds, key=lambda kind: order.index(kind.slug))


class TextForm(StepForm):
    """The message itself; files are taken by the view, so that each failure has its own words."""

    text = forms.CharField(
        label="Что вы хотите сообщить?",
        help_text="Напишите своими словами: что произошло, когда, чего вы ждёте от администрации.",
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": "Напишите хотя бы одно предложение",
            "max_length": "Текст длиннее 20 000 знаков. Сократите его или приложите файлом",
        },
    )
    place = forms.CharField(
        label="Где это?",
        help_text="Адрес, остановка, учреждение. Если место не важно, оставьте пустым.",
        max_length=300,
        required=False,
        error_messages={"max_length": "Адрес длиннее 300 знаков. Сократите его"},
    )
    website = forms.CharField(label="Не заполняйте это поле", required=False)

    def clean_website(self) -> str:
        """The trap for robots: a person sees it only after it was filled."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Это поле заполняют только роботы. Очистите его и нажмите «Продолжить»")
        return ""


class AuthorForm(StepForm):
    """Who writes; the name is asked only of those who give one."""

    sender = forms.ChoiceField(
        label="От чьего имени вы пишете?",
        choices=[(value, title) for value, title, _ in SENDERS],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, от чьего имени вы пишете"},
    )
    name = forms.CharField(
        label="Фамилия, имя, отчество",
        help_text="Отчество — если есть.",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    organization = forms.CharField(
        label="Название организации",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    inn = forms.RegexField(
        label="ИНН организации",
        regex=r"^(\d{10}|\d{12})$",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "В ИНН 10 или 12 цифр. Проверьте или оставьте поле пустым"},
    )

    def clean(self) -> dict[str, Any]:
        """A name for those who name themselves; nothing personal is kept for those who do not."""
        given = super().clean() or {}
        sender = given.get("sender")
        if sender == SenderKind.NOT_STATED:
            return given | {"name": "", "organization": "", "inn": ""}
        if sender and not given.get("name"):
            self.add_error("name", "Напишите фамилию и имя: без них ответить нельзя")
        if sender == SenderKind.REPRESENTATIVE and not given.get("organization"):
            self.add_error("organization", "Напишите название организации")
        if sender == SenderKind.INDIVIDUAL:
            given |= {"organization": "", "inn": ""}
        return given


class ReplyForm(StepForm):
    """How to answer; the address that the chosen way needs."""

    way = forms.ChoiceField(
        label="Как вам ответить?",
        choices=WAYS,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, как вам ответить"},
    )
    email = forms.EmailField(
        label="Адрес электронной почты",
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "В адресе почты ошибка. Пример: ivanova@example.ru"},
    )
    address = forms.CharField(
        label="Почтовый адрес",
        help_text="Индекс, населённый пункт, улица, дом, квартира.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )
    phone = forms.CharField(
        label="Телефон, если придётся что-то уточнить",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def clean(self) -> dict[str, Any]:
        """The way's own address is needed."""
        given = super().clean() or {}
        if given.get("way") == ANSWER_BY_EMAIL and not given.get("email") and "email" not in self.errors:
            self.add_error("email", "Напишите адрес почты, на который ответить")
        if given.get("way") == ANSWER_BY_POST and not given.get("address"):
            self.add_error("address", "Напишите почтовый адрес, на который ответить")
        return given


class ConsentForm(StepForm):
    """Consent to the separate document (152-ФЗ); the box is never ticked beforehand."""

    consent = forms.BooleanField(
        label="Я согласен (согласна) на обработку моих персональных данных",
        error_messages={
            "required": "Без согласия мы не вправе хранить ваше имя и адрес. Поставьте отметку или вернитесь назад "
            "и напишите, не называя себя"
        },
    )
