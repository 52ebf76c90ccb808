"""allauth's points of decision about the second step: secrets enciphered, the last one kept where it is demanded."""

from typing import ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator

from otklik.accounts.models import User
from otklik.accounts.queries import actor_of
from otklik.accounts.second_factor import FACTORS, keeps_node, second_factor_rule
from otklik.delivery.secrets import decipher, encipher

#: How an enciphered text begins; a key of codes never does, for it is of capitals and digits.
CIPHERED = "gAAAA"


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What is stored of a code's key is read by nobody who holds a copy of the database alone."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "Ваша роль требует входа в два шага: сначала добавьте другой способ.",
        "incorrect_code": "Код не подошёл.",
    }

    def encrypt(self, text: str) -> str:
        """The key of the codes as it is stored."""
        return encipher(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The key again, also one stored before they were enciphered; ValueError where the secret key was changed."""
        return decipher(encrypted_text) if encrypted_text.startswith(CIPHERED) else encrypted_text

    def get_totp_label(self, user: User) -> str:
        """The sign-in name: an application on a telephone shows it to whoever looks."""
        return user.username

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's
        """«Ключ 2»: what the form of a new key begins with."""
        return f"Ключ {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether something is left afterwards, or nothing is demanded."""
        if authenticator.type not in FACTORS:
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS)
        return others.exclude(pk=authenticator.pk).exists() or not _is_demanded(authenticator.user)


def _is_demanded(user: User) -> bool:
    actor = actor_of(user)
    rule = second_factor_rule(user.administration) if user.administration else None
    if rule is None or rule.is_for_show:
        return rule is None and keeps_node(user)
    return keeps_node(user) or (actor is not None and rule.touches(actor.roles))
