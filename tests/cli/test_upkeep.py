"""`otklik tick` and `otklik check`: the chain, the files, the periods."""

from datetime import timedelta
from io import BytesIO

import pytest
from typer.testing import CliRunner

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.files import store_file
from otklik.base.models import AuditEntry
from otklik.catalog.models import Administration
from otklik.cli.main import app

RUN = CliRunner()


def test_check_is_content_with_a_whole_installation(administration: Administration) -> None:
    audit.seal_entries(delay=timedelta(0))
    result = RUN.invoke(app, ["check"])
    assert result.exit_code == 0, result.output
    assert "Всё в порядке" in result.output


def test_check_finds_an_altered_entry_and_a_lost_file(visitor: Actor, settings) -> None:
    audit.record(visitor, "receive", "intake.feedbackitem:1", "Принято")
    audit.seal_entries(delay=timedelta(0))
    AuditEntry.objects.filter(verb="receive").update(summary="Ничего не было")
    stored = store_file(visitor.administration_id, BytesIO(b"%PDF-1.4\n%%EOF"), "letter.pdf")
    (settings.MEDIA_ROOT / stored.path).unlink()
    result = RUN.invoke(app, ["check"])
    assert result.exit_code == 1
    assert "изменены или удалены" in result.output
    assert "letter.pdf" in result.output


def test_check_sends_to_the_update_where_the_tables_are_older(
    administration: Administration, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.db.migrations.executor.MigrationExecutor.migration_plan", lambda *_: ["one more"])
    result = RUN.invoke(app, ["check"])
    assert result.exit_code == 1
    assert "otklik upgrade" in result.output
    assert "migrate" not in result.output


def test_tick_leaves_young_entries_for_the_next_pass(visitor: Actor) -> None:
    audit.record(visitor, "receive", "intake.feedbackitem:1", "Принято")
    assert RUN.invoke(app, ["tick"]).exit_code == 0
    assert audit.seal_entries() == 0
    assert audit.seal_entries(delay=timedelta(0)) > 0
