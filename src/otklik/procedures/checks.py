"""What a schema cannot see: quotes in the decree, slugs that answer each other, clauses without an answer."""

from collections.abc import Iterator
from textwrap import shorten

from pydantic import BaseModel

from otklik.procedures.decree_text import DecreeText, clause_names
from otklik.procedures.problems import Problem
from otklik.procedures.schema import Procedure
from otklik.procedures.toml_lines import LineMap, Path


def procedure_problems(procedure: Procedure, decree: DecreeText, lines: LineMap) -> list[Problem]:
    """Every fault of a procedure that has the right shape."""
    found = [
        *_quote_faults(procedure, decree),
        *_wording_faults(procedure, decree),
        *_duplicates(procedure),
        *_reference_faults(procedure),
        *_coverage_faults(procedure, decree),
    ]
    return [Problem(lines.line_of(path), clause, message) for path, clause, message in found]


_Fault = tuple[Path, str, str]


def _quote_faults(procedure: Procedure, decree: DecreeText) -> Iterator[_Fault]:
    for path, clause, quote in cited(procedure):
        fault = _quote_fault(procedure, decree, clause, quote)
        if fault:
            yield path, clause, fault


def cited(model: BaseModel, path: Path = ()) -> Iterator[tuple[Path, str, str]]:
    """(path of the quote, clause, quote) of everything in the procedure that cites the decree."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        if name.endswith("quote") and (clause := getattr(model, f"{name.removesuffix('quote')}clause", "")):
            yield (*path, name), clause, value
        elif isinstance(value, BaseModel):
            yield from cited(value, (*path, name))
        elif isinstance(value, tuple):
            for index, entry in enumerate(value):
                if isinstance(entry, BaseModel):
                    yield from cited(entry, (*path, name, index))


def _quote_fault(procedure: Procedure, decree: DecreeText, clause: str, quote: str) -> str:
    unknown = decree.unknown_clauses(clause)
    if unknown:
        return f"в тексте порядка нет пункта «{unknown[0]}»"
    if procedure.act.numbered_clauses and any(name.isdigit() for name in clause_names(clause)):
        return f"пункты этого порядка пронумерованы: укажите пункт вида «{clause}.1», а не раздел «{clause}»"
    if decree.holds(quote, clause):
        return ""
    elsewhere = decree.clauses_with(quote)
    shown = f"цитата «{shorten(quote, 80, placeholder='…')}»"
    if elsewhere:
        return f"{shown} стоит не в пункте {clause}, а здесь: {elsewhere[0]}"
    return f"{shown} не найдена в тексте порядка"


def _wording_faults(procedure: Procedure, decree: DecreeText) -> Iterator[_Fault]:
    """Metrics are titled in the decree's own words; a term is quoted with its definition."""
    for index, metric in enumerate(procedure.metrics):
        if not decree.holds(metric.title, metric.clause):
            yield ("metrics", index, "title"), metric.clause, "название показателя не совпадает со словами порядка"
    for index, term in enumerate(procedure.terms):
        if " – " not in term.quote:
            yield ("terms", index, "quote"), term.clause, "в цитате термина нужно всё определение: «слово – значение»"


def _duplicates(procedure: Procedure) -> Iterator[_Fault]:
    for block in type(procedure).model_fields:
        yield from _duplicates_in(getattr(procedure, block), (block,))
    yield from _duplicates_in(procedure.internal.aspects, ("internal", "aspects"))


def _duplicates_in(entries: object, path: Path) -> Iterator[_Fault]:
    seen: set[str] = set()
    for index, entry in enumerate(entries if isinstance(entries, tuple) else ()):
        slug = getattr(entry, "slug", "")
        if slug and slug in seen:
            yield (*path, index, "slug"), getattr(entry, "clause", ""), f"обозначение «{slug}» уже занято записью выше"
        seen.add(slug)


def _reference_faults(procedure: Procedure) -> Iterator[_Fault]:
    populations = {population.slug for population in procedure.populations}
    roles = {role.slug for role in procedure.roles}
    for index, metric in enumerate(procedure.metrics):
        if metric.population not in populations:
            yield ("metrics", index, "population"), metric.clause, _no_such(metric.population, "populations")
    for path, clause, role in _named_roles(procedure):
        if role and role not in roles:
            yield path, clause, _no_such(role, "roles")
    kinds = {kind.slug for kind in procedure.kinds}
    for index, population in enumerate(procedure.populations):
        for kind in population.kinds:
            if kind not in kinds:
                yield ("populations", index, "kinds"), "", _no_such(kind, "kinds")


def _named_roles(procedure: Procedure) -> Iterator[tuple[Path, str, str | None]]:
    yield ("internal", "owner"), "", procedure.internal.owner
    if procedure.pain_map:
        yield ("pain_map", "owner"), procedure.pain_map.clause, procedure.pain_map.owner
    for index, deadline in enumerate(procedure.deadlines):
        yield ("deadlines", index, "owner"), deadline.clause, deadline.owner
        yield ("deadlines", index, "recipient"), deadline.clause, deadline.recipient


def _no_such(slug: str, block: str) -> str:
    return f"обозначения «{slug}» нет среди записей [[{block}]]"


def _coverage_faults(procedure: Procedure, decree: DecreeText) -> Iterator[_Fault]:
    duties = {duty.id: duty for duty in procedure.duties}
    seen: set[str] = set()
    for index, answer in enumerate(procedure.coverage):
        path: Path = ("coverage", index, "id")
        duty = duties.get(answer.id)
        if answer.id in seen:
            yield path, "", f"на пункт «{answer.id}» отвечает и запись выше"
        seen.add(answer.id)
        if duty is None:
            yield path, "", f"пункта «{answer.id}» нет в перечне clauses.tsv"
        elif fault := _quote_fault(procedure, decree, duty.clause, answer.quote):
            yield ("coverage", index, "quote"), duty.clause, fault
    for duty in procedure.duties:
        if duty.id not in seen:
            yield ("coverage",), duty.clause, f"пункт «{duty.id}» остался без ответа: {duty.duty}"
        if not duty.id.startswith(f"{procedure.slug}:"):
            yield (
                ("act", "slug"),
                duty.clause,
                f"номер «{duty.id}» в clauses.tsv должен начинаться с «{procedure.slug}:»",
            )
