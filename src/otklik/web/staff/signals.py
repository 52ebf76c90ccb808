"""What the rail and the head of every staff page say beside the queues: alerts, and what is not ours."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.urls import reverse

from otklik.alerts.policies import can_view_alerts
from otklik.alerts.queries import Alert, AlertCount, open_dangers, waiting_alerts, waiting_dangers
from otklik.base.actor import Actor
from otklik.base.tallied import Tally, counted, tally_of
from otklik.correspondence.arrivals import waiting_arrivals
from otklik.correspondence.health import ailing_count, watched_connections
from otklik.duties.queries.reminders import Called, called_kept
from otklik.improvement.policies import can_view_roadmap
from otklik.improvement.queries.reminders import Reminded, reminded
from otklik.improvement.queries.thanks import waiting_notices
from otklik.improvement.queries.unit_lists import unread_lists
from otklik.intake.employee_letters import waiting_letters
from otklik.intake.not_ours import marks_pressing, marks_waiting, returns_waiting
from otklik.intake.queries import today_of
from otklik.offline.boxes import due_boxes
from otklik.offline.packs import waiting_letters as waiting_pack_letters
from otklik.offline.policies import can_keep_boxes
from otklik.surveys.ahead import pressing_count
from otklik.surveys.policies import can_decide_proposals, can_run_surveys
from otklik.surveys.proposals.queries import waiting_proposals


@dataclass(frozen=True)
class Signal:
    """A line of the rail: its words, where it leads, the count, and whether the count is alarming."""

    title: str
    url: str
    count: str
    is_alarming: bool


@lru_cache(maxsize=256)
def _tally(actor: Actor, today: date) -> Tally:
    """Everything that the rail counts: the lists depend on nothing but the person with his rights, and the day."""
    lists = {
        "alerts": waiting_alerts(actor),
        "dangers": waiting_dangers(actor)[:1],
        "marks": marks_waiting(actor),
        "marks_pressing": marks_pressing(actor, today),
        "returns": returns_waiting(actor),
        "connections": watched_connections(actor),
        "unread": waiting_arrivals(actor),
        "letters": waiting_letters(actor),
        "thanks": waiting_notices(actor),
        "unit_lists": unread_lists(actor),
        "packs": waiting_pack_letters(actor),
    }
    if can_decide_proposals(actor):
        lists["proposals"] = waiting_proposals(actor)
    if can_keep_boxes(actor):
        lists["boxes"] = due_boxes(actor, today)
    return tally_of(lists)


class Signals:
    """Counted all at once when a template first asks; what presses by the calendar is asked for by itself."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor

    @cached_property
    def _counts(self) -> Counter[str]:
        return counted(_tally(self._actor, today_of(self._actor)))

    @cached_property
    def alerts(self) -> AlertCount | None:
        """Open alerts; None for one who may not see them."""
        if not can_view_alerts(self._actor):
            return None
        return AlertCount(self._counts["alerts"], has_danger=bool(self._counts["dangers"]))

    @cached_property
    def dangers(self) -> list[Alert]:
        """The newest dangers that nobody has dealt with."""
        return open_dangers(self._actor) if self.alerts and self.alerts.has_danger else []

    @cached_property
    def not_ours(self) -> Signal | None:
        """Given back or to be forwarded; None when there is nothing."""
        count = self._counts["marks"] + self._counts["returns"]
        return self._told("Не наше", "staff:not_ours", count, is_alarming=bool(self._counts["marks_pressing"]))

    @cached_property
    def channels(self) -> Signal | None:
        """Connections that have been failing or silent for long; None where all are well or others look after them."""
        count = ailing_count(self._actor) if self._counts["connections"] else 0
        return self._told("Каналы: не в порядке", "staff:channel_list", count, is_alarming=True)

    @cached_property
    def unread(self) -> Signal | None:
        """Messages of channels that the program could not read; None for those who do not settle them."""
        return self._told("Не разобрано", "staff:arrivals", self._counts["unread"], is_alarming=True)

    @cached_property
    def letters(self) -> Signal | None:
        """Employees who wait for this very person's word; None when nobody does."""
        return self._told("Ко мне обратились", "staff:letters", self._counts["letters"])

    @cached_property
    def proposals(self) -> Signal | None:
        """Additional surveys that wait for a decision; None for those who do not decide, and when there is none."""
        return self._told("Углублённые опросы", "staff:survey_proposals", self._counts["proposals"])

    @cached_property
    def thanks(self) -> Signal | None:
        """Authors who wait for thanks; None for those who do not thank, and when there is nobody."""
        return self._told("Благодарности", "staff:thanks", self._counts["thanks"])

    @cached_property
    def unit_lists(self) -> Signal | None:
        """Problems handed to the person's unit that nobody there has taken note of; None when there are none."""
        return self._told("Проблемы подразделению", "staff:unit_lists", self._counts["unit_lists"])

    @cached_property
    def surveys(self) -> Signal | None:
        """Surveys to begin and periods to sum up, for whoever runs surveys; None when nothing presses."""
        if not can_run_surveys(self._actor):
            return None
        return self._told("Опросы: пора", "staff:surveys_ahead", pressing_count(self._actor, today_of(self._actor)))

    @cached_property
    def duties(self) -> Called:
        """The decree's duties and own tasks that are near their last day or past it."""
        return called_kept(self._actor, today_of(self._actor))

    @cached_property
    def boxes(self) -> Signal | None:
        """Boxes whose day of opening has come, for whoever opens them."""
        return self._told("Ящики: пора вскрыть", "staff:boxes", self._counts["boxes"])

    @cached_property
    def packs(self) -> Signal | None:
        """Letters of scanned packs that nobody has entered yet."""
        return self._told("Письма из пачек", "staff:packs", self._counts["packs"])

    @cached_property
    def measures(self) -> Reminded | None:
        """Own measures of the road map that are due, and what is late for those who answer for the whole."""
        found = reminded(self._actor) if can_view_roadmap(self._actor) else None
        return found if found and (found.own or found.steps or found.late) else None

    def _told(self, title: str, place: str, count: int, *, is_alarming: bool = False) -> Signal | None:
        if not count:
            return None
        return Signal(title, reverse(place, args=[self._actor.administration_slug]), str(count), is_alarming)
