"""Packages at the desk: written and kept while typed, handed in, returned, accepted; who sees which."""

import hashlib
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.core.test_detached_signature import _gost

from otklik.accounts.queries import actor_of
from otklik.catalog.models import Administration, Department, Process
from otklik.core.periods import Quarter
from otklik.reporting.actions.draft_package import draft_package, work_package
from otklik.reporting.models import Package, PackageText, SignatureFile, SignOff

pytestmark = pytest.mark.django_db
BASE = "/murashi/staff/reports/packages/"
QUARTER = Quarter(2025, 3)


def page_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def page_of_file(answer: HttpResponse) -> bytes:
    return answer.content


@pytest.fixture
def unit(administration: Administration) -> Department:
    made = Department.objects.create(administration=administration, slug="utilities", title="Отдел ЖКХ")
    Process.objects.filter(administration=administration).delete()
    Process.objects.create(administration=administration, slug="water", title="Вода", organizer=made)
    return made


@pytest.fixture
def organizer(client_of: Callable[..., Client], unit: Department) -> Client:
    return client_of("organizer", department=unit)


@pytest.fixture
def package(unit: Department, staff: Callable[..., object]) -> Package:
    actor = actor_of(staff("organizer", department=unit))  # type: ignore[arg-type]
    assert actor is not None
    made = draft_package(actor=actor, quarter=QUARTER, department_id=unit.pk)
    work_package(made.pk)
    return Package.objects.get(pk=made.pk)


def test_the_list_begins_a_package_and_shows_its_progress(organizer: Client, unit: Department) -> None:
    assert "не начаты" in page_of(organizer.get(BASE, {"quarter": str(QUARTER)}))
    sent = organizer.post(f"{BASE}draft/", {"quarter": str(QUARTER), "department": unit.pk})
    made = Package.objects.get()
    assert sent["Location"] == f"{BASE}{made.pk}/"
    made.state = Package.State.DRAFTING
    made.save()
    assert "собираются" in page_of(organizer.get(f"{BASE}{made.pk}/"))
    assert "из 9 разделов" in page_of(organizer.get(f"{BASE}{made.pk}/progress/"))
    assert organizer.post(f"{BASE}draft/", {"quarter": "2025Q9"}).status_code == 404


def test_words_are_kept_while_they_are_typed(organizer: Client, package: Package) -> None:
    words = f"{BASE}{package.pk}/sections/introduction/words/"
    held = PackageText.objects.get(package=package, section="introduction")
    answer = organizer.post(words, {"text": "Набираю {обращений} и {нет такого}", "version": held.version})
    assert f'data-version="{held.version + 1}"' in page_of(answer)
    assert "{нет такого}" in page_of(answer)
    late = organizer.post(words, {"text": "Со старой страницы", "version": held.version})
    assert "data-keep-mine" in page_of(late)
    shown = organizer.post(words.removesuffix("words/"), {"text": "Со старой страницы", "version": held.version})
    assert shown.status_code == 409
    assert "Со старой страницы" in page_of(shown)
    assert PackageText.objects.get(pk=held.pk).text.startswith("Набираю")


def test_a_package_is_handed_in_returned_answered_and_accepted(
    organizer: Client, client_of: Callable[..., Client], package: Package
) -> None:
    one, coordinator = f"{BASE}{package.pk}/", client_of("coordinator")
    organizer.post(f"{one}sections/introduction/", {"text": "Всё хорошо.", "version": 1, "next": "1"})
    organizer.post(f"{one}sections/conclusions/", {"text": "Продолжим {нет такого}.", "version": 1})
    early = organizer.post(f"{one}hand-in/", {"note": "Рано."})
    assert "Вы написали: Рано." in page_of(early)
    assert "Раздел «Выводы»: " in page_of(early)
    organizer.post(f"{one}sections/conclusions/", {"text": "Продолжим.", "version": 2})
    long = organizer.post(f"{one}hand-in/", {"note": "Слова остаются." + "я" * 1000})
    assert long.status_code == 422
    assert "Слова остаются." in page_of(long)
    organizer.post(f"{one}hand-in/", {"note": "Прошу принять."})
    shown = page_of(coordinator.get(one))
    assert "Прошу принять." in shown
    assert "Вернуть с замечаниями" in shown
    assert coordinator.post(f"{one}return/", {}).status_code == 422
    attach(organizer, one, page_of_file(organizer.get(f"{one}files/docx/")))
    organizer.post(f"{one}sign/", {"version": Package.objects.get().versions.get().pk})
    coordinator.post(f"{one}return/", {"conclusions": "Назовите срок."})
    section = page_of(organizer.get(f"{one}sections/conclusions/"))
    assert "Назовите срок." in section
    remark = Package.objects.get().versions.get().remarks.get()
    own = f"{one}remarks/{remark.pk}/"
    refused = organizer.post(own, {"answer": "Ответ не пропал." + "я" * 1000, "section": "conclusions"})
    assert refused.status_code == 422
    assert "Ответ не пропал." in page_of(refused)
    assert "Длиннее 1 000 знаков" in page_of(refused)
    the_signature_of_a_returned_version_is_shown_with_it(organizer, coordinator, one)
    assert "Возвращать нечего" in page_of(coordinator.get(f"{one}return/", follow=True))
    organizer.post(own, {"answer": "Назван." + "\r\n" * 500 + "я" * 400, "section": "conclusions"})
    organizer.post(f"{one}sections/conclusions/", {"text": "Продолжим до марта.", "version": 3})
    organizer.post(f"{one}hand-in/")
    before = page_of_file(organizer.get(f"{one}files/docx/"))
    coordinator.post(f"{one}accept/")
    assert "приняты" in page_of(organizer.get(one))
    a_signature_made_before_the_acceptance_is_of_this_file(organizer, one, before)
    assert "Слова не пропали." in page_of(coordinator.post(f"{one}reopen/", {"why": "Слова не пропали." + "я" * 2000}))
    the_versions_are_compared_and_saved(organizer, coordinator, one)


