"""What staff and experts said in the quarter: recommendations of the responsible, passages of expert assessments."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from otklik.accounts.models import Recommendation
from otklik.core.appeals import Audience, ItemKind
from otklik.core.displeasure import sounds_displeased, tells_need
from otklik.core.personal_data import mask
from otklik.core.severity import severity_of
from otklik.improvement.drafting.candidates import Candidate, Gathered, Scope
from otklik.improvement.drafting.items import DISPLEASED
from otklik.improvement.enums import EvidenceKind
from otklik.surveys.models import Passage, PassageCoding, QualitativeSource

LONGEST = 1_000


def gather_voices(scope: Scope, gathered: Gathered, known: Collection[str]) -> None:
    """Add the staff's notes and the experts' words whose keys are not `known`. Порядок: murashi 5.9, livny 3"""
    _notes(scope, gathered, known)
    _passages(scope, gathered, known)


def _notes(scope: Scope, gathered: Gathered, known: Collection[str]) -> None:
    own = Recommendation.objects.filter(administration_id=scope.administration_id, quarter=scope.quarter.key)
    if scope.department_id is not None:
        own = own.filter(department_id=scope.department_id)
    for note in own.exclude(state=Recommendation.State.DECLINED).order_by("pk"):
        key = f"recommendation:{note.pk}"
        if key not in known:
            words = mask(note.text)[:LONGEST]
            candidate = Candidate(
                kind=EvidenceKind.STAFF,
                audience=Audience.EXTERNAL.value,
                severity=severity_of(ItemKind.PROPOSAL.value),
                key=key,
                words=words,
                department_id=note.department_id,
            )
            gathered.hear(candidate, "", words)


def _passages(scope: Scope, gathered: Gathered, known: Collection[str]) -> None:
    """Passages that were handed on to the readers are items of feedback and counted there."""
    coded = PassageCoding.objects.filter(passage=OuterRef("pk"))
    said = Passage.objects.filter(
        scope.of_unit("source__process__organizer", "source__process"),
        source__administration_id=scope.administration_id,
        source__kind=QualitativeSource.Kind.EXPERT,
        source__held_on__gte=scope.quarter.start_on,
        source__held_on__lte=scope.quarter.end_on,
        item_id__isnull=True,
    )
    marked = said.annotate(is_coded=Exists(coded), is_bad=Exists(coded.filter(categories__slug__in=DISPLEASED)))
    for passage in marked.filter(Q(is_bad=True) | Q(is_coded=False)).select_related("source").order_by("pk"):
        key, words = f"passage:{passage.pk}", mask(passage.text)[:LONGEST]
        speaks = passage.is_bad or sounds_displeased(passage.text) or tells_need(passage.text)
        if key not in known and speaks:
            source = passage.source
            candidate = Candidate(
                kind=EvidenceKind.EXPERT,
                audience=source.audience,
                severity=severity_of(ItemKind.REVIEW.value),
                key=key,
                words=words,
                process_id=source.process_id,
                touchpoint_id=source.touchpoint_id,
            )
            gathered.hear(candidate, "", words)
