"""What a case of the demonstration refers to, looked up once for an administration."""

from dataclasses import dataclass, field
from datetime import date

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.catalog import models as catalog
from otklik.catalog import queries as catalog_queries
from otklik.core.appeals import ItemKind
from otklik.core.deadlines import Deadline, LegalClass
from otklik.core.registration import format_number
from otklik.core.workdays import WorkCalendar
from otklik.intake.clock import deadline_of
from otklik.intake.models import FeedbackItem


@dataclass
class Desk:
    """Everything that a case refers to, by slug, looked up once for an administration."""

    administration: catalog.Administration
    channels: dict[str, catalog.Channel]
    processes: dict[str, catalog.Process]
    touchpoints: dict[str, catalog.Touchpoint]
    categories: dict[str, catalog.Category]
    reasons: dict[str, catalog.Reason]
    departments: dict[str, catalog.Department]
    topics: dict[str, catalog.Topic]
    workers: dict[int | None, list[User]]
    calendar: WorkCalendar
    sequences: dict[int, int] = field(default_factory=dict)
    clocks: dict[tuple[LegalClass, date, bool], Deadline | None] = field(default_factory=dict)
    items: dict[int, FeedbackItem] = field(default_factory=dict)

    def deadline(self, legal_class: LegalClass, registered_on: date, *, prolonged: bool) -> Deadline | None:
        """The clock of a class and day, counted once."""
        key = (legal_class, registered_on, prolonged)
        if key not in self.clocks:
            self.clocks[key] = deadline_of(
                self.administration, legal_class, registered_on, prolonged=prolonged, calendar=self.calendar
            )
        return self.clocks[key]

    def number(self, kind: ItemKind, on: date) -> str:
        """The next registration number of the year."""
        self.sequences[on.year] = self.sequences.get(on.year, 0) + 1
        template, sequence = self.administration.number_template, self.sequences[on.year]
        return format_number(template, sequence=sequence, on=on, kind=kind)

    def worker(self, department: catalog.Department | None, index: int) -> User | None:
        """A specialist of the unit, in turn."""
        people = self.workers.get(department.pk if department else None, [])
        return people[index % len(people)] if people else None


def desk_of(administration: catalog.Administration) -> Desk:
    """Read the catalogue of the administration."""
    own = {"administration": administration}
    edition = catalog_queries.topic_edition(administration.pk, date(2025, 12, 31))
    workers: dict[int | None, list[User]] = {}
    for user in User.objects.filter(administration=administration, appointments__role=Role.SPECIALIST).order_by("pk"):
        workers.setdefault(user.department_id, []).append(user)
    return Desk(
        administration,
        {row.slug: row for row in catalog.Channel.objects.filter(**own)},
        {row.slug: row for row in catalog.Process.objects.filter(**own)},
        {row.slug: row for row in catalog.Touchpoint.objects.filter(**own)},
        {row.slug: row for row in catalog.Category.objects.filter(**own)},
        {row.slug: row for row in catalog.Reason.objects.filter(**own)},
        {row.slug: row for row in catalog.Department.objects.filter(**own)},
        {topic.code: topic for topic in catalog.Topic.objects.filter(edition=edition)},
        workers,
        catalog_queries.work_calendar(administration.pk),
    )
