"""The first run: nobody without the code, one person at the end of it, and nothing for anybody afterwards."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.mail import send_mail
from django.test import Client
from django.utils import timezone
from tests.mail_server import MailServer

from otklik.accounts.actions.restore_way_in import restore_way_in
from otklik.accounts.models import User
from otklik.accounts.open_sessions import open_sessions
from otklik.base.visitor_limits import RATES
from otklik.catalog.models import Administration
from otklik.delivery.models import OutgoingMessage
from otklik.operation.actions.begin import make_first_administrator, make_first_code
from otklik.operation.enums import Level
from otklik.operation.first_run import is_key, key_of
from otklik.operation.mail import NOT_SET, PAGE_BACKEND
from otklik.operation.models import FirstRun, MailSettings
from otklik.operation.state.flow import flow, stuck_letters
from otklik.procedures import registry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody")]
PASSWORD = "spokoynaya-reka-17"
PERSON = {
    "full_name": "Котова Вера Ильинична", "position": "", "email": "kotova@example.ru", "act_title": "Распоряжение",
    "act_number": "7-р", "act_on": "2020-01-13", "username": "kotova", "password": PASSWORD, "again": PASSWORD,
}  # fmt: skip


@pytest.fixture
def code() -> str:
    made = make_first_code()
    assert made
    return made


@pytest.fixture
def guest(code: str) -> Client:
    """Whoever stands at the server, with the code typed in."""
    client = Client()
    answer = client.post("/first-run/code/", {"code": code.lower().replace("-", " ")})
    assert answer["Location"] == "/first-run/"
    return client


@pytest.fixture
def keeper(guest: Client) -> Client:
    """The person of the first run, the second step set up."""
    guest.post("/first-run/administration/", {"slug": "livny"})
    assert guest.post("/first-run/administrator/", PERSON)["Location"] == "/first-run/second-step/"
    set_up_second_step(guest)
    return guest


def set_up_second_step(person: Client) -> None:
    """By the application with codes, as the page shows its secret."""
    page = person.get("/first-run/second-step/")
    counter = sorted(yield_hotp_counters_from_time())[1]  # now: the earliest goes out of date with the half minute
    now = format_hotp_value(hotp_value(page.context["form"].secret, counter))
    assert person.post("/first-run/second-step/", {"code": now})["Location"] == "/first-run/recovery-codes/"


def test_a_new_installation_leads_to_its_first_run(client: Client) -> None:
    assert "/first-run/" in client.get("/").content.decode()
    assert "/first-run/" in client.get("/account/login/").content.decode()
    assert client.get("/first-run/")["Location"] == "/first-run/code/"
    for step in ("administration", "administrator"):
        assert client.get(f"/first-run/{step}/")["Location"] == "/first-run/code/"
    for step in ("second-step", "mail", "topics", "calendar", "done"):
        assert client.get(f"/first-run/{step}/").status_code == 404


def test_a_wrong_code_opens_nothing(client: Client, code: str) -> None:
    other = "0" * 10 if not code.startswith("0") else "1" * 10
    assert "не подошёл" in client.post("/first-run/code/", {"code": other}).content.decode()
    assert client.get("/first-run/administration/").status_code == 302
    assert key_of("") == ""


def test_a_newer_code_takes_the_place_of_the_older(code: str) -> None:
    newer = make_first_code()
    assert key_of(code) == ""
    assert newer
    assert key_of(newer)
    FirstRun.objects.update(code_made_at="2020-01-01T00:00:00Z")
    assert key_of(newer) == ""


def test_codes_are_not_tried_for_ever(client: Client, code: str) -> None:
    most = int(str(RATES["first_code"]).partition("/")[0])
    for _ in range(most):
        client.post("/first-run/code/", {"code": "0" * 10})
    assert "Слишком много" in client.post("/first-run/code/", {"code": "0" * 10}).content.decode()


def test_the_whole_way(keeper: Client) -> None:
    person = User.objects.get()
    assert (person.username, person.is_node_keeper, person.administration.slug) == ("kotova", True, "livny")
    assert person.appointments.get().role == "administrator"
    assert [one.is_current for one in open_sessions(person, keeper.session.session_key)] == [True]
    secret = Authenticator.objects.get(type="totp").data["secret"]
    assert get_adapter().decrypt(secret) != secret
    assert "больше система их не покажет" in keeper.get("/first-run/recovery-codes/").content.decode()
    for step in ("mail", "topics", "calendar"):
        assert keeper.get("/first-run/")["Location"] == f"/first-run/{step}/"
        keeper.post(f"/first-run/later/{step}/")
    assert keeper.get("/first-run/")["Location"] == "/first-run/done/"
    assert keeper.post("/first-run/done/")["Location"] == "/livny/staff/people/import/"
    for closed in ("", "code/", "administration/", "administrator/"):
        assert keeper.get(f"/first-run/{closed}").status_code == 404
    assert keeper.get("/livny/staff/people/").status_code == 200


def test_afterwards_the_code_makes_nobody(guest: Client, keeper: Client) -> None:
    assert make_first_code() is None
    stranger = Client()
    assert stranger.get("/first-run/")["Location"].startswith("/account/login/")
    assert stranger.get("/first-run/code/")["Location"] == "/first-run/"
    assert stranger.post("/first-run/administrator/", PERSON)["Location"] == "/first-run/"
    assert User.objects.count() == 1
    assert not is_key(FirstRun.objects.get().code_digest)


def test_of_two_at_once_the_slower_makes_nobody(guest: Client, code: str) -> None:
    key = key_of(code)
    guest.post("/first-run/administration/", {"slug": "livny"})
    guest.post("/first-run/administrator/", PERSON)
    with pytest.raises(Exception, match="нет"):
        make_first_administrator(key=key, **_facts("second"))
    assert User.objects.count() == 1


def test_without_the_second_step_nothing_else_opens(guest: Client) -> None:
    guest.post("/first-run/administration/", {"slug": "livny"})
    guest.post("/first-run/administrator/", PERSON)
    for step in ("mail", "topics", "calendar", "done"):
        assert guest.get(f"/first-run/{step}/")["Location"] == "/first-run/second-step/"


def test_an_act_that_is_still_to_come_appoints_nobody(guest: Client) -> None:
    guest.post("/first-run/administration/", {"slug": "livny"})
    page = guest.post("/first-run/administrator/", {**PERSON, "act_on": "2999-01-13"})
    assert "Эта дата впереди" in page.context["form"].errors["act_on"][0]
    assert not User.objects.exists()
    guest.post("/first-run/administrator/", PERSON)
    assert str(User.objects.get().appointments.get().valid_from) == PERSON["act_on"]


def test_a_first_run_that_was_broken_off_is_gone_on_with(keeper: Client) -> None:
    for page in ("/livny/staff/", "/node/"):
        assert "Закончить настройку" in keeper.get(page).content.decode()
    Authenticator.objects.all().delete()
    back = Client()
    assert back.post("/account/login/", {"login": "kotova", "password": PASSWORD})["Location"] == "/first-run/"
    set_up_second_step(back)
    back.post("/first-run/done/")
    for page in ("/livny/staff/", "/node/"):
        assert "Закончить настройку" not in back.get(page).content.decode()


def test_after_a_way_in_given_back_the_first_run_goes_on_to_its_end(keeper: Client) -> None:
    for step in ("mail", "topics", "calendar"):
        keeper.post(f"/first-run/later/{step}/")
    _, password = restore_way_in(username="kotova")
    back = Client()
    back.post("/account/login/?next=/first-run/", {"login": "kotova", "password": password, "next": "/first-run/"})
    assert back.get("/first-run/")["Location"] == (asked := "/account/password/change/?next=/first-run/")
    own = {"oldpassword": password, "password1": "tikhiy-omut-28", "password2": "tikhiy-omut-28", "next": "/first-run/"}
    assert 'name="next" value="/first-run/"' in back.get(asked).content.decode()
    assert back.post("/account/password/change/", own)["Location"] == "/first-run/"
    assert back.get("/first-run/")["Location"] == "/first-run/second-step/"
    set_up_second_step(back)
    assert back.post("/first-run/done/", follow=True).redirect_chain == [("/livny/staff/people/import/", 302)]


def test_a_weak_password_stands_beside_its_field(guest: Client) -> None:
    guest.post("/first-run/administration/", {"slug": "livny"})
    page = guest.post("/first-run/administrator/", {**PERSON, "password": "123", "again": "123"})
    assert "password" in page.context["form"].errors
    assert not User.objects.exists()


def test_another_administration_takes_the_place_of_the_first(guest: Client) -> None:
    guest.post("/first-run/administration/", {"slug": "livny"})
    guest.post("/first-run/administration/", {"slug": "biysk"})
    assert [one.slug for one in Administration.objects.all()] == ["biysk"]


def archive(**files: str) -> io.BytesIO:
    """A ZIP of the shipped profile of Ливны under another slug, some files replaced."""
    target, folder = io.BytesIO(), registry.PROFILES / "livny"
    with zipfile.ZipFile(target, "w") as book:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                text = path.read_text(encoding="utf-8")
                name = path.relative_to(folder).as_posix()
                book.writestr(
                    f"порядок/{name}",
                    files.get(name, text.replace('slug = "livny"', 'slug = "kotovo"', 1).replace("livny:", "kotovo:")),
                )
        book.writestr("../escaped.txt", "наружу")
        book.writestr("порядок/program.exe", "MZ")
    target.seek(0)
    target.name = "order.zip"
    return target


def test_an_own_decree_comes_as_a_folder(guest: Client, settings: Any, tmp_path: Path) -> None:
    settings.PROFILES_DIR = str(tmp_path / "profiles")
    registry.forget()
    answer = guest.post("/first-run/administration/", {"slug": "own", "archive": archive()})
    assert answer.status_code == 302, answer.context["form"].errors
    assert Administration.objects.get().slug == "kotovo"
    kept = {path.name for path in (tmp_path / "profiles" / "kotovo").iterdir()}
    assert {"procedure.toml", "decree.txt", "clauses.tsv"} <= kept
    assert not kept & {"program.exe", "escaped.txt"}
    assert not list(tmp_path.parent.rglob("escaped.txt"))
    settings.PROFILES_DIR = str(tmp_path / "second")  # as another node of the same database has it
    registry.forget()
    assert guest.get("/kotovo/").status_code == 200
    assert {path.name for path in (tmp_path / "second" / "kotovo").iterdir()} == kept
    registry.forget()


def test_faults_of_an_own_decree_are_told_line_by_line(guest: Client) -> None:
    broken = archive(**{"procedure.toml": '[act]\nslug = "kotovo"\nsulg = "x"\n'})
    page = guest.post("/first-run/administration/", {"slug": "own", "archive": broken}).content.decode()
    assert "может быть, «slug»" in page
    assert "строка" in page
    assert not Administration.objects.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"<html>"])
def test_what_is_no_archive_is_refused(guest: Client, content: bytes) -> None:
    file = io.BytesIO(content)
    file.name = "order.zip"
    page = guest.post("/first-run/administration/", {"slug": "own", "archive": file})
    assert "archive" in page.context["form"].errors


def test_letters_leave_by_the_stored_server(keeper: Client, settings: Any, mail_server: MailServer) -> None:
    settings.EMAIL_BACKEND = PAGE_BACKEND
    port = mail_server.server_address[1]
    told = {"attempts": 3, "last_error": NOT_SET, "next_attempt_at": timezone.now() + timedelta(1)}
    old = OutgoingMessage.objects.create(administration_id=1, target="x", to="a@example.ru", subject="С", **told)
    assert stuck_letters().exists()
    given = {"host": "127.0.0.1", "port": port, "security": "plain", "username": "", "from_address": "o@example.ru"}
    assert keeper.post("/first-run/mail/", {**given, "password": ""}).status_code == 302
    old.refresh_from_db()
    assert (old.last_error, old.next_attempt_at <= timezone.now(), stuck_letters().exists()) == ("", True, False)
    OutgoingMessage.objects.update(**told, broken_off=0)  # as it is when the environment has named the server since
    assert [one.level for one in flow(timezone.now()) if one.slug == "mail"] == [Level.GOOD]
    page = keeper.post("/first-run/mail/test/", {"to": "test-letter@example.ru"}, follow=True).content.decode()
    assert "Сервер принял письмо" in page
    letter = mail_server.letter_to("test-letter@example.ru")
    assert letter["From"] == "o@example.ru"
    assert MailSettings.objects.get().test_problem == ""


def test_a_server_that_is_not_there_is_told_in_words(keeper: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = PAGE_BACKEND
    given = {"host": "127.0.0.1", "port": 1, "security": "starttls", "username": "otklik", "password": "тайна-17"}
    keeper.post("/first-run/mail/", {**given, "from_address": "o@example.ru"})
    page = keeper.post("/first-run/mail/test/", {"to": "kotova@example.ru"}, follow=True).content.decode()
    assert "не принимает связь" in page
    assert "тайна-17" not in page + keeper.get("/first-run/mail/").content.decode()
    assert "тайна-17" not in MailSettings.objects.get().sealed_password


def test_without_a_server_letters_wait(keeper: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = PAGE_BACKEND
    with pytest.raises(OSError, match="не настроена"):
        send_mail("Тема", "Текст", None, ["kotova@example.ru"])


def _facts(username: str) -> dict[str, Any]:
    return {**{name: PERSON[name] for name in PERSON if name != "again"}, "username": username}
