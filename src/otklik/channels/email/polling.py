"""Taking new letters: kept here first, marked at the source after; the place to go on is UIDVALIDITY and UID."""

import hashlib
import re
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from otklik.channels.contract import Cursor, Keep, RawArrival, TryLater
from otklik.channels.email.connecting import imap
from otklik.channels.email.mime import parse
from otklik.channels.email.settings import AfterTaking, EmailSettings, FirstTake

if TYPE_CHECKING:
    from imapclient import IMAPClient

#: Letters in one fetch, their bytes together, and letters in one call of `poll`.
BATCH = 50
BATCH_BYTES = 16 * 2**20
MOST_AT_ONCE = 2000
#: What is taken of a letter that is larger than the settings allow.
HEAD_BYTES = 256 * 1024
#: A server may end a silent IDLE after 30 minutes (RFC 2177).
LONGEST_IDLE = 29 * 60
_LINE_ENDS = re.compile(rb"\r\n|\r|\n")


def poll(settings: EmailSettings, cursor: Cursor, keep: Keep) -> Cursor:
    """Keep what is new and return where to go on. What was kept before a failure is not asked for again.

    Raises TryLater in Russian where the mailbox does not open.
    """
    reached = dict(cursor)
    try:
        with imap(settings) as client:
            reached = _begin(settings, client, cursor)
            for batch in _batches(client, _new_uids(settings, client, cursor, reached)):
                _take(settings, client, batch, keep)
                reached["last_uid"] = max(batch[-1], reached["last_uid"])
    except TryLater:
        if reached.get("last_uid", 0) > cursor.get("last_uid", 0) and reached["uidvalidity"] == cursor.get(
            "uidvalidity"
        ):
            return reached  # the trouble is told by the next attempt
        raise
    return {name: value for name, value in reached.items() if name != "uidnext"}


def wait(settings: EmailSettings, cursor: Cursor, seconds: float) -> None:
    """Sleep until the mailbox says that something is new, at most so many seconds; without IDLE just sleep."""
    ends = time.monotonic() + min(seconds, LONGEST_IDLE)
    with imap(settings) as client:
        chosen = client.select_folder(settings.folder, readonly=True)
        is_known = _number(chosen, b"UIDVALIDITY") == cursor.get("uidvalidity")
        if not is_known or _number(chosen, b"UIDNEXT") > cursor.get("last_uid", 0) + 1:
            return
        if client.has_capability("IDLE"):
            _idle(client, ends)
            return
    time.sleep(max(ends - time.monotonic(), 0))


def _idle(client: "IMAPClient", ends: float) -> None:
    client.idle()
    while (left := ends - time.monotonic()) > 0:
        said = client.idle_check(timeout=left)
        if any(len(one) > 1 and one[1] == b"EXISTS" for one in said if isinstance(one, tuple)):
            break
    client.idle_done()


def _begin(settings: EmailSettings, client: "IMAPClient", cursor: Cursor) -> Cursor:
    """The cursor for the mailbox as it stands: begun anew where the server numbered its letters anew."""
    chosen = client.select_folder(settings.folder)
    validity, following = _number(chosen, b"UIDVALIDITY"), _number(chosen, b"UIDNEXT")
    last = cursor.get("last_uid", 0) if cursor.get("uidvalidity") == validity else 0
    today = datetime.now(UTC).date().isoformat()
    return {"uidvalidity": validity, "last_uid": last, "day": today, "uidnext": following}


def _number(chosen: dict[bytes, Any], name: bytes) -> int:
    value = chosen.get(name) or 0
    return int(value[0] if isinstance(value, list | tuple) else value)


def _new_uids(settings: EmailSettings, client: "IMAPClient", before: Cursor, now: Cursor) -> list[int]:
    """Numbers of the letters to take, in order."""
    if before.get("uidvalidity") == now["uidvalidity"]:
        found = client.search(["UID", f"{now['last_uid'] + 1}:*"])
    elif before:
        # The mailbox was laid anew: look back to a little before the last visit; what is known is known by its key.
        since = date.fromisoformat(before["day"]) - timedelta(days=2)
        found = client.search(["SINCE", since])
    else:
        found = _first_uids(settings, client, now)
    # «n:*» names the last letter even when it is older than n (RFC 9051, 6.4.8).
    return sorted(one for one in found if one > now["last_uid"])[:MOST_AT_ONCE]


