"""Rows of a question's form that may be as many as needed: options, rows of a matrix."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from otklik.catalog.slugs import slug_of
from otklik.core.questionnaire.schema import MOST_OPTIONS, MOST_ROWS, Option, Question, Row
from otklik.surveys.filling import option_slug

SPARE, FEWEST = 2, 4
Sent = Mapping[str, str]


@dataclass(frozen=True)
class OptionLine:
    """An option as it is typed; `to`: where it leads."""

    slug: str = ""
    title: str = ""
    score: str = ""
    alone: bool = False
    own: bool = False
    to: str = ""


@dataclass(frozen=True)
class RowLine:
    """A row of a matrix as it is typed; `what`: «element:queue»."""

    slug: str = ""
    title: str = ""
    what: str = ""
    reversed: bool = False


Line = TypeVar("Line", OptionLine, RowLine)


def option_lines(question: Question | None) -> list[OptionLine]:
    """Lines of the question's options, with spare ones."""
    led = {answer: jump.to for jump in question.jumps for answer in jump.answers} if question else {}
    found = [_option_line(option, led) for option in (question.options if question else ())]
    return _with_spare(found, OptionLine(), MOST_OPTIONS)


def row_lines(question: Question | None) -> list[RowLine]:
    """Lines of the matrix's rows, with spare ones."""
    found = [_row_line(question, row) for row in question.rows] if question else []
    return _with_spare(found, RowLine(), MOST_ROWS)


def sent_options(sent: Sent) -> list[OptionLine]:
    """Option lines as they came, empty ones left out."""
    return [
        OptionLine(
            slug=sent.get(f"option_{at}_slug", ""),
            title=title,
            score=sent.get(f"option_{at}_score", "").strip(),
            alone=f"option_{at}_alone" in sent,
            own=f"option_{at}_own" in sent,
            to=sent.get(f"option_{at}_to", ""),
        )
        for at, title in _titles(sent, "option", MOST_OPTIONS)
    ]


def sent_rows(sent: Sent) -> list[RowLine]:
    """Row lines as they came, empty ones left out."""
    return [
        RowLine(sent.get(f"row_{at}_slug", ""), title, sent.get(f"row_{at}_what", ""), f"row_{at}_reversed" in sent)
        for at, title in _titles(sent, "row", MOST_ROWS)
    ]


def padded_options(lines: list[OptionLine]) -> list[OptionLine]:
    """With spare lines to type into."""
    return _with_spare(lines, OptionLine(), MOST_OPTIONS)


def padded_rows(lines: list[RowLine]) -> list[RowLine]:
    """With spare lines to type into."""
    return _with_spare(lines, RowLine(), MOST_ROWS)


def named(lines: list[OptionLine] | list[RowLine]) -> Iterator[str]:
    """Slug of each line: its own, or made of its title."""
    taken = {line.slug for line in lines if line.slug}
    for line in lines:
        slug = line.slug
        if not slug:
            slug = option_slug(slug_of(line.title[:50], taken))
            taken.add(slug)
        yield slug


def _titles(sent: Sent, kind: str, most: int) -> list[tuple[int, str]]:
    found = ((at, sent.get(f"{kind}_{at}_title", "").replace("\x00", "").strip()) for at in range(most + SPARE))
    return [(at, title) for at, title in found if title]


def _with_spare(lines: list[Line], blank: Line, most: int) -> list[Line]:
    spare = min(max(len(lines) + SPARE, FEWEST), most) - len(lines)
    return lines + [blank] * spare


def _option_line(option: Option, led: dict[str, str]) -> OptionLine:
    score = f"{option.score:g}".replace(".", ",") if option.score is not None else ""
    return OptionLine(option.slug, option.title, score, option.alone, option.own_words, led.get(option.slug, ""))


def _row_line(question: Question, row: Row) -> RowLine:
    rates, of = row.rates or question.rates, row.of or question.of
    return RowLine(row.slug, row.title, f"{rates}:{of}" if rates else "", row.reversed)
