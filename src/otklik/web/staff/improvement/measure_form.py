"""Planning a measure and changing what is planned: one form, prefilled from the pain it begins with."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from otklik.base.errors import NotFound
from otklik.catalog import queries as catalog
from otklik.core.grades import Grade
from otklik.core.russian import date_long, days_word
from otklik.improvement.access import Measure, PainPoint, measure_to_plan, pain_for
from otklik.improvement.actions.plan_measure import change_measure, plan_measure
from otklik.improvement.effects.indicators import indicator_choices
from otklik.improvement.measure_plan import DETAILS_LETTERS, TITLE_LETTERS, MeasurePlan
from otklik.improvement.measure_types import measure_types, proposed_term
from otklik.improvement.policies import can_plan_measures
from otklik.improvement.queries.measure import newest_lines, open_pains
from otklik.intake.queries import today_of
from otklik.procedures.schema import Procedure
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.base import StaffForm, departments, optional_int, people
from otklik.web.staff.forms.plain_select import PlainSelect
from otklik.web.staff.improvement.tabs import improvement_page

LONG = {"max_length": "Слишком длинно: не больше %(limit_value)d знаков."}
WRONG_DAY = {"invalid": "Дата записывается так: 28.03.2025."}


class MoneyField(forms.CharField):
    """Roubles as people write them: «120 000,50»."""

    def clean(self, value: Any) -> Decimal | None:
        """The sum; None where the field is empty."""
        typed = "".join(str(super().clean(value) or "").split()).replace(",", ".")
        try:
            found = Decimal(typed) if typed else None
        except InvalidOperation as wrong:
            raise forms.ValidationError("Напишите сумму цифрами: 120 000 или 120 000,50.") from wrong
        if found is not None and not found.is_finite():
            raise forms.ValidationError("Напишите сумму цифрами: 120 000 или 120 000,50.")
        return found.quantize(Decimal("0.01")) if found is not None and abs(found) < Decimal(10) ** 20 else found


def day_field(label: str, *, required: bool = False, help_text: str = "") -> forms.DateField:
    """A day, by the calendar or typed as 28.03.2025."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    words = {**WRONG_DAY, "required": "Укажите день."}
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget, error_messages=words)


def _choice(label: str, help_text: str = "") -> forms.ChoiceField:
    absent = {"invalid_choice": "Выберите из списка."}
    return forms.ChoiceField(
        label=label, required=False, help_text=help_text, widget=PlainSelect, error_messages=absent
    )


