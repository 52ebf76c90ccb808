"""What is held on a person, as a paper and as data, in one archive for the person (152-ФЗ, статья 14)."""

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.personal_data import Held, Holder
from otklik.catalog.queries import administration_by_slug
from otklik.core.document import Block, Cell, Column, Document, Heading, Paragraph, Row, Table
from otklik.core.periods import local_date
from otklik.core.russian import date_short
from otklik.exporters.registry import exporter
from otklik.intake.models import PersonRequest
from otklik.intake.persons import held_on

Records = Sequence[tuple[Holder, list[Held]]]


def person_extract(actor: Actor, request: PersonRequest) -> bytes:
    """A ZIP with «vypiska.docx» and «vypiska.json»; the caller has noted that it was taken out."""
    records = list(held_on(request))
    word = exporter("docx")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(word.file_name("vypiska"), word.render(_document(actor, request, records)))
        archive.writestr("vypiska.json", json.dumps(_plain(request, records), ensure_ascii=False, indent=1))
    return buffer.getvalue()


def _document(actor: Actor, request: PersonRequest, records: Records) -> Document:
    administration = administration_by_slug(actor.administration_slug)
    blocks: list[Block] = [
        Paragraph("Ниже перечислено всё, что хранится о вас в системе обратной связи администрации.", "lead"),
        Paragraph(f"Выписка сделана по вашему запросу от {date_short(request.received_on)}."),
    ]
    for holder, held in records:
        blocks.append(Heading(1, holder.title))
        blocks += [_table(one, administration.time_zone) for one in held]
    if not records:
        blocks.append(Paragraph("Ваших данных в системе нет."))
    return Document(
        title="Выписка о персональных данных",
        administration=administration.title,
        blocks=tuple(blocks),
        basis="в соответствии со статьёй 14 Федерального закона от 27.07.2006 № 152-ФЗ «О персональных данных»",
        created_at=timezone.now().replace(microsecond=0),
        restriction="Только для субъекта персональных данных",
        slug="vypiska",
    )


def _table(one: Held, time_zone: str) -> Table:
    when = f", {date_short(local_date(one.at, time_zone))}" if one.at else ""
    rows = tuple(Row((Cell(title), Cell(value))) for title, value in one.facts) or (Row((Cell("—"), Cell("—"))),)
    return Table(f"{one.title}{when}", (Column("Что", width=1), Column("Значение", width=3)), rows)


def _plain(request: PersonRequest, records: Records) -> dict[str, Any]:
    return {
        "request": request.pk,
        "received_on": request.received_on.isoformat(),
        "made_at": timezone.now().isoformat(),
        "held": [
            {"where": holder.title, "kinds": holder.kinds, "records": [_record(one) for one in held]}
            for holder, held in records
        ],
    }


def _record(one: Held) -> dict[str, Any]:
    return {
        "title": one.title,
        "at": one.at.isoformat() if one.at else None,
        "facts": [list(fact) for fact in one.facts],
    }
