"""A pack of scans: separators, blank backs, letters, and what no pack is."""

import os
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from tests.offline.cards import card_of
from tests.offline.conftest import Taken
from tests.offline.scans import LETTER, blank, letter, pack, sheet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.files import open_file
from otklik.intake.models import CardDraft, FeedbackItem
from otklik.offline.actions import read_pack
from otklik.offline.actions.open_card import open_card
from otklik.offline.actions.register_from import next_card, register_from
from otklik.offline.actions.sort_letters import (
    dismiss_letter,
    drop_page,
    join_letters,
    move_boundary,
    split_letter,
    turn_page,
)
from otklik.offline.actions.take_pack import take_pack, watch_pack_folders
from otklik.offline.enums import PackState
from otklik.offline.models import PackLetter, ScanPack
from otklik.offline.personal_data import erase_packs
from otklik.offline.sources import Source

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 14)


def pages_of(one: PackLetter) -> list[tuple[int, str, int]]:
    return list(one.pages.order_by("number").values_list("number", "kind", "turned"))


def letters(made: ScanPack) -> list[list[int]]:
    return [
        list(one.pages.filter(kind="page").order_by("number").values_list("number", flat=True))
        for one in made.letters.all()
    ]


def test_separators_make_letters_and_blank_backs_are_left_out(taken: Taken) -> None:
    made = taken(pack(sheet("post"), letter(), blank(), sheet("reception"), letter(pages=2), blank()))
    assert (made.state, made.page_count) == ("ready", 7)
    assert letters(made) == [[2], [5, 6]]
    assert [one.channel and one.channel.slug for one in made.letters.all()] == ["post", "reception"]
    assert pages_of(made.letters.first())[1] == (3, "blank", 0)
    assert all(page.thumbnail for page in made.pages.all())


def test_a_pack_laid_upside_down_is_righted_by_its_sheet(taken: Taken) -> None:
    made = taken(pack(sheet(), letter(), sheet(), letter(), turned={2: 180, 3: 180}))
    assert [page[2] for one in made.letters.all() for page in pages_of(one)] == [0, 180]


def test_a_pack_laid_on_its_side_is_righted_too(taken: Taken) -> None:
    made = taken(pack(sheet(), letter(), turned={0: 90, 1: 90}))
    assert pages_of(made.letters.get())[0][2] == 270


def test_a_foreign_sheet_separates_and_says_no_more(taken: Taken) -> None:
    made = taken(pack(sheet("waiting_places", of="biysk"), letter()))
    assert made.letters.get().channel.slug == "post"


def test_the_same_file_is_the_same_pack(taken: Taken) -> None:
    content = pack(sheet(), letter())
    first = taken(content)
    again = taken(content, name="другое имя.pdf")
    assert again.pk == first.pk
    assert ScanPack.objects.count() == 1


def test_letters_are_put_right_by_hand(registrar: Actor, taken: Taken) -> None:
    made = taken(pack(letter(pages=4), sheet(), letter()))
    act = {"actor": registrar, "pack_id": made.pk}
    split_letter(**act, number=3)
    assert letters(made) == [[1, 2], [3, 4], [6]]
    move_boundary(**act, number=3)
    assert letters(made) == [[1, 2, 3], [4], [6]]
    join_letters(**act, letter_id=made.letters.all()[1].pk)
    assert letters(made) == [[1, 2, 3, 4], [6]]
    drop_page(**act, number=4)
    turn_page(**act, number=1)
    assert letters(made) == [[1, 2, 3], [6]]
    assert pages_of(made.letters.first())[0] == (1, "page", 90)
    dismiss_letter(**act, letter_id=made.letters.last().pk)
    assert made.letters.last().is_dismissed
    with pytest.raises(RuleBroken, match="первое письмо"):
        join_letters(**act, letter_id=made.letters.first().pk)


def test_a_letter_becomes_a_card_with_its_own_pages_once(registrar: Actor, taken: Taken) -> None:
    made = taken(pack(sheet("reception"), letter(), blank(), sheet(), letter(pages=2)))
    one = made.letters.first()
    source = Source("letter", one.pk)
    key = open_card(actor=registrar, source=source)
    assert open_card(actor=registrar, source=source) == key
    draft = CardDraft.objects.get(key=key)
    assert {name: draft.fields[name] for name in ("channel", "form", "received_on", "source")} == {
        "channel": "reception",
        "form": "oral",
        "received_on": "2025-03-14",
        "source": str(source),
    }
    with open_file(draft.files.get()) as part:
        assert len(pdfium.PdfDocument(BytesIO(part.read()))) == 1
    receipt = register_from(actor=registrar, card=card_of(draft), source=str(source))
    one.refresh_from_db()
    assert one.item_id == receipt.item_id
    assert FeedbackItem.objects.get(pk=receipt.item_id).attachments.count() == 1
    with pytest.raises(RuleBroken, match="Уже зарегистрировано"):
        open_card(actor=registrar, source=source)
    assert next_card(registrar, str(source)) == made.letters.last().draft_key or made.letters.last().draft_key is None
    with pytest.raises(RuleBroken, match="уже зарегистрировано"):
        split_letter(actor=registrar, pack_id=made.pk, number=2)


