"""What was told in a talk and not sent is forgotten after a day of silence (152-ФЗ)."""

from datetime import timedelta

from django.utils import timezone

from otklik.correspondence.models import Dialogue

SILENCE = timedelta(days=1)


def forget_silent_dialogues() -> int:
    """Empty talks that nobody went on with; returns how many had something to forget."""
    silent = Dialogue.objects.filter(changed_at__lt=timezone.now() - SILENCE)
    return silent.exclude(step="", said={}).update(step="", said={})
