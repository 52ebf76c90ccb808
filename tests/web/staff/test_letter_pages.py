"""Pages of employees' letters: the card of a visit, who receives, the poster."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from otklik.accounts.models import User
from otklik.intake.models import EmployeeLetter, LetterTo

pytestmark = pytest.mark.django_db
PAGE = "/murashi/staff"


def test_a_visit_is_written_down_with_a_code_for_the_visitor(staff: Callable[..., User], client: Client) -> None:
    leader = staff("head")
    client.force_login(leader)
    today = timezone.localdate()
    said = {
        "token": "t", "whom": f"leader:{leader.pk}", "on": today.isoformat(), "kind": "proposal", "name": "",
        "text": "Нужен второй принтер.", "agreed": "Купим в декабре.",
    }  # fmt: skip
    late = client.post(f"{PAGE}/letters/visit/", said | {"on": (today + timezone.timedelta(days=2)).isoformat()})
    assert "Этот день ещё не наступил." in late.content.decode()
    assert "Нужен второй принтер." in late.content.decode()
    page = client.post(f"{PAGE}/letters/visit/", said).content.decode()
    letter = EmployeeLetter.objects.get()
    assert (letter.is_oral, letter.agreed, letter.addressee) == (True, "Купим в декабре.", leader)
    assert letter.item.number in page
    assert "plate-code" in page
    assert "Нужен второй принтер." in client.get(f"{PAGE}/letters/").content.decode()
    assert "уже записано раньше" in client.post(f"{PAGE}/letters/visit/", said).content.decode()


def test_the_administrator_names_who_receives(client_of: Callable[..., Client], staff: Callable[..., User]) -> None:
    person, client = staff("specialist"), client_of("administrator")
    client.post(f"{PAGE}/channels/receivers/", {"person": str(person.pk), "to": "culture"})
    assert "специалист по корпоративной культуре" in client.get(f"{PAGE}/channels/receivers/").content.decode()
    client.post(f"{PAGE}/channels/receivers/{person.pk}/{LetterTo.CULTURE}/stop/")
    assert "Пока никого" in client.get(f"{PAGE}/channels/receivers/").content.decode()
    assert client_of("registrar").get(f"{PAGE}/channels/receivers/").status_code == 404


def test_the_poster_is_a_pdf_with_the_address(client_of: Callable[..., Client]) -> None:
    client = client_of("head")
    assert client.get(f"{PAGE}/letters/poster/a4/").content.startswith(b"%PDF")
    assert client.get(f"{PAGE}/letters/poster/a9/").status_code == 404
