"""Sources of files and mentions through the pages."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.catalog.models import Category, Channel
from otklik.core.incoming import IncomingFeedback
from otklik.intake.actions.receive_feedback import receive_feedback
from otklik.intake.models import FeedbackItem, OuterState
from otklik.mentions.models import Mention, MentionFeed
from otklik.registers.models import RegisterExport, RegisterSource
from otklik.surveys.models import QualitativeSource

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
BASE = "/murashi/staff/channels/registers/"
MENTIONS = "/murashi/staff/mentions/"
FILE = "Дата;СМИ;Заголовок;Текст;Ссылка\r\n06.10.2025;Вести;Каток;Открыли каток;https://v.example/1\r\n;X;;Y;\r\n"


@pytest.fixture
def folder(tmp_path: Path, settings: LazySettings) -> Path:
    settings.REGISTERS_DIR = str(tmp_path)
    made = tmp_path / "murashi" / "pos"
    made.mkdir(parents=True)
    return made


def given(**changes: Any) -> dict[str, Any]:
    channel = Channel.objects.get(administration__slug="murashi", slug="pos")
    return {
        "title": "ПОС ночью", "channel": channel.pk, "mapping_name": "pos", "pattern": "*.csv", "place": "sftp",
        "folder": "/out", "host": "sftp.example", "port": 22, "user": "otklik", "password": "очень тайно",
        "every_minutes": 60, "sends_back": "csv", "is_active": "on",
    } | changes  # fmt: skip


def test_secrets_are_kept_and_never_shown(client_of: ClientOf, folder: Path) -> None:
    client = client_of("coordinator")
    page = str(client.post(f"{BASE}new/", given())["Location"])
    source = RegisterSource.objects.get()
    assert "очень тайно" not in source.sealed_settings
    sealed = client.get(f"{page}edit/").content.decode()
    assert "sftp.example" in sealed
    assert "очень тайно" not in sealed
    client.post(f"{page}edit/", given(password="", place="folder", folder="pos", host=""))
    source.refresh_from_db()
    assert source.place == "folder"
    assert "Связь есть" in client.post(f"{page}check/", follow=True).content.decode()
    assert "Система смотрит" in client.post(f"{page}look/", follow=True).content.decode()
    told = client.post(f"{page}back/", {"form": "csv"}, follow=True).content.decode()
    assert "Столбцы этого источника ещё не известны" in told
    shown = client.post(f"{BASE}new/", given(every_minutes=1440)).content.decode()
    assert "Впишите время" in shown


def test_a_file_for_a_portal_leaves_and_is_remembered(client_of: ClientOf) -> None:
    client = client_of("head")
    page = "/murashi/staff/channels/reporting/"
    assert "Сверьте с принимающим ведомством" in client.get(page).content.decode()
    facts = {"profile": "master", "first": "2025-01-01", "last": "2025-03-31", "district": "ПФО", "region": "Кировская"}
    answer = client.post(page, facts)
    assert answer["Content-Type"] == "text/csv"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert RegisterExport.objects.get().profile == "master"
    again = client.get(page)
    assert again.context["form"]["district"].value() == "ПФО"
    assert "with_persons" not in again.context["form"].fields
    assert "позже" in client.post(page, facts | {"first": "2025-05-01"}).content.decode()


def test_mentions_are_loaded_read_and_become_material(client_of: ClientOf) -> None:
    client = client_of("coordinator")
    file = SimpleUploadedFile("сми.csv", FILE.encode("cp1251"))
    told = client.post(f"{MENTIONS}load/", {"file": file}).content.decode()
    assert "Новых: 1" in told
    one = Mention.objects.get()
    assert "Открыли каток" in client.get(f"{MENTIONS}{one.pk}/").content.decode()
    assert "Выберите хотя бы одну" in client.post(f"{MENTIONS}{one.pk}/", {"tone": "positive"}).content.decode()
    category = Category.objects.filter(administration__slug="murashi").first()
    assert category is not None
    facts = {"tone": "positive", "categories": [category.pk]}
    assert client.post(f"{MENTIONS}{one.pk}/", facts)["Location"] == MENTIONS
    listed = client.get(f"{MENTIONS}?quarter=2025Q4&tone=positive").content.decode()
    assert "Каток" in listed
    assert category.title in listed
    assert "Каток" not in client.get(f"{MENTIONS}?quarter=2025Q4&tone=negative").content.decode().split("</form>")[-1]
    assert client.get(f"{MENTIONS}file/xlsx/?quarter=2025Q4").getvalue().startswith(b"PK")
    assert client.post(f"{MENTIONS}{one.pk}/evidence/")["Location"].endswith(
        f"/surveys/sources/{QualitativeSource.objects.get().pk}/"
    )
    assert QualitativeSource.objects.get().text.startswith("Открыли каток")
    assert not FeedbackItem.objects.exists()
    for stranger in ("specialist", "head"):
        assert client_of(stranger).get(f"{MENTIONS}load/").status_code == 404


def test_a_list_of_mentions_is_saved_whole_or_refused_in_words(
    client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of("coordinator")
    more = "06.10.2025;Край;Вода;Нет воды на улице Ленина;https://v.example/2\r\n"
    client.post(f"{MENTIONS}load/", {"file": SimpleUploadedFile("сми.csv", (FILE + more).encode("cp1251"))})
    monkeypatch.setattr("otklik.mentions.queries.MOST_IN_BOOK", 1)
    monkeypatch.setattr("otklik.exporters.register_file.tables._PIECE", 10)
    page = client.get(f"{MENTIONS}file/xlsx/?quarter=2025Q4", follow=True)
    assert page.redirect_chain == [(f"{MENTIONS}?quarter=2025Q4", 302)]
    assert "Сохраните список как CSV" in page.content.decode()
    rows = client.get(f"{MENTIONS}file/csv/?quarter=2025Q4").getvalue().decode("utf-8-sig").splitlines()
    assert [row.split(";")[1] for row in rows] == ["Источник", "Край", "Вести"]  # the mark of UTF-8 stands once
    monkeypatch.setattr("otklik.mentions.queries.MOST_IN_BOOK", 2)
    assert client.get(f"{MENTIONS}file/xlsx/?quarter=2025Q4").getvalue().startswith(b"PK")


def test_a_feed_is_named(client_of: ClientOf) -> None:
    client = client_of("registrar")
    assert "целиком" in client.post(f"{MENTIONS}feeds/new/", {"url": "vesti", "medium": "media"}).content.decode()
    client.post(f"{MENTIONS}feeds/new/", {"url": "https://vesti.example/rss", "medium": "media", "is_active": "on"})
    feed = MentionFeed.objects.get()
    assert "vesti.example" in client.get(f"{MENTIONS}feeds/{feed.pk}/").content.decode()


def test_the_item_shows_what_its_register_says(client_of: ClientOf, system: Actor) -> None:
    told = IncomingFeedback(text="Яма", channel="pos", received_at=timezone.now(), source_number="П-1")
    receive_feedback(actor=system, incoming=told)
    item = FeedbackItem.objects.get()
    OuterState.objects.create(item=item, word="Решено", answer="Засыпана", changed_at=timezone.now())
    page = client_of("coordinator").get(f"/murashi/staff/items/{item.pk}/").content.decode()
    assert "Там состояние изменилось" in page
    assert "Засыпана" in page
