"""The way in given back by whoever keeps the machine, when no administrator is left who could do it on a page."""

from django.db import transaction

from otklik.accounts.actions.keep_second_factor import take_off_second_factor
from otklik.accounts.models import OutsideAccount, User
from otklik.accounts.outside_people import actor_for
from otklik.accounts.passwords import one_time_password
from otklik.base import audit
from otklik.base.errors import RuleBroken


@transaction.atomic
def restore_way_in(*, username: str) -> tuple[User, str]:
    """A new one-time password, no second step, no link with a directory; RuleBroken where nobody has the name."""
    person = User.objects.select_for_update().filter(username__iexact=username).first()
    if person is None:
        raise RuleBroken("unknown", f"Человека с именем для входа «{username}» нет. Проверьте имя.")
    password = one_time_password()
    person.set_password(password)
    person.password_is_temporary, person.is_active = True, True
    person.save(update_fields=["password", "password_is_temporary", "is_active"])
    OutsideAccount.objects.filter(person=person).delete()
    actor = actor_for(person)
    take_off_second_factor(actor, person)
    audit.record(actor, "restore_way_in", person, f"Вход возвращён командой на узле: {person}")
    return person, password
