"""The codebook: a draft, versions with date and author, a readable difference, the version kept with each reading."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.conftest import Receive
from tests.intake.reading import category, read

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.intake.actions.edit_codebook import begin_draft, drop_draft, issue_codebook, write_entry
from otklik.intake.codebook import difference, draft_of, entries_of, version_before, version_in_force, word_difference
from otklik.intake.models import CodebookEntry, CodebookVersion, Reading

pytestmark = pytest.mark.django_db
Hire = Callable[..., Actor]


def words(**changes: str) -> dict[str, str]:
    return {"definition": "Что это", "use_when": "", "avoid_when": "", "examples": "", **changes}


def issued(keeper: Actor, note: str = "Первая") -> CodebookVersion:
    draft = begin_draft(actor=keeper)
    draft.entries.filter(definition="").update(definition="Пока так")
    return issue_codebook(actor=keeper, note=note)


def test_the_first_draft_begins_with_shipped_words(actor: Hire) -> None:
    keeper = actor("coordinator")
    draft = begin_draft(actor=keeper)
    entry = draft.entries.get(category__slug="complaint")
    assert "нарушены" in entry.definition
    assert begin_draft(actor=keeper) == draft
    assert version_in_force(keeper.administration_id) is None


def test_a_version_is_kept_with_every_reading(actor: Hire, receive: Receive) -> None:
    keeper, reader = actor("coordinator"), actor("registrar")
    before, after = receive(), receive()
    read(reader, before)
    version = issued(keeper)
    read(reader, after)
    assert Reading.objects.get(item=before).codebook is None
    assert Reading.objects.get(item=after).codebook == version
    assert (version.number, version.author_id, version.issued_at is not None) == (1, keeper.user_id, True)


def test_the_next_version_tells_its_difference(actor: Hire) -> None:
    keeper = actor("coordinator")
    first = issued(keeper)
    chosen = category(keeper)
    draft = begin_draft(actor=keeper)
    assert difference(first, draft) == []
    old = first.entries.get(category=chosen)
    write_entry(actor=keeper, category_id=chosen.pk, words=words(definition=f"{old.definition} И ещё."), seen={})
    second = issue_codebook(actor=keeper, note="Дополнено")
    (change,) = [one for one in difference(version_before(second), second) if one.title == chosen.title]
    added = [piece.text for part in change.parts for piece in part.pieces if piece.state == "added"]
    assert "И ещё." in added[0]
    assert first.entries.get(category=chosen).definition == old.definition


def test_two_writers_of_one_article_lose_nothing(actor: Hire) -> None:
    keeper, other = actor("coordinator"), actor("administrator")
    chosen = category(keeper)
    entry = begin_draft(actor=keeper).entries.get(category=chosen)
    seen = words(
        definition=entry.definition, use_when=entry.use_when, avoid_when=entry.avoid_when, examples=entry.examples
    )
    write_entry(actor=keeper, category_id=chosen.pk, words=words(definition="Моё"), seen=seen)
    with pytest.raises(RuleBroken, match="изменил кто-то другой"):
        write_entry(actor=other, category_id=chosen.pk, words=words(definition="Твоё"), seen=seen)
    assert CodebookEntry.objects.get(pk=entry.pk).definition == "Моё"


def test_what_is_not_ready_is_not_issued(actor: Hire) -> None:
    keeper = actor("coordinator")
    with pytest.raises(RuleBroken, match="Черновика нет"):
        issue_codebook(actor=keeper, note="Первая")
    draft = begin_draft(actor=keeper)
    draft.entries.update(definition="Что это")
    with pytest.raises(RuleBroken, match="что изменилось"):
        issue_codebook(actor=keeper, note="  ")
    draft.entries.filter(category=category(keeper)).update(definition="")
    with pytest.raises(RuleBroken, match="не написано"):
        issue_codebook(actor=keeper, note="Первая")
    draft.entries.update(definition="Что это")
    issue_codebook(actor=keeper, note="Первая")
    begin_draft(actor=keeper)
    with pytest.raises(RuleBroken, match="не отличается"):
        issue_codebook(actor=keeper, note="Ничего")
    drop_draft(actor=keeper)
    assert draft_of(keeper) is None


def test_bad_words_are_refused_or_cleaned(actor: Hire) -> None:
    keeper = actor("coordinator")
    begin_draft(actor=keeper)
    chosen = category(keeper)
    with pytest.raises(RuleBroken, match="Не длиннее") as refusal:
        write_entry(actor=keeper, category_id=chosen.pk, words=words(examples="я" * 4001), seen={})
    assert refusal.value.field == "examples"
    entry = write_entry(actor=keeper, category_id=chosen.pk, words=words(definition="«Ж»\0 😀"), seen={})
    assert entry.definition == "«Ж» 😀"


def test_the_codebook_is_kept_by_those_who_keep_the_catalogue(actor: Hire) -> None:
    for call in (begin_draft, drop_draft):
        with pytest.raises(NotFound):
            call(actor=actor("registrar"))
    foreign = category(actor("coordinator", of="biysk"))
    with pytest.raises(NotFound):
        write_entry(actor=actor("coordinator"), category_id=foreign.pk, words=words(), seen={})


def test_entries_stand_in_the_categories_order(actor: Hire) -> None:
    version = issued(actor("coordinator"))
    positions = [entry.category.position for entry in entries_of(version)]
    assert positions == sorted(positions)


TEXTS = st.lists(st.sampled_from(["жалоба", "вопрос", "и", "не", "дом"]), max_size=12).map(" ".join)


@given(TEXTS, TEXTS)
def test_the_pieces_of_a_difference_make_up_both_texts(old: str, new: str) -> None:
    pieces = word_difference(old, new)
    assert " ".join(piece.text for piece in pieces if piece.state != "removed") == new
    assert " ".join(piece.text for piece in pieces if piece.state != "added") == old
