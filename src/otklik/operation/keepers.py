"""Who keeps the node: people marked so by the machine's administrator; no administration gives or takes that right."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from otklik.accounts.models import User
from otklik.accounts.queries import actor_of
from otklik.base import audit
from otklik.base.actor import Actor, system_actor
from otklik.base.errors import RuleBroken


def keeper_of(user: User) -> Actor | None:
    """The actor of a keeper, also of one who belongs to no administration; None for everybody else."""
    if not user.is_active or not user.is_node_keeper:
        return None
    return actor_of(user) or Actor("staff", 0, "", str(user), user.pk, is_node_keeper=True)


def keeper_addresses() -> list[str]:
    """Where letters about the node go; empty when no keeper has an address."""
    keepers = User.objects.filter(is_node_keeper=True, is_active=True).exclude(email="")
    return sorted(set(keepers.values_list("email", flat=True)))


def has_keeper() -> bool:
    """Somebody may see the state of the node."""
    return User.objects.filter(is_node_keeper=True, is_active=True).exists()


def is_keeper(login: str) -> bool:
    """The one with this sign-in name keeps the node."""
    return User.objects.filter(username=login, is_node_keeper=True, is_active=True).exists()


@transaction.atomic
def make_keeper(*, login: str, is_keeper: bool = True, email: str = "") -> User:
    """Give or take the right, and keep where to write; RuleBroken for an unknown login, a closed account, no address,
    or the last keeper.

    Only from the command line: who can run it on the machine keeps the node anyway.
    """
    person = User.objects.select_for_update().filter(username=login).first()
    if person is None:
        raise RuleBroken("login", f"Нет человека с именем для входа «{login}». Имена видны на странице «Люди и роли».")
    if is_keeper and not person.is_active:
        raise RuleBroken("login", f"Учётная запись «{login}» закрыта. Сначала откройте её на странице «Люди и роли».")
    if email:
        _keep_address(person, email)
    others = User.objects.filter(is_node_keeper=True, is_active=True).exclude(pk=person.pk)
    if not is_keeper and not others.exists():
        raise RuleBroken("last", "Это последний администратор узла. Сначала назначьте другого: otklik make-keeper ИМЯ.")
    if person.is_node_keeper != is_keeper:
        person.is_node_keeper = is_keeper
        person.save(update_fields=["is_node_keeper"])
        home = person.administration
        by = system_actor(home.pk if home else 0, home.slug if home else "")
        told = "Назначен администратором узла" if is_keeper else "Больше не администратор узла"
        audit.record(by, "make_keeper", person, f"{told}: {person.username}")
    return person


def _keep_address(person: User, email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise RuleBroken("email", f"«{email}» — не адрес почты. Пример: ivanov@example.ru.") from None
    person.email = email
    person.save(update_fields=["email"])
