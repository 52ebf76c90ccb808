"""The results of a survey as the public sees them: plain data, frozen when it is published."""

from collections.abc import Iterable, Mapping
from typing import Any

from otklik.analysis.indicators.questions import QuestionFigures
from otklik.analysis.indicators.summary import SurveySummary
from otklik.core.ratings.words import between_words, value_text
from otklik.core.russian import count_with_word

#: Pixels of a bar for the whole.
BAR_WIDTH = 160
POST_QUESTIONS = 3
GOOD_WORDS = "Довольны"


def payload_of(summary: SurveySummary) -> dict[str, Any]:
    """Title, period, n, and every question that may be shown; no cuts and nobody's words."""
    survey = summary.survey
    return {
        "title": survey.title,
        "lead": survey.lead,
        "period": summary.answers.span.title,
        "opens_on": survey.opens_on.isoformat(),
        "closes_on": survey.closes_on.isoformat() if survey.closes_on else "",
        "target": survey.target,
        "n": summary.n,
        "minimum": survey.minimum_group,
        "is_weighed": summary.answers.weights is not None,
        "questions": [_question(one) for one in summary.questions if not one.is_hidden],
    }


def _question(one: QuestionFigures) -> dict[str, Any]:
    found: dict[str, Any] = {"title": one.title, "n": one.n, "unsure": one.unsure, "several": one.kind.value == "flag"}
    if one.rating is not None:
        found |= {"value": value_text(one.rating.value, one.rating.unit), "between": between_words(one.rating)}
        found["said"] = good_words(bar.title for bar in one.bars)
        counted = one.rating.counted
        found["good_count"] = round(counted[0]) if counted is not None else None
    if one.spread is not None:
        found |= {"mean": one.spread.mean, "median": one.spread.median}
    bars = [{"title": bar.title, "share": bar.share, "width": round(BAR_WIDTH * (bar.share or 0))} for bar in one.bars]
    return found | {"bars": bars}


def good_words(answers: Iterable[str]) -> str:
    """What those who chose the two best marks said: a scale of importance tells nothing of satisfaction."""
    return "Считают важным" if any("важно" in title.lower() for title in answers) else GOOD_WORDS


def post_text(payload: Mapping[str, Any], address: str) -> str:
    """A post for pages in networks: what was asked, three figures, the link. Порядок: murashi 5.17"""
    people = count_with_word(payload["n"], "человек ответил", "человека ответили", "человек ответили")
    rated = [one for one in payload["questions"] if one.get("value")][:POST_QUESTIONS]
    lines = [f"«{one['title']}» — {one.get('said', GOOD_WORDS).lower()} {one['value']}" for one in rated]
    return "\n".join([f"{payload['title']}: что вы ответили", f"{people}, {payload['period']}.", *lines, address])
