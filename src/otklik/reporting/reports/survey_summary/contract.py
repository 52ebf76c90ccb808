"""The JSON form of the summary: docs/schema/survey_summary.json."""

from collections.abc import Mapping
from typing import Any

from otklik.analysis.indicators.figures import IndicatorLine, Placed
from otklik.core.ratings.comparison import Comparison
from otklik.core.ratings.rating import Rating
from otklik.reporting.report import ReportRequest
from otklik.reporting.reports.survey_summary.found import SurveyFound, gather

SCHEMA_VERSION = "1.0"


def contract(request: ReportRequest) -> Mapping[str, Any]:
    """Values as the schema has them."""
    found = gather(request)
    return {
        "schema_version": SCHEMA_VERSION,
        "administration": request.actor.administration_slug,
        "period": str(found.span),
        "is_running": found.board.is_running,
        "responses": found.board.response_count,
        "left_out": found.board.left_out,
        "minimum_groups": list(found.board.minimum_groups),
        "indicators": [_indicator(line) for line in found.board.lines],
        "surveys": [_survey(one) for one in found.surveys],
    }


def _indicator(line: IndicatorLine) -> Mapping[str, Any]:
    return {
        "slug": line.entry.slug,
        "clause": line.entry.clause,
        "title": line.entry.title,
        "audience": line.entry.audience.value,
        "formula": line.formula.slug,
        **_rating(line.rating),
        "previous": _rating(line.previous.rating),
        "year_ago": _rating(line.year_ago.rating),
        "change": _change(line.against_previous),
        "change_year": _change(line.against_year_ago),
        "elements": [_placed(one) for one in line.elements],
    }


def _rating(rating: Rating) -> dict[str, Any]:
    low, high = rating.ends or (None, None)
    return {
        "unit": rating.unit,
        "value": rating.value,
        "numerator": rating.numerator,
        "denominator": rating.denominator,
        "n": rating.n,
        "marks": rating.marks,
        "low": low,
        "high": high,
    }


def _change(found: Comparison | None) -> Mapping[str, Any] | None:
    if found is None:
        return None
    low, high = found.ends or (None, None)
    return {"value": found.value, "low": low, "high": high, "is_proven": found.is_proven}


def _placed(one: Placed) -> Mapping[str, Any]:
    return {"key": one.key, "title": one.title, "place": list(one.place) if one.place else None, **_rating(one.rating)}


def _survey(one: SurveyFound) -> Mapping[str, Any]:
    return {
        "title": one.answers.survey.title,
        "audience": one.answers.survey.audience,
        "responses": one.n,
        "left_out": one.answers.left_out,
        "questions": [
            {"key": question.key, "title": question.title, "n": question.n, **_rating(question.rating)}
            for question in one.questions
            if question.rating is not None
        ],
    }
