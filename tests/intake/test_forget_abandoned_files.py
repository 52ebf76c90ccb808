"""A file without a message goes after a day; one with a message stays."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.files import store_file
from otklik.base.models import StoredFile
from otklik.core.incoming import IncomingFeedback
from otklik.intake.actions.forget_abandoned_files import forget_abandoned_files
from otklik.intake.actions.receive_feedback import receive_feedback


def _file(actor: Actor, text: bytes) -> StoredFile:
    return store_file(actor.administration_id, BytesIO(b"%PDF-1.4 " + text), "letter.pdf")


def _age(days: int) -> None:
    StoredFile.objects.update(stored_at=timezone.now() - timedelta(days=days))


def test_only_files_without_a_message_go(visitor: Actor, settings, django_capture_on_commit_callbacks) -> None:
    lost, kept = _file(visitor, b"lost"), _file(visitor, b"kept")
    incoming = IncomingFeedback(text="Яма", channel="web_form", received_at=timezone.now())
    receive_feedback(actor=visitor, incoming=incoming, files=(kept,))
    _age(2)
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_abandoned_files() == 1
    assert list(StoredFile.objects.all()) == [kept]
    assert not (Path(settings.MEDIA_ROOT) / lost.path).exists()
    assert (Path(settings.MEDIA_ROOT) / kept.path).exists()


def test_bytes_that_another_message_holds_stay(visitor: Actor, settings, django_capture_on_commit_callbacks) -> None:
    same = [_file(visitor, b"same") for _ in range(2)]
    incoming = IncomingFeedback(text="Яма", channel="web_form", received_at=timezone.now())
    receive_feedback(actor=visitor, incoming=incoming, files=(same[0],))
    _age(2)
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_abandoned_files() == 1
    assert (Path(settings.MEDIA_ROOT) / same[0].path).exists()


def test_a_draft_of_today_is_left_alone(visitor: Actor) -> None:
    _file(visitor, b"draft")
    assert forget_abandoned_files() == 0
