"""The second step: demanded by role and day, set up at the first sign-in, taken off by the administrator."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.conftest import PASSWORD

from otklik.accounts.actions.keep_second_factor import (
    change_second_factor_rule,
    end_all_sessions,
    enter_by_password_alone,
    reset_second_factor,
)
from otklik.accounts.actions.restore_way_in import restore_way_in
from otklik.accounts.models import User
from otklik.accounts.queries import actor_of
from otklik.accounts.second_factor import SecondFactorRule, second_factor_rule, ways_in
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.catalog.models import Administration
from otklik.delivery.actions.send_waiting import send_waiting_messages
from otklik.delivery.models import OutgoingMessage

pytestmark = pytest.mark.django_db
Hire = Callable[..., User]
DESK = "/murashi/staff/"


@pytest.fixture
def strict(administration: Administration) -> Administration:
    """An administration that is not for show."""
    administration.options = {}
    administration.save()
    return administration


def enter(person: User) -> Client:
    client = Client()
    client.post("/account/login/", {"login": person.username, "password": PASSWORD})
    return client


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, sorted(yield_hotp_counters_from_time())[1]))


def set_up(client: Client) -> str:
    """Switch the application with codes on; returns its key."""
    page = client.get("/account/2fa/totp/activate/")
    secret = str(page.context["form"].secret)
    answer = client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    assert answer.status_code == 302, answer.content.decode()
    return secret


def test_an_administrator_sets_up_the_second_step_before_anything_opens(strict: Administration, staff: Hire) -> None:
    person = staff("administrator")
    client = enter(person)
    held = client.get(DESK)
    assert held["Location"] == "/account/2fa/"
    assert "до этого рабочее место закрыто" in client.get("/account/2fa/").content.decode()
    assert client.get("/api/v1/murashi/items").status_code == 401
    secret = set_up(client)
    assert client.get(DESK).status_code == 200
    kept = Authenticator.objects.get(user=person, type="totp").data["secret"]
    assert secret not in kept
    assert kept.startswith("gAAAA")
    assert Authenticator.objects.filter(user=person, type="recovery_codes").exists()
    # From now on the password alone is half the way, and the last second step cannot be taken off.
    half = Client()
    asked = half.post("/account/login/", {"login": person.username, "password": PASSWORD})
    assert asked["Location"].startswith("/account/2fa/authenticate/")
    assert half.get(DESK).status_code == 302
    assert 'role="alert"' in half.post("/account/2fa/authenticate/", {"code": "000000"}).content.decode()
    assert "Ваша роль требует входа в два шага" in client.post("/account/2fa/totp/deactivate/").content.decode()


def test_a_recovery_code_enters_once(strict: Administration, staff: Hire) -> None:
    person = staff("administrator")
    client = enter(person)
    set_up(client)
    codes = client.get("/account/2fa/recovery-codes/").context["unused_codes"]
    for expected in (302, 200):
        half = enter(person)
        assert half.post("/account/2fa/authenticate/", {"code": codes[0]}).status_code == expected


def test_a_demonstration_is_entered_by_the_password_alone(administration: Administration, staff: Hire) -> None:
    enter_by_password_alone(administration=administration)
    person = staff("administrator")
    client = enter(person)
    assert client.get(DESK).status_code == 200
    page = client.get(f"{DESK}sign-in/").content.decode()
    assert "Эта администрация — для показа" in page
    with pytest.raises(RuleBroken, match="для показа"):
        change_second_factor_rule(actor=actor_of(person), roles=["registrar"], since=None)


@pytest.mark.parametrize(
    ("roles", "since", "held", "demanded"),
    [
        ({"registrar"}, None, {"registrar"}, True),
        ({"registrar"}, None, {"specialist"}, False),
        ({"registrar"}, date(2026, 3, 3), {"registrar"}, False),
        ({"registrar"}, date(2026, 3, 2), {"registrar", "head"}, True),
        (set(), date(2026, 3, 3), {"administrator"}, True),
    ],
)
def test_of_whom_it_is_demanded(roles: set[str], since: date | None, held: set[str], demanded: bool) -> None:
    rule = SecondFactorRule(frozenset(roles), since)
    assert rule.holds(frozenset(held), date(2026, 3, 2)) is demanded


def test_who_is_demanded_from_a_coming_day_is_warned(
    strict: Administration, staff: Hire, actor: Callable[..., Actor]
) -> None:
    since = timezone.localdate() + timedelta(days=5)
    change_second_factor_rule(actor=actor("administrator"), roles=["registrar"], since=since)
    page = enter(staff("registrar")).get(DESK)
    assert "ваша роль требует входа в два шага" in page.content.decode()
    change_second_factor_rule(actor=actor("administrator"), roles=["registrar"], since=None)
    assert enter(staff("registrar")).get(DESK)["Location"] == "/account/2fa/"


def test_the_rule_is_the_administrators(strict: Administration, actor: Callable[..., Actor]) -> None:
    with pytest.raises(NotFound):
        change_second_factor_rule(actor=actor("registrar"), roles=[], since=None)
    with pytest.raises(RuleBroken):
        change_second_factor_rule(actor=actor("administrator"), roles=["king"], since=None)
    change_second_factor_rule(actor=actor("administrator"), roles=["head", "administrator"], since=date(2026, 1, 9))
    kept = second_factor_rule(Administration.objects.get(pk=strict.pk))
    assert kept == SecondFactorRule(frozenset({"head"}), date(2026, 1, 9))


def test_a_lost_second_step_is_taken_off_with_the_sessions(
    strict: Administration, staff: Hire, actor: Callable[..., Actor], django_capture_on_commit_callbacks: Callable
) -> None:
    person = staff("administrator")
    User.objects.filter(pk=person.pk).update(email="olga@example.ru")
    client = enter(person)
    set_up(client)
    OutgoingMessage.objects.all().delete()
    keeper = actor("administrator")
    reset_second_factor(actor=keeper, user_id=person.pk)
    assert not Authenticator.objects.filter(user=person).exists()
    assert client.get(DESK)["Location"].startswith("/account/login/")
    assert AuditEntry.objects.filter(verb="reset_second_factor", actor_id=keeper.user_id).count() == 1
    letter = OutgoingMessage.objects.get()
    assert (letter.to, letter.is_secret, letter.is_urgent) == ("olga@example.ru", True, True)
    assert enter(person).get(DESK)["Location"] == "/account/2fa/"
    with pytest.raises(RuleBroken, match="не настроен"):
        reset_second_factor(actor=keeper, user_id=person.pk)
    with pytest.raises(RuleBroken, match="Свой второй шаг"):
        reset_second_factor(actor=actor_of(person), user_id=person.pk)


@pytest.mark.parametrize("action", [reset_second_factor, end_all_sessions])
def test_nobody_touches_the_way_in_of_another_administration(
    action: Callable[..., object], staff: Hire, actor: Callable[..., Actor]
) -> None:
    person = staff("registrar")
    for stranger in (actor("registrar"), actor("administrator", of="biysk")):
        with pytest.raises(NotFound):
            action(actor=stranger, user_id=person.pk)


def test_a_key_stored_before_they_were_enciphered_still_fits(strict: Administration, staff: Hire) -> None:
    person = staff("administrator")
    secret = generate_totp_secret()
    Authenticator.objects.create(user=person, type="totp", data={"secret": secret})
    half = enter(person)
    assert half.post("/account/2fa/authenticate/", {"code": code_of(secret)}).status_code == 302
    assert half.get(DESK).status_code == 200


def test_the_state_of_all_costs_the_same_questions(
    strict: Administration, staff: Hire, django_assert_num_queries: Callable
) -> None:
    with django_assert_num_queries(2):
        ways_in(strict.pk)
    for _ in range(3):
        TOTP.activate(staff("registrar"), generate_totp_secret())
    with django_assert_num_queries(2):
        found = ways_in(strict.pk)
    assert [way.has_application for way in found.values()] == [True] * 3


def test_the_link_to_a_new_password_comes_by_letter(
    administration: Administration, staff: Hire, django_capture_on_commit_callbacks: Callable
) -> None:
    person = staff("registrar")
    User.objects.filter(pk=person.pk).update(email="olga@example.ru")
    client = Client()
    assert "/account/password/reset/" in client.get("/account/login/").content.decode()
    for address in ("olga@example.ru", "nobody@example.ru"):
        answer = client.post("/account/password/reset/", {"email": address})
        assert answer["Location"] == "/account/password/reset/done/", "a stranger learns nothing"
    stored = OutgoingMessage.objects.get()
    assert "/account/password/" not in stored.text, "the link waits enciphered"
    send_waiting_messages()
    text = mail.outbox[-1].body
    assert person.username in text
    path = text.split("здесь: ", 1)[1].split("\n", 1)[0].split("testserver", 1)[1]
    form = client.get(path, follow=True)
    new = "tihaya-gavan-88"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    signed = Client()
    answer = signed.post("/account/login/", {"login": person.username, "password": new})
    assert answer["Location"] == DESK
    assert "Ссылка уже не работает" in Client().get(path, follow=True).content.decode()


def test_the_machines_administrator_gives_the_way_back(strict: Administration, staff: Hire) -> None:
    person = staff("administrator")
    client = enter(person)
    set_up(client)
    found, password = restore_way_in(username=person.username.upper())
    assert not Authenticator.objects.filter(user=found).exists()
    assert client.get(DESK).status_code == 302
    signed = Client()
    signed.post("/account/login/", {"login": person.username, "password": password})
    assert signed.get(DESK)["Location"] == "/account/password/change/"
    with pytest.raises(RuleBroken, match="Человека с именем"):
        restore_way_in(username="nobody")
