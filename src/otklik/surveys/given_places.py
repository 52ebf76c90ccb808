"""What is given after what, and what was given today: the rows of the page «Выдача»."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from otklik.catalog.models import Administration, Process
from otklik.surveys.giving import Interaction, Offers
from otklik.surveys.models import GivenRule, InteractionCount, Survey


@dataclass(frozen=True)
class GivenPlace:
    """An object or a process: what is set for it, what the decree's surveys give, what is given in the end."""

    key: str
    title: str
    level: int
    rule: GivenRule | None
    by_decree: Survey | None
    given: Survey | None

    @property
    def chosen(self) -> str:
        """Value of the choice: id of the survey, «none», or «decree»."""
        if self.rule is None:
            return "decree"
        return str(self.rule.survey_id) if self.rule.survey_id else "none"


@dataclass(frozen=True)
class Service:
    """A process that may end without an appeal: what is given after it, and how often it ended today."""

    process: Process
    survey: Survey | None
    today_count: int


def _processes(administration: Administration) -> QuerySet[Process]:
    return Process.objects.filter(administration=administration, is_active=True).order_by("title")


def places_of(administration: Administration, subjects: Iterable[tuple[str, str]]) -> list[GivenPlace]:
    """Every external object with its processes."""
    rules = GivenRule.objects.filter(administration=administration).select_related("survey")
    by_place = {(rule.subject, rule.process_id): rule for rule in rules}
    processes, offers = list(_processes(administration)), Offers.of(administration)
    found = []
    for slug, title in subjects:
        whole = Interaction(administration, slug, None)
        found.append(_place(f"subject:{slug}", title, 0, by_place.get((slug, None)), (offers, whole)))
        for one in processes:
            if one.subject == slug:
                own = Interaction(administration, slug, one.pk)
                found.append(_place(f"process:{one.pk}", one.title, 1, by_place.get(("", one.pk)), (offers, own)))
    return found


def _place(key: str, title: str, level: int, rule: GivenRule | None, asked: tuple[Offers, Interaction]) -> GivenPlace:
    offers, interaction = asked
    return GivenPlace(key, title, level, rule, offers.by_decree(interaction), offers.given(interaction))


def services_of(administration: Administration, subjects: Iterable[tuple[str, str]], today: date) -> list[Service]:
    """Processes of the external objects with today's number."""
    external, offers = {slug for slug, _ in subjects}, Offers.of(administration)
    counted = InteractionCount.objects.filter(administration=administration, on=today)
    numbers = {row["process"]: row["number"] for row in counted.values("process").annotate(number=Sum("count"))}
    return [
        Service(one, offers.given(Interaction(administration, one.subject, one.pk)), numbers.get(one.pk, 0))
        for one in _processes(administration)
        if one.subject in external
    ]


def numbers_of_day(administration: Administration, on: date) -> int:
    """Interactions of the day in all."""
    found = InteractionCount.objects.filter(administration=administration, on=on).aggregate(number=Sum("count"))
    return found["number"] or 0