def the_versions_are_compared_and_saved(organizer: Client, coordinator: Client, one: str) -> None:
    assert "<ins>" in page_of(organizer.get(f"{one}versions/"))
    saved = coordinator.get(f"{one}files/json/?version=1")
    assert "package-2025Q3-utilities-v1.json" in saved["Content-Disposition"]
    assert coordinator.get(f"{one}files/nothing/").status_code == 404


def attach(organizer: Client, one: str, document: bytes) -> None:
    signed = _gost(hashlib.sha256(document).digest(), "2.16.840.1.101.3.4.2.1")
    organizer.post(f"{one}attach/", {"file_format": "docx", "signature": SimpleUploadedFile("a.sig", signed)})


def the_signature_of_a_returned_version_is_shown_with_it(organizer: Client, coordinator: Client, one: str) -> None:
    kept, version = SignatureFile.objects.get(), Package.objects.get().versions.get()
    for reader in (organizer, coordinator):
        shown = page_of(reader.get(f"{one}versions/"))
        assert f"signatures/{kept.pk}/signature/" in shown
        assert "подпись относится к этому файлу" in shown
        assert SignOff.objects.get().person_name in shown
        assert f"signatures/{kept.pk}/" not in page_of(reader.get(one))
    attach(organizer, one, b"late")
    assert "эту версию вернули" in page_of(organizer.get(one))
    organizer.post(f"{one}sign/", {"version": version.pk})
    assert "Версию 1 вернули" in page_of(organizer.get(one))
    assert (SignatureFile.objects.count(), SignOff.objects.count()) == (1, 1)


def a_signature_made_before_the_acceptance_is_of_this_file(organizer: Client, one: str, document: bytes) -> None:
    where, shown = f"{one}attach/", "подпись относится к этому файлу"
    wrong = organizer.post(where, {"file_format": "docx", "signature": SimpleUploadedFile("a.sig", b"hello")})
    assert wrong.status_code == 422
    assert "не похож на электронную подпись" in page_of(wrong)
    attach(organizer, one, document)
    assert shown in page_of(organizer.get(one))
    kept = SignatureFile.objects.latest("pk")
    assert page_of_file(organizer.get(f"{BASE}signatures/{kept.pk}/document/")) == document
    assert organizer.get(f"/murashi/staff/reports/reviews/signatures/{kept.pk}/document/").status_code == 404


def test_a_recommendation_is_written_in_the_package(organizer: Client, package: Package) -> None:
    where = f"{BASE}{package.pk}/sections/recommendations/"
    refused = organizer.post(f"{BASE}{package.pk}/recommend/", {"text": " "})
    assert refused.status_code == 422
    organizer.post(f"{BASE}{package.pk}/recommend/", {"text": "Поставить планшет в приёмной."})
    shown = page_of(organizer.get(where))
    assert "Поставить планшет" in shown
    assert "ждёт решения" in shown


@pytest.mark.parametrize("role", ["registrar", "specialist", "organizer"])
def test_strangers_find_no_package(client_of: Callable[..., Client], package: Package, role: str) -> None:
    stranger = client_of(role)
    for path in ("", "versions/", "sections/monitoring/", "files/pdf/", "progress/"):
        assert stranger.get(f"{BASE}{package.pk}/{path}").status_code == 404, path


def test_the_head_reads_and_changes_nothing(client_of: Callable[..., Client], package: Package) -> None:
    head = client_of("head")
    shown = page_of(head.get(f"{BASE}{package.pk}/sections/introduction/"))
    assert "<textarea" not in shown
    assert head.post(f"{BASE}{package.pk}/hand-in/").status_code == 404


def test_more_packages_cost_no_more_queries(
    client_of: Callable[..., Client], package: Package, administration: Administration
) -> None:
    coordinator, costs = client_of("coordinator"), []
    for number in (1, 3):
        with CaptureQueriesContext(connection) as queries:
            shown = page_of(coordinator.get(BASE, {"quarter": str(QUARTER)}))
        assert shown.count("data-row") == number
        costs.append(len(queries))
        for slug in ("roads", "school") if number == 1 else ():
            other = Department.objects.create(administration=administration, slug=slug, title=slug)
            Process.objects.create(administration=administration, slug=slug, title=slug, organizer=other)
    assert costs[0] == costs[1]
