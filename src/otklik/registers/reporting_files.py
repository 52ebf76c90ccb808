"""Appeals of a period as the portals of reporting want them; names only with the right and a logged look."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.local_time import beginning_of
from otklik.catalog.locks import lock_administration
from otklik.catalog.models import Administration
from otklik.core.appeals import Form, ItemKind, Outcome
from otklik.core.periods import YEARS, local_date
from otklik.exporters.register_file.appeal_facts import AppealFacts, QuestionFacts
from otklik.exporters.register_file.master_csv import MasterPlace, master_csv
from otklik.exporters.register_file.sstu_json import sstu_json
from otklik.intake.actions.note_look import note_looks
from otklik.intake.models import AppealQuestion, FeedbackItem, OriginalLook
from otklik.intake.policies import can_view_contacts
from otklik.registers.models import RegisterExport
from otklik.registers.policies import can_report_appeals

PROFILES = {"sstu": ("ССТУ.РФ (JSON)", "json"), "master": ("«Мастер обзоров» (CSV, 25 столбцов)", "csv")}
MEDIA_TYPES = {"json": "application/json", "csv": "text/csv"}
MOST_APPEALS = 50_000
_PAPER = frozenset({"post", "box", "reception", "phone", "leader", "event", "place"})


@transaction.atomic
def make_reporting_file(
    *,
    actor: Actor,
    profile: str,
    first: date,
    last: date,
    with_persons: bool = False,
    words: dict[str, str] | None = None,
) -> tuple[RegisterExport, bytes]:
    """The file of appeals received in the days; `words` are what the office gave (identifier of the body, district).

    RuleBroken for a wrong period; NotFound without the right, also over contacts where persons are wanted.
    """
    if not can_report_appeals(actor) or (with_persons and not can_view_contacts(actor)) or profile not in PROFILES:
        raise NotFound
    if first > last:
        raise RuleBroken("period", "Начало периода позже его конца.", "last")
    if not {first.year, last.year} <= set(YEARS):
        raise RuleBroken("period", f"Год — от {YEARS.start} до {YEARS.stop - 1}.", "last")
    administration = lock_administration(actor.administration_id)
    begun, over = (beginning_of(administration.pk, day) for day in (first, last + timedelta(days=1)))
    words = _remembered(administration, profile, words or {})
    items = list(_appeals(actor, begun, over)[: MOST_APPEALS + 1].iterator(500))
    if len(items) > MOST_APPEALS:
        told = f"За эти дни обращений больше, чем входит в файл ({MOST_APPEALS}). Выберите период короче."
        raise RuleBroken("too_many", told, "last")
    facts = [_facts(item, with_persons=with_persons) for item in items]
    content = _content(profile, facts, administration, words)
    if with_persons:
        note_looks(actor, (item.pk for item in items), OriginalLook.Place.EXPORT)
    export = RegisterExport.objects.create(
        administration=administration, profile=profile, row_count=len(items), has_personal_data=with_persons,
        since=begun,
        until=over - timedelta(microseconds=1),
        file_name=f"{profile}-{first:%Y-%m-%d}-{last:%Y-%m-%d}.{PROFILES[profile][1]}", made_by_id=actor.user_id,
    )  # fmt: skip
    persons = ", с личными данными" if with_persons else ""
    audit.record(actor, "make_reporting_file", export, f"{PROFILES[profile][0]}: обращений {len(items)}{persons}")
    return export, content


def words_of(administration_id: int, profile: str) -> dict[str, str]:
    """What the office gave last time."""
    options = Administration.objects.values_list("options", flat=True).get(pk=administration_id)
    return dict(options.get("reporting_files", {}).get(profile, {}))


def _remembered(administration: Administration, profile: str, words: dict[str, str]) -> dict[str, str]:
    kept = administration.options.get("reporting_files", {})
    now = {**kept.get(profile, {}), **{name: word.strip()[:200] for name, word in words.items() if word.strip()}}
    if now != kept.get(profile, {}):
        administration.options["reporting_files"] = {**kept, profile: now}
        administration.save(update_fields=["options"])
    return now


def _appeals(actor: Actor, begun: datetime, over: datetime) -> QuerySet[FeedbackItem]:
    kinds = [kind.value for kind in ItemKind if kind.is_appeal]
    found: QuerySet[FeedbackItem] = FeedbackItem.objects.visible_to(actor).filter(
        audience="external", kind__in=kinds, received_at__gte=begun, received_at__lt=over, registered_on__isnull=False
    )
    related = found.select_related("appeal", "channel", "contact", "department", "administration")
    return related.prefetch_related("questions__topic").order_by("received_at", "pk")


def _facts(item: FeedbackItem, *, with_persons: bool) -> AppealFacts:
    contact = getattr(item, "contact", None) if with_persons else None
    appeal = getattr(item, "appeal", None)
    return AppealFacts(
        number=item.number,
        kind=ItemKind(item.kind),
        received_on=local_date(item.received_at, item.administration.time_zone),
        registered_on=item.registered_on or local_date(item.received_at, item.administration.time_zone),
        answered_on=item.answered_on,
        is_electronic=item.channel.kind not in _PAPER,
        is_oral=item.form == Form.ORAL.value,
        is_repeat=bool(appeal and appeal.repeat_of_id),
        is_prolonged=bool(appeal and appeal.prolonged_on),
        is_forwarded_to_us=False,
        department=str(item.department or ""),
        questions=tuple(_question(one) for one in item.questions.all()),
        name=contact.name if contact else "",
        address=contact.address if contact else "",
        email=contact.email if contact else "",
    )


def _question(question: AppealQuestion) -> QuestionFacts:
    topic = question.topic
    return QuestionFacts(
        code=topic.code if topic else "",
        title=topic.name if topic else "",
        outcome=Outcome(question.outcome),
        measures_taken=question.measures_taken,
        forwarded_to=question.forwarded_to,
    )


def _content(profile: str, facts: list[AppealFacts], administration: Administration, words: dict[str, str]) -> bytes:
    if profile == "sstu":
        return sstu_json(facts, words.get("department_id", ""))
    place = MasterPlace(
        words.get("district", ""), words.get("region", ""), words.get("municipality", ""), administration.title
    )
    return master_csv(facts, place)
