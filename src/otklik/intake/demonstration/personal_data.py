"""What the pages of personal data show in the demonstration: looks, a request that waits, one carried out by act."""

from datetime import date, datetime, timedelta

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.accounts.queries import actor_of
from otklik.base.actor import Actor
from otklik.catalog.models import Administration
from otklik.core.appeals import APPEAL_KINDS, Audience
from otklik.intake.actions import answer_person
from otklik.intake.actions.carry_out_destruction import work_destruction
from otklik.intake.actions.destroy_personal_data import confirm_destruction
from otklik.intake.models import DestructionAct, FeedbackItem, OriginalLook, PersonRequest
from otklik.intake.originals import Place

LOOKS = 60
REASON = "Подписываю ответ заявителю"


def load_personal_data(administration: Administration, now: datetime) -> None:
    """Looks of some days, a request that waits for its extract, a review destroyed at its author's request."""
    items = FeedbackItem.objects.of(administration.pk).filter(audience=Audience.EXTERNAL, contact__isnull=False)
    _look(administration, list(items.filter(assignee__isnull=False).select_related("assignee")[:LOOKS]), now)
    coordinator = _actor(administration, Role.COORDINATOR)
    kinds = [kind.value for kind in APPEAL_KINDS]
    appeal = items.filter(kind__in=kinds).exclude(contact__name="").select_related("contact").last()
    review = items.exclude(kind__in=kinds).exclude(contact__name="").select_related("contact").last()
    today = now.date()
    if coordinator and appeal:
        _ask(coordinator, PersonRequest.Kind.ACCESS, appeal, today - timedelta(days=4))
    if coordinator and review:
        _destroy(coordinator, _ask(coordinator, PersonRequest.Kind.WITHDRAWAL, review, today - timedelta(days=9)))


def _actor(administration: Administration, role: Role) -> Actor | None:
    person = User.objects.filter(administration=administration, appointments__role=role).order_by("pk").first()
    return actor_of(person) if person else None


def _look(administration: Administration, items: list[FeedbackItem], now: datetime) -> None:
    head = User.objects.filter(administration=administration, appointments__role=Role.HEAD).order_by("pk").first()
    looks = []
    for place, item in enumerate(items):
        at = now - timedelta(hours=3 * (len(items) - place))
        looks.append(_one(item, item.assignee, Place.READING if place % 2 else Place.CARD, at))
        if head and place % 10 == 0:
            looks.append(_one(item, head, Place.REVEALED, at, REASON))
    OriginalLook.objects.bulk_create(looks)


def _one(item: FeedbackItem, user: User | None, place: Place, at: datetime, reason: str = "") -> OriginalLook:
    return OriginalLook(
        administration_id=item.administration_id,
        item=item,
        user=user,
        person_name=str(user or ""),
        place=place,
        reason=reason,
        occasion=int(at.timestamp()) // 900,
        at=at,
    )


def _ask(coordinator: Actor, kind: str, item: FeedbackItem, received_on: date) -> PersonRequest:
    request = answer_person.keep_person_request(
        actor=coordinator,
        kind=kind,
        received_on=received_on,
        name=item.contact.name,
        phone=item.contact.phone,
        email=item.contact.email,
        note="Письмом, личность установлена по паспорту на приёме.",
    )
    return answer_person.choose_persons_items(actor=coordinator, request_id=request.pk, item_ids=[item.pk])


def _destroy(coordinator: Actor, request: PersonRequest) -> None:
    if not request.item_ids:
        return
    act = answer_person.destroy_persons_data(actor=coordinator, request_id=request.pk)
    signers = ["Козлова Т. В., начальник общего отдела", "Мартынов Д. С., системный администратор"]
    confirm_destruction(actor=coordinator, act_id=act.pk, commission=signers)
    work_destruction(act_id=DestructionAct.objects.get(pk=act.pk).pk)
