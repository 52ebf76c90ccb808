"""The card: kept while it is typed, registered once, forgotten after days; scans leave their folder with it."""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connections
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.files import store_file
from otklik.base.models import StoredFile
from otklik.base.scan_folder import make_folder, waiting_scans
from otklik.catalog.models import Channel, Department, Topic
from otklik.core.appeals import ItemKind
from otklik.core.incoming import IncomingFeedback
from otklik.intake.actions.forget_abandoned_files import forget_abandoned_files
from otklik.intake.actions.keep_card_draft import (
    KEPT,
    LARGEST,
    MOST,
    TRACE_KEPT,
    drop_card_draft,
    forget_card_drafts,
    keep_card_draft,
)
from otklik.intake.actions.receive_feedback import NewQuestion
from otklik.intake.actions.register_card import Card, register_card
from otklik.intake.card_drafts import begun_card, begun_cards
from otklik.intake.models import Appeal, AppealQuestion, CardDraft, Contact, FeedbackItem

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
pytestmark = pytest.mark.django_db
MakeCard = Callable[..., Card]


@pytest.fixture
def registrar(actor: Callable[..., Actor]) -> Actor:
    return actor("registrar")


@pytest.fixture
def make_card(registrar: Actor) -> MakeCard:
    """A card with a text; `incoming` facts and card facts alike."""
    channel = Channel.objects.filter(administration_id=registrar.administration_id, kind="post").first()
    assert channel is not None

    def made(text: str = "Прошу починить дорогу и поставить фонарь", **facts: object) -> Card:
        own = {name: facts.pop(name) for name in tuple(facts) if name in Card.__dataclass_fields__}
        incoming = IncomingFeedback(
            text=text, channel=channel.slug, received_at=timezone.now(), kind=ItemKind.STATEMENT, **facts
        )
        return Card(**{"key": uuid4(), "incoming": incoming, "typed": {"text": text}} | own)

    return made


def keep(registrar: Actor, key: object = None, **facts: object) -> object:
    given = {"key": key or uuid4(), "tab": "a", "seen_tab": "", "fields": {"name": "Сидорова"}} | facts
    return keep_card_draft(actor=registrar, **given)


def test_what_is_typed_is_kept_and_found_by_its_writer_only(registrar: Actor, actor: Callable[..., Actor]) -> None:
    kept = keep(registrar, fields={"name": "Сидорова", "text": "Яма\0 и «кавычки» 😀 \ud800"})
    draft = begun_card(registrar, kept.key)
    assert draft is not None
    assert draft.fields == {"name": "Сидорова", "text": "Яма и «кавычки» 😀 ?"}
    assert [one.title for one in begun_cards(registrar)] == ["Сидорова"]
    assert begun_card(actor("registrar"), kept.key) is None
    assert begun_cards(actor("registrar")) == []
    with pytest.raises(NotFound):
        keep(actor("auditor"))


def test_one_window_goes_on_with_its_draft(registrar: Actor) -> None:
    first = keep(registrar, fields={"name": "Си"})
    second = keep(registrar, first.key, fields={"name": "Сидорова"})
    assert second.key == first.key
    assert CardDraft.objects.get().fields == {"name": "Сидорова"}


def test_two_windows_of_one_draft_do_not_overwrite_each_other(registrar: Actor) -> None:
    key = keep(registrar, tab="a").key
    taken_over = keep(registrar, key, tab="b", seen_tab="a", fields={"name": "Из окна Б"})
    assert taken_over.key == key
    apart = keep(registrar, key, tab="a", fields={"name": "Из окна А"})
    assert apart.key != key
    assert {draft.fields["name"] for draft in CardDraft.objects.all()} == {"Из окна А", "Из окна Б"}


def test_a_draft_cannot_be_endless_and_there_cannot_be_endlessly_many(registrar: Actor) -> None:
    with pytest.raises(RuleBroken, match="черновик не сохранён"):
        keep(registrar, fields={"text": "я" * (LARGEST + 1)})
    for number in range(MOST + 3):
        keep(registrar, fields={"name": f"Сидорова {number}"})
    assert CardDraft.objects.count() == MOST
    assert begun_cards(registrar)[0].title == f"Сидорова {MOST + 2}"


def test_drafts_and_their_files_are_forgotten(registrar: Actor, make_card: MakeCard) -> None:
    old = store_file(registrar.administration_id, BytesIO(PDF), "старый.pdf")
    young = store_file(registrar.administration_id, BytesIO(PDF + b" "), "новый.pdf")
    keep(registrar, fields={"name": "старая"}, file_ids=(old.pk,))
    CardDraft.objects.update(changed_at=timezone.now() - KEPT - timedelta(hours=1))
    keep(registrar, fields={"name": "новая"}, file_ids=(young.pk,))
    register_card(actor=registrar, card=make_card())
    CardDraft.objects.exclude(digest="").update(changed_at=timezone.now() - TRACE_KEPT - timedelta(hours=1))
    assert forget_card_drafts() == 2
    assert forget_card_drafts() == 0
    assert [one.title for one in begun_cards(registrar)] == ["новая"]
    assert [file.name for file in StoredFile.objects.all()] == ["новый.pdf"]


def test_files_of_a_begun_card_are_not_taken_for_abandoned(registrar: Actor) -> None:
    file = store_file(registrar.administration_id, BytesIO(PDF), "скан.pdf")
    kept = keep(registrar, file_ids=(file.pk,))
    StoredFile.objects.update(stored_at=timezone.now() - timedelta(days=2))
    assert forget_abandoned_files() == 0
    drop_card_draft(actor=registrar, key=kept.key)
    assert not StoredFile.objects.exists()


