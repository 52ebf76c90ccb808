"""A letter of a pack, a letter of a box, a call goes on as a registrar's card, kept as a draft at once."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.files import file_path, store_file
from otklik.base.models import StoredFile
from otklik.catalog.models import Channel
from otklik.core.appeals import Form, ItemKind, SenderKind
from otklik.intake.actions.keep_card_draft import keep_card_draft
from otklik.intake.models import CardDraft
from otklik.intake.policies import can_register_item
from otklik.offline.actions.read_scan_text import read_scan_text
from otklik.offline.enums import PageKind
from otklik.offline.models import BoxLetter, PackLetter
from otklik.offline.paper.child import PaperProblem, look
from otklik.offline.paper.limits import PART_SECONDS
from otklik.offline.sources import Row, Source, row_of

#: After this long without a key the card of another person may be taken over.
FORSAKEN = timedelta(hours=1)


def open_card(*, actor: Actor, source: Source) -> UUID:
    """The key of the card in which this letter or call is typed; the same card when it was begun.

    NotFound without the right, RuleBroken when it is registered or another person types it. Порядок: murashi 2.2
    """
    if not can_register_item(actor) or actor.user_id is None:
        raise NotFound
    row = row_of(actor, source)
    if row is None:
        raise NotFound
    if row.item is not None:
        raise RuleBroken("registered", f"Уже зарегистрировано под № {row.item.number}.")
    begun = _begun(actor, row)
    if begun is not None and not (isinstance(row, PackLetter) and row.file_id is None):
        return begun
    if isinstance(row, PackLetter):
        _cut_out(row)
    return _begin(actor, source, row, begun)


def channel_fields(channel: Channel | None, received_on: date) -> dict[str, str]:
    """What a card of this channel begins with."""
    return {
        "channel": channel.slug if channel else "",
        "received_on": received_on.isoformat(),
        "form": channel.form if channel else Form.WRITTEN.value,
        "kind": ItemKind.STATEMENT.value,
        "sender_kind": SenderKind.INDIVIDUAL.value,
    }


@transaction.atomic
def _begin(actor: Actor, source: Source, row: Row, begun: UUID | None) -> UUID:
    row_of(actor, source, is_locked=True)
    fields = _fields(row)
    file_ids = (row.file_id,) if isinstance(row, PackLetter) and row.file_id else ()
    if begun is None:
        tab = uuid4().hex
        kept = keep_card_draft(
            actor=actor, key=uuid4(), tab=tab, seen_tab=tab, file_ids=file_ids,
            fields={**fields, "source": str(source)},
        )  # fmt: skip
        row.draft_key = kept.key
        row.save(update_fields=["draft_key"])
        key = kept.key
    else:
        key = begun
        CardDraft.objects.get(user_id=actor.user_id or 0, key=key).files.set(file_ids)
    if isinstance(row, PackLetter) and row.file is not None:
        read_scan_text(actor=actor, file=row.file)
    return key


def _begun(actor: Actor, row: Row) -> UUID | None:
    """The person's own begun card; RuleBroken while another person is at it."""
    draft = CardDraft.objects.filter(key=row.draft_key, digest="").first() if row.draft_key else None
    if draft is None:
        return None
    if draft.user_id == actor.user_id:
        return draft.key
    if draft.changed_at > timezone.now() - FORSAKEN:
        raise RuleBroken("taken", f"Это сейчас набирает {draft.user}. Выберите другое.")
    return None


def _fields(row: Row) -> Mapping[str, str]:
    if isinstance(row, PackLetter):
        return channel_fields(row.channel, row.pack.received_on)
    if isinstance(row, BoxLetter):
        return channel_fields(row.opening.box.channel, row.opening.on) | {"sender_kind": SenderKind.NOT_STATED.value}
    typed = {"name": row.name, "phone": row.phone, "text": row.question}
    return channel_fields(row.channel, row.on) | typed


def _cut_out(letter: PackLetter) -> None:
    """Store the letter's pages as a file of their own; pages stay as they were scanned."""
    if letter.file_id is not None:
        return
    pack = letter.pack
    pages = list(letter.pages.filter(kind=PageKind.PAGE).order_by("number").values_list("number", "turned"))
    if not pages:
        raise RuleBroken("empty", "В этом письме не осталось страниц. Верните страницу или соедините с соседним.")
    if pack.file is None:
        raise RuleBroken("gone", "Файла пачки больше нет: истёк срок хранения.")
    name = f"{Path(pack.name).stem[:60]}, стр. {pages[0][0]}–{pages[-1][0]}.pdf"
    letter.file = _part(pack.administration_id, file_path(pack.file), pages, name)
    letter.save(update_fields=["file"])


def _part(administration_id: int, path: Path, pages: list[tuple[int, int]], name: str) -> StoredFile:
    """Some pages of the file, stored; RuleBroken when they cannot be cut out or are more than a card takes."""
    with TemporaryDirectory(prefix="otklik-part-") as folder:
        out = Path(folder) / "part.pdf"
        try:
            for _ in look("part", str(path), str(out), json.dumps(pages), seconds=PART_SECONDS):
                pass
            with out.open("rb") as stream:
                return store_file(administration_id, stream, name, keeps_dangerous=True)
        except (PaperProblem, OSError) as problem:
            told = f"Письмо не удалось вырезать из пачки. {problem}"
            raise RuleBroken("part", told) from problem
