"""Taking letters from a real Dovecot: each once, kept before it is marked."""

import threading
import time
from collections.abc import Sequence

import pytest
from tests.channels.letters.build import letter
from tests.channels.mail_fixtures import Box
from tests.dovecot import Dovecot

from otklik.channels.contract import RawArrival, TryLater
from otklik.channels.email import polling
from otklik.channels.email.connecting import imap
from otklik.channels.email.polling import poll, wait
from otklik.channels.email.reading import read


class Shelf:
    """Keeps arrivals by key, as the product does; breaks down when told to."""

    def __init__(self, *, fails: bool = False) -> None:
        self.kept: dict[str, RawArrival] = {}
        self.fails = fails

    def __call__(self, arrivals: Sequence[RawArrival]) -> None:
        if self.fails:
            raise RuntimeError("the power went off")
        self.kept |= {one.key: one for one in arrivals}


def _letters(*numbers: int) -> list[bytes]:
    return [letter(f"Письмо {number}", message_id=f"<n{number}@mail.example>") for number in numbers]


def _texts(shelf: Shelf, settings: polling.EmailSettings) -> list[str]:
    read_all = [read(settings, one).incoming for one in shelf.kept.values()]
    return [one.text for one in read_all if one]


def _count(settings: polling.EmailSettings, criteria: str, folder: str = "INBOX") -> int:
    with imap(settings) as client:
        client.select_folder(folder, readonly=True)
        return len(client.search(criteria))


def test_new_letters_come_once_and_are_marked(box: Box, dovecot_server: Dovecot) -> None:
    settings, shelf = box(), Shelf()
    dovecot_server.put(settings.user, _letters(1, 2))
    cursor = poll(settings, {}, shelf)
    dovecot_server.put(settings.user, _letters(3))
    again = Shelf()
    cursor = poll(settings, cursor, again)
    assert _texts(shelf, settings) == ["Письмо 1", "Письмо 2"]
    assert _texts(again, settings) == ["Письмо 3"]
    assert poll(settings, cursor, Shelf(fails=True)) == cursor
    assert _count(settings, "UNSEEN") == 0


def test_what_could_not_be_kept_is_neither_marked_nor_passed(box: Box, dovecot_server: Dovecot) -> None:
    settings = box()
    dovecot_server.put(settings.user, _letters(1))
    with pytest.raises(RuntimeError):
        poll(settings, {}, Shelf(fails=True))
    assert _count(settings, "UNSEEN") == 1
    shelf = Shelf()
    poll(settings, {}, shelf)
    assert _texts(shelf, settings) == ["Письмо 1"]


def test_taken_letters_move(box: Box, dovecot_server: Dovecot) -> None:
    settings = box(after_taking="move", move_to="Taken")
    dovecot_server.make_folder(settings.user, "Taken")
    dovecot_server.put(settings.user, _letters(1, 2))
    poll(settings, {}, Shelf())
    assert _count(settings, "ALL") == 0
    assert _count(settings, "ALL", "Taken") == 2


def test_a_folder_may_be_left_as_it_is(box: Box, dovecot_server: Dovecot) -> None:
    settings = box(after_taking="nothing", folder="Priem")
    dovecot_server.put(settings.user, _letters(1), "Priem")
    cursor = poll(settings, {}, Shelf())
    assert _count(settings, "UNSEEN", "Priem") == 1
    assert poll(settings, cursor, Shelf(fails=True))["last_uid"] == 1


def test_the_first_take_is_chosen(box: Box, dovecot_server: Dovecot) -> None:
    settings = box()
    dovecot_server.put(settings.user, _letters(1))
    poll(settings, {}, Shelf())  # marks it as seen
    dovecot_server.put(settings.user, _letters(2))
    taken = {}
    for choice in ("unseen", "new", "all"):
        shelf = Shelf()
        chosen = settings.model_dump() | {"first_take": choice, "after_taking": "nothing"}
        cursor = poll(polling.EmailSettings(**chosen), {}, shelf)
        taken[choice] = (_texts(shelf, settings), cursor["last_uid"])
    assert taken == {"unseen": (["Письмо 2"], 2), "new": ([], 2), "all": (["Письмо 1", "Письмо 2"], 2)}


