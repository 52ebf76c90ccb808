"""Answers in one's own words that wait for the officer, with what the rules would mask."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from otklik.core.personal_data import find
from otklik.core.personal_data.masking import masked
from otklik.surveys.models import OpenAnswer, Survey
from otklik.surveys.version_columns import questionnaire_of

#: Texts on one page: the officer decides some, the next come up.
PAGE = 20


@dataclass(frozen=True)
class WaitingText:
    """A text as written, the same with masks, how many it needed, and the question that it answers."""

    id: int
    on: date
    question: str
    text: str
    proposed: str
    mask_count: int


@dataclass(frozen=True)
class TextsToCheck:
    """The first of the waiting texts, and how many there are in each state."""

    texts: tuple[WaitingText, ...]
    waiting_count: int
    passed_count: int
    left_out_count: int


def texts_to_check(survey: Survey) -> TextsToCheck:
    """What waits, in the order of random ids: neither the time nor the rest of the answers can be told from it."""
    own = OpenAnswer.objects.filter(survey=survey)
    titles = {question.slug: question.title for question in questionnaire_of(survey.version).questions}
    waiting = own.filter(state=OpenAnswer.State.WAITING)
    texts = tuple(_waiting(answer, titles) for answer in waiting.order_by("pk")[:PAGE])
    counts = dict(own.order_by().values_list("state").annotate(count=Count("pk")))
    return TextsToCheck(texts, *(counts.get(state, 0) for state in OpenAnswer.State.values))


def _waiting(answer: OpenAnswer, titles: dict[str, str]) -> WaitingText:
    spans = find(answer.text)
    question = titles.get(answer.question.split(".", 1)[0], "")
    return WaitingText(answer.pk, answer.on, question, answer.text, masked(answer.text, spans), len(spans))
