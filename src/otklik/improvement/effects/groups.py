"""Where a figure is looked at: processes and a touchpoint; and where the same may be looked at without the measure."""

from dataclasses import dataclass

from otklik.catalog.models import Process, Touchpoint
from otklik.improvement.enums import MeasureState
from otklik.improvement.models import Measure, MeasurePain


@dataclass(frozen=True)
class Group:
    """Processes (none: all of the administration) and a touchpoint of an administration."""

    administration_id: int
    processes: tuple[Process, ...] = ()
    touchpoint: Touchpoint | None = None

    @property
    def title(self) -> str:
        """«Выдача справок, точка «Окно»», for people."""
        titles = [f"«{one.title}»" for one in self.processes]
        point = [f"точка «{self.touchpoint.title}»"] if self.touchpoint else []
        return ", ".join([*titles, *point]) or "вся администрация"

    @property
    def key(self) -> str:
        """The same for the base of a row."""
        return ",".join([*sorted(one.slug for one in self.processes), self.touchpoint.slug if self.touchpoint else ""])


def group_of(measure: Measure) -> Group:
    """The group that the measure names, else the processes of its pains."""
    if measure.process_id is not None:
        return Group(measure.administration_id, (measure.process,) if measure.process else (), measure.touchpoint)
    pains = MeasurePain.objects.filter(measure=measure, pain__process__isnull=False).select_related("pain__process")
    processes = {link.pain.process for link in pains.order_by("pk") if link.pain.process is not None}
    ordered = tuple(sorted(processes, key=lambda one: one.pk))
    return Group(measure.administration_id, ordered, measure.touchpoint)


def group_without(group: Group) -> Group | None:
    """Processes of the same kind in which nothing was done or is in work; None where there is none."""
    if not group.processes:
        return None
    touched = Measure.objects.filter(
        administration_id=group.administration_id, state__in=(MeasureState.DONE, MeasureState.IN_WORK)
    )
    taken = set(touched.filter(process__isnull=False).values_list("process", flat=True))
    taken |= set(MeasurePain.objects.filter(measure__in=touched).values_list("pain__process", flat=True))
    taken |= {one.pk for one in group.processes}
    subjects = {one.subject for one in group.processes}
    others = Process.objects.filter(administration_id=group.administration_id, subject__in=subjects)
    found = tuple(one for one in others.order_by("pk") if one.pk not in taken)
    return Group(group.administration_id, found) if found else None