class MeasureForm(StaffForm):
    """What is done, by whom, until when, and what it should move."""

    title = forms.CharField(
        label="Что будет сделано",
        max_length=TITLE_LETTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={**LONG, "required": "Напишите, что будет сделано."},
    )
    pain = _choice("Болевая точка", "Остальные добавите на странице мероприятия.")
    kind = _choice("Вид мероприятия")
    details = forms.CharField(
        label="Подробности",
        required=False,
        max_length=DETAILS_LETTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages=LONG,
    )
    department = _choice("Ответственное подразделение")
    owner = _choice("Ответственный")
    starts_on = day_field("Начало")
    due_on = day_field("Срок")
    cost = MoneyField(
        label="Стоимость, рублей",
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages=LONG,
    )
    indicator = _choice("Что должно измениться", "По этому показателю сравним «до» и «после».")
    process = _choice("В каком процессе")
    touchpoint = _choice("В какой точке взаимодействия")

    def __init__(self, *args: Any, procedure: Procedure, measure: Measure | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.actor.administration_id
        kinds = dict.fromkeys([*measure_types(procedure), *([measure.kind] if measure and measure.kind else [])])
        self.set_choices("kind", [(kind, kind) for kind in kinds])
        self.set_choices("department", departments(self.actor))
        self.set_choices("owner", people(self.actor))
        blank, *indicators = indicator_choices(self.actor)
        self.set_choices("indicator", indicators, blank=blank[1])
        self.set_choices("process", [(one.pk, one.title) for one in catalog.processes(own)])
        self.set_choices("touchpoint", [(one.pk, one.title) for one in catalog.touchpoints(own)])
        if measure is None:
            self.set_choices("pain", [(pain.pk, _named(pain)) for pain in open_pains(self.actor)])
        else:
            del self.fields["pain"]
        if measure is not None and measure.due_on is not None:
            del self.fields["due_on"]

    def plan(self) -> MeasurePlan:
        """What the action is told."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "pain"}
        places = ("department", "owner", "process", "touchpoint")
        ids: dict[str, Any] = {f"{name}_id": optional_int(said.pop(name)) for name in places}
        return MeasurePlan(**said, **ids)


def _named(pain: PainPoint) -> str:
    return f"{pain.process.title}: {pain.title}" if pain.process else pain.title


@staff_page(can_plan_measures)
def new(request: PageRequest) -> HttpResponse:
    """A new measure; `?pain=` fills in what the pain tells. Порядок: murashi 5.16."""
    pain = _pain(request)
    initial, why = _initial(request, pain)
    form = MeasureForm(request.POST or None, actor=request.actor, procedure=request.procedure, initial=initial)
    if form.is_valid():
        chosen = optional_int(form.cleaned_data["pain"])
        pain_ids = [chosen] if chosen is not None else []
        made = act(form, plan_measure, actor=request.actor, plan=form.plan(), pain_ids=pain_ids)
        if made is not None:
            messages.success(request, "Мероприятие внесено в дорожную карту.")
            return redirect("staff:measure", request.administration.slug, made.pk)
    return _page(request, form, None, pain=pain, why=why)


@staff_page(can_plan_measures)
def edit(request: PageRequest, measure_id: int) -> HttpResponse:
    """Change what is planned; the term that stands is moved with a reason, on the measure's page."""
    measure = measure_to_plan(request.actor, measure_id)
    form = MeasureForm(
        request.POST or None,
        actor=request.actor,
        procedure=request.procedure,
        measure=measure,
        initial=_stated(measure),
    )
    if form.is_valid():
        version = _version(request, measure)
        made = act(form, change_measure, actor=request.actor, measure_id=measure_id, plan=form.plan(), version=version)
        if made is not None:
            messages.success(request, "Записано.")
            return redirect("staff:measure", request.administration.slug, measure_id)
    return _page(request, form, measure)


def _page(request: PageRequest, form: MeasureForm, measure: Measure | None, **context: object) -> HttpResponse:
    return improvement_page(
        request,
        "staff/improvement/measure/edit.html",
        "roadmap" if measure else "measure_new",
        status=422 if form.errors else 200,
        form=form,
        measure=measure,
        **context,
    )


def _pain(request: PageRequest) -> PainPoint | None:
    asked = request.GET.get("pain", "")
    try:
        return pain_for(request.actor, int(asked)) if asked.isdecimal() and len(asked) < 19 else None  # noqa: PLR2004 - digits of a bigint
    except (NotFound, ValueError):
        return None


def _initial(request: PageRequest, pain: PainPoint | None) -> tuple[dict[str, Any], str]:
    """What the pain proposes, and why that term. Порядок: livny, приложение."""
    if pain is None:
        return {}, ""
    line, today = newest_lines(request.actor, [pain.pk]).get(pain.pk), today_of(request.actor)
    priority = line.priority_in_force if line else ""
    due_on = proposed_term(request.procedure, priority, today)
    organizer = pain.process.organizer_id if pain.process else None
    initial: dict[str, Any] = {
        "pain": pain.pk,
        "department": pain.department_id or organizer,
        "process": pain.process_id,
        "touchpoint": pain.touchpoint_id,
        "starts_on": today,
        "due_on": due_on,
    }
    grade = Grade.of(priority)
    if due_on is None or grade is None:
        return initial, ""
    days = days_word((due_on - today).days)
    return initial, f"Срок предложен по приоритету «{grade.masculine}»: {days}, до {date_long(due_on)}"


def _stated(measure: Measure) -> dict[str, Any]:
    names = ("title", "details", "kind", "starts_on", "due_on", "indicator")
    cost = None if measure.cost is None else f"{measure.cost:f}".removesuffix(".00").replace(".", ",")
    places = {name: getattr(measure, f"{name}_id") for name in ("department", "owner", "process", "touchpoint")}
    return {name: getattr(measure, name) for name in names} | places | {"cost": cost}


def _version(request: PageRequest, measure: Measure) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else measure.version - 1  # noqa: PLR2004 - digits of an int
