"""The index of words: single messages at once, mass imports after the catching up, changes in between."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from tests.intake.conftest import Receive
from tests.intake.files import REGISTER, row, write

from otklik.base.actor import Actor
from otklik.catalog.models import Administration
from otklik.intake import name_index_tables, text_index, word_index, word_index_tables
from otklik.intake.actions.import_feedback import import_feedback
from otklik.intake.index_triggers import keep_triggers
from otklik.intake.models import Contact, FeedbackItem, TextBacklog, WordBacklog
from otklik.intake.search import found, search_of

pytestmark = pytest.mark.django_db
Load = Callable[..., list[FeedbackItem]]


@pytest.fixture
def load(system: Actor, tmp_path: Path) -> Load:
    """Import texts, by authors of a name; the words are not indexed yet."""

    def take(*texts: str, name: str = "") -> list[FeedbackItem]:
        start = FeedbackItem.objects.count()
        path = write(tmp_path / "register.csv", [row(start + n, text, author=name) for n, text in enumerate(texts)])
        import_feedback(actor=system, path=path, mapping=REGISTER, rejected_to=tmp_path / "rejected.csv")
        return list(FeedbackItem.objects.order_by("pk")[start:])

    return take


@pytest.fixture
def find(administration: Administration, system: Actor) -> Callable[[str], list[int]]:
    """Ids of what is found by words."""
    items = FeedbackItem.objects.of(administration.pk)
    return lambda words: sorted(found(items, system, search_of(system, words)).values_list("pk", flat=True))


Find = Callable[[str], list[int]]


def test_an_import_waits_and_is_found_after_the_catching_up(load: Load, find: Find, receive: Receive) -> None:
    imported = load("Яма у школы", "Фонарь не горит", name="Королёв Семён")
    alone = receive("Яма у рынка", name="Королёв Иван")
    assert text_index.waiting() == 3  # what came in alone is found at once, though it waits as well
    assert find("ямы") == [alone.pk]
    assert find("королев") == [alone.pk]
    assert text_index.catch_up() == 3
    assert text_index.waiting() == 0
    assert find("ямы") == [imported[0].pk, alone.pk]
    assert find("королев") == [*(item.pk for item in imported), alone.pk]


def test_catching_up_is_told_and_can_be_repeated(load: Load, find: Find) -> None:
    load(*["Яма"] * 5)
    told: list[int] = []
    assert text_index.catch_up(told.append) == 5
    assert sum(told) == 5
    assert text_index.catch_up() == 0
    assert len(find("яма")) == 5


def test_catching_up_in_parts(load: Load, find: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_index, "INDEXED_AT_ONCE", 2)
    load(*["Яма"] * 5)
    assert text_index.catch_up(most=2) == 2
    assert (len(find("яма")), text_index.waiting()) == (2, 3)
    assert text_index.catch_up() == 3
    assert len(find("яма")) == 5


def test_what_changes_while_it_waits_is_found_as_it_is_now(load: Load, find: Find) -> None:
    changed, gone, kept = load("Яма у школы", "Яма у рынка", "Яма у дома", name="Королёв")
    FeedbackItem.objects.filter(pk=changed.pk).update(text="Фонарь у школы")
    Contact.objects.filter(pk=kept.pk).update(name="")
    gone.delete()
    text_index.catch_up()
    assert find("яма") == [kept.pk]
    assert find("фонарь") == [changed.pk]
    assert find("королев") == [changed.pk]


def test_changes_after_the_catching_up(load: Load, find: Find) -> None:
    changed, gone = load("Яма у школы", "Яма у рынка")
    text_index.catch_up()
    FeedbackItem.objects.filter(pk=changed.pk).update(text="Фонарь у школы", place="улица Лесная")
    gone.delete()
    for _ in range(2):  # as it stands, then by the index
        assert find("яма") == []
        assert find("лесная") == find("фонари") == [changed.pk]
        text_index.catch_up()


def test_a_change_of_other_columns_is_not_noted(load: Load) -> None:
    (item,) = load("Яма у школы")
    text_index.catch_up()
    item.subject = "roads"
    item.save()
    assert text_index.waiting() == 0


def test_the_newest_is_indexed_first(load: Load, receive: Receive, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _, last = (item.pk for item in load(*["Яма"] * 3))
    receive("Яма у рынка")
    monkeypatch.setattr(word_index, "INDEXED_AT_ONCE", 1)
    word_index.index_next()
    assert list(WordBacklog.objects.values_list("first_id", "last_id")) == [(first, last)]


def test_a_frequent_word_is_found_to_the_last_item(load: Load, find: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond so many matches rows are asked one by one; what waits is looked through as well."""
    items = load(*["Яма у школы"] * 5, "Фонарь")
    text_index.catch_up()
    FeedbackItem.objects.filter(pk=items[0].pk).update(text="Фонарь")
    monkeypatch.setattr(word_index, "FREQUENT", 2)
    assert find("ямы") == [item.pk for item in items[1:5]]
    assert find("фонари") == [items[0].pk, items[5].pk]


