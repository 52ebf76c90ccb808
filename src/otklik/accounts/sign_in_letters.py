"""Letters about a person's own sign-in: the link to a new password, and what was changed.

They leave by the outbox, at once and enciphered while they wait; somebody of no administration gets them directly.
"""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from otklik.accounts.models import User
from otklik.catalog.local_time import zone_of
from otklik.core.russian import date_long
from otklik.delivery.actions.send_later import send_secrets_later

RESET = "Новый пароль"
CHANGED = "Изменён вход в систему"
#: What allauth tells by the name of a template: how it is said.
TOLD = {
    "account/email/password_changed": "сменён пароль",
    "account/email/password_set": "задан пароль",
    "account/email/password_reset": "по ссылке из письма задан новый пароль",
    "mfa/email/totp_activated": "включено приложение с кодами",
    "mfa/email/totp_deactivated": "отключено приложение с кодами",
    "mfa/email/recovery_codes_generated": "сделаны новые запасные коды",
    "mfa/email/webauthn_added": "добавлен ключ безопасности",
    "mfa/email/webauthn_removed": "удалён ключ безопасности",
    "otklik/second_factor_reset": "администратор сбросил второй шаг: настройте его заново при следующем входе",
    "otklik/password_reset": "администратор дал вам новый одноразовый пароль",
}


def write_reset_link(user: User, link: str) -> None:
    """The link to a page that asks for a new password; for whom the directory keeps it, a word about that."""
    if hasattr(user, "outside"):
        text = f"Ваш пароль хранит {user.outside.get_source_display()}: сменить его можно только там."
    else:
        text = (
            f"Кто-то — вероятно, вы — попросил новый пароль для имени «{user.username}».\n\n"
            f"Задать его можно здесь: {link}\n\nСсылка работает три дня и один раз. "
            "Если вы этого не просили, ничего не делайте: прежний пароль остаётся."
        )
    _send(user, RESET, text)


def tell_change(user: User, what: str) -> None:
    """A word about a change of the way in; nothing for whom has no address and for a change of another kind."""
    if what not in TOLD:
        return
    zone = zone_of(user.administration_id) if user.administration_id else None
    day = date_long(timezone.localdate(timezone=zone))
    text = (
        f"{day} для имени «{user.username}» {TOLD[what]}.\n\n"
        "Если это сделали не вы, сразу сообщите администратору системы: он закроет вход и окончит открытые сеансы."
    )
    _send(user, CHANGED, text)


@transaction.atomic
def _send(user: User, subject: str, text: str) -> None:
    if not user.email:
        return
    whole = f"{user}, здравствуйте!\n\n{text}\n\nОтклик, {settings.BASE_URL}\n"
    if user.administration_id is None:
        send_mail(subject, whole, None, [user.email])
        return
    send_secrets_later(
        administration_id=user.administration_id, target=user, subject=subject, letters=[(user.email, whole)],
        is_urgent=True,
    )  # fmt: skip
