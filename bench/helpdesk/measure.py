"""`get_email` of django-helpdesk over one IMAP mailbox; prints one JSON line.

A letter that it cannot read ends the command. Here such a letter is counted and left, and it goes on with the next:
better than it is.
"""

import json
import logging
import os
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")

import django

django.setup()
logging.disable(logging.CRITICAL)

from django.core.management import call_command  # noqa: E402 - after setup
from helpdesk import email as reading  # noqa: E402
from helpdesk.models import FollowUp, Queue, Ticket  # noqa: E402

crashes: dict[str, int] = {}
honest = reading.extract_email_metadata


def spared(*args: object, **facts: object) -> object:
    """What it makes of a letter, or nothing where it breaks down."""
    try:
        return honest(*args, **facts)
    except (reading.IgnoreTicketException, reading.DeleteIgnoredTicketException):
        raise
    except Exception as problem:  # noqa: BLE001 - each of them would end the run
        crashes[type(problem).__name__] = crashes.get(type(problem).__name__, 0) + 1
        return None


def run() -> None:
    """Tables, a queue, then the command alone against the clock."""
    call_command("migrate", verbosity=0)
    Queue.objects.create(
        title="Bench", slug="bench", allow_email_submission=True, email_box_type="imap", email_box_ssl=False,
        email_box_host="127.0.0.1", email_box_port=int(os.environ["HELPDESK_PORT"]),
        email_box_user=os.environ["HELPDESK_USER"], email_box_pass=os.environ["HELPDESK_PASSWORD"],
        email_address=os.environ["HELPDESK_USER"], email_box_interval=0,
    )  # fmt: skip
    reading.extract_email_metadata = spared
    began, used = time.perf_counter(), time.process_time()
    call_command("get_email", quiet=True)
    facts = {
        "seconds": time.perf_counter() - began, "cpu_seconds": time.process_time() - used,
        "tickets": Ticket.objects.count(), "follow_ups": FollowUp.objects.count(), "crashes": crashes,
    }  # fmt: skip
    print(json.dumps(facts))


if __name__ == "__main__":
    run()