def test_registering_erases_what_was_typed(registrar: Actor, make_card: MakeCard) -> None:
    key = keep(registrar).key
    receipt = register_card(actor=registrar, card=make_card(key=key))
    draft = CardDraft.objects.get()
    assert (draft.fields, draft.item_id) == ({}, receipt.item_id)
    assert begun_cards(registrar) == []
    assert keep(registrar, key).number == receipt.number
    assert CardDraft.objects.get().fields == {}
    drop_card_draft(actor=registrar, key=key)
    assert CardDraft.objects.exists()


def test_the_same_card_twice_is_one_appeal_and_a_changed_one_is_asked_about(
    registrar: Actor, make_card: MakeCard
) -> None:
    card = make_card()
    first = register_card(actor=registrar, card=card)
    again = register_card(actor=registrar, card=replace(card, incoming=make_card().incoming))
    assert (again.item_id, again.number, again.tracking_code) == (first.item_id, first.number, "")
    assert first.tracking_code
    with pytest.raises(RuleBroken, match=first.number):
        register_card(actor=registrar, card=replace(card, typed={"text": "Другое"}))
    assert FeedbackItem.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_give_one_appeal(registrar: Actor, make_card: MakeCard) -> None:
    card, numbers = make_card(), []

    def click() -> None:
        try:
            numbers.append(register_card(actor=registrar, card=card).number)
        finally:
            connections.close_all()

    clicks = [threading.Thread(target=click) for _ in range(4)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert len(numbers) == 4
    assert len(set(numbers)) == FeedbackItem.objects.count() == 1


def test_questions_keep_their_topics_and_units(
    registrar: Actor, make_card: MakeCard, actor: Callable[..., Actor], administration: object
) -> None:
    unit = Department.objects.create(administration=administration, slug="light", title="Отдел освещения")
    topic = Topic.objects.filter(edition__administration=administration).first()
    asked = (NewQuestion("Починить дорогу", topic.pk), NewQuestion("Поставить фонарь", None, unit.pk))
    receipt = register_card(actor=registrar, card=make_card(questions=asked))
    rows = AppealQuestion.objects.filter(item_id=receipt.item_id).values_list("position", "text", "topic", "department")
    assert list(rows) == [(1, "Починить дорогу", topic.pk, None), (2, "Поставить фонарь", None, unit.pk)]
    roads = Department.objects.create(administration=administration, slug="roads", title="Отдел дорог")
    FeedbackItem.objects.update(department=roads)
    of_light, of_none = actor("specialist", department=unit), actor("organizer")
    assert FeedbackItem.objects.visible_to(of_light).count() == 1
    assert FeedbackItem.objects.visible_to(of_none).count() == 0


def test_a_foreign_unit_is_not_there(
    registrar: Actor, make_card: MakeCard, administrations: Callable[..., object]
) -> None:
    unit = Department.objects.create(administration=administrations("biysk"), slug="x", title="Чужой")
    with pytest.raises(NotFound):
        register_card(actor=registrar, card=make_card(questions=(NewQuestion("Вопрос", None, unit.pk),)))
    assert not FeedbackItem.objects.exists()


def test_a_collective_appeal_keeps_count_and_first_signatory(registrar: Actor, make_card: MakeCard) -> None:
    facts = {"name": "Сидорова Нина", "author_count": 12, "first_signatory": "Орлов Олег"}
    receipt = register_card(actor=registrar, card=make_card(**facts))
    assert Appeal.objects.get(item_id=receipt.item_id).author_count == 12
    assert Contact.objects.get(item_id=receipt.item_id).first_signatory == "Орлов Олег"


@pytest.fixture
def scans(settings, tmp_path: Path) -> Callable[[str], str]:
    """Lay a settled scan into the folder; its token."""
    settings.SCANS_DIR = str(tmp_path)

    def laid(name: str) -> str:
        make_folder("murashi")
        path = tmp_path / "murashi" / name
        path.write_bytes(PDF)
        os.utime(path, (time.time() - 60, time.time() - 60))
        return next(scan.token for scan in waiting_scans("murashi") if scan.name == name)

    return laid


def test_a_scan_moves_with_the_card(
    registrar: Actor, make_card: MakeCard, scans: Callable[[str], str], django_capture_on_commit_callbacks: object
) -> None:
    token = scans("скан.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        receipt = register_card(actor=registrar, card=make_card(scans=(token, token)))
    item = FeedbackItem.objects.get(pk=receipt.item_id)
    assert [one.file.name for one in item.attachments.all()] == ["скан.pdf"]
    assert waiting_scans("murashi") == []


def test_a_scan_that_cannot_be_taken_leaves_the_card_unregistered(
    registrar: Actor, make_card: MakeCard, scans: Callable[[str], str], django_capture_on_commit_callbacks: object
) -> None:
    good = scans("скан.pdf")
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuleBroken) as broken:
        register_card(actor=registrar, card=make_card(scans=(good, "1-2:нет.pdf")))
    assert broken.value.field == "scans"
    assert not FeedbackItem.objects.exists()
    assert [scan.name for scan in waiting_scans("murashi")] == ["скан.pdf"]


def test_only_a_registrar_registers(make_card: MakeCard, actor: Callable[..., Actor]) -> None:
    with pytest.raises(NotFound):
        register_card(actor=actor("auditor"), card=make_card())
