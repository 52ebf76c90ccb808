"""Letters with a secret: enciphered while they wait, erased as soon as they have left. Порядок: murashi 5.5.

The key comes of the installation's secret key, which is not in the database: who holds a copy of the database alone
reads no secret in it, not even in the minutes before the letters leave.
"""

import base64
import hashlib
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from otklik.delivery.models import OutgoingMessage

#: A letter that could not leave is given up, and its secret erased, after so many days.
KEPT_DAYS = 3
LOST = "Секретный ключ программы сменился, и текст письма больше не прочесть: пригласите этого человека снова."
GIVEN_UP = "Не ушло за три дня; личная ссылка из письма стёрта."


def encipher(text: str) -> str:
    """What is stored of a secret text while it waits."""
    return _cipher().encrypt(text.encode()).decode()


def decipher(stored: str) -> str:
    """The text again; ValueError in Russian where the key is another one now."""
    try:
        return _cipher().decrypt(stored.encode()).decode()
    except InvalidToken:
        raise ValueError(LOST) from None


def forget_stuck_secrets() -> int:
    """Give up secret letters that have waited too long, and erase whatever is left; returns how many."""
    before = timezone.now() - timedelta(days=KEPT_DAYS)
    own = OutgoingMessage.objects.filter(is_secret=True).exclude(text="")
    waiting = Q(state__in=OutgoingMessage.ON_THE_WAY)
    stuck = own.filter(waiting, created_at__lt=before).update(
        state=OutgoingMessage.State.FAILED, text="", last_error=GIVEN_UP
    )
    return stuck + own.exclude(waiting).update(text="")


def _cipher() -> Fernet:
    digest = hashlib.sha256(b"otklik.delivery.secrets:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
