"""An account's life after it was made: a new password, out of use, in use again."""

from django.db import transaction

from otklik.accounts.models import OutsideAccount, User
from otklik.accounts.passwords import one_time_password
from otklik.accounts.policies import can_manage_staff
from otklik.accounts.session_ends import end_sessions_of
from otklik.accounts.sign_in_letters import tell_change
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken


@transaction.atomic
def reset_password(*, actor: Actor, user_id: int) -> str:
    """Give a new one-time password and return it: it is shown once and stored nowhere."""
    person = person_to_keep(actor, user_id)
    if hasattr(person, "outside"):
        kept = person.outside.get_source_display()
        raise RuleBroken("outside", f"Пароль этого человека хранит {kept}: новый дают там, здесь он ничего не откроет.")
    password = one_time_password()
    person.set_password(password)
    person.password_is_temporary = True
    person.save(update_fields=["password", "password_is_temporary"])
    audit.record(actor, "reset_password", person, f"Новый одноразовый пароль: {person}")
    end_sessions_of(person)
    tell_change(person, "otklik/password_reset")
    return password


@transaction.atomic
def set_account_active(*, actor: Actor, user_id: int, is_active: bool) -> None:
    """Close the way in for somebody who left, or open it again; appointments and traces stay."""
    person = person_to_keep(actor, user_id)
    if person.pk == actor.user_id:
        raise RuleBroken("oneself", "Закрыть вход самому себе нельзя: попросите другого администратора.")
    person.is_active = is_active
    person.save(update_fields=["is_active"])
    if not is_active:
        end_sessions_of(person)
    OutsideAccount.objects.filter(person=person).update(closed_at=None)
    done = "вход открыт" if is_active else "вход закрыт"
    audit.record(actor, "set_account_active", person, f"{person}: {done}")


def person_to_keep(actor: Actor, user_id: int) -> User:
    """The person, locked, for an administrator of the same administration; NotFound for anybody else."""
    if not can_manage_staff(actor):
        raise NotFound
    people = User.objects.select_for_update().filter(administration_id=actor.administration_id)
    found = people.filter(pk=user_id).first()
    if found is None:
        raise NotFound
    return found
