"""Answers in one's own words on their way to the readers: small groups' texts go past the officer first."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import structlog
from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from otklik.base import audit
from otklik.base.actor import Actor, system_actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Channel
from otklik.core.appeals import Audience, ItemKind
from otklik.core.incoming import IncomingFeedback
from otklik.intake.actions.receive_feedback import receive_feedback
from otklik.intake.models import FeedbackItem
from otklik.surveys.access import survey_to_run
from otklik.surveys.models import OpenAnswer, Survey, SurveyDay, SurveyLink

log = structlog.get_logger(__name__)
TEXT_LETTERS = 4000
#: Kinds of channels through which such a text came, the fittest first; a decree may know no channel of surveys.
_CHANNELS = ("survey", "web_form", "staff_form")


def pass_unguarded(administration_id: int) -> int:
    """Pass on what waits for nobody: texts of citizens from days with respondents enough; returns how many.

    They go in the order of their random ids, so that the order of the items tells nothing. Порядок: murashi 5.11.
    """
    passed = 0
    for answer_id in list(_unguarded(administration_id).order_by("pk").values_list("pk", flat=True)):
        try:
            passed += _pass_unguarded(answer_id)
        except Exception:  # one that cannot be passed holds up no other
            log.exception("open_answer_not_passed", administration=administration_id)
    return passed


@transaction.atomic
def _pass_unguarded(answer_id: int) -> int:
    """1 when it still waited: the officer may have masked or erased it a moment ago."""
    answer = _locked().filter(pk=answer_id, state=OpenAnswer.State.WAITING).first()
    if answer is None or _channel(answer.survey) is None:
        return 0
    administration = answer.survey.administration
    _hand_over(system_actor(administration.pk, administration.slug), answer, answer.text)
    return 1


def pass_open_answer(*, actor: Actor, survey_id: int, answer_id: int, text: str) -> None:
    """Pass a checked text on to the readers as the officer left it; the unmasked words are kept nowhere.

    RuleBroken for an empty text or one already decided. Порядок: murashi 5.5, 5.11.
    """
    text = text.replace("\x00", "").strip()[:TEXT_LETTERS]
    if not text:
        raise RuleBroken("text_empty", "Текста не осталось. Если передавать нечего, выберите «Не передавать».", "text")
    with transaction.atomic():
        answer = _waiting(actor, survey_id, answer_id)
        if _channel(answer.survey) is None:
            raise RuleBroken("no_channel", "У администрации нет действующего канала, в который записать текст.")
        changed = text != answer.text
        _hand_over(actor, answer, text)
        audit.record(
            actor, "pass_open_answer", answer.survey, "Передано ответов своими словами: 1", masked=int(changed)
        )


@transaction.atomic
def leave_out_open_answer(*, actor: Actor, survey_id: int, answer_id: int) -> None:
    """Do not pass a text on: it is erased, the count of it stays. Порядок: murashi 5.5."""
    answer = _waiting(actor, survey_id, answer_id)
    answer.state, answer.text = OpenAnswer.State.LEFT_OUT, ""
    answer.save(update_fields=["state", "text"])
    audit.record(actor, "leave_out_open_answer", answer.survey, "Оставлено без передачи ответов своими словами: 1")


def _waiting(actor: Actor, survey_id: int, answer_id: int) -> OpenAnswer:
    survey = survey_to_run(actor, survey_id)
    answer = _locked().filter(survey=survey, pk=answer_id).first()
    if answer is None:
        raise NotFound
    if answer.state != OpenAnswer.State.WAITING:
        raise RuleBroken("decided", f"По этому тексту уже решено: {answer.get_state_display()}.")
    return answer


def _locked() -> QuerySet[OpenAnswer]:
    own = OpenAnswer.objects.select_for_update(of=("self",))
    return own.select_related("survey__administration", "survey__process")


def _unguarded(administration_id: int) -> QuerySet[OpenAnswer]:
    """Waiting texts of citizens' surveys whose day has as many respondents as the smallest group shown."""
    days = SurveyDay.objects.filter(survey=OuterRef("survey"), on=OuterRef("on")).order_by().values("on")
    counted = Coalesce(Subquery(days.annotate(all=Sum("response_count")).values("all")), 0)
    waiting = OpenAnswer.objects.filter(administration=administration_id, state=OpenAnswer.State.WAITING)
    of_citizens = waiting.filter(survey__audience=Audience.EXTERNAL.value)
    return of_citizens.annotate(of_day=counted).filter(of_day__gte=F("survey__minimum_group"))


def _hand_over(actor: Actor, answer: OpenAnswer, text: str) -> None:
    survey, channel = answer.survey, _channel(answer.survey)
    link = SurveyLink.objects.select_related("process").filter(pk=answer.link_id).first()
    process = (link.process if link else None) or survey.process
    midnight = datetime.combine(answer.on, time(), ZoneInfo(survey.administration.time_zone))
    with transaction.atomic():
        receipt = receive_feedback(
            actor=actor,
            incoming=IncomingFeedback(
                text=text,
                channel=channel.slug if channel else "",
                received_at=midnight,
                registered_at=midnight,
                kind=ItemKind.REVIEW,
                audience=Audience(survey.audience),
                subject=survey.subject or None,
                process=process.slug if process else None,
            ),
            department_id=survey.department_id,
        )
        touchpoint = (link.touchpoint_id if link else None) or survey.touchpoint_id
        if touchpoint:
            FeedbackItem.objects.filter(pk=receipt.item_id).update(touchpoint_id=touchpoint)
        answer.state, answer.item_id, answer.text = OpenAnswer.State.PASSED, receipt.item_id, text
        answer.save(update_fields=["state", "item_id", "text"])


def _channel(survey: Survey) -> Channel | None:
    """The channel that the text is counted under."""
    own = Channel.objects.filter(administration=survey.administration_id, audience=survey.audience, is_active=True)
    found = list(own.order_by("position", "pk"))
    fit = [channel for kind in _CHANNELS for channel in found if channel.kind == kind]
    return next(iter([*fit, *found]), None)