def test_a_mailbox_numbered_anew_doubles_nothing(box: Box, dovecot_server: Dovecot) -> None:
    settings, shelf = box(), Shelf()
    dovecot_server.put(settings.user, _letters(1, 2))
    cursor = poll(settings, {}, shelf)
    time.sleep(1.1)  # UIDVALIDITY is a moment in seconds
    dovecot_server.lay_anew(settings.user)
    dovecot_server.put(settings.user, _letters(3))
    following = poll(settings, cursor, shelf)
    assert following["uidvalidity"] != cursor["uidvalidity"]
    assert sorted(_texts(shelf, settings)) == ["Письмо 1", "Письмо 2", "Письмо 3"]


def test_one_letter_by_two_ways_is_one() -> None:
    once, again = (
        letter(),
        b"Received: by b.example\nDelivered-To: priem@gorod.example\n" + letter(ends="\r\n") + b"\r\n",
    )
    assert polling.arrival_key(once) == polling.arrival_key(again)
    assert polling.arrival_key(once) != polling.arrival_key(letter("Другие слова"))


def test_a_letter_too_large_is_taken_in_its_beginning(
    box: Box, dovecot_server: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "HEAD_BYTES", 4096)
    settings, shelf = box(largest_letter=1), Shelf()
    dovecot_server.put(settings.user, [letter("Большое. " + "x" * 1_100_000), *_letters(2)])
    poll(settings, {}, shelf)
    large, small = _texts(shelf, settings)
    assert large.startswith("Большое.")
    assert "оно осталось в почтовом ящике" in large
    assert len(large) < 5000
    assert small == "Письмо 2"


def test_many_letters_come_in_batches_in_their_order(
    box: Box, dovecot_server: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "BATCH", 7)
    monkeypatch.setattr(polling, "MOST_AT_ONCE", 15)
    settings, shelf = box(), Shelf()
    dovecot_server.put(settings.user, _letters(*range(20)))
    cursor = poll(settings, {}, shelf)
    assert len(shelf.kept) == 15
    assert poll(settings, cursor, shelf)["last_uid"] == 20
    assert _texts(shelf, settings) == [f"Письмо {number}" for number in range(20)]


def test_a_failure_in_the_middle_keeps_the_place(
    box: Box, dovecot_server: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, shelf = box(), Shelf()
    dovecot_server.put(settings.user, _letters(1))
    cursor = poll(settings, {}, shelf)
    dovecot_server.put(settings.user, _letters(2, 3, 4))
    monkeypatch.setattr(polling, "BATCH", 1)
    took = iter(range(10))
    honest = polling._mark

    def broken(*facts: object) -> None:
        if next(took) == 1:
            raise TryLater("сеть пропала")
        honest(*facts)  # type: ignore[arg-type]

    monkeypatch.setattr(polling, "_mark", broken)
    cursor = poll(settings, cursor, shelf)
    assert cursor["last_uid"] == 2
    assert poll(settings, cursor, shelf)["last_uid"] == 4
    assert _texts(shelf, settings) == [f"Письмо {number}" for number in (1, 2, 3, 4)]


def test_waiting_ends_when_a_letter_comes(box: Box, dovecot_server: Dovecot) -> None:
    settings = box()
    dovecot_server.put(settings.user, [])
    cursor = poll(settings, {}, Shelf())
    began = time.monotonic()
    threading.Timer(0.4, dovecot_server.put, [settings.user, _letters(1)]).start()
    wait(settings, cursor, 60)
    assert 0.4 <= time.monotonic() - began < 50
    began = time.monotonic()
    wait(settings, cursor, 60)  # it is there already
    assert time.monotonic() - began < 50


def test_waiting_ends_by_itself(box: Box, dovecot_server: Dovecot) -> None:
    settings = box()
    dovecot_server.put(settings.user, [])
    cursor = poll(settings, {}, Shelf())
    began = time.monotonic()
    wait(settings, cursor, 0.5)
    assert time.monotonic() - began > 0.4


def test_a_mailbox_that_does_not_open_says_so(box: Box) -> None:
    with pytest.raises(TryLater, match="не принял имя или пароль"):
        poll(box(password="не тот"), {}, Shelf())
    with pytest.raises(TryLater, match="не принимает соединений"):
        wait(box(imap_port=9), {}, 1)
