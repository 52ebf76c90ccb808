"""Forms of a survey: its statements, more time, the verdict, one more link."""

from datetime import date
from typing import Any

from django import forms

from otklik.base.actor import Actor
from otklik.catalog import queries as catalog
from otklik.core.appeals import Audience
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_analysis import SurveyKind
from otklik.surveys.access import Survey
from otklik.surveys.draft import SurveyDraft
from otklik.surveys.launch import Sheet, minimum_of
from otklik.web.staff.forms.base import StaffForm, departments, optional_int
from otklik.web.staff.forms.plain_select import PlainSelect

LONG = "Слишком длинно: не больше %(limit_value)d знаков."
LARGEST_GROUP = 1000
ENTRY_TOLD = "По общей ответит любой, у кого она есть; по личной — один раз и только приглашённый."


class DayField(forms.DateField):
    """A day, by the calendar or typed as 28.03.2025; `check_draft` holds its year."""

    def __init__(self, **kwargs: Any) -> None:
        words = {"required": "Укажите день.", "invalid": "Дата записывается так: 28.03.2025."}
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), error_messages=words, **kwargs
        )


def _line(label: str, most: int, help_text: str = "", *, required: bool = False, rows: int = 0) -> forms.CharField:
    attrs = {"autocomplete": "off"}
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(attrs=attrs)
    words = {"max_length": LONG, "required": "Заполните это поле."}
    return forms.CharField(
        label=label, required=required, max_length=most, help_text=help_text, widget=widget, error_messages=words
    )


def _choice(label: str, help_text: str = "", *, words: str = "") -> forms.ChoiceField:
    absent = {"required": words, "invalid_choice": "Выберите из списка."}
    return forms.ChoiceField(
        label=label, required=bool(words), help_text=help_text, widget=PlainSelect, error_messages=absent
    )


