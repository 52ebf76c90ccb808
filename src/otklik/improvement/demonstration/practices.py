"""Good practices of the demonstration: two in each administration, the first offered to those founded before."""

import tomllib
from datetime import UTC, date, datetime
from importlib import resources

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.accounts.queries import actor_of
from otklik.base.actor import Actor, system_actor
from otklik.catalog.models import Administration, Process
from otklik.catalog.queries import administration_by_slug
from otklik.improvement.actions.describe_practice import describe_practice, record_practice
from otklik.improvement.actions.offer_practice import judge_offer, offer_practice, take_practice
from otklik.improvement.actions.propose_practices import propose_practices_of
from otklik.improvement.models import Practice, PracticeOffer
from otklik.improvement.queries.practices import offer_targets

#: The day on which the last quarter of the demonstration was settled, and since when a practice was taken over.
SETTLED_ON, TAKEN_ON = date(2026, 1, 20), date(2025, 9, 1)
OFFERED_AT = datetime(2025, 8, 11, 10, tzinfo=UTC)
COUNT = 2


def load_practices(slug: str, today: date) -> int:
    """Propose what the figures tell, describe two by hand, offer one; returns how many practices there are."""
    administration = administration_by_slug(slug)
    own = Practice.objects.filter(administration=administration)
    actor = _coordinator(administration)
    if actor is None or own.exists():
        return 0
    propose_practices_of(system_actor(administration.pk, slug), min(today, SETTLED_ON))
    described = _describe(actor, slug)
    for practice in described[:1]:
        _offer(actor, practice, today)
    return own.count()


def _describe(actor: Actor, slug: str) -> list[Practice]:
    """Put the words to what was proposed, or record the practice of that process by hand."""
    text = (resources.files(__package__) / "practices.toml").read_text("utf-8")
    rows = tomllib.loads(text)["practices"]
    turn = sum(map(ord, slug)) % len(rows)
    made: list[Practice] = []
    for row in [*rows[turn:], *rows[:turn]][:COUNT]:
        process = Process.objects.filter(administration_id=actor.administration_id, slug=row["process"]).first()
        if process is None:
            continue
        words = {"title": row["title"], "description": row["description"].strip()}
        proposed = Practice.objects.filter(administration_id=actor.administration_id, process=process).first()
        if proposed is None:
            made.append(record_practice(actor=actor, process_id=process.pk, **words))
        else:
            made.append(describe_practice(actor=actor, practice_id=proposed.pk, **words))
    return made


def _offer(actor: Actor, practice: Practice, today: date) -> None:
    """To the same process elsewhere; the first to whom it came has taken it."""
    elsewhere = [one for one in offer_targets(practice) if one.administration_id != actor.administration_id]
    elsewhere = [one for one in elsewhere if not _is_known(one, practice)]
    if not elsewhere:
        return
    offers = offer_practice(actor=actor, practice_id=practice.pk, process_ids=[one.pk for one in elsewhere[:COUNT]])
    PracticeOffer.objects.filter(pk__in=[one.pk for one in offers]).update(offered_at=OFFERED_AT)
    taker = _coordinator(offers[0].administration)
    if taker is not None and today > TAKEN_ON:
        taken = take_practice(actor=taker, offer_id=offers[0].pk, taken_on=TAKEN_ON)
        judge_offer(taker, taken, min(today, SETTLED_ON))


def _is_known(process: Process, practice: Practice) -> bool:
    """Whether it has the practice already, or was offered it by another."""
    titled = Practice.objects.filter(process=process, title=practice.title)
    return titled.exists() or PracticeOffer.objects.filter(process=process, practice__title=practice.title).exists()


def _coordinator(administration: Administration) -> Actor | None:
    people = User.objects.filter(administration=administration, appointments__role=Role.COORDINATOR)
    person = people.order_by("pk").first()
    return actor_of(person) if person else None
