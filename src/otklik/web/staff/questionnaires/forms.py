"""Forms of a questionnaire as a whole: its words, a new one, a file."""

from typing import Any

from django import forms

from otklik.core.appeals import Audience
from otklik.core.questionnaire.schema import Questionnaire
from otklik.procedures.schema import Procedure
from otklik.surveys.launch import audiences_run
from otklik.web.staff.forms.base import StaffForm

LONG = {"required": "Заполните это поле.", "max_length": "Сократите: можно не больше %(limit_value)d знаков."}
MOST_BYTES = 300_000


class HeadForm(StaffForm):
    """What a questionnaire says of itself."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label="Название", max_length=300, error_messages=LONG)
    lead = forms.CharField(
        label="Вступление",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Два предложения: о чём анкета и зачем.",
        error_messages=LONG,
    )
    thanks = forms.CharField(
        label="Слова в конце",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=LONG,
    )
    minutes = forms.IntegerField(
        label="Сколько минут занимает",
        min_value=1,
        max_value=60,
        initial=2,
        error_messages={
            "required": "Напишите число минут.",
            "invalid": "Напишите число цифрами.",
            "min_value": "Не меньше одной минуты.",
            "max_value": "Не больше 60 минут.",
        },
    )
    surveys = forms.MultipleChoiceField(
        label="Для каких опросов порядка", required=False, widget=forms.CheckboxSelectMultiple
    )
    subjects = forms.MultipleChoiceField(
        label="Для каких объектов оценки",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Ничего не отмечено: для любых.",
    )
    unverified = forms.CharField(
        label="Что осталось сверить",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Предупреждение видят только сотрудники. Когда сверите анкету с формой порядка, очистите это поле.",
        error_messages=LONG,
    )

    def __init__(self, *args: Any, procedure: Procedure, words: Questionnaire, **kwargs: Any) -> None:
        initial = {name: getattr(words, name) for name in ("title", "lead", "thanks", "minutes", "unverified")}
        initial |= {"surveys": list(words.surveys), "subjects": list(words.subjects)}
        super().__init__(*args, initial=initial, **kwargs)
        self.words = words
        kinds = [(kind.slug, kind.title) for kind in procedure.surveys if kind.audience == words.audience]
        subjects = [(one.slug, one.title) for one in procedure.subjects if one.audience == words.audience]
        self.set_choices("surveys", kinds, blank=None)
        self.set_choices("subjects", subjects, blank=None)
        self._shown = {"surveys": {slug for slug, _ in kinds}, "subjects": {slug for slug, _ in subjects}}

    def facts(self) -> dict[str, Any]:
        """Values of the questionnaire's own keys; kinds and objects of other procedures stay as they were."""
        said = self.cleaned_data
        plain = {name: said[name] for name in ("title", "lead", "thanks", "minutes", "unverified")}
        for name, shown in self._shown.items():
            plain[name] = [*said[name], *(slug for slug in getattr(self.words, name) if slug not in shown)]
        return plain


class NewForm(StaffForm):
    """A new questionnaire: from one that is there, or with one question to begin with."""

    title = forms.CharField(label="Название", max_length=300, error_messages=LONG)
    audience = forms.ChoiceField(label="Кто отвечает")
    source = forms.ChoiceField(label="На основе", required=False)

    def __init__(self, *args: Any, sources: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("source", sources, blank="с чистого листа")
        self.set_choices("audience", [(one.value, _ASKED[one]) for one in audiences_run(self.actor)], blank=None)


class FileForm(StaffForm):
    """A questionnaire as a TOML file."""

    file = forms.FileField(
        label="Файл анкеты (TOML)",
        error_messages={"required": "Выберите файл.", "empty": "Файл пуст."},
    )

    def text(self) -> str | None:
        """The file's text; None with the error beside the field."""
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            self.add_error("file", "Файл слишком велик: анкета занимает не больше 300 КБ.")
            return None
        try:
            return str(upload.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            self.add_error("file", "Файл не в кодировке UTF-8. Сохраните его в UTF-8 и загрузите снова.")
            return None


_ASKED = {Audience.EXTERNAL: "Жители и организации", Audience.INTERNAL: "Сотрудники"}
