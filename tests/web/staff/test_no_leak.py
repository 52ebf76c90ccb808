"""No page shows a known person's name, phone, e-mail or door to a role without need: every address of the staff."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from tests.house.test_rights import STAFF
from tests.intake.conftest import Receive

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.base.files import store_file
from otklik.catalog.models import Administration, Department
from otklik.core.appeals import Outcome
from otklik.intake.actions.answer_appeal import answer_appeal
from otklik.intake.models import AuthorAddition, FeedbackItem, OriginalLook

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
NAME, PHONE, EMAIL = "Громоздева Зинаида Львовна", "8 912 345-67-89", "zinaida77@example.org"
HOME = "ул. Полевая, д. 7, кв. 31"
TEXT = f"У дома 5 яма. Это Громоздева, звоните {PHONE}, пишите {EMAIL}. Живу по адресу: {HOME}."
SECRETS = re.compile(r"громозд|345.?67.?89|9123456789|zinaida77|кв\.? ?31", re.IGNORECASE)
WITHOUT = [Role.HEAD, Role.CONTROLLER, Role.AUDITOR, Role.ADMINISTRATOR, Role.ORGANIZER]
#: Parts of addresses that name something other than a number.
WORDS = {"list_slug": "channels", "legal_class": "appeal_59fz", "move": "assign", "file_format": "docx"}


@pytest.fixture
def item(
    receive: Receive, actor: Callable[..., Actor], administration: Administration, settings: Any, tmp_path: Path
) -> Any:
    """A complaint full of its author, answered with the author's name, with a file and an addition."""
    settings.MEDIA_ROOT = tmp_path
    unit = Department.objects.create(administration=administration, slug="works", title="Отдел дорог")
    scan = store_file(administration.pk, ContentFile(b"%PDF-1.4 Gromozdeva").open(), "Заявление Громоздевой.pdf")
    found = receive(
        TEXT,
        title="Громоздева о яме",
        name=NAME,
        phone=PHONE,
        email=EMAIL,
        address=HOME,
        files=[scan],
        department_id=unit.pk,
    )
    receive(TEXT, name=NAME, phone=PHONE, email=EMAIL, address=HOME, department_id=unit.pk)
    outcomes = {found.questions.get().pk: Outcome.EXPLAINED}
    coordinator = actor("coordinator")
    answer_appeal(
        actor=coordinator,
        item_id=found.pk,
        text=f"Громоздевой З. Л.: позвоним на {PHONE}.",
        outcomes=outcomes,
        way="letter",
    )
    AuthorAddition.objects.create(item=found, text=f"Дополняю: {PHONE}, Громоздева", token="1", at=found.received_at)
    return found


def addresses(item: FeedbackItem) -> Iterator[str]:
    """Every address of the staff about this item, its answer and its file; others with the first of everything."""
    ids = {
        "item_id": item.pk,
        "answer_id": item.answers.get().pk,
        "attachment_id": item.attachments.filter(is_answer=False).get().pk,
    }
    for route, _ in STAFF:
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str({**ids, **WORDS}.get(part[1], part[0])), route)
        path = path.replace("<slug:slug>", "murashi", 1)
        path = re.sub(r"<int:(?:year|month|day)>", "1", path)
        path = "/" + re.sub(r"<(?:\w+:)?\w+>", "2026Q4", re.sub(r"<int:\w+>", "1", path))
        yield from {path, *(path.replace("/docx/", f"/{kind}/") for kind in ("csv", "xlsx", "pdf", "copy", "json"))}


def shown(answer: Any) -> str:
    """All words of an answer; those of an office file too."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(body))
        body = b" ".join(archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".json")))
    return body.decode(errors="replace") + str(answer.headers)


def leaks_of(client: Client, pages: list[str]) -> tuple[int, list[str]]:
    """How many pages opened, and what of the author stands on them."""
    opened, leaks = 0, []
    for path in pages:
        answer = client.get(path)
        opened += answer.status_code == 200
        words = shown(answer)
        if found := SECRETS.search(words):
            leaks.append(f"{path}: …{words[max(0, found.start() - 80) : found.end() + 20]}…")
    return opened, leaks


def main_pages(item: FeedbackItem) -> list[str]:
    """Where each role meets the item."""
    pages = [
        "/murashi/staff/",
        "/murashi/staff/registry/?q=яма",
        f"/murashi/staff/items/{item.pk}/?list=kind=complaint",
    ]
    return [*pages, "/api/v1/murashi/items", "/api/v1/murashi/items?q=яма"]


def test_no_page_names_the_author(item: FeedbackItem, client_of: ClientOf) -> None:
    """Somebody who may open what any of the roles without need may open, all addresses of the staff."""
    opened, leaks = leaks_of(client_of(*WITHOUT, department=item.department), [*addresses(item), *main_pages(item)])
    assert opened > 100
    assert not leaks, "\n".join(leaks)
    assert not OriginalLook.objects.filter(person_name="").exists()


@pytest.mark.parametrize("role", WITHOUT)
def test_no_role_without_need_meets_the_author(role: Role, item: FeedbackItem, client_of: ClientOf) -> None:
    opened, leaks = leaks_of(client_of(role, department=item.department), main_pages(item))
    assert opened
    assert not leaks, "\n".join(leaks)


def test_the_worker_sees_what_the_others_do_not(item: FeedbackItem, client_of: ClientOf) -> None:
    client = client_of("specialist", department=item.department)
    page = client.get(f"/murashi/staff/items/{item.pk}/").content.decode()
    assert NAME in page
    assert PHONE in page


@pytest.mark.parametrize("role", WITHOUT)
def test_nobody_without_need_finds_by_a_name(role: Role, item: FeedbackItem, client_of: ClientOf) -> None:
    FeedbackItem.objects.update(text="Яма", title="")
    client = client_of(role, department=item.department)
    assert not client.get("/murashi/staff/registry/?q=Громоздева").context["rows"]
    assert client_of("registrar").get("/murashi/staff/registry/?q=Громоздева").context["rows"]


def test_a_file_of_a_masked_item_stays_shut_until_it_is_opened(item: FeedbackItem, client_of: ClientOf) -> None:
    client = client_of("head")
    attachment = item.attachments.filter(is_answer=False).get()
    path, home = f"/murashi/staff/items/{item.pk}/files/{attachment.pk}/", f"/murashi/staff/items/{item.pk}/"
    refused = client.get(path)
    assert refused["Location"] == home
    assert "Сначала откройте оригинал" in client.get(home).content.decode()
    opened = client.post(f"{home}original/", {"reason": "Подписываю ответ заявителю"}, follow=True).content.decode()
    assert NAME in opened
    assert client.get(path).status_code == 200
    assert set(OriginalLook.objects.values_list("place", flat=True)) == {"revealed", "card", "file"}
