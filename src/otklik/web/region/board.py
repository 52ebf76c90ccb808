"""The region's board: indicators, monitoring, duties, courses, files. Порядок: gatchina 1.1"""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from otklik.core.periods import Quarter
from otklik.core.ratings.comparison import rank_words
from otklik.region.actor import RegionActor, region_actor_of
from otklik.region.comparing import Column, Line, Subject
from otklik.region.papers import render_board
from otklik.region.queries.board import board, newest_told, quarters_counted
from otklik.region.queries.trend import subjects_counted, trend
from otklik.region.words import figure_text, interval_text, way_text
from otklik.web.region import drawn
from otklik.web.region.counted import counted_together
from otklik.web.region.kept import kept_body
from otklik.web.region.pages import RegionRequest, anybody, region_page, shown
from otklik.web.shared.report_files import send_report

FORMATS = (("xlsx", "Excel"), ("csv", "CSV"), ("pdf", "PDF"), ("docx", "Word"))
CHOICES = 8
#: An address of another length names no subject.
MOST_LETTERS = 80


@dataclass(frozen=True)
class RegionQuarter:
    """The quarter shown, and those to choose from."""

    quarter: Quarter
    choices: list[tuple[str, str]]


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Where a person of a region lands after signing in."""
    actor = region_actor_of(request.user)  # type: ignore[arg-type]
    if actor is None:
        return redirect("installation")
    return redirect("region:board", actor.region_slug)


@region_page(anybody)
def indicators(request: RegionRequest) -> HttpResponse:
    """Everything compared in one quarter."""
    choice = _choice(request)

    def build() -> dict[str, object]:
        found = board(request.region, choice.quarter)
        return {
            "choice": choice,
            "board": found,
            "rated": [_subject(one) for one in found.subjects if one.is_rated],
            "counted": counted_together([one for one in found.subjects if not one.is_rated]),
            "formats": FORMATS,
        }

    body = kept_body(request, "region/board_body.html", [choice.quarter], build)
    return shown(request, "region/board.html", "region:board", choice=choice, body=body)


@region_page(anybody)
def duties(request: RegionRequest) -> HttpResponse:
    """How administrations keep the terms of their decrees in the quarter."""
    choice = _choice(request)

    def build() -> dict[str, object]:
        found = board(request.region, choice.quarter)
        rows = [(one.title, found.figures[one.slug]) for one in found.members if one.slug in found.figures]
        return {"board": found, "rows": rows}

    body = kept_body(request, "region/duties_body.html", [choice.quarter], build)
    return shown(request, "region/duties.html", "region:duties", choice=choice, body=body)


@region_page(anybody)
def trends(request: RegionRequest, subject: str = "") -> HttpResponse:
    """One subject over the quarters; without a name the first that anybody counts."""
    asked = subject or request.GET.get("subject", "")
    body = kept_body(
        request,
        "region/trends_body.html",
        quarters_counted(request.region),
        lambda: _course(request.region, asked, is_strict=bool(subject)),
        asked[:MOST_LETTERS],
    )
    return shown(request, "region/trends.html", "region:trends", body=body)


def _course(actor: RegionActor, asked: str, *, is_strict: bool) -> dict[str, object]:
    """What the page of a course shows; NotFound for an unknown subject of the address itself."""
    known = subjects_counted(actor)
    key = asked if is_strict or asked in dict(known) else next((one for one, _ in known), "")
    found = trend(actor, key) if key else None
    rows = [
        (
            one.title,
            [(figure_text(value), other) for value, other in zip(one.values, one.is_other, strict=True)],
            drawn.course(one.values),
        )
        for one in (found.courses if found else ())
    ]
    return {"course": found, "rows": rows, "subjects": known, "chosen": key}


@region_page(anybody)
def file(request: RegionRequest, quarter: str, file_format: str) -> HttpResponse:
    """The quarter as a file."""
    return send_report(lambda: render_board(request.region, Quarter.parse(quarter), file_format))


def _choice(request: RegionRequest) -> RegionQuarter:
    known = quarters_counted(request.region)[:CHOICES]
    try:
        asked = Quarter.parse(request.GET.get("quarter", ""))
    except ValueError:
        asked = newest_told(request.region, known) or Quarter.of(_today()).previous()
    return RegionQuarter(asked, [(str(one), one.title) for one in sorted({*known, asked}, reverse=True)])


def _today() -> date:
    return timezone.localdate()


def _subject(one: Subject) -> dict[str, object]:
    return {
        "key": one.key,
        "title": one.title,
        "columns": [_column(column) for column in one.columns],
        "hidden": one.hidden,
        "absent": one.absent,
    }


def _column(column: Column) -> dict[str, object]:
    rows = [_line(line) for line in column.lines]
    return {"way": way_text(column.way), "difference": column.difference, "rows": rows}


def _line(line: Line) -> dict[str, object]:
    return {
        "title": line.title,
        "value": figure_text(line.value),
        "ends": interval_text(line),
        "n": line.value.n,
        "place": rank_words(line.place) if line.place else "",
        "is_small": line.value.is_small,
        "drawn": drawn.whisker(line),
    }
