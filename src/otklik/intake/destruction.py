"""Acts of destruction: the list, one act with its rows, and the paper («Акт об уничтожении персональных данных»)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.file_store import file_store
from otklik.core.document import Block, Cell, Column, Document, Heading, Paragraph, Row, SignatureBlock, Table, Unit
from otklik.core.periods import local_date
from otklik.core.russian import count_with_word, date_long, date_short
from otklik.exporters.registry import exporter
from otklik.intake.models import DestructionAct, DestructionRow
from otklik.intake.policies import can_manage_personal_data, can_view_looks

ROWS_SHOWN = 50
ACTS_SHOWN = 50
#: Formats of the paper.
PAPERS = ("docx", "pdf")
METHOD = (
    "Значения полей «имя», «телефон», «почта», «адрес», «организация» заменены пустыми, имена и номера в текстах — "
    "масками, файлы удалены с диска. Восстановить данные средствами системы нельзя; резервные копии уничтожаются "
    "по своему сроку."
)


@dataclass(frozen=True)
class ActPage:
    """An act with some of its rows and the key of the next ones."""

    act: DestructionAct
    rows: tuple[DestructionRow, ...]
    after: int | None
    kept_count: int
    #: Rules whose default nobody has confirmed yet.
    unconfirmed: tuple[str, ...]


def destruction_acts(actor: Actor) -> list[DestructionAct]:
    """The newest acts of the administration; NotFound without the right."""
    return list(_acts(actor).select_related("created_by")[:ACTS_SHOWN])


def destruction_act(actor: Actor, act_id: int) -> DestructionAct:
    """One act, or NotFound."""
    found = _acts(actor).select_related("administration", "created_by", "confirmed_by").filter(pk=act_id).first()
    if found is None:
        raise NotFound
    return found


def act_page(actor: Actor, act_id: int, after: int = 0) -> ActPage:
    """The act with fifty rows from a key."""
    act = destruction_act(actor, act_id)
    rows = list(act.rows.filter(pk__gt=after).order_by("pk")[: ROWS_SHOWN + 1])
    more = len(rows) > ROWS_SHOWN
    kept = act.rows.exclude(kept_reason="").count()
    doubtful = tuple(rule["title"] for rule in act.rules if not rule["is_confirmed"])
    return ActPage(act, tuple(rows[:ROWS_SHOWN]), rows[ROWS_SHOWN - 1].pk if more else None, kept, doubtful)


def _acts(actor: Actor) -> QuerySet[DestructionAct]:
    if not (can_manage_personal_data(actor) or can_view_looks(actor)):
        raise NotFound
    return DestructionAct.objects.filter(administration_id=actor.administration_id)


def act_document(act: DestructionAct) -> Document:
    """The paper of a finished act; NotFound before that: there is nothing to certify yet."""
    if act.state != DestructionAct.State.DONE or act.done_at is None:
        raise NotFound
    zone = act.administration.time_zone
    done_on = local_date(act.done_at, zone)
    return Document(
        title=f"Акт № {act} об уничтожении персональных данных",
        subtitle=date_long(done_on),
        administration=act.administration.title,
        basis="в соответствии со статьёй 21 Федерального закона от 27.07.2006 № 152-ФЗ «О персональных данных»",
        blocks=tuple(_blocks(act, done_on)),
        created_at=act.done_at.replace(microsecond=0),
        created_note=f"Составлен системой «Отклик» {act.done_at.astimezone(ZoneInfo(zone)):%d.%m.%Y %H:%M}.",
        slug="destruction-act",
    )


def act_paper(act: DestructionAct, file_format: str) -> bytes:
    """The paper of a finished act as a file; made once and kept, as an act of thousands of rows takes a while."""
    if act.done_at is None:
        raise NotFound
    made = exporter(file_format)
    name = made.file_name(f"{act.pk}-{act.done_at:%Y%m%d%H%M%S%f}")
    place, store = f"{act.administration_id}/acts/{name}", file_store()
    if not store.exists(place):
        store.put(place, BytesIO(made.render(act_document(act))))
    with store.open(place) as stream:
        return stream.read()


def _blocks(act: DestructionAct, done_on: date) -> Iterator[Block]:
    rows = list(act.rows.filter(destroyed_at__isnull=False).order_by("pk"))
    items = count_with_word(len(rows), "записи", "записей", "записей")
    yield Paragraph(f"Уничтожены персональные данные {items} об обращениях и сообщениях.", "lead")
    yield Heading(1, "Общие сведения")
    yield _facts(act, done_on)
    if act.rules:
        yield Heading(1, "Сроки хранения")
        yield _terms(act)
    yield Heading(1, "Что уничтожено")
    yield _items(rows) if rows else Paragraph("Записей об обращениях в акте нет.")
    if act.others:
        yield _others(act)
    kept = list(act.rows.exclude(kept_reason="").order_by("pk"))
    if kept:
        yield _kept(kept)
    yield Heading(1, "Подписи")
    yield from (SignatureBlock(*_signer(line)) for line in act.commission)


def _facts(act: DestructionAct, done_on: date) -> Table:
    facts = (
        ("Оператор", act.administration.title),
        ("Адрес оператора", act.administration.contacts.get("address", "")),
        ("Причина уничтожения", act.basis),
        ("Чьи данные", "авторы обращений и сообщений, перечисленных ниже по номерам и датам"),
        (
            "Информационная система",
            f"«Отклик», {settings.BASE_URL}",
        ),
        ("Способ уничтожения", METHOD),
        ("Дата уничтожения", date_long(done_on)),
        ("Решение принял", str(act.confirmed_by or "")),
    )
    rows = tuple(Row((Cell(title), Cell(value))) for title, value in facts if value)
    return Table("Сведения об уничтожении", (Column("Что", width=1), Column("Сведения", width=3)), rows)


def _terms(act: DestructionAct) -> Table:
    columns = (
        Column("Записи", width=3),
        Column("Срок, дней", Unit.COUNT),
        Column("Основание", width=3),
        Column("По дату"),
    )
    rows = tuple(
        Row((Cell(rule["title"]), Cell(rule["days"]), Cell(rule["ground"]), Cell(_day(rule["before"]))))
        for rule in act.rules
    )
    return Table("Сроки, по которым составлен акт", columns, rows)


def _day(text: str) -> str:
    return date_short(date.fromisoformat(text))


def _items(rows: list[DestructionRow]) -> Table:
    columns = (Column("Номер", width=2), Column("Поступило"), Column("Завершено"), Column("Какие данные", width=4))
    return Table(
        "Записи, данные которых уничтожены",
        columns,
        tuple(
            Row((Cell(row.number), Cell(date_short(row.received_on)), Cell(_ended(row)), Cell(row.kinds)))
            for row in rows
        ),
    )


def _ended(row: DestructionRow) -> str:
    return date_short(row.ended_on) if row.ended_on else "—"


def _others(act: DestructionAct) -> Table:
    columns = (
        Column("Записи", width=2),
        Column("Какие данные", width=3),
        Column("Старше"),
        Column("Число", Unit.COUNT),
    )
    rows = tuple(
        Row((Cell(one["title"]), Cell(one["kinds"]), Cell(_day(one["before"])), Cell(one["count"])))
        for one in act.others
    )
    return Table("Прочие записи с истёкшим сроком", columns, rows)


def _kept(rows: list[DestructionRow]) -> Table:
    return Table(
        "Оставлено, несмотря на срок",
        (Column("Номер"), Column("Поступило"), Column("Почему", width=3)),
        tuple(Row((Cell(row.number), Cell(date_short(row.received_on)), Cell(row.kept_reason))) for row in rows),
    )


def _signer(line: str) -> tuple[str, str]:
    """«Петрова А. С., ведущий специалист» as office and name."""
    name, _, office = line.partition(",")
    return office.strip().capitalize() or "Член комиссии", name.strip()
