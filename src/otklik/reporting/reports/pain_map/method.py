"""What stands under the map: unit and method of measurement, levels that people put in force, what was left out."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from otklik.core.grades import Grade
from otklik.core.periods import local_date
from otklik.core.russian import date_long, format_number
from otklik.improvement.level_scales import method_of
from otklik.reporting.reports.pain_map.found import Found


def footnote(found: Found) -> str:
    """The template's asterisk with the unit; then whose word stands in the formula's place.

    Порядок: livny, приложение («единица измерения и метод оценки определяются …»)
    """
    sign = "* - " if any(column.footnote for column in found.columns) else ""
    template = [found.stated.footnote] if found.stated.footnote else []
    parts = [*template, _method(found)["unit"], *_overridden(found)]
    return sign + " ".join(parts)


def method(found: Found) -> tuple[str, ...]:
    """How levels were measured and which edition of the decree it was by."""
    act = found.procedure.act
    decree = f"Порядок: № {act.number} от {act.signed_on:%d.%m.%Y}, редакция {found.payload['procedure_revision']}."
    return (*_method(found)["sentences"], *_left_out(found), decree)


def created_note(found: Found) -> str:
    """Who approved it and its digest, or that it is a draft."""
    pain_map = found.pain_map
    day = approved_on(found)
    if not found.is_approved or day is None:
        return "Черновик: карта не утверждена и может измениться."
    who = pain_map.approved_by.full_name if pain_map.approved_by else ""
    return f"Утверждено {date_long(day)}{f', {who}' if who else ''}. Контрольная сумма карты: {pain_map.digest[:16]}."


def approved_on(found: Found) -> date | None:
    """The local day of the approval."""
    moment = found.pain_map.approved_at
    return local_date(moment, found.procedure.act.time_zone) if moment else None


def _method(found: Found) -> Mapping[str, Any]:
    """As kept with the map; of a map that was never weighed, the profile's."""
    kept: Mapping[str, Any] = found.payload["method"]
    return kept if kept.get("sentences") else method_of(found.procedure)


def _overridden(found: Found) -> Iterator[str]:
    for line in found.lines:
        if line["own_priority"]:
            own, formula = Grade.of(line["own_priority"]), Grade.of(line["priority"])
            instead = f" вместо «{formula.word}»" if formula else ""
            by = f", {line['own_priority_by']}" if line["own_priority_by"] else ""
            reason = line["own_priority_reason"].rstrip(". ")
            yield f"«{line['title']}»: приоритетность «{own.word if own else ''}» назначена{instead}: {reason}{by}."


def _left_out(found: Found) -> Iterator[str]:
    """Reasons for which something of the quarter stands in no line. Порядок: biysk 4, livny 4"""
    told = [one for one in found.payload["left_out"] if one["reason"]]
    if told:
        reasons = "; ".join(f"{one['reason'].rstrip('. ')} — {format_number(one['count'])}" for one in told)
        yield f"Не вошло в карту с объяснением: {reasons}."
    waiting = sum(one["count"] for one in found.payload["left_out"] if not one["reason"])
    if waiting:
        yield f"Ещё не разобрано записей квартала: {format_number(waiting)}."
