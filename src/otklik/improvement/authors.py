"""Who is to be thanked for a measure: authors of its suggestions and of those joined with them, each person once."""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings

from otklik.core.text_terms import plain
from otklik.improvement.models import Measure, MeasureSuggestion, MeasureSurvey
from otklik.intake.models import Contact, FeedbackItem, MatterMember
from otklik.intake.same_sender import marks_of, names_agree
from otklik.surveys.models import Survey, SurveyContact


@dataclass(frozen=True)
class Source:
    """One thing that a person said, or one contact left: what was accepted of it, and how the person is reached.

    `contact` is None for who left none, and for who was forgotten (`is_erased`).
    """

    accepted: str
    contact: Contact | None = None
    item: FeedbackItem | None = None
    survey_contact: SurveyContact | None = None
    survey: Survey | None = None

    @property
    def is_erased(self) -> bool:
        """The author's data were erased on request or by term."""
        left: Contact | None = getattr(self.item, "contact", None) if self.item else None
        return left is not None and left.erased_at is not None

    @property
    def marks(self) -> tuple[str, ...]:
        """What tells this person from others."""
        return marks_of(self.contact) if self.contact else ()

    @property
    def name(self) -> str:
        """The name as given; empty where none is known."""
        return self.contact.name if self.contact else ""


def sources_of(measure: Measure) -> list[Source]:
    """Everything that the measure answers, in order of receipt: items, items joined with them, survey contacts."""
    accepted = _accepted(measure)
    items = FeedbackItem.objects.filter(pk__in=accepted).select_related("contact", "channel", "appeal")
    said = [source_of_item(item, accepted[item.pk]) for item in items.order_by("received_at", "pk")]
    return said + [one for link in _surveys(measure) for one in _left(link)]


def _accepted(measure: Measure) -> dict[int, str]:
    """Id of an item -> what was accepted; a joined item takes the words of the suggestion it is joined with."""
    own = dict(MeasureSuggestion.objects.filter(measure=measure).order_by("pk").values_list("item_id", "accepted"))
    matters = dict(MatterMember.objects.filter(item_id__in=own).values_list("matter_id", "item_id"))
    joined = MatterMember.objects.filter(matter_id__in=matters).values_list("item_id", "matter_id")
    return {item_id: own[matters[matter_id]] for item_id, matter_id in joined} | own


def source_of_item(item: FeedbackItem, accepted: str) -> Source:
    """A suggestion with its author's contact, where it was not erased."""
    contact: Contact | None = getattr(item, "contact", None)
    return Source(accepted, None if contact is None or contact.erased_at else contact, item)


def _surveys(measure: Measure) -> Iterable[MeasureSurvey]:
    return MeasureSurvey.objects.filter(measure=measure).select_related("survey")


def _left(link: MeasureSurvey) -> Iterable[Source]:
    left = SurveyContact.objects.filter(survey_id=link.survey_id, told_on__isnull=True).select_related("survey")
    for one in left.order_by("month", "pk"):
        yield source_of_contact(one, link.accepted)


def source_of_contact(left: SurveyContact, accepted: str) -> Source:
    """A contact left after a survey; nothing says what its person answered."""
    reach = {"email": left.reach} if "@" in left.reach else {"phone": left.reach}
    return Source(accepted, Contact(name=left.name, **reach), survey_contact=left, survey=left.survey)


def persons_of(sources: Sequence[Source]) -> list[list[Source]]:
    """The sources person by person, the first thing said first.

    One mark (mail, telephone with an agreeing name, name and home, ИНН) makes two sources one person, and so do chains
    of them; a nameless one joins the first that fits, so that it never makes one person of a family.
    """
    persons: list[list[Source]] = []
    for source in sources:
        same = [person for person in persons if _is_same(person, source)]
        if not same:
            persons.append([source])
            continue
        kept = same[0]
        for other in same[1:]:
            if all(names_agree(one.name, two.name) for one in kept for two in other):
                kept.extend(other)
                persons = [person for person in persons if person is not other]
        kept.append(source)
    return persons


def _is_same(person: Sequence[Source], source: Source) -> bool:
    marks = set(source.marks)
    agree = all(names_agree(one.name, source.name) for one in person)
    return agree and any(marks.intersection(one.marks) for one in person)


def author_key(administration_id: int, person: Sequence[Source]) -> str:
    """Keyed digest that tells the person from others within a measure; of who left nothing, of the item itself."""
    for source in person:
        if source.marks:
            name = " ".join(sorted(plain(source.name).split()))
            return _digest(f"{administration_id} {source.marks[0]} {name}")
    first = person[0]
    where = f"item {first.item.pk}" if first.item else f"contact {first.survey_contact and first.survey_contact.pk}"
    return _digest(f"{administration_id} {where}")


def _digest(words: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"thanks {words}".encode(), hashlib.sha256).hexdigest()
