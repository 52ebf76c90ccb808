"""Rules of routing: one rule, and a message to try the rules on."""

from typing import Any

from django import forms

from otklik.catalog import queries as catalog
from otklik.core.appeals import ItemKind
from otklik.intake.actions.edit_routing_rule import RuleFacts
from otklik.web.staff.forms.base import StaffForm, bodies, departments, optional_int, people

KINDS = [(kind.value, kind.label) for kind in ItemKind]
PHRASES_HELP = (
    "По строке на признак; слово находится в любой форме. «яма|выбоина дорога» — одно из двух и «дорога» рядом;"
    " «мусор -контейнер» — только если в предложении нет «контейнер»; «снегоубор*» — начало слова."
)


def _several(label: str, help_text: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


def _phrases(label: str, help_text: str, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=10_000, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


class RuleForm(StaffForm):
    """Conditions first, then where it sends."""

    title = forms.CharField(label="Название", max_length=120, error_messages={"required": "Назовите правило"})
    words = _phrases("Слова в тексте", PHRASES_HELP, 5)
    places = _phrases("Место", "Улицы, сёла, районы: ищутся в графе «место» и в тексте, так же по строкам.", 3)
    topic_code = forms.CharField(
        label="Тема начинается с кода",
        required=False,
        max_length=24,
        help_text="Например 0003.0009. Тема известна после чтения: тогда правила проверяются ещё раз.",
    )
    channels = _several("Канал")
    processes = _several("Процесс")
    kinds = _several("Вид")
    department = forms.ChoiceField(label="Направить в подразделение", required=False)
    assignee = forms.ChoiceField(
        label="Или сразу человеку",
        required=False,
        help_text="Если человека нет в должности, обращение останется у подразделения.",
    )
    body = forms.ChoiceField(
        label="Или отметить: решать не нам, а",
        required=False,
        help_text="Само никуда не уходит: встаёт в список «Не наше», где его направит человек.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.actor.administration_id
        self.set_choices("channels", [(one.slug, one.title) for one in catalog.channels(own)], blank=None)
        self.set_choices("processes", [(one.slug, one.title) for one in catalog.processes(own)], blank=None)
        self.set_choices("kinds", KINDS, blank=None)
        self.set_choices("department", departments(self.actor))
        self.set_choices("assignee", people(self.actor))
        self.set_choices("body", bodies(self.actor))

    def facts(self) -> RuleFacts:
        """The rule as it was filled in."""
        said = self.cleaned_data
        return RuleFacts(
            title=said["title"],
            topic_code=said["topic_code"],
            words=said["words"],
            places=said["places"],
            channels=said["channels"],
            processes=said["processes"],
            kinds=said["kinds"],
            department_id=optional_int(said["department"]),
            assignee_id=optional_int(said["assignee"]),
            body_id=optional_int(said["body"]),
        )


class TryForm(StaffForm):
    """A message to try the rules on."""

    text = forms.CharField(
        label="Текст обращения",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Вставьте текст"},
    )
    place = forms.CharField(label="Место", required=False, max_length=300)
    channel = forms.ChoiceField(label="Канал", required=False)
    kind = forms.ChoiceField(label="Вид", required=False)
    process = forms.ChoiceField(label="Процесс", required=False)
    topic = forms.CharField(label="Код темы", required=False, max_length=24)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.actor.administration_id
        self.set_choices("channel", [(one.slug, one.title) for one in catalog.channels(own)])
        self.set_choices("process", [(one.slug, one.title) for one in catalog.processes(own)])
        self.set_choices("kind", KINDS)
