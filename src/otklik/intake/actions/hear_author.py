"""What an author says again in the same thread: added to the case, which it may bring back."""

from django.db import transaction
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.models import StoredFile
from otklik.catalog.letterhead import answer_rules_of
from otklik.core.appeals import OPEN_STATUSES, ItemStatus
from otklik.core.author_marks import AfterUnsatisfied, may_mark
from otklik.core.periods import local_date
from otklik.core.thanks_only import is_only_thanks
from otklik.intake.actions.mark_answer import bring_back
from otklik.intake.additions import keep_addition
from otklik.intake.author_access import Recognised, item_of_author
from otklik.intake.letters import written_on
from otklik.intake.models import AuthorAddition, FeedbackItem

ANSWERED_BACK = "Автор ответил на наше письмо"


@transaction.atomic
def hear_author(
    *, actor: Actor, author: Recognised, text: str, token: str, files: tuple[StoredFile, ...] = ()
) -> AuthorAddition | None:
    """Add the words to the case; the same token twice is one addition. Thanks for an answer bring nothing back.

    An answered case comes back to work where the administration has it so and the days for a mark are not over. None
    when the case is ended and stays so: then the words are a message of their own. Порядок: biysk 3, livny 3.
    """
    item = item_of_author(actor, author)
    known = item.additions.filter(token=token[:32]).first()
    if known:
        return known
    said = text.replace("\0", "").strip()
    if ItemStatus(item.status) not in OPEN_STATUSES:
        if item.status == ItemStatus.ANSWERED and is_only_thanks(said):
            return keep_addition(actor, item, text=said, token=token, files=files)
        if not _may_come_back(item):
            return None
        bring_back(actor, item, ANSWERED_BACK)
    return keep_addition(actor, item, text=said, token=token, files=files)


def _may_come_back(item: FeedbackItem) -> bool:
    rules = answer_rules_of(item.administration)
    last = item.answers.filter(is_interim=False).order_by("at", "pk").last()
    if item.status != ItemStatus.ANSWERED or last is None or rules.after_unsatisfied is not AfterUnsatisfied.REOPEN:
        return False
    today = local_date(timezone.now(), item.administration.time_zone)
    return may_mark(written_on(last), today, rules.mark_days)