def test_another_import_while_the_first_waits(load: Load, find: Find) -> None:
    first = load("Яма у школы")
    second = load("Яма у рынка")
    assert TextBacklog.objects.count() == 2
    text_index.catch_up()
    assert find("яма") == [first[0].pk, second[0].pk]


def test_installing_anew_indexes_everything(load: Load, find: Find) -> None:
    (item,) = load("Яма у школы")
    word_index_tables.install(connection)
    name_index_tables.install(connection)
    assert text_index.waiting() == 1
    text_index.catch_up()
    assert find("яма") == [item.pk]


def test_indexing_anew_lets_everything_be_found_meanwhile(load: Load, find: Find) -> None:
    (item,) = load("Яма у школы")
    text_index.catch_up()
    word_index_tables.index_anew(connection)
    assert (text_index.waiting(), find("яма")) == (1, [item.pk])
    FeedbackItem.objects.filter(pk=item.pk).update(text="Фонарь у школы")
    assert text_index.catch_up() == 1
    assert find("фонарь") == [item.pk]


def test_lost_triggers_are_made_again(receive: Receive, find: Find) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps triggers with their table")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER intake_word_added")
        cursor.execute("DROP TRIGGER intake_name_added")
    keep_triggers(using="default")
    item = receive("Яма у школы", name="Королёв Семён")
    assert find("яма") == find("Королёв") == [item.pk]


def test_words_of_another_administration_stay_there(load: Load, find: Find, receive: Receive) -> None:
    receive("Яма на дороге", of="biysk")
    (item,) = load("Яма у школы")
    text_index.catch_up()
    assert find("яма") == [item.pk]


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_the_index_of_sqlite_stays_whole(load: Load) -> None:
    """Taking words out of a contentless index that were never in it would spoil it silently."""
    items = load("Яма у школы", "Яма у рынка", name="Королёв")
    FeedbackItem.objects.filter(pk=items[0].pk).update(text="Фонарь")
    items[1].delete()
    text_index.catch_up()
    with connection.cursor() as cursor:
        for name in ("intake_wordindex", "intake_nameindex"):
            cursor.execute(f"INSERT INTO {name}({name}) VALUES ('integrity-check')")  # noqa: S608


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own")
def test_statistics_wait_for_their_turn_to_write(load: Load) -> None:
    """Outside a transaction the pragma is refused at once while somebody else writes."""
    load("Яма")
    outside, seen = len(connection.savepoint_ids), []

    def look(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if sql == "PRAGMA optimize":
            seen.append(len(connection.savepoint_ids) - outside)
        return execute(sql, *rest)

    with connection.execute_wrapper(look):
        text_index.catch_up()
    assert seen == [1]
