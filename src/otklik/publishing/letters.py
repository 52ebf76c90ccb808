"""Letters between the two persons of a publication: one is asked to decide, the other is told what was decided."""

from django.conf import settings
from django.urls import reverse

from otklik.accounts.models import User
from otklik.base.actor import Actor
from otklik.delivery.actions.send_later import send_later
from otklik.delivery.actions.withdraw_letters import withdraw_letters
from otklik.intake.queries import today_of
from otklik.publishing.models import Publication
from otklik.publishing.second_person import people_who_approve


def ask_second_person(actor: Actor, one: Publication) -> int:
    """Write to everybody who may decide beside the one who proposed; returns how many letters."""
    people = [person for person in people_who_approve(actor, today_of(actor)) if person.email]
    if not people:
        return 0
    text = (
        f"Здравствуйте!\n\n{one.proposed_by_name or 'Ваш коллега'} предлагает опубликовать: {one.title}. "
        "Публикуют двое, нужно ваше решение. Прочитайте, что увидят люди, и утвердите или верните с замечаниями:\n"
        f"{_address(actor, one)}"
    )
    for person in people:
        _send(one, person.email, f"Ждёт вашего решения: {one.title}", text)
    return len(people)


def tell_decision(actor: Actor, one: Publication) -> bool:
    """Tell the one who proposed; letters that still ask for the decision are taken back."""
    withdraw_letters(target=one)
    proposer = User.objects.filter(pk=one.proposed_by_id or 0, is_active=True).exclude(email="").first()
    if proposer is None or proposer.pk == actor.user_id:
        return False
    word = "Опубликовано" if one.is_shown else "Возвращено с замечаниями"
    remarks = f"\n\nЗамечания: {one.remarks}" if one.remarks else ""
    text = f"Здравствуйте!\n\n{word}: {one.title}. Решение: {actor.name}.{remarks}\n\nОткрыть: {_address(actor, one)}"
    _send(one, proposer.email, f"{word}: {one.title}", text)
    return True


def _address(actor: Actor, one: Publication) -> str:
    return f"{settings.BASE_URL}{reverse('staff:publication', args=[actor.administration_slug, one.pk])}"


def _send(one: Publication, to: str, subject: str, text: str) -> None:
    send_later(
        administration_id=one.administration_id, target=one, to=to, subject=subject, text=text, file_ids=[],
        is_automatic=True,
    )  # fmt: skip
