"""What a package still lacks, named one by one, with the page where it is mended. Порядок: murashi 5.18"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from otklik.analysis.models import PeriodEdition
from otklik.core.periods import Quarter
from otklik.core.russian import date_long
from otklik.improvement.enums import MapState
from otklik.reporting.models import Package, PackageRemark
from otklik.reporting.packages.contents import BY_SLUG, SECTIONS
from otklik.reporting.packages.payload import field_texts
from otklik.reporting.packages.scope import scope_of
from otklik.reporting.packages.sections.pains import map_of
from otklik.reporting.packages.words import unknown_fields


@dataclass(frozen=True)
class Gap:
    """Something missing in a section; `place` is the name of the page that mends it (empty: the section itself).

    `is_blocking`: the package cannot be handed in without it; else the organiser decides.
    """

    section: str
    title: str
    text: str
    place: str = ""
    is_blocking: bool = False
    place_title: str = ""


def gaps_of(package: Package) -> list[Gap]:
    """In the order of the sections; what blocks first."""
    if package.payload is None:
        return []
    payload = package.payload
    found = [
        *_words(package), *_unknown_fields(package, payload), *_sources(payload), *_stale(package, payload),
        *_remarks(package),
    ]  # fmt: skip
    order = [section.slug for section in SECTIONS]
    return sorted(found, key=lambda gap: (not gap.is_blocking, order.index(gap.section)))


def left_out(payload: Mapping[str, Any]) -> list[Gap]:
    """What was not there when the package was handed in: for whoever decides on it."""
    return list(_sources(payload))


def _gap(slug: str, text: str, place: str = "", *, is_blocking: bool = False, place_title: str = "") -> Gap:
    return Gap(slug, BY_SLUG[slug].title, text, place, is_blocking, place_title)


def _words(package: Package) -> Iterator[Gap]:
    texts = {one.section: one for one in package.texts.all()}
    for section in SECTIONS:
        held = texts.get(section.slug)
        if not section.needs_text:
            continue
        if held is None or not held.text:
            yield _gap(section.slug, f"Раздел «{section.title}» пуст: напишите его.", is_blocking=True)
        elif held.is_drafted:
            yield _gap(section.slug, f"Раздел «{section.title}» написан системой: прочитайте и дополните его.")


def _unknown_fields(package: Package, payload: Mapping[str, Any]) -> Iterator[Gap]:
    """Figures named in the words that are not there."""
    known = field_texts(payload)
    for held in package.texts.all():
        unknown = unknown_fields(held.text, known)
        if unknown and held.section in BY_SLUG:
            names = ", ".join(f"{{{name}}}" for name in unknown)
            yield _gap(held.section, f"В тексте названо то, чего нет среди показателей: {names}.", is_blocking=True)


def _sources(payload: Mapping[str, Any]) -> Iterator[Gap]:
    for one in payload["sections"]:
        if one["missing"]:
            section = BY_SLUG[one["slug"]]
            yield _gap(section.slug, one["missing"], section.place, place_title=_PLACES.get(section.place, ""))


def _stale(package: Package, payload: Mapping[str, Any]) -> Iterator[Gap]:
    """Figures taken before the quarter ended, was closed, or its map approved: what is cheap to ask."""
    facts = {one["slug"]: one["facts"] for one in payload["sections"]}
    quarter = Quarter.from_key(package.quarter)
    if payload["drawn_at"][:10] <= quarter.end_on.isoformat():
        told = f"Цифры взяты, когда квартал ещё шёл (он кончается {date_long(quarter.end_on)}). Обновите цифры."
        yield _gap("monitoring", told, is_blocking=True)
    if package.department_id is None:
        yield from _closed_since(package, facts["monitoring"])
    yield from _map_since(package, facts["pain_map"])


def _closed_since(package: Package, facts: Mapping[str, Any]) -> Iterator[Gap]:
    editions = PeriodEdition.objects.filter(administration_id=package.administration_id, quarter=package.quarter)
    newest = editions.order_by("-edition").values_list("edition", flat=True).first()
    if newest is None:
        told = "Квартал не закрыт: цифры мониторинга ещё могут измениться."
        yield _gap("monitoring", told, "monitoring", place_title="Закрыть квартал")
    elif not facts["frozen"] or facts["edition"] != newest:
        yield _gap("monitoring", "Квартал закрыт после того, как взяты цифры. Обновите их.", is_blocking=True)


def _map_since(package: Package, facts: Mapping[str, Any]) -> Iterator[Gap]:
    """The map was approved, or a later edition of it, after its lines were taken."""
    newest = map_of(scope_of(package))
    is_same = newest is not None and facts.get("map") == newest.pk and facts.get("state") == newest.state
    if newest is not None and newest.state == MapState.APPROVED and not is_same:
        yield _gap("pain_map", "Карту болей утвердили после того, как взяты цифры. Обновите их.", is_blocking=True)


def _remarks(package: Package) -> Iterator[Gap]:
    """Remarks of the last return that nobody answered."""
    if package.state != Package.State.RETURNED:
        return
    last = package.versions.order_by("-number").first()
    open_remarks = PackageRemark.objects.filter(version=last, answer="") if last else PackageRemark.objects.none()
    for remark in open_remarks:
        yield _gap(remark.section, "На замечание не ответили: напишите, что исправлено.")


_PLACES = {
    "monitoring": "Открыть мониторинг",
    "survey_indicators": "Открыть показатели",
    "survey_process_factors": "Открыть факторы",
    "pain_maps": "Открыть карты болей",
    "roadmap": "Открыть дорожную карту",
    "explanations": "Открыть разъяснения",
    "recommendations": "Открыть рекомендации",
}
