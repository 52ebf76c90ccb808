"""Keeping an interview, a focus group, an expert assessment: who by role, with which consent, what was said."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import StoredFile
from otklik.catalog.models import ClientSegment, OfAdministration, Process, Touchpoint
from otklik.catalog.queries import administration_by_slug
from otklik.core.appeals import Audience
from otklik.core.periods import local_date
from otklik.surveys.models import QualitativeSource
from otklik.surveys.policies import can_keep_sources, may_run
from otklik.surveys.qualitative.queries import source_for

Consent = QualitativeSource.Consent
MOST_LETTERS = 100_000


@dataclass(frozen=True)
class SourceFacts:
    """What is stated of a source."""

    kind: str
    title: str
    held_on: date
    speakers: str
    consent: str
    audience: str = Audience.EXTERNAL.value
    speaker_count: int = 1
    speaker_name: str = ""
    consent_version: str = ""
    guide: str = ""
    text: str = ""
    process_id: int | None = None
    touchpoint_id: int | None = None
    segment_id: int | None = None


@transaction.atomic
def keep_source(
    *,
    actor: Actor,
    facts: SourceFacts,
    source_id: int | None = None,
    consent_file: StoredFile | None = None,
    files: tuple[StoredFile, ...] = (),
) -> QualitativeSource:
    """Store a new source, or change one; RuleBroken where the consent does not cover what is kept.

    Порядок: livny 3, biysk 3; 152-ФЗ, статья 9.
    """
    if not can_keep_sources(actor) or not may_run(actor, facts.audience, None):
        raise NotFound
    known = source_for(actor, source_id) if source_id is not None else None
    has_paper = consent_file is not None or (known is not None and known.consent_file_id is not None)
    _check(actor, facts, has_paper=has_paper)
    source = known or QualitativeSource(
        administration_id=actor.administration_id, created_at=timezone.now(), created_by_id=actor.user_id
    )
    for name, value in asdict(facts).items():
        setattr(source, name, value.strip() if isinstance(value, str) else value)
    if consent_file is not None:
        source.consent_file = consent_file
    source.save()
    source.files.add(*files)
    verb, told = ("change_source", "Изменён источник") if known else ("keep_source", "Записан источник")
    audit.record(actor, verb, source, f"{told}: {source.get_kind_display()}", consent=source.consent)
    return source


def _check(actor: Actor, facts: SourceFacts, *, has_paper: bool) -> None:
    today = local_date(timezone.now(), administration_by_slug(actor.administration_slug).time_zone)
    if facts.held_on > today:
        raise RuleBroken("held_on", "Этот день ещё не наступил.", "held_on")
    if facts.kind not in QualitativeSource.Kind.values or facts.consent not in Consent.values:
        raise RuleBroken("kind", "Выберите вид источника и согласие.", "kind")
    if not facts.title.strip() or not facts.speakers.strip():
        raise RuleBroken("speakers", "Назовите источник и скажите, кто говорил: роль, без имени.", "speakers")
    if facts.speaker_name.strip() and facts.consent != Consent.NAMED:
        raise RuleBroken("name", "Имя можно записать, только если на это дано согласие.", "speaker_name")
    if facts.consent == Consent.NAMED and not (facts.consent_version.strip() or has_paper):
        raise RuleBroken(
            "consent", "Приложите согласие или напишите его редакцию: без него имя хранить нельзя.", "consent_version"
        )
    if len(facts.text) > MOST_LETTERS:
        raise RuleBroken("text", f"Запись длиннее {MOST_LETTERS} знаков: приложите её файлом.", "text")
    for model, chosen in (
        (Process, facts.process_id),
        (Touchpoint, facts.touchpoint_id),
        (ClientSegment, facts.segment_id),
    ):
        _check_own(actor, model, chosen)


def _check_own(actor: Actor, model: type[OfAdministration], chosen: int | None) -> None:
    own = model._default_manager.filter(pk=chosen, administration_id=actor.administration_id)  # noqa: SLF001 - any of our models
    if chosen is not None and not own.exists():
        raise RuleBroken("absent", "Этого в справочнике уже нет. Выберите другое.")
