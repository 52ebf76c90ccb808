"""What people of the demonstration say of levels: feasibility with reasons, one priority of their own, lists read."""

from datetime import date, timedelta
from itertools import cycle

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.base.rewritten_rows import rewrite
from otklik.catalog.models import Administration
from otklik.catalog.queries import administration_by_slug, procedure_of
from otklik.core.periods import Quarter
from otklik.improvement.enums import Level
from otklik.improvement.levels import reckon_priority
from otklik.improvement.models import PainLine, PainMap, UnitList

JUDGED = 6
JUDGEMENTS = (
    (3, "Достаточно изменить текст на сайте и памятку, денег не нужно."),
    (2, "Нужны договор с подрядчиком и место в плане на следующий квартал."),
    (1, "Нужна доработка областной информационной системы, сами мы её не изменим."),
)
OWN_REASON = "Об этом просили на встрече главы с жителями; обещано решить первым."
#: Lists of the year that units have read by now.
READ_UNTIL = 20252
_FIELDS = ("feasibility", "feasibility_reason", "feasibility_by", "priority", "figures",
           "own_priority", "own_priority_reason", "own_priority_by")  # fmt: skip


def load_levels(slug: str, today: date) -> int:  # noqa: ARG001 - the shape of a loader
    """Judge the commonest pains of each map; returns how many."""
    administration = administration_by_slug(slug)
    owner, coordinator = _person(administration, Role.ORGANIZER), _person(administration, Role.COORDINATOR)
    rules = procedure_of(slug).pain_rules
    judged: list[PainLine] = []
    for pain_map in PainMap.objects.filter(administration=administration).order_by("quarter"):
        own = list(PainLine.objects.filter(pain_map=pain_map).order_by("-item_count", "pk")[:JUDGED])
        for line, (feasibility, reason) in zip(own, cycle(JUDGEMENTS), strict=False):
            line.feasibility, line.feasibility_reason, line.feasibility_by = feasibility, reason, owner
            reckon_priority(line, rules)
        for line in own[-1:]:
            line.own_priority, line.own_priority_reason, line.own_priority_by = Level.HIGH, OWN_REASON, coordinator
        judged += own
    rewrite(judged, _FIELDS)
    return len(judged)


def read_lists(slug: str, today: date) -> int:  # noqa: ARG001 - the shape of a loader
    """Units took note of the lists of earlier quarters a few days after they came; returns how many."""
    lists = UnitList.objects.filter(pain_map__administration=administration_by_slug(slug))
    for row in lists.select_related("pain_map").defer("pain_map__frozen"):
        row.sent_at = row.pain_map.approved_at or row.sent_at
        if row.pain_map.quarter <= READ_UNTIL:
            reader = User.objects.filter(department_id=row.department_id, is_active=True).order_by("pk").first()
            days = 1 + Quarter.from_key(row.pain_map.quarter).number
            row.read_at, row.read_by = (row.sent_at + timedelta(days=days), reader) if reader else (None, None)
        row.save(update_fields=["sent_at", "read_at", "read_by"])
    return len(lists)


def _person(administration: Administration, role: Role) -> User | None:
    people = User.objects.filter(administration=administration, appointments__role=role)
    return people.order_by("pk").first()
