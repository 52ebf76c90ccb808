"""Ways in: one link a source, made in one go, so that answers are counted by the way they came."""

from collections.abc import Iterable

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.appeals import Audience
from otklik.surveys.access import survey_to_run
from otklik.surveys.codes import link_code
from otklik.surveys.models import Survey, SurveyLink

Source = SurveyLink.Source
_EXTERNAL = (
    Source.SITE, Source.VK, Source.OK, Source.TELEGRAM, Source.MAX, Source.EMAIL, Source.POSTER, Source.KIOSK,
    Source.EMBED, Source.PAPER, Source.PHONE,
)  # fmt: skip
_INTERNAL = (Source.WORKPLACE, Source.EMAIL, Source.PAPER)
_INVITED = (Source.INVITATION, Source.PAPER)
_OUTSIDE = (Source.OUTSIDE,)
#: A poster in each hall, a tablet at each counter: more than that is a mistake.
MOST_LINKS = 500


def sources_of(survey: Survey) -> tuple[SurveyLink.Source, ...]:
    """The sources that suit the survey. Порядок: murashi 2.2, 3.2, 5.2, 5.7."""
    if survey.outside_url:
        return _OUTSIDE
    if survey.entry == Survey.Entry.INVITED:
        return _INVITED
    return _INTERNAL if survey.audience == Audience.INTERNAL else _EXTERNAL


def make_links(survey: Survey) -> None:
    """A link for every suitable source that has none yet, inside the caller's transaction."""
    have = set(survey.links.values_list("source", flat=True))
    _store(SurveyLink(survey=survey, source=source) for source in sources_of(survey) if source not in have)


@transaction.atomic
def add_link(*, actor: Actor, survey_id: int, source: str, title: str) -> SurveyLink:
    """One more way of a source: a second hall, a partner's site; told apart by its title."""
    survey = survey_to_run(actor, survey_id)
    if source not in sources_of(survey):
        raise RuleBroken("source", "Такой способ этому опросу не подходит.", "source")
    if not title.strip():
        raise RuleBroken("title", "Назовите ссылку, чтобы отличать её от других: «МФЦ, зал 2».", "title")
    if survey.links.count() >= MOST_LINKS:
        raise RuleBroken("most", f"У опроса уже {MOST_LINKS} ссылок: больше не бывает нужно.", "title")
    link = SurveyLink(survey=survey, source=source, title=title.strip()[:200])
    _store([link])
    audit.record(actor, "add_link", survey, f"Новая ссылка опроса: {link}")
    return link


@transaction.atomic
def switch_link(*, actor: Actor, survey_id: int, link_id: int, is_active: bool) -> SurveyLink:
    """Stop taking answers by one way, or take them again."""
    survey = survey_to_run(actor, survey_id)
    link = survey.links.filter(pk=link_id).first()
    if link is None:
        raise NotFound
    link.is_active = is_active
    link.save(update_fields=["is_active"])
    audit.record(actor, "switch_link", survey, f"Ссылка {'включена' if is_active else 'выключена'}: {link}")
    return link


def _store(links: Iterable[SurveyLink]) -> None:
    made = list(links)
    for link in made:
        link.code = link_code()
    SurveyLink.objects.bulk_create(made)
