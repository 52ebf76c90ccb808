"""«Что предстоит»: the surveys and summaries that the decree's periods demand, and how far they are."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, cast

from django.core.cache import caches
from django.db.models import Count, Min

from otklik.base.actor import Actor
from otklik.catalog.duty_rules import duty_rules
from otklik.catalog.models import Administration
from otklik.catalog.queries import procedure_of
from otklik.core.recurring import Every, Span, span_before, span_of
from otklik.procedures.duty_calendar import last_day
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_analysis import Period, SurveyKind
from otklik.surveys.launch import kinds_to_launch
from otklik.surveys.models import SummedUp, Survey, SurveyResponse
from otklik.surveys.policies import can_run_surveys

State = Literal["done", "running", "planned", "waiting", "due", "overdue"]
#: What asks for somebody's hands now.
PRESSING = frozenset({"due", "overdue"})
#: Seconds that the count of what presses is kept.
_KEPT_SECONDS = 60
_DATED = frozenset({"month", "quarter", "year"})


@dataclass(frozen=True)
class Demand:
    """A survey that the decree wants in a period. «waiting»: there is time; «due»: the last third of the period."""

    kind: SurveyKind
    span: Span
    state: State
    survey: Survey | None


@dataclass(frozen=True)
class Summary:
    """Results of a period that are to be summed up until a day; `is_named`: the decree names the day."""

    span: Span
    answers: int
    due_on: date
    is_named: bool
    state: State
    done_on: date | None


@dataclass(frozen=True)
class Ahead:
    """What the calendar of surveys tells."""

    demands: tuple[Demand, ...]
    summaries: tuple[Summary, ...]
    summary_rule: Period | None
    monthly_from: int
    on_demand: tuple[SurveyKind, ...]
    """Kinds without a date: «при необходимости», by an order, permanently."""

    @property
    def pressing_count(self) -> int:
        """How many of them ask for hands now."""
        states = [one.state for one in self.demands] + [one.state for one in self.summaries]
        return sum(state in PRESSING for state in states)


def surveys_ahead(actor: Actor, today: date) -> Ahead:
    """Порядок: murashi 5.2, 5.18; biysk 4, 5 («ежегодно»); livny 4, 5 («ежеквартально», «от 1 раза в месяц»)."""
    procedure = procedure_of(actor.administration_slug)
    kinds = kinds_to_launch(actor, procedure)
    dated = [kind for kind in kinds if kind.every in _DATED and not kind.only_if_needed]
    since = _since(actor)
    rule = next((period for period in procedure.periods if period.slug == "survey_summary"), None)
    return Ahead(
        demands=tuple(demand for kind in dated for demand in _demands(actor, kind, today, since)),
        summaries=_summaries(actor, procedure, rule, today, since) if rule and can_run_surveys(actor) else (),
        summary_rule=rule,
        monthly_from=procedure.survey_rules.monthly_from,
        on_demand=tuple(kind for kind in kinds if kind not in dated),
    )


def _since(actor: Actor) -> date | None:
    """The day of the first survey here: before it nothing could be left undone."""
    own = Survey.objects.filter(administration_id=actor.administration_id).exclude(state=Survey.State.DRAFT)
    return cast("date | None", own.aggregate(first=Min("opens_on"))["first"])


def _demands(actor: Actor, kind: SurveyKind, today: date, since: date | None) -> list[Demand]:
    """The period before, if nobody asked in it, and the present one."""
    every = cast("Every", kind.every)
    present = span_of(today, every)
    before = span_before(present, every)
    made = Survey.objects.visible_to(actor).filter(kind=kind.slug, opens_on__range=(before.starts_on, present.ends_on))
    surveys = list(made.order_by("-opens_on", "-pk"))
    found = [_demand(kind, present, surveys, today)]
    if since is not None and since <= before.ends_on:
        earlier = _demand(kind, before, surveys, today)
        found = [earlier, *found] if earlier.state == "overdue" else found
    return found


def _demand(kind: SurveyKind, span: Span, surveys: list[Survey], today: date) -> Demand:
    own = [one for one in surveys if span.contains(one.opens_on)]
    for state, told in ((Survey.State.OPEN, "running"), (Survey.State.CLOSED, "done")):
        survey = next((one for one in own if one.state == state), None)
        if survey is not None:
            return Demand(kind, span, cast("State", told), survey)
    planned = next((one for one in own if one.opens_itself), None)
    if planned is not None:
        return Demand(kind, span, "planned", planned)
    draft = own[0] if own else None
    if span.ends_on < today:
        return Demand(kind, span, "overdue", draft)
    return Demand(kind, span, "due" if span.is_in_last_third(today) else "waiting", draft)


def _summaries(
    actor: Actor, procedure: Procedure, rule: Period, today: date, since: date | None
) -> tuple[Summary, ...]:
    """The last ended quarter; by volume also the ended months since, if enough was answered in them."""
    if rule.every not in _DATED or since is None:
        return ()
    every = cast("Every", rule.every)
    last = span_before(span_of(today, every), every)
    spans = [last] if since <= last.ends_on else []
    found = [_summary(actor, procedure, span, every, today) for span in spans]
    if rule.by_volume:
        months = _ended_months(last.ends_on + timedelta(days=1), today)
        monthly = [_summary(actor, procedure, span, "month", today) for span in months]
        found += [one for one in monthly if one.answers >= procedure.survey_rules.monthly_from]
    return tuple(found)


def _ended_months(since: date, today: date) -> list[Span]:
    months, month = [], span_of(since, "month")
    while month.ends_on < today:
        months.append(month)
        month = span_of(month.ends_on + timedelta(days=1), "month")
    return months


def _summary(actor: Actor, procedure: Procedure, span: Span, every: Every, today: date) -> Summary:
    rows = SurveyResponse.objects.filter(
        survey__administration_id=actor.administration_id, answered_on__range=(span.starts_on, span.ends_on)
    )
    note = SummedUp.objects.filter(
        administration_id=actor.administration_id, starts_on=span.starts_on, ends_on=span.ends_on
    ).first()
    due_on, is_named = _last_day(actor, procedure, span, every)
    state: State = "done" if note else "due" if today <= due_on else "overdue"
    count = rows.aggregate(count=Count("pk"))["count"]
    return Summary(span, count, due_on, is_named, state, note.done_on if note else None)


def _last_day(actor: Actor, procedure: Procedure, span: Span, every: Every) -> tuple[date, bool]:
    """The day that the calendar of duties gives, and whether the decree names it."""
    duty = next((one for one in procedure.deadlines if one.seen_by == "survey_summary"), None)
    if duty is None:
        return span_of(span.ends_on + timedelta(days=1), every).ends_on, False
    if every == "month":
        duty = duty.model_copy(update={"day": None})
    last = last_day(duty, span, duty_rules(Administration.objects.get(pk=actor.administration_id)))
    return last.on, last.is_named


def pressing_count(actor: Actor, today: date) -> int:
    """How many surveys and summaries ask for the actor's hands now; a minute old at most, as every page asks it."""
    seen = "-".join(kind.slug for kind in kinds_to_launch(actor, procedure_of(actor.administration_slug)))
    key = f"surveys-pressing:{actor.administration_id}:{today.isoformat()}:{hash(seen)}"
    count = caches["memory"].get(key)
    if count is None:
        count = surveys_ahead(actor, today).pressing_count
        caches["memory"].set(key, count, _KEPT_SECONDS)
    return int(count)