def _first_uids(settings: EmailSettings, client: "IMAPClient", now: Cursor) -> list[int]:
    if settings.first_take is FirstTake.NEW:
        now["last_uid"] = max(now["uidnext"] - 1, 0)
        return []
    return list(client.search("UNSEEN" if settings.first_take is FirstTake.UNSEEN else "ALL"))


def _batches(client: "IMAPClient", uids: Sequence[int]) -> "list[list[int]]":
    """So many letters, and so many bytes together, as are fetched at once."""
    batches: list[list[int]] = []
    held = 0
    for first in range(0, len(uids), 500):
        sizes = client.fetch(uids[first : first + 500], ["RFC822.SIZE"])
        for uid in uids[first : first + 500]:
            size = int(sizes.get(uid, {}).get(b"RFC822.SIZE", 0))
            if not batches or len(batches[-1]) >= BATCH or held + size > BATCH_BYTES:
                batches.append([])
                held = 0
            batches[-1].append(uid)
            held += size
    return batches


def _take(settings: EmailSettings, client: "IMAPClient", uids: list[int], keep: Keep) -> None:
    """Fetch without marking, keep, then mark or move what was kept."""
    limit = settings.largest_letter * 2**20
    sizes = client.fetch(uids, ["RFC822.SIZE"])
    large = [uid for uid in uids if int(sizes.get(uid, {}).get(b"RFC822.SIZE", 0)) > limit]
    whole = [uid for uid in uids if uid not in large]
    fetched = client.fetch(whole, ["BODY.PEEK[]", "INTERNALDATE"]) if whole else {}
    arrivals = {uid: _arrival(facts[b"BODY[]"], facts) for uid, facts in fetched.items() if facts.get(b"BODY[]")}
    for uid in large:
        arrivals |= _head_of(client, uid)
    ordered = [uid for uid in uids if uid in arrivals]  # one that went away meanwhile is not there
    if ordered:
        keep([arrivals[uid] for uid in ordered])
        _mark(settings, client, ordered)


def _head_of(client: "IMAPClient", uid: int) -> dict[int, RawArrival]:
    """The beginning of a letter that is too large, marked as such."""
    facts = client.fetch([uid], [f"BODY.PEEK[]<0.{HEAD_BYTES}>", "INTERNALDATE"]).get(uid, {})
    body = next((value for name, value in facts.items() if name.startswith(b"BODY[]")), b"")
    return {uid: _arrival(b"X-Otklik-Cut: yes\r\n" + body, facts)} if body else {}


def _arrival(body: bytes, facts: dict[bytes, Any]) -> RawArrival:
    moment = facts.get(b"INTERNALDATE")
    arrived = moment if isinstance(moment, datetime) else datetime.now(UTC)
    return RawArrival(arrival_key(body), body, arrived if arrived.tzinfo else arrived.replace(tzinfo=UTC))


def arrival_key(body: bytes) -> str:
    """The same for the same letter, though it came twice by two ways: who, when, its Message-ID, its words.

    Headers that servers add on the way (Received, Delivered-To) do not count.
    """
    head, _, rest = _LINE_ENDS.sub(b"\n", body).partition(b"\n\n")
    letter = parse(head + b"\n\n")
    facts = "\x1f".join(str(letter.get(name) or "") for name in ("message-id", "date", "from", "to", "subject"))
    digest = hashlib.sha256(facts.encode("utf-8", "surrogateescape") + b"\x1f" + rest.rstrip()).hexdigest()
    return f"mail:{digest}"


def _mark(settings: EmailSettings, client: "IMAPClient", uids: list[int]) -> None:
    if settings.after_taking is AfterTaking.NOTHING:
        return
    client.add_flags(uids, [b"\\Seen"], silent=True)
    if settings.after_taking is AfterTaking.SEEN:
        return
    if client.has_capability("MOVE"):
        client.move(uids, settings.move_to)
        return
    client.copy(uids, settings.move_to)
    client.add_flags(uids, [b"\\Deleted"], silent=True)
    if client.has_capability("UIDPLUS"):
        client.uid_expunge(uids)
