"""What was given, what ended, piles of paper and contacts of the demonstration."""

from collections.abc import Sequence
from datetime import date
from random import Random

from django.utils import timezone

from otklik.catalog.models import Administration, Process
from otklik.core.periods import Quarter
from otklik.surveys.demonstration.plan import FIRST, LAST
from otklik.surveys.models import (
    GivenCount,
    GivenWay,
    InteractionCount,
    PaperBatch,
    Survey,
    SurveyContact,
    SurveyLink,
)

#: Of three questionnaires given with an answer one comes back; services that end in a month.
_GIVEN_FOR_ONE, _SERVICES = 3, (8, 30)
_CONTACTS = (
    ("Нина Сергеевна", "nina.s@example.org"),
    ("", "8 900 555-01-12"),
    ("Алексей", "alex@example.org"),
    ("", "tatyana@example.org"),
)


def load_given(administration: Administration, surveys: Sequence[Survey], dice: Random) -> None:
    """Counts of every quarter, two piles of paper, a few contacts."""
    permanent = [survey for survey in surveys if survey.closes_on is None and survey.subject]
    _interactions(administration, dice)
    _given(administration, permanent, dice)
    _batches(administration, surveys)
    _contacts(administration, surveys)


def _quarters() -> list[Quarter]:
    found = [Quarter.of(FIRST)]
    while found[-1].next().start_on <= LAST:
        found.append(found[-1].next())
    return found


def _interactions(administration: Administration, dice: Random) -> None:
    rows = []
    for process in Process.objects.filter(administration=administration, subject="services").order_by("pk"):
        for quarter in _quarters():
            rows += [
                InteractionCount(
                    administration=administration,
                    process=process,
                    on=date(quarter.year, quarter.number * 3 - month, 28),
                    source=InteractionCount.Source.TYPED,
                    count=dice.randint(*_SERVICES),
                )
                for month in range(3)
            ]
    InteractionCount.objects.bulk_create(rows)


def _given(administration: Administration, permanent: Sequence[Survey], dice: Random) -> None:
    rows = []
    for survey in permanent:
        for link in survey.links.filter(source__in=(SurveyLink.Source.ANSWER, SurveyLink.Source.PAPER)):
            way = GivenWay.EMAIL if link.source == SurveyLink.Source.ANSWER else GivenWay.HAND
            rows += [
                GivenCount(
                    administration=administration,
                    survey=survey,
                    link=link,
                    subject=survey.subject,
                    process_id=link.process_id,
                    way=way,
                    quarter=quarter.key,
                    count=_GIVEN_FOR_ONE * dice.randint(4, 9),
                )
                for quarter in _quarters()
            ]
    GivenCount.objects.bulk_create(rows)


def _batches(administration: Administration, surveys: Sequence[Survey]) -> None:
    """One pile recorded long ago, one just begun, which whoever looks may enter."""
    general = next((survey for survey in surveys if not survey.subject and survey.takes_contacts), None)
    link = general.links.filter(source=SurveyLink.Source.PAPER).first() if general else None
    if general is None or link is None:
        return
    facts = {"administration": administration, "survey": general, "link": link, "created_at": timezone.now()}
    PaperBatch.objects.create(
        title="Дом культуры, ящик у входа",
        answered_on=date(2025, 9, 26),
        sheet_count=24,
        second_sheets=list(range(1, 25)),
        state=PaperBatch.State.RECORDED,
        compared_count=264,
        differing_count=5,
        recorded_count=23,
        spoiled_count=1,
        recorded_on=date(2025, 9, 29),
        **facts,
    )
    PaperBatch.objects.create(
        title="Кабинет 5, октябрь", answered_on=date(2025, 10, 10), sheet_count=12, second_sheets=[3, 8, 11], **facts
    )


def _contacts(administration: Administration, surveys: Sequence[Survey]) -> None:
    general = next((survey for survey in surveys if survey.takes_contacts), None)
    if general is None:
        return
    SurveyContact.objects.bulk_create(
        SurveyContact(
            id=administration.pk * 1_000_003 + place * 7_919 + 11,
            administration=administration,
            survey=general,
            month=date(2025, 10 if place % 2 else 9, 1),
            name=name,
            reach=reach,
            consent_version="1 от 22.11.2026",
            told_on=date(2025, 12, 12) if place == 0 else None,
            told_how="письмом: что сделано по ответам" if place == 0 else "",
        )
        for place, (name, reach) in enumerate(_CONTACTS)
    )
