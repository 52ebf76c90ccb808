"""The paper of a map: title, basis, the form, priorities with their picture, method."""

from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings

from otklik.accounts.enums import Role
from otklik.core.document import ApprovalBlock, Block, Document, Heading, Paragraph
from otklik.core.signed_name import initials_first
from otklik.procedures.schema import Procedure
from otklik.reporting import citing
from otklik.reporting.report import ReportRequest
from otklik.reporting.reports.pain_map.figures import finding, levels_table, picture
from otklik.reporting.reports.pain_map.form import form_of
from otklik.reporting.reports.pain_map.found import Found, gather
from otklik.reporting.reports.pain_map.method import approved_on, created_note, footnote, method

SLUG = "pain_map"
NO_OWNER = "Владелец не назначен"


def restriction_of(procedure: Procedure) -> str | None:
    """The decree's words that keep it inside, or None."""
    return None if procedure.may_publish("pain_map") else citing.restriction(procedure)


def build(request: ReportRequest) -> Document:
    """The document of the quarter's map. Порядок: murashi 5.13, biysk 4, livny 4, gatchina 4.4, naryan-mar 4.4"""
    return document_of(gather(request.actor, request.quarter, request.edition))


def document_of(found: Found) -> Document:
    """The document of this map."""
    approved_at = found.pain_map.approved_at
    return Document(
        title=found.stated.title,
        administration=found.procedure.act.title,
        subtitle=_subtitle(found),
        basis=citing.basis(found.procedure, found.stated.clause) if found.stated.clause else "",
        restriction=restriction_of(found.procedure),
        blocks=tuple(_blocks(found)),
        method=method(found),
        created_note=created_note(found),
        created_at=approved_at.replace(microsecond=0) if approved_at and found.is_approved else None,
        landscape=True,
        site=settings.BASE_URL,
        slug=SLUG,
    )


def unit_document(found: Found) -> Document:
    """The list of one unit: what it owns, without the picture. Порядок: gatchina 4.4, naryan-mar 4.4"""
    caption = f"{found.unit}. {found.quarter.title}"
    blocks = (Paragraph(finding(found), "lead"), form_of(found, caption, note=footnote(found), sheet="Перечень"))
    title = found.stated.title if found.stated.form == "unit_list" else "Проблемы, направленные подразделению"
    return replace(document_of(found), title=title, subtitle=caption, blocks=blocks, slug="unit_list")


def _subtitle(found: Found) -> str:
    edition = f", редакция {found.payload['edition']}" if found.payload["edition"] > 1 else ""
    unit = f". {found.payload['department']}" if found.payload["department"] else ""
    return f"{found.quarter.title}{edition}{unit}"


def _blocks(found: Found) -> Iterator[Block]:
    if found.is_approved:
        yield _approval(found)
    yield from _forms(found)
    yield Heading(1, "Приоритеты")
    yield Paragraph(finding(found), "lead")
    drawn = picture(found)
    if drawn is not None:
        yield drawn
        yield Paragraph("Чем крупнее точка, тем легче устранить; номер точки — из таблицы ниже.", "note")
    if found.lines:
        yield levels_table(found)


def _forms(found: Found) -> Iterator[Block]:
    """The form; a list for each owning unit where the decree's results go to the units. Порядок: naryan-mar 4.4"""
    if found.stated.form != "unit_list":
        caption = f"{found.stated.title}. {_subtitle(found)}"
        yield form_of(found, caption, note=footnote(found), sheet=found.stated.title)
        return
    for department_id, title in found.units:
        own = found.of_unit(department_id)
        yield form_of(own, f"{title or NO_OWNER}. {found.quarter.title}", note=footnote(own), sheet=title or NO_OWNER)


def _approval(found: Found) -> ApprovalBlock:
    """Who approved the map and when."""
    pain_map = found.pain_map
    person = pain_map.approved_by
    office = (person.position if person else "") or Role(pain_map.approved_role).label
    return ApprovalBlock(office, initials_first(person.full_name) if person else "", approved_on(found))
