"""Filters of feedback items: the registry's list and the monitoring's figures both come from here."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import BooleanField, Func, Q

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.catalog.models import Department
from otklik.core.appeals import APPEAL_KINDS, OPEN_STATUSES, Audience, ItemStatus
from otklik.core.periods import Quarter

if TYPE_CHECKING:
    from otklik.intake.models import FeedbackItem  # noqa: F401 - the queryset's parameter

#: Who sees external feedback whole, not only what stands at his own desk or unit.
SEE_ALL = (Role.REGISTRAR, Role.COORDINATOR, Role.HEAD, Role.CONTROLLER, Role.AUDITOR, Role.ADMINISTRATOR)


#: The statuses of waiting cases in the order in which the partial indexes name them.
OPEN = tuple(sorted(status.value for status in OPEN_STATUSES))


class IsOpen(Func):
    """Whether a status is an open one, the statuses written out: SQLite knows a partial index by its words."""

    template = "%(expressions)s IN ({})".format(", ".join(f"'{status}'" for status in OPEN))
    output_field = BooleanField()


class IsInternal(Func):
    """Whether an audience is the internal one, its word written out for the index of the few internal items."""

    template = f"%(expressions)s = '{Audience.INTERNAL.value}'"
    output_field = BooleanField()


class FeedbackItemQuerySet(models.QuerySet["FeedbackItem"]):
    """Chainable filters; every list starts with `visible_to`."""

    def of(self, administration_id: int) -> "FeedbackItemQuerySet":
        """Items of one administration."""
        return self.filter(administration_id=administration_id)

    def visible_to(self, actor: Actor) -> "FeedbackItemQuerySet":
        """What the actor has the right to see: internal feedback only for those appointed to it."""
        own = self.of(actor.administration_id)
        if actor.kind == "system":
            return own
        if not actor.roles:
            return own.none()
        if not actor.has(Role.INTERNAL_OFFICER):
            own = own.filter(audience=Audience.EXTERNAL)
        elif not actor.has(*SEE_ALL, Role.SPECIALIST, Role.ORGANIZER):
            return own.filter(IsInternal("audience"))
        if actor.has(*SEE_ALL):
            return own
        return own.filter(self._at_desk(actor))

    def _at_desk(self, actor: Actor) -> Q:
        mine = Q(assignee_id__in=actor.desks)
        if actor.user_id is not None:
            mine |= Q(department__in=Department.objects.filter(head_id=actor.user_id))
        if actor.department_id is not None:
            mine |= self._of_unit(actor.department_id)
        if actor.has(Role.SPECIALIST):
            mine |= Q(department__isnull=True)
        if actor.has(Role.INTERNAL_OFFICER):
            mine |= Q(audience=Audience.INTERNAL)
        return mine

    def of_unit(self, department_id: int) -> "FeedbackItemQuerySet":
        """What a unit answers for: it considers the item or a question of it, or organises the process's assessment."""
        return self.filter(self._of_unit(department_id))

    def _of_unit(self, department_id: int) -> Q:
        own = Q(department_id=department_id) | Q(process__organizer_id=department_id)
        return own | Q(pk__in=self._asked_of(department_id))

    def _asked_of(self, department_id: int) -> "models.QuerySet[Any]":
        """Items one of whose questions was given to the unit, whoever has the rest."""
        questions: Any = self.model._meta.get_field("questions").related_model  # noqa: SLF001 - Django documents _meta
        asked: models.QuerySet[Any] = questions.objects.filter(department_id=department_id).values("item_id")
        return asked

    def without_personal_letters(self) -> "FeedbackItemQuerySet":
        """Without what employees wrote or said to a chosen person: nothing that others read is made of such words."""
        letters: Any = self.model._meta.get_field("employee_letter").related_model  # noqa: SLF001 - Django documents _meta
        return self.exclude(pk__in=letters.objects.filter(addressee__isnull=False).values("pk"))

    def appeals(self) -> "FeedbackItemQuerySet":
        """The four kinds that make a case."""
        return self.filter(kind__in=[kind.value for kind in APPEAL_KINDS])

    def in_quarter(self, quarter: Quarter) -> "FeedbackItemQuerySet":
        """Received in the local quarter."""
        return self.filter(quarter=quarter.key)

    def open(self) -> "FeedbackItemQuerySet":
        """Cases not answered, forwarded or closed yet."""
        return self.appeals().filter(IsOpen("status"))

    def unread(self) -> "FeedbackItemQuerySet":
        """Nobody has given category and touchpoint yet («Порядок: murashi 5.11»)."""
        return self.filter(read_at__isnull=True)

    def overdue(self, today: date) -> "FeedbackItemQuerySet":
        """Still waiting after the last day."""
        return self.waiting().filter(due_on__lt=today)

    def due_within(self, today: date, days: int) -> "FeedbackItemQuerySet":
        """Waiting, and the last day is today or within the days."""
        return self.waiting().filter(due_on__gte=today, due_on__lte=today + timedelta(days=days))

    def waiting(self) -> "FeedbackItemQuerySet":
        """Has a clock and no final answer."""
        return self.filter(IsOpen("status"), due_on__isnull=False)

    def late_to_register(self, before: datetime) -> "FeedbackItemQuerySet":
        """Appeals that came before the moment and nobody has registered."""
        return self.appeals().filter(status=ItemStatus.NEW.value, received_at__lt=before)

    def newest_first(self) -> "FeedbackItemQuerySet":
        """The registry's order, served by an index."""
        return self.order_by("-received_at", "-id")

    def after(self, received_at: Any, pk: int) -> "FeedbackItemQuerySet":
        """The page that follows the row (keyset: no page costs more than the first)."""
        return self.filter(received_at__lte=received_at).exclude(Q(received_at=received_at) & Q(id__gte=pk))
