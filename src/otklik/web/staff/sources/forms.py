"""The card of a source."""

from typing import Any

from django import forms

from otklik.catalog import queries as catalog
from otklik.core.appeals import Audience
from otklik.surveys.actions.keep_source import MOST_LETTERS, SourceFacts
from otklik.surveys.launch import audiences_run
from otklik.web.staff.forms.base import StaffForm, optional_int
from otklik.web.staff.forms.files import FilesField

KINDS = (
    ("interview", "глубинное интервью"),
    ("group", "фокус-группа"),
    ("expert", "экспертная оценка"),
    ("open", "ответы своими словами, собранные не здесь"),
)
CONSENTS = (
    ("unnamed", "дано, но имя не указывать"),
    ("named", "дано, имя можно указать"),
    ("not_asked", "не требуется: в записи нет личных сведений"),
)


class SourceForm(StaffForm):
    """Kind, day, who spoke, consent, guide, words, files."""

    kind = forms.ChoiceField(label="Что это", choices=KINDS, widget=forms.RadioSelect, initial="interview")
    audience = forms.ChoiceField(label="Кто говорил", choices=())
    title = forms.CharField(label="Тема", max_length=300, error_messages={"required": "Напишите, о чём говорили"})
    held_on = forms.DateField(
        label="Когда",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Укажите день", "invalid": "Укажите день в виде 28.03.2026"},
    )
    speakers = forms.CharField(
        label="Роль говоривших",
        max_length=500,
        help_text="Без имён: «предприниматель, розничная торговля», «три матери дошкольников»",
        error_messages={"required": "Напишите, кто говорил: роль, без имени"},
    )
    speaker_count = forms.IntegerField(
        label="Сколько человек",
        initial=1,
        min_value=1,
        max_value=1000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-2"}),
        error_messages={"required": "Напишите число", "invalid": "Напишите целое число", "min_value": "Хотя бы один"},
    )
    consent = forms.ChoiceField(label="Согласие", choices=CONSENTS, widget=forms.RadioSelect, initial="unnamed")
    consent_version = forms.CharField(label="Редакция согласия", required=False, max_length=40)
    consent_file = forms.FileField(label="Скан согласия", required=False)
    speaker_name = forms.CharField(
        label="Имя", required=False, max_length=300, help_text="Только если человек разрешил себя назвать"
    )
    process = forms.ChoiceField(label="Услуга или процесс", required=False)
    touchpoint = forms.ChoiceField(label="Точка взаимодействия", required=False)
    segment = forms.ChoiceField(label="Клиентский сегмент", required=False)
    guide = forms.CharField(
        label="Вопросы беседы", required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 5})
    )
    text = forms.CharField(
        label="Запись или заметки",
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"max_length": "Запись слишком длинная: приложите её файлом"},
    )
    papers = FilesField(label="Файлы: скан заметок, запись")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.actor.administration_id
        words = {Audience.EXTERNAL: "граждане и организации", Audience.INTERNAL: "сотрудники администрации"}
        self.set_choices("audience", [(one.value, words[one]) for one in audiences_run(self.actor)], blank=None)
        self.set_choices("process", [(one.pk, one.title) for one in catalog.processes(own)])
        self.set_choices("touchpoint", [(one.pk, one.title) for one in catalog.touchpoints(own)])
        self.set_choices("segment", [(one.pk, one.title) for one in catalog.segments(own)])

    def facts(self) -> SourceFacts:
        """What the action is told."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in {"papers", "consent_file"}}
        places: dict[str, Any] = {
            f"{name}_id": optional_int(said.pop(name)) for name in ("process", "touchpoint", "segment")
        }
        return SourceFacts(**said, **places)
