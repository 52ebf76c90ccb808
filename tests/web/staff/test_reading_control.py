"""The codebook, the log of readings, the agreement of readers and the rules of reading through HTTP."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.intake.conftest import Receive
from tests.intake.reading import marks, read

from otklik.base.actor import Actor
from otklik.catalog.models import Category
from otklik.intake.actions.change_reading_rules import change_reading_rules
from otklik.intake.actions.read_second import read_second
from otklik.intake.models import CodebookVersion

pytestmark = pytest.mark.django_db
DESK = "/murashi/staff/"


@pytest.fixture
def clerk(client_of: Callable[..., Client]) -> Client:
    return client_of("registrar")


@pytest.fixture
def twice(actor: Callable[..., Actor]) -> Actor:
    """Everything is read twice; the coordinator who said so."""
    coordinator = actor("coordinator")
    change_reading_rules(actor=coordinator, second_percent=100, days=3)
    return coordinator


def test_the_codebook_is_written_issued_and_shown_at_reading(
    client_of: Callable[..., Client], clerk: Client, receive: Receive
) -> None:
    keeper, item = client_of("coordinator"), receive()
    assert "Кодировочной книги ещё нет" in clerk.get(f"{DESK}reading/{item.pk}/").content.decode()
    draft = keeper.post(f"{DESK}codebook/draft/begin/", follow=True).content.decode()
    assert "Пока черновик не введён" in draft
    assert "что изменилось" in keeper.post(f"{DESK}codebook/draft/", {"note": ""}).content.decode()
    for category in Category.objects.filter(administration_id=item.administration_id):
        entry = CodebookVersion.objects.get().entries.get(category=category)
        seen = {f"seen_{name}": getattr(entry, name) for name in ("definition", "use_when", "avoid_when", "examples")}
        given = {"definition": f"Смысл: {category.title}", **seen}
        assert keeper.post(f"{DESK}codebook/draft/{category.pk}/", given).status_code == 302
    keeper.post(f"{DESK}codebook/draft/", {"note": "Первая книга"})
    page = clerk.get(f"{DESK}reading/{item.pk}/").content.decode()
    assert "Смысл: Жалоба" in page
    assert "редакция 1 от" in page
    assert "Первая книга" in clerk.get(f"{DESK}codebook/").content.decode()
    assert clerk.get(f"{DESK}codebook/1/").status_code == 200
    assert clerk.get(f"{DESK}codebook/9/").status_code == 404
    assert clerk.get(f"{DESK}codebook/draft/").status_code == 404


def test_the_log_tells_who_read_what_and_goes_away_as_a_file(
    client_of: Callable[..., Client], actor: Callable[..., Actor], receive: Receive
) -> None:
    reader, item, other = actor("registrar"), receive(), receive()
    read(reader, item)
    read(actor("registrar"), other)
    keeper = client_of("coordinator")
    page = keeper.get(f"{DESK}reading/log/").content.decode()
    assert "Жалоба. Информирование" in page
    assert page.count("<tr data-row>") == 2
    for query, count in (
        (f"reader={reader.user_id}", 1),
        (f"number={item.number}", 1),
        ("stage=second", 0),
        ("since=2999-01-01", 0),
        ("since=вчера&number=%00&reader=x&after=99999999999999999999", 2),
    ):
        answer = keeper.get(f"{DESK}reading/log/?{query}")
        assert answer.content.decode().count("<tr data-row>") == count, query
    file = keeper.get(f"{DESK}reading/log/file/csv/?reader={reader.user_id}")
    assert file["Content-Disposition"].startswith("attachment;")
    assert item.number in file.content.decode("utf-8-sig")
    assert other.number not in file.content.decode("utf-8-sig")
    assert keeper.get(f"{DESK}reading/log/file/xlsx/").content.startswith(b"PK")
    assert keeper.get(f"{DESK}reading/log/file/exe/").status_code == 404
    assert client_of("registrar").get(f"{DESK}reading/log/").status_code == 404


def test_agreement_says_honestly_that_there_is_little(
    twice: Actor, actor: Callable[..., Actor], client_of: Callable[..., Client], receive: Receive
) -> None:
    keeper = client_of("coordinator")
    assert "вторых чтений нет" in keeper.get(f"{DESK}reading/agreement/").content.decode()
    item, second = receive(), actor("specialist")
    read(actor("registrar"), item)
    read_second(actor=second, item_id=item.pk, marks=marks(second, item))
    page = keeper.get(f"{DESK}reading/agreement/").content.decode()
    assert "Дважды прочитано 1 сообщение" in page
    assert "мало данных" in page
    assert keeper.get(f"{DESK}reading/agreement/?quarter=вчера").status_code == 200


def test_rules_of_reading_are_set_by_a_page(client_of: Callable[..., Client], receive: Receive) -> None:
    keeper, item = client_of("coordinator"), receive()
    assert "от 0 до 100" in keeper.post(f"{DESK}reading/rules/", {"second_percent": 101, "days": 3}).content.decode()
    keeper.post(f"{DESK}reading/rules/", {"second_percent": 7, "days": 4})
    item.administration.refresh_from_db()
    assert item.administration.options["reading_days"] == 4
    assert "4 рабочих дня" in keeper.get(f"{DESK}settings/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
