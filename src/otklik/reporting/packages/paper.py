"""The paper of a package: made of its stored figures and words alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.accounts.queries import people_with_role
from otklik.core.document import Block, Document, Heading, Paragraph, SignatureBlock
from otklik.core.document_json import blocks_from_json
from otklik.core.periods import Quarter, local_date
from otklik.core.russian import date_long
from otklik.core.signed_name import initials_first
from otklik.procedures.schema import Procedure
from otklik.reporting import citing
from otklik.reporting.models import Package, PackageVersion
from otklik.reporting.packages.organizers import package_duty
from otklik.reporting.packages.payload import field_texts
from otklik.reporting.packages.words import filled, paragraphs

SLUG = "package"
TITLE = "Отчётные материалы"


@dataclass(frozen=True)
class PackageTold:
    """A package as it is to be read: the working copy, or a version handed in."""

    package: Package
    payload: Mapping[str, Any]
    texts: Mapping[str, str]
    version: PackageVersion | None = None

    @property
    def quarter(self) -> Quarter:
        """The quarter told."""
        return Quarter.from_key(self.package.quarter)


def document_of(told: PackageTold, procedure: Procedure) -> Document:
    """The document. Порядок: murashi 5.18"""
    version = told.version
    duty = package_duty(procedure)
    return Document(
        title=TITLE if duty else "Отчётные материалы по обратной связи",
        administration=procedure.act.title,
        subtitle=_subtitle(told),
        basis=citing.basis(procedure, duty.clause) if duty else "",
        restriction=citing.restriction(procedure),
        blocks=(*_sections(told), *_signature(told)),
        method=tuple(_method(told, procedure)),
        created_note=_created(told, procedure),
        created_at=version.handed_in_at.replace(microsecond=0) if version else None,
        site=settings.BASE_URL,
        slug=SLUG,
    )


def _subtitle(told: PackageTold) -> str:
    unit = f"{told.package.title}. " if told.package.department_id else ""
    return f"{unit}{told.quarter.title}"


def _sections(told: PackageTold) -> Iterator[Block]:
    fields = field_texts(told.payload)
    for section in told.payload["sections"]:
        text = filled(told.texts.get(section["slug"], ""), fields)
        blocks = blocks_from_json(section["blocks"])
        if not text and not blocks:
            continue
        yield Heading(1, section["title"])
        yield from (Paragraph(one) for one in paragraphs(text))
        yield from blocks


def _signature(told: PackageTold) -> Iterator[Block]:
    """Who handed it in; before that, whoever is appointed for the unit."""
    version = told.version
    if version is not None:
        yield SignatureBlock(version.handed_in_position or "Организатор оценки", _signed(version.handed_in_by_name))
        return
    package = told.package
    on = package.drafted_at.date() if package.drafted_at else told.quarter.end_on
    role = Role.ORGANIZER if package.department_id else Role.COORDINATOR
    people = people_with_role(package.administration_id, role, on)
    person: User | None = people.filter(department_id=package.department_id).first() if package.department_id else None
    person = person or (None if package.department_id else people.first())
    yield SignatureBlock((person.position if person else "") or role.label.capitalize(), _signed(str(person or "")))


def _signed(name: str) -> str:
    return initials_first(name) if name else ""


def _method(told: PackageTold, procedure: Procedure) -> Iterator[str]:
    """Where the figures of each section come from."""
    for section in told.payload["sections"]:
        if section["source"]:
            yield f"{section['title']}: {section['source'].rstrip('.')}."
    yield "Группы, в которых ответивших меньше наименьшей группы порядка, не показаны."
    act = procedure.act
    yield f"Порядок: № {act.number} от {act.signed_on:%d.%m.%Y}, редакция {act.revision}."


def _created(told: PackageTold, procedure: Procedure) -> str:
    """Nothing of what became of it later: a signature made before the acceptance stays good after it."""
    version = told.version
    if version is None:
        drawn = datetime.fromisoformat(told.payload["drawn_at"])
        return f"Рабочий экземпляр: материалы не сданы, цифры взяты {date_long(drawn.date())}"
    day = date_long(local_date(version.handed_in_at, procedure.act.time_zone))
    return f"Сданы {day}, версия {version.number}. Контрольная сумма SHA-256: {version.digest}"
