"""The work of each process: it goes on where its killed predecessor was told that something is done.

What the predecessor began and was not told of is begun again with the same token, file or reason, as a visitor, a clerk
or an administrator would.
"""

import re
import time
from collections.abc import Callable
from datetime import timedelta
from hashlib import blake2b
from itertools import count
from pathlib import Path

from bench import source
from bench.crash.acknowledged import Acknowledged

EMAIL = "petrova@example.org"
ANSWER = "Здравствуйте, Нина Ивановна! Яму на дороге у дома засыпало МУП «Дорсервис» 14 мая. Отметка {mark}."
MARK = re.compile(r"Отметка ([a-z0-9-]+)\.")
LEASE = timedelta(seconds=2)
#: Where the parent asks all to end: a role looks after each thing that it has done.
STOP = "stop"
#: The same for the letters, which go on until none waits.
LETTERS_OUT = "letters-out"
FILES, ROWS = 300, 1000


def token_of(mark: str) -> str:
    """The same for the same thing, however often it is tried."""
    return blake2b(mark.encode(), digest_size=8).hexdigest()


def take_in(folder: Path, role: str) -> None:
    """A visitor after another sends the form on one page; a number on the receipt is the acknowledgement."""
    from django.test import Client

    done, visitor = Acknowledged(folder, role), Client(SERVER_NAME="localhost")
    for number in count():
        mark = f"{role}-{number}"
        if mark in done.known:
            continue
        form = {
            "kind": "complaint", "text": f"Яма на дороге. Отметка {mark}.", "place": "ул. Ленина, 5", "website": "",
            "sender": "individual", "name": "Петрова Нина Ивановна", "organization": "", "inn": "", "way": "email",
            "email": EMAIL, "address": "", "phone": "", "consent": "on", "token": token_of(mark),
        }  # fmt: skip
        answer = visitor.post(f"/{source.PLACE}/feedback/one-page/", form)
        assert answer.status_code == 302, answer.content[:2000].decode()
        done.add(mark)
        if (folder / STOP).exists():
            return


def answer(folder: Path, role: str) -> None:
    """The specialist answers what visitors were acknowledged, one after another."""
    from bench.stage import actor_with
    from otklik.core.appeals import Outcome
    from otklik.intake.actions.send_answer import Sending, send_answer
    from otklik.intake.models import FeedbackItem

    done, clerk = Acknowledged(folder, role), actor_with("coordinator")
    while True:
        waiting = [mark for mark in sorted(Acknowledged(folder, "intake").known) if mark not in done.known]
        for mark in waiting[:20]:
            item = FeedbackItem.objects.get(text__contains=f"Отметка {mark}.", administration__slug=source.PLACE)
            outcomes = {question.pk: Outcome.SUPPORTED for question in item.questions.all()}
            text = ANSWER.format(mark=mark)
            reasons = dict.fromkeys(("empty", "date", "responsible", "action", "questions", "greeting"), "Измерение")
            token = token_of(f"answer {mark}")
            sending = Sending(text=text, way="email", outcomes=outcomes, token=token, reasons=reasons)
            send_answer(actor=clerk, item_id=item.pk, sending=sending)
            done.add(mark)
            if (folder / STOP).exists():
                return
        if (folder / STOP).exists():
            return
        time.sleep(0.05)


def import_files(folder: Path, role: str) -> None:
    """File after file; one that was broken off is taken in again from its beginning."""
    from bench.stage import actor_with
    from otklik.importers.mapping import load_mapping
    from otklik.intake.actions.import_feedback import import_feedback

    done, importer = Acknowledged(folder, role), actor_with("coordinator")
    mapping = load_mapping(str(source.MAPPING))
    for number in range(FILES):
        path = folder / f"register-{number}.csv"
        if path.name in done.known:
            continue
        import_feedback(actor=importer, path=path, mapping=mapping, rejected_to=folder / f"rejected-{number}.csv")
        done.add(path.name)
        if (folder / STOP).exists():
            return


def send(folder: Path, role: str) -> None:  # noqa: ARG001 - what left is known by the other side's book
    """What the worker of letters does."""
    from otklik.delivery.actions.send_waiting import send_waiting_messages

    while not (folder / LETTERS_OUT).exists():
        send_waiting_messages(lease=LEASE, seconds=1.0)
        time.sleep(0.02)


def close_quarters(folder: Path, role: str) -> None:
    """Edition after edition of six years' quarters, each with a reason of its own, by which a repetition is known."""
    from django.db import transaction

    from bench.stage import actor_with
    from otklik.analysis.actions.close_period import close_period
    from otklik.analysis.models import PeriodEdition
    from otklik.catalog.locks import lock_administration
    from otklik.core.periods import Quarter

    done, owner = Acknowledged(folder, role), actor_with("coordinator")
    quarters = [Quarter(year, number) for year in range(2020, 2026) for number in range(1, 5)]
    for number in count():
        reason = f"closing-{number}"
        if reason in done.known:
            continue
        quarter = quarters[number % len(quarters)]
        with transaction.atomic():
            lock_administration(owner.administration_id)  # the database may still end what a killed one began
            if not PeriodEdition.objects.filter(reason=reason).exists():
                close_period(actor=owner, quarter=quarter, reason=reason)
        done.add(reason)
        if (folder / STOP).exists():
            return


#: Shorter than the product's, so that most of the trail is sealed while processes die.
SETTLED = timedelta(seconds=5)


def seal(folder: Path, role: str) -> None:  # noqa: ARG001 - the chain tells by itself
    """What the clock does with the audit trail."""
    from otklik.base.audit import seal_entries

    while not (folder / STOP).exists():
        seal_entries(delay=SETTLED)
        time.sleep(0.2)


ROLES: dict[str, Callable[[Path, str], None]] = {
    "intake": take_in,
    "answer": answer,
    "import": import_files,
    "outbox": send,
    "closing": close_quarters,
    "sealing": seal,
}
