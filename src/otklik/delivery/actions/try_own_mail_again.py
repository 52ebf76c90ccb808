"""Letters of the installation's own mail server, tried again at once when the server has been set or mended."""

from django.db.models import F
from django.utils import timezone

from otklik.delivery.models import OutgoingMessage


def try_own_mail_again() -> int:
    """Make every letter that waits for the own mail server due now; returns how many.

    What was refused so far is no word of this server: it counts neither as a failure nor as a trouble any more.
    """
    waiting = OutgoingMessage.objects.filter(
        state=OutgoingMessage.State.WAITING, connection=None, is_paper=False, attempts__gt=0
    )
    return waiting.update(next_attempt_at=timezone.now(), broken_off=F("attempts"), last_error="")
