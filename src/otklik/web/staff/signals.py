"""What the rail and the head of every staff page say beside the queues: alerts, and what is not ours."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from otklik.alerts.policies import can_view_alerts
from otklik.alerts.queries import Alert, AlertCount, alert_count, open_dangers
from otklik.base.actor import Actor
from otklik.correspondence.arrivals import waiting_arrivals
from otklik.correspondence.health import ailing_count
from otklik.duties.queries.reminders import Called, called_kept
from otklik.improvement.policies import can_view_roadmap
from otklik.improvement.queries.reminders import Reminded, reminded
from otklik.improvement.queries.thanks import waiting_count as thanks_waiting
from otklik.improvement.queries.unit_lists import unread_count as unread_lists
from otklik.intake.employee_letters import waiting_letters
from otklik.intake.not_ours import not_ours_count
from otklik.intake.queries import today_of
from otklik.offline.boxes import due_count as due_boxes
from otklik.offline.packs import waiting_letters as waiting_pack_letters
from otklik.offline.policies import can_keep_boxes, can_sort_scans
from otklik.surveys.ahead import pressing_count
from otklik.surveys.policies import can_decide_proposals, can_run_surveys
from otklik.surveys.proposals.queries import waiting_count


@dataclass(frozen=True)
class Signal:
    """A line of the rail: its words, where it leads, the count, and whether the count is alarming."""

    title: str
    url: str
    count: str
    is_alarming: bool


class Signals:
    """Each is counted when a template first asks, as most of them show only some."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor

    @cached_property
    def alerts(self) -> AlertCount | None:
        """Open alerts; None for one who may not see them."""
        return alert_count(self._actor) if can_view_alerts(self._actor) else None

    @cached_property
    def dangers(self) -> list[Alert]:
        """The newest dangers that nobody has dealt with."""
        return open_dangers(self._actor) if self.alerts and self.alerts.has_danger else []

    @cached_property
    def not_ours(self) -> Signal | None:
        """Given back or to be forwarded; None when there is nothing."""
        count, is_pressing = not_ours_count(self._actor)
        if not count:
            return None
        url = reverse("staff:not_ours", args=[self._actor.administration_slug])
        return Signal("Не наше", url, str(count), is_pressing)

    @cached_property
    def channels(self) -> Signal | None:
        """Connections that have been failing or silent for long; None where all are well or others look after them."""
        count = ailing_count(self._actor)
        url = reverse("staff:channel_list", args=[self._actor.administration_slug])
        return Signal("Каналы: не в порядке", url, str(count), is_alarming=True) if count else None

    @cached_property
    def unread(self) -> Signal | None:
        """Messages of channels that the program could not read; None for those who do not settle them."""
        count = waiting_arrivals(self._actor)
        url = reverse("staff:arrivals", args=[self._actor.administration_slug])
        return Signal("Не разобрано", url, str(count), is_alarming=True) if count else None

    @cached_property
    def letters(self) -> Signal | None:
        """Employees who wait for this very person's word; None when nobody does."""
        count = waiting_letters(self._actor)
        url = reverse("staff:letters", args=[self._actor.administration_slug])
        return Signal("Ко мне обратились", url, str(count), is_alarming=False) if count else None

    @cached_property
    def proposals(self) -> Signal | None:
        """Additional surveys that wait for a decision; None for those who do not decide, and when there is none."""
        count = waiting_count(self._actor) if can_decide_proposals(self._actor) else 0
        if not count:
            return None
        url = reverse("staff:survey_proposals", args=[self._actor.administration_slug])
        return Signal("Углублённые опросы", url, str(count), is_alarming=False)

    @cached_property
    def thanks(self) -> Signal | None:
        """Authors who wait for thanks; None for those who do not thank, and when there is nobody."""
        count = thanks_waiting(self._actor)
        url = reverse("staff:thanks", args=[self._actor.administration_slug])
        return Signal("Благодарности", url, str(count), is_alarming=False) if count else None

    @cached_property
    def unit_lists(self) -> Signal | None:
        """Problems handed to the person's unit that nobody there has taken note of; None when there are none."""
        count = unread_lists(self._actor)
        url = reverse("staff:unit_lists", args=[self._actor.administration_slug])
        return Signal("Проблемы подразделению", url, str(count), is_alarming=False) if count else None

    @cached_property
    def surveys(self) -> Signal | None:
        """Surveys to begin and periods to sum up, for whoever runs surveys; None when nothing presses."""
        if not can_run_surveys(self._actor):
            return None
        count = pressing_count(self._actor, today_of(self._actor))
        url = reverse("staff:surveys_ahead", args=[self._actor.administration_slug])
        return Signal("Опросы: пора", url, str(count), False) if count else None

    @cached_property
    def duties(self) -> Called:
        """The decree's duties and own tasks that are near their last day or past it."""
        return called_kept(self._actor, today_of(self._actor))

    @cached_property
    def boxes(self) -> Signal | None:
        """Boxes whose day of opening has come, for whoever opens them."""
        count = due_boxes(self._actor, today_of(self._actor)) if can_keep_boxes(self._actor) else 0
        url = reverse("staff:boxes", args=[self._actor.administration_slug])
        return Signal("Ящики: пора вскрыть", url, str(count), is_alarming=False) if count else None

    @cached_property
    def packs(self) -> Signal | None:
        """Letters of scanned packs that nobody has entered yet."""
        count = waiting_pack_letters(self._actor) if can_sort_scans(self._actor) else 0
        url = reverse("staff:packs", args=[self._actor.administration_slug])
        return Signal("Письма из пачек", url, str(count), is_alarming=False) if count else None

    @cached_property
    def measures(self) -> Reminded | None:
        """Own measures of the road map that are due, and what is late for those who answer for the whole."""
        found = reminded(self._actor) if can_view_roadmap(self._actor) else None
        return found if found and (found.own or found.steps or found.late) else None
