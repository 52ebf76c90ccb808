"""What is stated of a survey when it is made or changed, and the rules that it is held against."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.models import Department, OfAdministration, Process, Touchpoint
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import Audience
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_analysis import SurveyKind
from otklik.surveys.launch import kind_of, minimum_of
from otklik.surveys.models import QuestionnaireVersion, Survey
from otklik.surveys.policies import may_run

YEARS = range(2000, 2101)


@dataclass(frozen=True)
class SurveyDraft:
    """The statements of a survey. `kind` empty: by itself, «по иным вопросам»."""

    title: str
    audience: str
    version_id: int
    opens_on: date
    minimum_group: int
    kind: str = ""
    lead: str = ""
    is_short: bool = False
    subject: str = ""
    process_id: int | None = None
    touchpoint_id: int | None = None
    department_id: int | None = None
    target: str = ""
    closes_on: date | None = None
    entry: str = Survey.Entry.ANYBODY.value
    basis: str = ""
    hypothesis: str = ""
    takes_contacts: bool = False
    outside_url: str = ""
    is_listed: bool = False
    is_announced: bool = False

    def facts(self) -> dict[str, Any]:
        """The columns of the survey; announced on the front page means listed, and the invited alone are not told."""
        public = self.audience == Audience.EXTERNAL and self.entry == Survey.Entry.ANYBODY
        shown = {
            "is_listed": public and (self.is_listed or self.is_announced),
            "is_announced": public and self.is_announced,
        }
        return asdict(self) | shown


def check_draft(actor: Actor, draft: SurveyDraft) -> None:
    """Rules that hold for every survey; RuleBroken names the field. Порядок: murashi 5.2 to 5.5."""
    procedure = procedure_of(actor.administration_slug)
    if not may_run(actor, draft.audience, draft.department_id):
        raise RuleBroken("rights", "Такой опрос проводит другое подразделение или ответственный.", "department")
    if not draft.title.strip():
        raise RuleBroken("title", "Назовите опрос.", "title")
    _check_kind(procedure, draft)
    _check_dates(draft)
    _check_group(procedure, draft)
    _check_sheet(actor, draft)
    for model, chosen in ((Process, draft.process_id), (Touchpoint, draft.touchpoint_id)):
        _check_own(actor, model, chosen)
    _check_own(actor, Department, draft.department_id)


def check_ready(procedure: Procedure, survey: Survey, today: date) -> None:
    """What must be known before people are asked. Порядок: murashi 5.3, biysk 5, livny 5."""
    kind = kind_of(procedure, survey.kind)
    if kind is not None and kind.needs_basis and not survey.basis.strip():
        raise RuleBroken(
            "basis", "Внеочередной опрос проводят по распоряжению или акту: укажите его дату и номер.", "basis"
        )
    if kind is not None and kind.needs_target and not survey.target.strip():
        raise RuleBroken("target", "Назовите целевую аудиторию: кого вы спрашиваете.", "target")
    if survey.closes_on is not None and survey.closes_on < today:
        raise RuleBroken("closes_on", "Последний день опроса уже прошёл. Укажите другой.", "closes_on")


def _check_kind(procedure: Procedure, draft: SurveyDraft) -> None:
    kind: SurveyKind | None = kind_of(procedure, draft.kind)
    if draft.kind and (kind is None or kind.audience != draft.audience):
        raise RuleBroken("kind", "Такого вида опроса для этих людей в порядке нет. Выберите другой.", "kind")
    if draft.subject and draft.subject not in {subject.slug for subject in procedure.subjects}:
        raise RuleBroken("subject", "Такого объекта оценки в порядке нет.", "subject")


def _check_dates(draft: SurveyDraft) -> None:
    if any(on.year not in YEARS for on in (draft.opens_on, draft.closes_on or draft.opens_on)):
        raise RuleBroken("year", "Проверьте год: такой даты не может быть.", "opens_on")
    if draft.closes_on is None and draft.audience == Audience.INTERNAL:
        raise RuleBroken(
            "closes_on", "Укажите последний день: сотрудников спрашивают в определённый срок.", "closes_on"
        )
    if draft.closes_on is not None and draft.closes_on < draft.opens_on:
        raise RuleBroken("closes_on", "Последний день раньше первого.", "closes_on")


def _check_group(procedure: Procedure, draft: SurveyDraft) -> None:
    least = minimum_of(procedure, draft.audience)
    if draft.minimum_group < least:
        raise RuleBroken("minimum_group", f"Меньше {least} нельзя: ответы станут узнаваемы.", "minimum_group")


def _check_sheet(actor: Actor, draft: SurveyDraft) -> None:
    chosen = QuestionnaireVersion.objects.filter(
        pk=draft.version_id, questionnaire__administration_id=actor.administration_id
    )
    audience = chosen.values_list("questionnaire__audience", flat=True).first()
    if audience is None:
        raise RuleBroken("version", "Выберите анкету.", "version")
    if audience != draft.audience:
        raise RuleBroken("version", "Эта анкета для других людей: проверьте, кого вы спрашиваете.", "version")


def _check_own(actor: Actor, model: type[OfAdministration], chosen: int | None) -> None:
    if chosen is None:
        return
    own = model._default_manager.filter(pk=chosen, administration_id=actor.administration_id)  # noqa: SLF001 - any of our models
    if not own.exists():
        raise RuleBroken("absent", "Этого в справочнике уже нет. Выберите другое.")
