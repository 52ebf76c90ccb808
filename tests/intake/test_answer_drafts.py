"""Drafts on the server: one for each person, an older window never writes over a newer text."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.intake.conftest import Receive

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.intake.actions.keep_answer_draft import drop_answer_draft, keep_answer_draft
from otklik.intake.actions.move_case import take_item
from otklik.intake.answer_drafts import changes_since, forget_old_drafts, other_drafts, own_draft
from otklik.intake.models import AnswerDraft

pytestmark = pytest.mark.django_db


def test_two_people_keep_two_texts_and_see_each_other(receive: Receive, actor: Callable[..., Actor]) -> None:
    item, first, second = receive(), actor("specialist"), actor("specialist")
    keep_answer_draft(actor=first, item_id=item.pk, words={"text": "Первый"}, version=0)
    keep_answer_draft(actor=second, item_id=item.pk, words={"text": "Второй"}, version=0)
    mine = own_draft(first, item)
    assert mine is not None
    assert mine.words["text"] == "Первый"
    assert [(draft.text, draft.is_writing) for draft in other_drafts(first, item)] == [("Второй", True)]


def test_an_older_window_writes_nothing(receive: Receive, actor: Callable[..., Actor]) -> None:
    item, person = receive(), actor("specialist")
    old = keep_answer_draft(actor=person, item_id=item.pk, words={"text": "Начало"}, version=0)
    new = keep_answer_draft(actor=person, item_id=item.pk, words={"text": "Начало и конец"}, version=old.version)
    late = keep_answer_draft(actor=person, item_id=item.pk, words={"text": "Другое"}, version=old.version)
    assert late.is_older
    assert late.words == {"text": "Начало и конец"}
    kept = keep_answer_draft(actor=person, item_id=item.pk, words={"text": "Другое"}, version=new.version)
    assert not kept.is_older
    assert AnswerDraft.objects.get().words == {"text": "Другое"}


def test_a_draft_takes_no_nul_and_no_endless_text(receive: Receive, actor: Callable[..., Actor]) -> None:
    item, person = receive(), actor("specialist")
    kept = keep_answer_draft(actor=person, item_id=item.pk, words={"text": "а\0б" + "в" * 100_000}, version=0)
    assert kept.words["text"].startswith("абв")
    assert len(kept.words["text"]) == 60_000


def test_strangers_keep_nothing(receive: Receive, actor: Callable[..., Actor]) -> None:
    item = receive()
    for stranger in (actor("auditor"), actor("specialist", of="biysk")):
        with pytest.raises(NotFound):
            keep_answer_draft(actor=stranger, item_id=item.pk, words={"text": "x"}, version=0)


def test_what_others_did_meanwhile_is_told(receive: Receive, actor: Callable[..., Actor]) -> None:
    item, me, other = receive(), actor("specialist"), actor("specialist")
    opened_at = timezone.now()
    take_item(actor=me, item_id=item.pk)
    take_item(actor=other, item_id=item.pk)
    assert [event.by_id for event in changes_since(me, item, opened_at)] == [other.user_id]


def test_dropped_and_forgotten(receive: Receive, actor: Callable[..., Actor]) -> None:
    item, person = receive(), actor("specialist")
    keep_answer_draft(actor=person, item_id=item.pk, words={"text": "x"}, version=0)
    assert forget_old_drafts() == 0
    AnswerDraft.objects.update(at=timezone.now() - timedelta(days=61))
    assert forget_old_drafts() == 1
    keep_answer_draft(actor=person, item_id=item.pk, words={"text": "x"}, version=0)
    drop_answer_draft(actor=person, item_id=item.pk)
    assert own_draft(person, item) is None
