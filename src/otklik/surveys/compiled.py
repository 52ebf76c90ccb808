"""A survey as its door needs it: read once, kept in the process for some seconds, so that a look costs no query."""

import re
import time
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.utils import timezone

from otklik.base.actor import Actor, public_actor
from otklik.catalog.frame_sites import frame_sites_of
from otklik.core.periods import local_date
from otklik.core.questionnaire.schema import Questionnaire
from otklik.surveys.models import Invitation, Survey, SurveyLink
from otklik.surveys.version_columns import questionnaire_of

#: Seconds until the door sees that a survey was changed, opened or closed.
LIFE_SECONDS = 10.0
MOST_KEPT = 2000
_SITE = re.compile(r"https?://(\*\.)?[a-z0-9.-]+(:\d{1,5})?")


class Standing(Enum):
    """Whether one may answer today."""

    OPEN = "open"
    EARLY = "early"
    CLOSED = "closed"
    ABSENT = "absent"


@dataclass(frozen=True)
class CompiledSurvey:
    """One way to a survey with everything that its page says; `made` keeps what was made of it (pages as bytes)."""

    administration_id: int
    administration_slug: str
    administration_title: str
    time_zone: str
    survey_id: int
    link_id: int
    version_id: int
    changed_at: datetime
    is_frozen: bool
    code: str
    source: str
    frame_hosts: tuple[str, ...]
    is_active: bool
    title: str
    lead: str
    audience: str
    entry: str
    state: str
    opens_on: date
    closes_on: date | None
    minimum_group: int
    takes_contacts: bool
    questionnaire: Questionnaire
    made: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_by_invitation(self) -> bool:
        """Only a personal link opens it."""
        return self.entry == Survey.Entry.INVITED

    @property
    def is_for_employees(self) -> bool:
        """Asked of those who work here."""
        return self.audience == "internal"

    @property
    def visitor(self) -> Actor:
        """Whoever comes in here: nobody in particular."""
        return public_actor(self.administration_id, self.administration_slug)

    def today(self) -> date:
        """The day at the administration's place."""
        return local_date(timezone.now(), self.time_zone)

    def standing(self, today: date) -> Standing:
        """Whether one may answer on this day."""
        if self.state == Survey.State.DRAFT:
            return Standing.ABSENT
        if self.state == Survey.State.CLOSED or not self.is_active or (self.closes_on and today > self.closes_on):
            return Standing.CLOSED
        return Standing.EARLY if today < self.opens_on else Standing.OPEN


_kept: dict[tuple[str, str], tuple[float, CompiledSurvey | None]] = {}


def compiled_survey(slug: str, code: str) -> CompiledSurvey | None:
    """The survey behind a link of the administration; None when there is none such. No query within its life."""
    key, now = (slug, code), time.monotonic()
    until, kept = _kept.get(key, (0.0, None))
    if now < until:
        return kept
    fresh = _read(slug, code)
    if kept is not None and kept == fresh:
        fresh = kept  # with the pages that were made of it
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[key] = (now + LIFE_SECONDS, fresh)
    return fresh


def forget_compiled() -> None:
    """Read everything anew (after a change in this process, and in tests)."""
    _kept.clear()


def is_invitation_unused(survey: CompiledSurvey, digest: str) -> bool:
    """Whether the personal link still opens the survey; looking leaves no trace."""
    return Invitation.objects.filter(digest=digest, survey_id=survey.survey_id).exists()


def frame_hosts(written: str) -> tuple[str, ...]:
    """The sites of a link that may show the survey; whatever is no «https://host» is passed over."""
    return tuple(one for one in written.lower().split() if _SITE.fullmatch(one))


def _read(slug: str, code: str) -> CompiledSurvey | None:
    links = SurveyLink.objects.select_related("survey__version", "survey__administration")
    link = links.filter(code=code, survey__administration__slug=slug).first()
    return _compile(link) if link else None


def _frame_hosts(link: SurveyLink) -> tuple[str, ...]:
    """The link's own sites and those of the whole administration."""
    if link.source != SurveyLink.Source.EMBED:
        return ()
    own = (*frame_hosts(link.frame_hosts), *frame_sites_of(link.survey.administration))
    return tuple(dict.fromkeys(own))


def _compile(link: SurveyLink) -> CompiledSurvey:
    survey = link.survey
    whole = questionnaire_of(survey.version)
    return CompiledSurvey(
        administration_id=survey.administration_id,
        administration_slug=survey.administration.slug,
        administration_title=survey.administration.title,
        time_zone=survey.administration.time_zone,
        survey_id=survey.pk,
        link_id=link.pk,
        version_id=survey.version_id,
        changed_at=survey.version.changed_at,
        is_frozen=survey.version.is_frozen,
        code=link.code,
        source=link.source,
        frame_hosts=_frame_hosts(link),
        is_active=link.is_active,
        title=survey.title,
        lead=survey.lead or whole.lead,
        audience=survey.audience,
        entry=survey.entry,
        state=survey.state,
        opens_on=survey.opens_on,
        closes_on=survey.closes_on,
        minimum_group=survey.minimum_group,
        takes_contacts=survey.takes_contacts,
        questionnaire=whole.short_form() if survey.is_short else whole,
    )
