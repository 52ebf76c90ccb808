"""Signing in with the password of a real OpenLDAP: matched, made by group, closed with the directory."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.conftest import PASSWORD as OWN_PASSWORD
from tests.ldap_server import BASE, PASSWORD, LdapServer

from otklik.accounts.directory.client import Directory, DirectoryAway, DirectorySettings
from otklik.accounts.directory.watch import watch_directory
from otklik.accounts.models import Appointment, OutsideAccount, User
from otklik.accounts.queries import actor_of
from otklik.base.models import AuditEntry

pytestmark = pytest.mark.django_db
Hire = Callable[..., User]


@pytest.fixture
def directory(ldap_server: LdapServer, settings: object) -> LdapServer:
    """The directory is named in the settings of the machine."""
    settings.LDAP = ldap_server.settings()  # type: ignore[attr-defined]
    return ldap_server


def sign_in(login: str, password: str = PASSWORD) -> tuple[Client, str]:
    client = Client()
    page = client.post("/account/login/", {"login": login, "password": password})
    return client, page.headers.get("Location", "") or page.content.decode()


def age_accounts() -> None:
    OutsideAccount.objects.update(seen_at=timezone.now() - timedelta(minutes=6))


def test_an_existing_person_enters_with_the_password_of_the_directory(directory: LdapServer, staff: Hire) -> None:
    entry = directory.add("olga")
    person = staff("registrar", username="olga")
    client, told = sign_in("Olga")
    assert told == "/murashi/staff/"
    assert client.get("/murashi/staff/").status_code == 200
    linked = OutsideAccount.objects.get()
    assert (linked.person_id, linked.name, linked.source) == (person.pk, entry, "ldap")
    # From now on the password is the directory's alone.
    assert 'role="alert"' in sign_in("olga", OWN_PASSWORD)[1]
    assert client.get("/account/password/change/")["Location"] == "/account/password/set/"
    assert "Пароль меняют не здесь" in client.get("/account/password/set/").content.decode()


@pytest.mark.parametrize("password", ["", "wrong", "lesnoe-ozero-41\0"])
def test_a_wrong_password_opens_nothing(directory: LdapServer, staff: Hire, password: str) -> None:
    directory.add("olga")
    staff("registrar", username="olga")
    sign_in("olga", password)
    assert not OutsideAccount.objects.exists()


@pytest.mark.parametrize("login", ["*", "olga)(uid=*", "ol\\2a"])
def test_a_name_is_no_filter(directory: LdapServer, staff: Hire, login: str) -> None:
    directory.add("olga")
    staff("registrar", username="olga")
    assert 'role="alert"' in sign_in(login)[1]


def test_whom_nobody_here_knows_is_told_so(directory: LdapServer, staff: Hire) -> None:
    directory.add("stranger")
    staff("registrar")
    assert "учётной записи в системе у вас нет" in sign_in("stranger")[1]
    assert not User.objects.filter(username="stranger").exists()


def test_the_own_account_enters_while_the_directory_is_away(
    directory: LdapServer, staff: Hire, settings: object
) -> None:
    settings.LDAP = directory.settings(urls=("ldap://127.0.0.1:9",))  # type: ignore[attr-defined]
    staff("registrar", username="spare")
    assert sign_in("spare", OWN_PASSWORD)[1] == "/murashi/staff/"
    assert "Каталог сотрудников сейчас не отвечает" in sign_in("olga")[1]


def test_groups_make_an_account_with_its_role_and_take_the_role_away(
    directory: LdapServer, administration: object, settings: object
) -> None:
    settings.SIGN_IN_GROUPS = (("otklik-reg", "murashi", "registrar"), ("heads", "murashi", "head"))  # type: ignore[attr-defined]
    entry = directory.add("newcomer", "Новикова Анна", "novikova@example.ru")
    directory.group("otklik-reg", entry)
    directory.group("heads", directory.add("other"))
    client, told = sign_in("newcomer")
    assert told == "/murashi/staff/"
    person = User.objects.get(username="newcomer")
    assert (person.full_name, person.email, person.position) == ("Новикова Анна", "novikova@example.ru", "Специалист")
    assert Appointment.objects.get(user=person).act_title == "Группа каталога «otklik-reg»"
    directory.group("otklik-reg", directory.add("other"))
    age_accounts()
    assert watch_directory() == 0
    assert actor_of(User.objects.get(pk=person.pk)).roles == frozenset()
    directory.group("otklik-reg", entry)
    sign_in("newcomer")
    assert actor_of(User.objects.get(pk=person.pk)).roles == {"registrar"}
    assert client.get("/murashi/staff/").status_code == 200


def test_an_appointment_by_people_stays_whatever_the_groups_say(
    directory: LdapServer, staff: Hire, settings: object
) -> None:
    settings.SIGN_IN_GROUPS = (("otklik-reg", "murashi", "registrar"),)  # type: ignore[attr-defined]
    directory.add("olga")
    person = staff("specialist", username="olga")
    sign_in("olga")
    assert actor_of(User.objects.get(pk=person.pk)).roles == {"specialist"}


@pytest.mark.parametrize("how", ["deleted", "expired"])
def test_who_left_the_directory_is_out_and_comes_back_with_it(directory: LdapServer, staff: Hire, how: str) -> None:
    entry = directory.add("olga")
    person = staff("registrar", username="olga")
    client, _ = sign_in("olga")
    if how == "deleted":
        directory.delete(entry)
    else:
        directory.change(entry, shadowExpire="1")
    assert watch_directory() is None, "nobody is asked for within five minutes"
    age_accounts()
    assert watch_directory() == 1
    assert client.get("/murashi/staff/").status_code == 302, "the open session has ended"
    assert 'role="alert"' in sign_in("olga")[1]
    assert AuditEntry.objects.filter(verb="close_outside_account").count() == 1
    if how == "deleted":
        return
    directory.change(entry, shadowExpire="")
    age_accounts()
    assert watch_directory() == 0
    assert User.objects.get(pk=person.pk).is_active
    assert sign_in("olga")[1] == "/murashi/staff/"


def test_what_the_administrator_closed_the_directory_does_not_open(directory: LdapServer, staff: Hire) -> None:
    directory.add("olga")
    person = staff("registrar", username="olga")
    sign_in("olga")
    User.objects.filter(pk=person.pk).update(is_active=False)
    age_accounts()
    watch_directory()
    assert not User.objects.get(pk=person.pk).is_active
    assert "учётной записи в системе у вас нет или она закрыта" in sign_in("olga")[1]


def test_a_search_that_finds_nobody_closes_nobody(directory: LdapServer, staff: Hire, settings: object) -> None:
    for login in ("one", "two", "three"):
        directory.add(login)
        staff("registrar", username=login)
        sign_in(login)
    settings.LDAP = directory.settings(base=f"ou=groups,{BASE}")  # type: ignore[attr-defined]
    age_accounts()
    assert watch_directory() is None
    assert User.objects.filter(is_active=True, outside__isnull=False).count() == 3


def test_the_connection_is_enciphered_and_the_certificate_checked(ldap_server: LdapServer) -> None:
    ldap_server.add("olga")
    now = timezone.now()
    given = ldap_server.settings()
    for url in (ldap_server.url, ldap_server.tls_url):
        assert Directory(DirectorySettings(**{**given, "urls": (url,)})).person("olga", now) is not None
        stranger = Directory(DirectorySettings(**{**given, "urls": (url,), "authority_file": ""}))
        with pytest.raises(DirectoryAway):
            stranger.person("olga", now)


def test_the_second_server_answers_for_the_first(ldap_server: LdapServer) -> None:
    given = ldap_server.settings(urls=("ldap://127.0.0.1:9", ldap_server.url))
    ldap_server.add("olga")
    assert Directory(DirectorySettings(**given)).person("olga", timezone.now()) is not None
