"""Personal invitations: the secret stands in the letter alone, and only totals are known of who used it."""

import re
from collections.abc import Callable

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection
from django.test import Client

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.models import Department
from otklik.delivery.actions.send_waiting import send_waiting_messages
from otklik.delivery.models import OutgoingMessage
from otklik.surveys.actions.invite import invite_by_letter, make_slips, remind_invited, replace_invitations
from otklik.surveys.codes import invitation_digest
from otklik.surveys.invitations import Person, counted_units, invitation_figures
from otklik.surveys.models import Invitation, Survey

pytestmark = pytest.mark.django_db
_SECRET = re.compile(r"/s/[a-z0-9]{8}/([a-z0-9]{20})/")
PEOPLE = [Person(f"clerk{number}@example.org") for number in range(12)]


@pytest.fixture
def closed(surveys: Callable[..., Survey]) -> Survey:
    """A survey that only the invited enter."""
    return surveys(entry="invited")


@pytest.fixture
def organiser(actor: Callable[..., Actor]) -> Actor:
    """Who runs it."""
    return actor("coordinator")


def sent_secrets() -> list[str]:
    """Secrets of the letters that left."""
    return [found[1] for letter in mail.outbox if (found := _SECRET.search(letter.body))]


def whole_database() -> str:
    """Every row of every table, as its owner reads it."""
    with connection.cursor() as cursor:
        rows = []
        for table in sorted({model._meta.db_table for model in apps.get_models()}):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our own tables
            rows.append(str(cursor.fetchall()))
    return "".join(rows)


def test_no_secret_is_in_the_database_before_or_after_the_letters_leave(organiser: Actor, closed: Survey) -> None:
    assert invite_by_letter(actor=organiser, survey_id=closed.pk, people=PEOPLE) == 12
    before = whole_database()
    assert send_waiting_messages() == 12
    secrets = sent_secrets()
    assert len(set(secrets)) == 12
    assert mail.outbox[0].body.rstrip().endswith(closed.administration.title), "who invites is named"
    after = whole_database()
    assert not [secret for secret in secrets if secret in before or secret in after]
    digests = {invitation_digest(secret) for secret in secrets}
    assert digests == set(Invitation.objects.values_list("digest", flat=True))
    assert set(OutgoingMessage.objects.values_list("text", flat=True)) == {""}


def test_neither_letters_nor_links_stand_in_the_order_of_the_list(organiser: Actor, closed: Survey) -> None:
    people = [Person(f"p{number:03d}@example.org") for number in range(60)]
    invite_by_letter(actor=organiser, survey_id=closed.pk, people=people)
    letters = list(OutgoingMessage.objects.order_by("pk").values_list("to", flat=True))
    assert letters != sorted(letters)
    send_waiting_messages()
    by_letter = [invitation_digest(secret) for secret in sent_secrets()]
    assert by_letter != sorted(by_letter)
    with connection.cursor() as cursor:
        cursor.execute("SELECT digest FROM surveys_invitation")
        stored = [row[0] for row in cursor.fetchall()]
    assert stored == sorted(stored)


def test_an_address_is_invited_once(organiser: Actor, closed: Survey) -> None:
    twice = [Person("Clerk0@example.org"), *PEOPLE]
    assert invite_by_letter(actor=organiser, survey_id=closed.pk, people=twice) == 12
    with pytest.raises(RuleBroken, match="уже отправлены"):
        invite_by_letter(actor=organiser, survey_id=closed.pk, people=PEOPLE)


def test_a_reminder_goes_to_all_and_holds_no_link(organiser: Actor, closed: Survey) -> None:
    invite_by_letter(actor=organiser, survey_id=closed.pk, people=PEOPLE)
    send_waiting_messages()
    Invitation.objects.first().delete()
    mail.outbox.clear()
    assert remind_invited(actor=organiser, survey_id=closed.pk) == 12
    send_waiting_messages()
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(person.email for person in PEOPLE)
    assert sent_secrets() == []


def test_replacing_voids_what_is_unused_and_keeps_the_count_of_used(organiser: Actor, closed: Survey) -> None:
    invite_by_letter(actor=organiser, survey_id=closed.pk, people=PEOPLE)
    send_waiting_messages()
    old = set(sent_secrets())
    Invitation.objects.filter(digest=invitation_digest(min(old))).delete()
    mail.outbox.clear()
    replace_invitations(actor=organiser, survey_id=closed.pk, people=())
    send_waiting_messages()
    fresh = set(sent_secrets())
    assert len(fresh) == 12
    assert not fresh & old
    assert not Invitation.objects.filter(digest__in=[invitation_digest(one) for one in old]).exists()
    assert invitation_figures(closed).whole.used == 1


def test_slips_open_the_survey_and_are_kept_as_hashes(organiser: Actor, closed: Survey) -> None:
    addresses = make_slips(actor=organiser, survey_id=closed.pk, count=3)
    secrets = [_SECRET.search(one)[1] for one in addresses]
    assert {invitation_digest(one) for one in secrets} == set(Invitation.objects.values_list("digest", flat=True))
    figures = invitation_figures(closed)
    assert (figures.whole.given, figures.whole.used, dict(figures.by_way)) == (3, 0, {"на бумаге": 3})


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ({1: 8, 2: 6}, {1, 2}),
        ({1: 8, 2: 6, 3: 2}, {1}),
        ({1: 8, 2: 6, 3: 2, 4: 3}, {1, 2}),
        ({1: 8, 3: 2}, set()),
        ({1: 4}, set()),
        ({None: 7, 1: 5}, {1}),
    ],
)
def test_a_unit_is_counted_only_where_neither_it_nor_the_rest_is_small(numbers: dict, shown: set) -> None:
    assert counted_units(numbers, 5) == shown


def test_units_are_told_only_from_the_minimum_on(organiser: Actor, closed: Survey) -> None:
    units = [
        Department.objects.create(administration_id=organiser.administration_id, slug=f"u{n}", title=f"Отдел {n}")
        for n in (1, 2, 3)
    ]
    sizes = (6, 7, 2)
    people = [
        Person(f"u{unit.pk}-{number}@example.org", unit.pk)
        for unit, size in zip(units, sizes, strict=True)
        for number in range(size)
    ]
    invite_by_letter(actor=organiser, survey_id=closed.pk, people=people)
    figures = invitation_figures(closed)
    assert [(one.title, one.given) for one in figures.units] == [("Отдел 2", 7), ("Остальные вместе", 8)]
    assert not Invitation.objects.filter(department=units[2]).exists()


def test_only_a_running_survey_by_invitation_invites(organiser: Actor, survey: Survey, closed: Survey) -> None:
    with pytest.raises(RuleBroken, match="общей ссылке"):
        invite_by_letter(actor=organiser, survey_id=survey.pk, people=PEOPLE)
    closed.state = Survey.State.CLOSED
    closed.save()
    with pytest.raises(RuleBroken, match="когда опрос идёт"):
        invite_by_letter(actor=organiser, survey_id=closed.pk, people=PEOPLE)


def test_the_address_of_a_letter_and_of_a_slip_opens_the_questionnaire(
    organiser: Actor, closed: Survey, client: Client
) -> None:
    invite_by_letter(actor=organiser, survey_id=closed.pk, people=PEOPLE[:1])
    send_waiting_messages()
    found = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)
    slip = make_slips(actor=organiser, survey_id=closed.pk, count=1)[0]
    for path in (found[1], "/" + slip.split("/", 3)[3]):
        page = client.get(path)
        assert page.status_code == 200
        assert "Как вы оцениваете приём в целом?" in page.content.decode()
