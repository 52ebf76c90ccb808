"""A questionnaire proposed from a file: a question for each column or wording, scales and options from the values."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from otklik.core.appeals import Audience
from otklik.core.questionnaire.answers import DONT_KNOW
from otklik.core.questionnaire.enums import Cut
from otklik.core.questionnaire.schema import MOST_OPTIONS
from otklik.importers.answer_file import ColumnLook, FileLook
from otklik.importers.answer_mapping import AnswerMapping, Role, join_spellings, plain_value, value_key

Content = dict[str, Any]
#: Cuts in whose questions the file's own values are the options.
CUTS: Final[Mapping[Role, Cut]] = {
    Role.DEPARTMENT: Cut.DEPARTMENT,
    Role.SEGMENT: Cut.SEGMENT,
    Role.PROCESS: Cut.PROCESS,
    Role.OWN: Cut.OWN,
}
FLAGS = "group"
_FIVE, _TEN, _MOST_MARK = 5, 10, 20
_LETTERS = 500
_WHOLE_WORDS = ("в целом", "overall", "общая оценка", "общая удовлетвор")
_Codes = Mapping[str, str]
#: «7. …»: where every question is numbered, the numbers give the order.
_LEADING = re.compile(r"\s*\d{1,3}[.)]")


def questionnaire_from_file(
    look: FileLook, mapping: AnswerMapping, *, title: str, audience: Audience, known: Mapping[str, Mapping[str, str]]
) -> Content:
    """The content of a questionnaire; every place can be changed later in the editor.

    `known`: {cut: {title as `value_key`: slug of the catalogue}}, so that a unit of the file is the administration's.
    """
    placing = [_cut_question(column, role, look, known) for column, role in mapping.roles.items() if role in CUTS]
    flags = mapping.columns(Role.FLAG)
    if flags:
        placing.append(_flags_question(flags))
    rated = [_numbered(place, one) for place, one in enumerate(_answer_questions(look, mapping, audience), start=1)]
    return {
        "slug": "outside",
        "title": title,
        "lead": "Анкета внешнего сервиса: вопросы и варианты взяты из файла с ответами.",
        "audience": audience.value,
        "questions": [question for question in [*placing, *rated] if question],
    }


def wordings_of(look: FileLook, mapping: AnswerMapping) -> dict[str, list[str]]:
    """The questions of a file: the wording shown -> all its spellings; columns, or texts of the question column."""
    if not mapping.is_long:
        return join_spellings(column for column in mapping.columns(Role.ANSWER) if column in look.columns)
    found = list(look.columns[mapping.column(Role.QUESTION)].values)
    numbers = [_LEADING.match(wording) for wording in found]
    if all(numbers):
        found.sort(key=lambda wording: int(wording.lstrip().split(".")[0].split(")")[0]))
    return join_spellings(found)


def _answer_questions(look: FileLook, mapping: AnswerMapping, audience: Audience) -> list[Content]:
    rates = "aspect" if audience is Audience.INTERNAL else "element"
    labels = _labels(look)
    found = []
    for wording, spellings in wordings_of(look, mapping).items():
        column = _merged(look, [mapping.column(Role.VALUE)] if mapping.is_long else spellings)
        question = _answer_question(wording, column, mapping.codes, labels)
        if question and question["kind"] not in {"text", "multiple"} and _is_rated(question):
            whole = any(words in wording.casefold() for words in _WHOLE_WORDS)
            question["rates"] = "whole" if whole else rates
        found.append(question)
    return found


def _is_rated(question: Content) -> bool:
    return question["kind"] != "single" or any("score" in option for option in question["options"])


def _merged(look: FileLook, columns: Sequence[str]) -> ColumnLook:
    looks = [look.columns[column] for column in columns if column in look.columns]
    values: Counter[str] = sum((one.values for one in looks), Counter())
    return ColumnLook(
        values, sum(one.filled for one in looks), sum(one.letters for one in looks), any(one.is_open for one in looks)
    )


def _answer_question(wording: str, column: ColumnLook, codes: _Codes, labels: Mapping[str, str]) -> Content:
    values = [value for value in column.values if codes.get(value) is None]
    unsure = DONT_KNOW in codes.values()
    question: Content = {"title": wording.strip()[:_LETTERS]} | ({"dont_know": True} if unsure else {})
    if column.is_open or len(values) > MOST_OPTIONS:
        return {"kind": "text", "title": question["title"]}
    marks = [int(value) for value in values if value.lstrip("-").isdecimal()]
    if marks and len(marks) == len(values) and min(marks) >= 0 and max(marks) <= _MOST_MARK:
        return question | _scale(sorted(marks), labels)
    scores = _likert(values)
    if scores:
        return question | {"kind": "scale"}
    return (
        question | {"kind": "single", "options": _options(sorted(values))}
        if len(values) > 1
        else {
            "kind": "text",
            "title": question["title"],
        }
    )


def _scale(marks: list[int], labels: Mapping[str, str]) -> Content:
    """Marks to five, marks to ten, or options with their scores for a scale of another length."""
    if marks[-1] == _FIVE and marks[0] >= 1:
        return {"kind": "scale"}
    if _FIVE < marks[-1] <= _TEN:
        return {"kind": "scale_10"}
    options = [{"slug": f"m{mark}", "title": labels.get(str(mark), str(mark)), "score": float(mark)} for mark in marks]
    return {"kind": "single", "options": options} if len(options) > 1 else {"kind": "number"}


def _likert(values: Iterable[str]) -> bool:
    """Every value is a known word of a five-step scale."""
    keys = {value_key(value) for value in values}
    return len(keys) > 2 and keys <= LIKERT.keys()  # noqa: PLR2004 - yes and no are no scale


def _labels(look: FileLook) -> dict[str, str]:
    """{code: words}, where each code always has the same words beside it."""
    found: dict[str, set[str]] = {}
    for pairs in look.pairs.values():
        for code, words in pairs:
            found.setdefault(code, set()).add(words)
    return {code: next(iter(words)) for code, words in found.items() if code and len(words) == 1 and "" not in words}


def _cut_question(column: str, role: Role, look: FileLook, known: Mapping[str, Mapping[str, str]]) -> Content:
    found = look.columns.get(column)
    if found is None or found.is_open or not 1 < len(found.values) <= MOST_OPTIONS:
        return {}
    options = _options(sorted(found.values), known.get(CUTS[role].value, {}))
    return {
        "slug": cut_slug(role, column),
        "kind": "single",
        "title": column,
        "cut": CUTS[role].value,
        "options": options,
    }


def cut_slug(role: Role, column: str) -> str:
    """Slug of the question that a placing column becomes: of an own one by its name, as there may be several."""
    if role is not Role.OWN:
        return role.value
    return f"own_{sum(letter * (at + 1) for at, letter in enumerate(column.encode())) % 100_000}"


def _flags_question(columns: Sequence[str]) -> Content:
    options = [{"slug": f"f{place}", "title": column} for place, column in enumerate(columns, start=1)]
    return {"slug": FLAGS, "kind": "single", "title": "Группа", "cut": Cut.OWN.value, "options": options}


def _options(values: Sequence[str], known: Mapping[str, str] | None = None) -> list[Content]:
    slugs: list[str] = []
    for place, value in enumerate(values, start=1):
        own = (known or {}).get(value_key(value), f"v{place}")
        slugs.append(own if own not in slugs else f"v{place}")
    return [{"slug": slug, "title": plain_value(value)[:_LETTERS]} for slug, value in zip(slugs, values, strict=True)]


def _numbered(place: int, question: Content) -> Content:
    own = {"of": f"q{place}"} if "rates" in question and question["rates"] != "whole" else {}
    return {"slug": f"q{place}", **question, **own}


#: Words of five steps in use, and their marks.
LIKERT: Final[Mapping[str, str]] = {
    **dict.fromkeys(("полностью согласен", "полностью согласна", "strongly agree", "отлично", "очень хорошо",
                     "полностью удовлетворен", "полностью удовлетворена", "очень доволен"), "5"),
    **dict.fromkeys(("скорее согласен", "скорее согласна", "согласен", "agree", "хорошо", "скорее удовлетворен",
                     "скорее удовлетворена", "доволен"), "4"),
    **dict.fromkeys(("и да, и нет", "нейтрально", "neutral", "neither agree nor disagree", "удовлетворительно",
                     "средне", "отчасти"), "3"),
    **dict.fromkeys(("скорее не согласен", "скорее не согласна", "не согласен", "disagree", "плохо",
                     "скорее не удовлетворен", "скорее не удовлетворена", "недоволен"), "2"),
    **dict.fromkeys(("полностью не согласен", "совершенно не согласен", "strongly disagree", "очень плохо",
                     "полностью не удовлетворен", "совсем не удовлетворен", "очень недоволен"), "1"),
}  # fmt: skip
