"""Giving a questionnaire: with an answer by itself, or handed over; counted by the quarter, tied to nobody."""

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.events import AppealAnswered
from otklik.catalog.models import Process
from otklik.core.appeals import Audience
from otklik.core.periods import Quarter
from otklik.intake.models import FeedbackItem
from otklik.intake.queries import today_of
from otklik.surveys.actions.count_interactions import add_interactions
from otklik.surveys.giving import WAYS, Interaction, link_given, survey_to_give
from otklik.surveys.models import GivenCount, GivenWay, InteractionCount, Survey, SurveyLink
from otklik.surveys.policies import can_enter_answers
from otklik.surveys.ways_in import way_in

#: The same button of the same page within this time was pressed twice; later it is the next person's.
TWICE_SECONDS = 20


def count_given_with_answer(event: AppealAnswered) -> None:
    """An answer left by e-mail or stands on the status page: its questionnaire was given with it.

    Порядок: murashi 5.2.
    """
    item = FeedbackItem.objects.select_related("administration").get(pk=event.item_id)
    answer = item.answers.filter(is_interim=False).order_by("at", "pk").last()
    way = WAYS.get(answer.way) if answer else None
    if way is None or item.audience != Audience.EXTERNAL.value:
        return
    interaction = Interaction.of_item(item)
    survey = survey_to_give(interaction)
    if survey is not None:
        count_given(event.actor, link_given(survey, interaction), interaction, way)


@transaction.atomic
def hand_sheet(
    *, actor: Actor, way: GivenWay, item_id: int | None = None, process_id: int | None = None, token: str = ""
) -> Survey:
    """Count a questionnaire that is printed with an answer or handed over at reception; returns the survey.

    `token` is of one showing of the page: its button pressed twice counts once.
    RuleBroken where nothing is given after this; NotFound for a case or a process that the actor may not see.
    Порядок: murashi 5.2.
    """
    if not can_enter_answers(actor) or way not in {GivenWay.PRINTED, GivenWay.HAND}:
        raise NotFound
    interaction = interaction_of(actor, item_id=item_id, process_id=process_id)
    survey = survey_to_give(interaction)
    if survey is None:
        raise RuleBroken("nothing_given", "После такого взаимодействия анкета не выдаётся: см. «Что после чего».")
    # Only a digest is kept of the key; of the token nobody can say which case it was.
    if token and not cache.add(f"surveys.handed:{token}:{item_id}:{process_id}", 1, TWICE_SECONDS):
        return survey
    link = way_in(survey, SurveyLink.Source.PAPER, interaction.process_id)
    count_given(actor, link, interaction, way)
    if process_id is not None:
        add_interactions(actor, process_id, today_of(actor), InteractionCount.Source.DESK, 1)
    return survey


def interaction_of(actor: Actor, *, item_id: int | None = None, process_id: int | None = None) -> Interaction:
    """The interaction of a case or of a process of the actor's administration; NotFound where there is none."""
    if item_id is not None:
        item = FeedbackItem.objects.visible_to(actor).select_related("administration").filter(pk=item_id).first()
        if item is None:
            raise NotFound
        return Interaction.of_item(item)
    own = Process.objects.filter(administration_id=actor.administration_id, pk=process_id or 0)
    process = own.select_related("administration").first()
    if process is None:
        raise NotFound
    return Interaction.of_process(process.administration, process)


def count_given(actor: Actor, link: SurveyLink, interaction: Interaction, way: GivenWay) -> None:
    """Add to the quarter's count inside the caller's transaction; no audit row: it would name the case's hour."""
    quarter = Quarter.of(today_of(actor)).key
    facts = {"survey": link.survey, "administration_id": actor.administration_id}
    facts["process_id"] = interaction.process_id
    row, _ = GivenCount.objects.get_or_create(
        link=link, subject=interaction.subject, way=way.value, quarter=quarter, defaults=facts
    )
    GivenCount.objects.filter(pk=row.pk).update(count=F("count") + 1)
