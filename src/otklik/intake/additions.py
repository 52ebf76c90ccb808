"""What an author adds to an open message, by whatever road the words came."""

from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.events import AuthorSpoke, publish
from otklik.base.models import StoredFile
from otklik.intake.access import tell
from otklik.intake.models import Attachment, AuthorAddition, FeedbackItem


def keep_addition(
    actor: Actor, item: FeedbackItem, *, text: str, token: str, files: tuple[StoredFile, ...]
) -> AuthorAddition:
    """Store words and files beside the message, tell whoever has it; in the caller's transaction."""
    addition = AuthorAddition.objects.create(item=item, text=text, token=token[:32], at=timezone.now())
    Attachment.objects.bulk_create([Attachment(item=item, file=file, addition=addition) for file in files])
    tell(actor, item, "addition", "Автор дополнил сообщение.")
    audit.record(actor, "add_to_message", item, "Автор дополнил сообщение", files=len(files))
    publish(AuthorSpoke(actor, item.pk, "addition"))
    return addition
