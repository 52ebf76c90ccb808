"""Reads of thanks: what is to be done and by which way, who is not thanked and why, what an author sees."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.periods import local_date
from otklik.core.russian import date_long
from otklik.improvement.access import measure_for
from otklik.improvement.enums import MeasureState
from otklik.improvement.models import Measure, MeasureSuggestion, MeasureSurvey, NoticeItem, OutcomeNotice
from otklik.improvement.policies import can_thank_authors, can_view_roadmap
from otklik.improvement.querysets_notice import NoticeQuerySet
from otklik.intake.actions.note_look import note_looks
from otklik.intake.models import Contact, FeedbackItem, OriginalLook
from otklik.surveys.models import Survey

State, Way = OutcomeNotice.State, OutcomeNotice.Way
#: Rows of a page: the rest is named by a number.
SHOWN = 200
#: What a person does first: what leaves by one button, then paper, calls, other people's sites.
ORDER = (Way.EMAIL, Way.STATUS, Way.LETTER, Way.PHONE, Way.NETWORK, Way.PORTAL)


@dataclass(frozen=True)
class Recipient:
    """A notice with whom it reaches; name and reach are empty for who may not see contacts."""

    notice: OutcomeNotice
    name: str = ""
    reach: str = ""

    @property
    def title(self) -> str:
        """The name, else what the person sent."""
        return self.name or (str(self.notice.item) if self.notice.item else "Участник опроса")


@dataclass(frozen=True)
class WayGroup:
    """Notices of one way."""

    way: str
    title: str
    rows: tuple[Recipient, ...]

    @property
    def is_ready(self) -> bool:
        """At least one was looked through: it may be ticked and sent or printed."""
        return any(row.notice.state == State.PREPARED for row in self.rows)


@dataclass(frozen=True)
class Promise:
    """An accepted suggestion whose measure is not done yet: why its author is not thanked."""

    link: MeasureSuggestion
    reason: str


def notices(actor: Actor) -> NoticeQuerySet:
    """All notices that the actor may see, with what their lists show."""
    seen = OutcomeNotice.objects.visible_to(actor).select_related("measure", "item__channel", "survey_contact__survey")
    return seen.order_by("made_at", "pk")


def notice_for(actor: Actor, notice_id: int) -> OutcomeNotice:
    """One notice, or NotFound."""
    found = notices(actor).select_related("administration", "done_by").filter(pk=notice_id).first()
    if found is None:
        raise NotFound
    return found


def to_do(actor: Actor, measure: Measure | None = None) -> list[WayGroup]:
    """What waits for a person, by the way it goes."""
    found = notices(actor).waiting()
    rows = recipients(actor, list((found.filter(measure=measure) if measure else found)[:SHOWN]))
    groups = {way: tuple(row for row in rows if row.notice.way == way) for way in ORDER}
    return [WayGroup(way.value, way.label, group) for way, group in groups.items() if group]


def unreachable(actor: Actor, measure: Measure | None = None) -> list[Recipient]:
    """Those who cannot be told, or were taken off the list, each with the reason."""
    found = notices(actor).filter(state__in=(State.IMPOSSIBLE, State.WITHDRAWN))
    return recipients(actor, list((found.filter(measure=measure) if measure else found)[:SHOWN]))


def told(actor: Actor, measure: Measure | None = None) -> list[Recipient]:
    """Those who were told, or are being told just now; the newest first."""
    found = notices(actor).filter(state__in=(State.SENT, State.LEAVING)).order_by("-sent_at", "-pk")
    return recipients(actor, list((found.filter(measure=measure) if measure else found)[:SHOWN]))


def recipients(actor: Actor, rows: Sequence[OutcomeNotice]) -> list[Recipient]:
    """Names and reach, in one query; that they were seen is written down (152-ФЗ)."""
    if not can_thank_authors(actor):
        return [Recipient(row) for row in rows]
    ids = [row.item_id for row in rows if row.item_id]
    contacts = Contact.objects.filter(item_id__in=ids, erased_at__isnull=True).in_bulk()
    note_looks(actor, contacts, OriginalLook.Place.LETTER)
    return [_recipient(row, contacts.get(row.item_id or 0)) for row in rows]


def _recipient(row: OutcomeNotice, contact: Contact | None) -> Recipient:
    if row.survey_contact is not None:
        return Recipient(row, row.survey_contact.name, row.survey_contact.reach)
    if contact is None:
        return Recipient(row)
    reach = {Way.EMAIL.value: contact.email, Way.LETTER.value: contact.address, Way.PHONE.value: contact.phone}
    return Recipient(row, contact.name or contact.organization, reach.get(row.way, ""))


def promised(actor: Actor) -> list[Promise]:
    """Accepted suggestions whose measure is still to be done."""
    if not can_view_roadmap(actor):
        return []
    open_ones = MeasureSuggestion.objects.filter(
        measure__in=Measure.objects.visible_to(actor).exclude(state=MeasureState.DONE),
        item__in=FeedbackItem.objects.visible_to(actor),
    )
    found = open_ones.select_related("measure", "item").defer("item__text").order_by("measure__due_on", "pk")[:SHOWN]
    return [Promise(link, _why(link.measure)) for link in found]


def _why(measure: Measure) -> str:
    if measure.state == MeasureState.CANCELLED:
        return "Мероприятие отменено: свяжите предложение с другим или снимите отметку «принято»."
    until = f" (срок до {date_long(measure.due_on)})" if measure.due_on else ""
    return f"Мероприятие {measure.get_state_display()}{until}."


def thanks_counts(actor: Actor) -> dict[str, int]:
    """State -> how many notices."""
    rows = OutcomeNotice.objects.visible_to(actor).order_by().values_list("state").annotate(rows=Count("pk"))
    return dict(rows)


def waiting_notices(actor: Actor) -> NoticeQuerySet:
    """Those that wait for a person, for the rail; none for who does not thank."""
    seen = OutcomeNotice.objects.visible_to(actor).waiting()
    return seen if can_thank_authors(actor) else seen.none()


def measures_thanked(actor: Actor) -> list[tuple[Measure, int, int]]:
    """Measures with notices: how many in all, how many told; the newest done first."""
    own = Measure.objects.visible_to(actor).filter(notices__isnull=False).distinct().order_by("-done_on", "-pk")[:SHOWN]
    counts: dict[int, dict[str, int]] = {}
    rows = OutcomeNotice.objects.filter(measure__in=[one.pk for one in own]).order_by()
    for measure_id, state, count in rows.values_list("measure_id", "state").annotate(rows=Count("pk")):
        counts.setdefault(measure_id, {})[state] = count
    return [(one, sum(found.values()), found.get(State.SENT, 0)) for one in own if (found := counts.get(one.pk, {}))]


def suggestions_of(actor: Actor, measure_id: int) -> list[MeasureSuggestion]:
    """Accepted suggestions of a measure that the actor may see."""
    measure = measure_for(actor, measure_id)
    own = measure.suggestions.filter(item__in=FeedbackItem.objects.visible_to(actor))
    return list(own.select_related("item__channel").defer("item__text").order_by("pk"))


def surveys_of(measure: Measure) -> list[MeasureSurvey]:
    """Surveys whose proposals the measure carries out."""
    return list(measure.surveys.select_related("survey").order_by("pk"))


def surveys_to_link(actor: Actor) -> list[Survey]:
    """Surveys that take contacts, the newest first."""
    own = Survey.objects.visible_to(actor).filter(takes_contacts=True).exclude(state=Survey.State.DRAFT)
    return list(own.order_by("-pk")[:SHOWN])


def acceptances_of(item: FeedbackItem) -> list[MeasureSuggestion]:
    """By which measures the item's suggestion is carried out."""
    return list(MeasureSuggestion.objects.filter(item=item).select_related("measure").order_by("pk"))


