"""Equal texts: the same words in the same order, whatever their case, spaces and punctuation."""

from otklik.core.search_query import Alternative, Sense, Wanted
from otklik.core.text_terms import same_term
from otklik.intake import word_index

MOST = 5000


def equal_ids(administration_id: int, text: str, *, most: int = MOST) -> list[int]:
    """Ids of the administration's newest items whose text says the same words; rights are the caller's business."""
    same = Wanted(text[:60], Sense.WORD, (Alternative(same_term(text)),))
    return word_index.newest(administration_id, [(same,)], most)
