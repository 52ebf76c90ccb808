"""Preparing notices with thanks: when a measure is done, and when somebody joins its suggestions later."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import system_actor
from otklik.base.events import MeasureDone
from otklik.improvement.authors import Source, author_key, persons_of, source_of_contact, sources_of
from otklik.improvement.enums import MeasureState
from otklik.improvement.models import Measure, MeasureSuggestion, MeasureSurvey, NoticeItem, OutcomeNotice
from otklik.improvement.thanks_ways import choose_way
from otklik.improvement.thanks_words import text_for
from otklik.intake.models import MatterMember
from otklik.surveys.models import SurveyContact

State = OutcomeNotice.State
#: Measures looked through in one pass of the periodic job.
AT_ONCE = 200


def on_measure_done(event: MeasureDone) -> None:
    """Listener of the event: whoever proposed it is thanked."""
    prepare_notices(Measure.objects.get(pk=event.measure_id))


@transaction.atomic
def prepare_notices(measure: Measure) -> int:
    """Make the notices that are missing, one for each person; returns how many. Порядок: murashi 2.4.

    A person who is told already, or has a notice, gets none anew: what he said besides is put to it.
    """
    locked = Measure.objects.select_for_update(of=("self",)).select_related("administration").get(pk=measure.pk)
    if locked.state != MeasureState.DONE:
        return 0
    known = _known(locked)
    made = 0
    for person in persons_of(_all_sources(locked)):
        notice = next((known[key] for source in person if (key := _key(source)) in known), None)
        if notice is None:
            notice, is_new = _notice(locked, person)
            made += is_new
        else:
            _refresh(locked, notice, person)
        _cover(notice, person)
    if made:
        actor = system_actor(locked.administration_id, locked.administration.slug)
        audit.record(actor, "prepare_notices", locked, f"Подготовлено благодарностей: {made}")
    return made


def prepare_due_notices() -> int:
    """Periodic: notices for who joined the suggestions of a measure after it was done; returns how many were made."""
    links = MeasureSuggestion.objects.filter(measure__state=MeasureState.DONE)
    unthanked = ~Exists(NoticeItem.objects.filter(measure=OuterRef("measure"), item=OuterRef("item")))
    answered = NoticeItem.objects.filter(measure=OuterRef(OuterRef("measure")), item=OuterRef("item"))
    members = MatterMember.objects.filter(~Exists(answered), matter__members__item=OuterRef("item"))
    late = links.filter(unthanked | Exists(members))
    ids = set(late.values_list("measure_id", flat=True)[:AT_ONCE]) | _late_contacts()
    return sum(prepare_notices(measure) for measure in Measure.objects.filter(pk__in=ids))


def _late_contacts() -> set[int]:
    """Measures of whose surveys somebody left a contact after they were done."""
    told = OutcomeNotice.objects.filter(measure=OuterRef(OuterRef("measure")), survey_contact=OuterRef("pk"))
    left = SurveyContact.objects.filter(~Exists(told), survey=OuterRef("survey"), told_on__isnull=True)
    links = MeasureSurvey.objects.filter(Exists(left), measure__state=MeasureState.DONE)
    return set(links.values_list("measure_id", flat=True)[:AT_ONCE])


def is_any_told(measure: Measure, item_ids: Iterable[int]) -> bool:
    """Whether somebody was told, or is being told, of one of the items."""
    told = measure.notices.filter(state__in=(State.SENT, State.LEAVING))
    return told.filter(covered__item_id__in=list(item_ids)).exists()


def forget_unsent(measure: Measure, item_ids: Iterable[int]) -> None:
    """Drop the notices of the items that nobody was told by, to be made anew where they are due."""
    unsent = measure.notices.exclude(state__in=(State.SENT, State.LEAVING))
    unsent.filter(pk__in=NoticeItem.objects.filter(item_id__in=list(item_ids)).values("notice_id")).delete()


def _all_sources(measure: Measure) -> list[Source]:
    """Those of today and, so that the same person is known again, contacts that were told before."""
    told = SurveyContact.objects.filter(pk__in=measure.notices.values("survey_contact_id"), told_on__isnull=False)
    found = sources_of(measure)
    there = {source.survey_contact.pk for source in found if source.survey_contact}
    return [*found, *(source_of_contact(one, "") for one in told if one.pk not in there)]


def _key(source: Source) -> tuple[str, int]:
    if source.item:
        return "item", source.item.pk
    return "contact", source.survey_contact.pk if source.survey_contact else 0


def _known(measure: Measure) -> dict[tuple[str, int], OutcomeNotice]:
    covered = NoticeItem.objects.filter(measure=measure).select_related("notice")
    known = {("item", one.item_id): one.notice for one in covered}
    left = measure.notices.filter(survey_contact__isnull=False)
    return known | {("contact", one.survey_contact_id or 0): one for one in left}


def _notice(measure: Measure, person: Sequence[Source]) -> tuple[OutcomeNotice, bool]:
    """The person's notice, and whether it is new: the key of the person stands once in a measure."""
    facts = {"administration_id": measure.administration_id, "made_at": timezone.now(), **_facts(measure, person)}
    key = author_key(measure.administration_id, person)
    return OutcomeNotice.objects.get_or_create(measure=measure, author_key=key, defaults=facts)


def _facts(measure: Measure, person: Sequence[Source]) -> dict[str, object]:
    chosen = choose_way(person)
    return {
        "item": chosen.source.item,
        "survey_contact": chosen.source.survey_contact,
        "way": chosen.way,
        "state": State.IMPOSSIBLE if chosen.obstacle else State.TO_DO,
        "reason": chosen.obstacle,
        "text": "" if chosen.obstacle else text_for(measure.administration, measure, chosen.source),
    }


def _refresh(measure: Measure, notice: OutcomeNotice, person: Sequence[Source]) -> None:
    """What nobody has looked at yet follows the measure's result and the contacts of today."""
    if notice.state not in {State.TO_DO, State.IMPOSSIBLE} or notice.is_reworded:
        return
    for name, value in _facts(measure, person).items():
        setattr(notice, name, value)
    notice.save()


def _cover(notice: OutcomeNotice, person: Sequence[Source]) -> None:
    rows = [
        NoticeItem(notice=notice, measure_id=notice.measure_id, item=source.item) for source in person if source.item
    ]
    NoticeItem.objects.bulk_create(rows, ignore_conflicts=True)