def test_a_letter_that_two_type_is_registered_once(registrar: Actor, actor: Callable[..., Actor], taken: Taken) -> None:
    made = taken(pack(letter()))
    source = Source("letter", made.letters.get().pk)
    key = open_card(actor=registrar, source=source)
    other = actor("coordinator")
    with pytest.raises(RuleBroken, match="сейчас набирает"):
        open_card(actor=other, source=source)
    draft = CardDraft.objects.get(key=key)
    register_from(actor=registrar, card=card_of(draft), source=str(source))
    with pytest.raises(RuleBroken, match="Вторая карточка не нужна"):
        register_from(actor=other, card=card_of(draft, text="Другой текст"), source=str(source))
    assert FeedbackItem.objects.count() == 1
    made.refresh_from_db()
    assert made.state == "done"


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"\xff\xd8\xff\xe0 JFIF", "не PDF"), (b"", "пуст"), (b"hello", "не PDF")],
)
def test_what_is_no_pdf_is_refused_at_once(registrar: Actor, content: bytes, told: str) -> None:
    with pytest.raises(RuleBroken, match=told):
        take_pack(actor=registrar, chunks=[content], name="снимок.jpg", channel="post", received_on=DAY)
    assert not ScanPack.objects.exists()


def test_a_damaged_pdf_ends_with_a_word(taken: Taken) -> None:
    made = taken(b"%PDF-1.7\n" + b"\x00broken" * 50)
    assert made.state == "failed"
    assert "повреждён" in made.stage


def test_a_pdf_with_a_password_ends_with_a_word(taken: Taken) -> None:
    import pikepdf

    out = BytesIO()
    pikepdf.open(BytesIO(letter())).save(out, encryption=pikepdf.Encryption(owner="a", user="тайна"))
    made = taken(out.getvalue())
    assert made.state == "failed"
    assert "паролем" in made.stage


def test_a_reader_taken_for_lost_that_comes_late_changes_nothing(taken: Taken, monkeypatch: pytest.MonkeyPatch) -> None:
    made = taken(pack(sheet(), letter()))
    sorted_by_people, honest = made.letters.get(), read_pack._look

    def meanwhile(one: ScanPack) -> Any:
        seen = honest(one)
        ScanPack.objects.filter(pk=one.pk).update(state=PackState.READY)
        return seen

    monkeypatch.setattr(read_pack, "_look", meanwhile)
    ScanPack.objects.filter(pk=made.pk).update(state=PackState.WAITING)
    read_pack.work_pack(made.pk)
    assert made.letters.get() == sorted_by_people


def test_two_thousand_pages_are_too_many(taken: Taken) -> None:
    whole, out = pdfium.PdfDocument.new(), BytesIO()
    for _ in range(2000):
        whole.new_page(10, 10)
    whole.save(out)
    made = taken(out.getvalue())
    assert made.state == "failed"
    assert "2000 страниц" in made.stage


def test_employees_letters_are_seen_by_the_internal_right_only(
    registrar: Actor, actor: Callable[..., Actor], taken: Taken
) -> None:
    made = taken(pack(sheet("staff_box"), letter(LETTER)))
    assert made.is_internal
    officer = actor("internal_officer")
    assert not ScanPack.objects.visible_to(registrar).exists()
    assert ScanPack.objects.visible_to(officer).get() == made
    with pytest.raises(NotFound):
        split_letter(actor=registrar, pack_id=made.pk, number=2)
    with pytest.raises(NotFound):
        open_card(actor=registrar, source=Source("letter", made.letters.get().pk))


def test_a_stranger_reaches_nothing(actor: Callable[..., Actor], taken: Taken) -> None:
    made = taken(pack(letter()))
    for stranger in (actor("registrar", of="biysk"), actor("head")):
        with pytest.raises(NotFound):
            drop_page(actor=stranger, pack_id=made.pk, number=1)


def test_the_watched_folder_is_emptied_by_itself(registrar: Actor, settings: Any, tmp_path: Path) -> None:
    settings.SCANS_DIR = str(tmp_path)
    folder = tmp_path / "murashi" / "packs"
    folder.mkdir(parents=True)
    whole, half = pack(letter()), pack(letter(), letter())[:900]
    for name, content in (("утро.pdf", whole), ("пишется.pdf", half), ("заметка.txt", b"text")):
        (folder / name).write_bytes(content)
        os.utime(folder / name, (1_700_000_000, 1_700_000_000))
    assert watch_pack_folders() == 1
    assert sorted(path.name for path in folder.iterdir()) == ["заметка.txt", "пишется.pdf"]
    made = ScanPack.objects.get()
    assert (made.name, made.channel and made.channel.slug) == ("утро.pdf", "post")
    assert watch_pack_folders() == 0


def test_old_packs_are_erased_and_their_letters_stay(registrar: Actor, taken: Taken) -> None:
    made = taken(pack(letter()))
    source = Source("letter", made.letters.get().pk)
    draft = CardDraft.objects.get(key=open_card(actor=registrar, source=source))
    receipt = register_from(actor=registrar, card=card_of(draft), source=str(source))
    assert erase_packs([made.pk]) == 1
    made.refresh_from_db()
    assert (made.file, made.pages.count(), made.letters.get().item_id) == (None, 0, receipt.item_id)
    assert FeedbackItem.objects.get().attachments.count() == 1