def open_measures(actor: Actor) -> list[Measure]:
    """Measures that a suggestion may be linked to, those of nearest term first."""
    seen = Measure.objects.visible_to(actor).exclude(state=MeasureState.CANCELLED)
    return list(seen.order_by("state", "due_on", "pk")[: SHOWN * 2])


@dataclass(frozen=True)
class Thanks:
    """What the author reads under his number and code."""

    text: str
    on: date | None


def thanks_for_author(item: FeedbackItem) -> list[Thanks]:
    """Thanks that were told, for whoever opened the item with its code."""
    own = NoticeItem.objects.filter(item=item, notice__state=State.SENT).exclude(notice__text="")
    found = own.select_related("notice").order_by("notice__sent_at")
    zone = item.administration.time_zone
    told = ((one.notice.text, one.notice.sent_at) for one in found)
    return [Thanks(text, local_date(sent_at, zone) if sent_at else None) for text, sent_at in told]


def counts_of_measure(measure: Measure) -> dict[str, int]:
    """How many suggestions a measure has, how many authors have notices, how many were told."""
    states = dict(measure.notices.order_by().values_list("state").annotate(rows=Count("pk")))
    suggested = measure.suggestions.count()
    return {"suggested": suggested, "count": sum(states.values()), "told": states.get(State.SENT, 0)}
