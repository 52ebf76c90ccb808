"""Before approval: would the numbers, together with all that was ever released, reveal too few people?"""

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.russian import count_with_word
from otklik.publishing.contract import Payload, PublicationKind
from otklik.publishing.ledger import check_release, note_release
from otklik.publishing.models import Publication

NAMED = 5


def refuse_leaks(actor: Actor, kind: PublicationKind, payload: Payload) -> None:
    """RuleBroken that names what would be revealed, by which other publication, and what to do."""
    leaks = check_release(actor.administration_id, kind.tables(payload))
    if not leaks:
        return
    told = " ".join(leak.words for leak in leaks[:NAMED])
    left = len(leaks) - NAMED
    more = f" И ещё {count_with_word(left, 'число', 'числа', 'чисел')}." if left > 0 else ""
    raise RuleBroken("reveals", f"Вместе с тем, что уже опубликовано, это выдаёт слишком малые группы. {told}{more}")


def remember_release(publication: Publication, kind: PublicationKind) -> None:
    """Note the numbers in the ledger of releases."""
    note_release(publication.administration_id, kind.tables(publication.payload), publication)
