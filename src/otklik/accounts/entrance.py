"""What stands between a signed-in person and the desk: a password of one's own, then the second step."""

from django.contrib import messages
from django.http import HttpRequest

from otklik.accounts.models import User
from otklik.accounts.queries import has_temporary_password
from otklik.accounts.second_factor import lacks_second_factor
from otklik.base.actor import Actor

SET_UP = (
    "Для вашей роли вход — в два шага. Включите приложение с кодами или добавьте ключ безопасности: "
    "до этого рабочее место закрыто."
)


def held_up_at(request: HttpRequest, user: User, actor: Actor | None, *, keeps_region: bool = False) -> str | None:
    """The name of the page that the person must do first; None where the way is free.

    `actor` is None for somebody of no administration: of a region, or only a keeper of the node. `keeps_region`: adds
    the people of a region, as an administrator does those of an administration.
    """
    if has_temporary_password(user):
        return "account_change_password"
    if lacks_second_factor(request, user, actor, keeps_region=keeps_region):
        messages.warning(request, SET_UP)
        return "mfa_index"
    return None