class SurveyForm(StaffForm):
    """Everything that is stated of a survey, in the order in which one thinks of it."""

    version = forms.ChoiceField(
        label="Анкета",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите анкету.", "invalid_choice": "Выберите анкету из списка."},
    )
    is_short = forms.ChoiceField(
        label="Сколько вопросов", choices=[("", "полная анкета"), ("1", "короткая")], required=False, widget=PlainSelect
    )
    title = _line("Название: его увидят отвечающие", 300, required=True)
    lead = _line("О чём и зачем", 2000, "Две фразы. Если пусто, возьмём из анкеты.", rows=2)
    opens_on = DayField(label="Первый день")
    closes_on = DayField(label="Последний день", required=False)
    process = _choice("Услуга или процесс")
    touchpoint = _choice("Точка взаимодействия")
    department = _choice("Организатор оценки")
    target = _line("Кого спрашиваем", 500)
    basis = _line("Распоряжение или акт", 500)
    hypothesis = _line("Гипотеза, которую проверяем", 1000, rows=2)
    entry = _choice("Как попадают к анкете", ENTRY_TOLD, words="Выберите.")
    minimum_group = forms.IntegerField(
        label="Не показывать группы меньше",
        max_value=LARGEST_GROUP,
        error_messages={
            "required": "Укажите число.",
            "invalid": "Введите число.",
            "max_value": "Слишком большое число: так не будет видно ничего.",
        },
    )
    outside_url = forms.URLField(
        label="Опрос идёт на внешнем сервисе",
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text="Адрес там. Результаты потом загрузите файлом.",
        error_messages={"invalid": "Это не похоже на адрес. Пример: https://example.ru/opros"},
    )
    is_announced = forms.BooleanField(label="Объявить на главной странице", required=False)
    is_listed = forms.BooleanField(label="Показать в списке опросов на сайте", required=False)
    takes_contacts = forms.BooleanField(
        label="Можно оставить контакт для ответа: хранится отдельно от анкеты", required=False
    )

    def __init__(
        self, *args: Any, kind: SurveyKind | None, audience: Audience, sheets: list[Sheet], procedure: Procedure,
        survey: Survey | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.kind, self.audience, self.sheets, self.survey = kind, audience, sheets, survey
        self.set_choices("version", [(str(one.version_id), one.title) for one in sheets], blank=None)
        self.set_choices("entry", _entries(audience), blank=None)
        _fill(self, self.actor)
        least = minimum_of(procedure, audience)
        self.fields["minimum_group"].help_text = f"Не меньше {least}: так сказано отвечающим."
        self.fields["closes_on"].required = audience == Audience.INTERNAL
        self._leave_out(kind)
        if survey is not None and survey.state == Survey.State.OPEN:
            for name in FIXED_WHILE_OPEN & self.fields.keys():
                self.fields[name].disabled = True

    def _leave_out(self, kind: SurveyKind | None) -> None:
        unneeded = set() if kind is None or kind.states_hypothesis else {"hypothesis"}
        unneeded |= set() if kind is None or kind.needs_basis else {"basis"}
        if self.audience == Audience.INTERNAL:
            unneeded |= {"is_announced", "is_listed", "outside_url", "takes_contacts", "touchpoint", "hypothesis"}
        for name in unneeded & self.fields.keys():
            del self.fields[name]

    def draft(self, *, subject: str) -> SurveyDraft:
        """The statements of a valid form."""
        given = self.cleaned_data
        words = ("title", "lead", "target", "basis", "hypothesis", "outside_url")
        ticks = ("is_listed", "is_announced", "takes_contacts")
        return SurveyDraft(
            kind=self.kind.slug if self.kind else "",
            audience=self.audience.value,
            subject=subject,
            version_id=int(given["version"]),
            is_short=given["is_short"] == "1",
            opens_on=given["opens_on"],
            closes_on=given.get("closes_on"),
            minimum_group=given["minimum_group"],
            entry=given["entry"],
            process_id=optional_int(given.get("process")),
            touchpoint_id=optional_int(given.get("touchpoint")),
            department_id=optional_int(given.get("department")),
            **{name: given.get(name, "").strip() for name in words},
            **{name: given.get(name, False) for name in ticks},
        )


#: What is not changed while answers come in (`surveys.actions.change_survey.WHILE_OPEN` is its counterpart).
FIXED_WHILE_OPEN = {
    "version", "is_short", "opens_on", "closes_on", "process", "touchpoint", "department", "hypothesis", "entry",
    "outside_url", "takes_contacts",
}  # fmt: skip


def _entries(audience: Audience) -> list[tuple[str, str]]:
    if audience == Audience.INTERNAL:
        return [
            (Survey.Entry.INVITED, "по личным одноразовым ссылкам"),
            (Survey.Entry.ANYBODY, "по общей ссылке"),
        ]
    return [
        (Survey.Entry.ANYBODY, "по общей ссылке"),
        (Survey.Entry.INVITED, "по личным одноразовым ссылкам"),
    ]


def _fill(form: StaffForm, actor: Actor) -> None:
    own = actor.administration_id
    form.set_choices("process", [(one.pk, one.title) for one in catalog.processes(own)], blank="не связан с одной")
    points = [(one.pk, one.title) for one in catalog.touchpoints(own)]
    form.set_choices("touchpoint", points, blank="любая")
    form.set_choices("department", departments(actor), blank="вся администрация")


def stated(survey: Survey) -> dict[str, Any]:
    """What stands in the form of a survey that exists."""
    names = ("title", "lead", "opens_on", "closes_on", "target", "basis", "hypothesis", "entry", "minimum_group")
    more = ("outside_url", "is_announced", "is_listed", "takes_contacts")
    return {name: getattr(survey, name) for name in (*names, *more)} | {
        "version": str(survey.version_id),
        "is_short": "1" if survey.is_short else "",
        "process": survey.process_id,
        "touchpoint": survey.touchpoint_id,
        "department": survey.department_id,
    }


class ProlongForm(StaffForm):
    """Another last day; empty: without an end."""

    closes_on = DayField(label="Новый последний день", required=False)


class VerdictForm(StaffForm):
    """What became of the hypothesis, and why."""

    outcome = forms.ChoiceField(
        label="Что вышло",
        choices=Survey.HypothesisOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, подтвердилась ли гипотеза."},
    )
    reasons = _line("Из чего это следует", 2000, "Какие ответы, сколько их.", required=True, rows=4)


class LinkForm(StaffForm):
    """One more way of a source."""

    source = _choice("Способ", words="Выберите способ.")
    title = _line("Чем отличается", 200, "Например: «МФЦ, зал 2».", required=True)


def day_or(value: str, otherwise: date) -> date:
    """A day of the address; another one where it is not readable."""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return otherwise


class FrameForm(StaffForm):
    """Sites that may show the questionnaire inside their pages."""

    sites = _line(
        "Сайты, где будет стоять опрос", 2000, "Каждый с новой строки. Другим сайтам показать его нельзя.", rows=2
    )


class CollectionForm(StaffForm):
    """What is asked at the ticked places."""

    version = _choice("Анкета", words="Выберите анкету.")
    title = _line("Крупные слова на плакате", 300, required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].initial = "Оцените, как вас приняли"
