"""People, settings, calendar, topics, audit through their forms."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from otklik.accounts.models import Appointment, User
from otklik.base.audit import seal_entries
from otklik.base.models import AuditEntry
from otklik.catalog.models import Administration, CalendarDay, Channel, TopicEdition

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
DESK = "/murashi/staff"


def test_a_person_gets_a_password_once_and_a_role_by_an_act(client_of: ClientOf) -> None:
    client = client_of("administrator")
    given = {"full_name": "Новикова Ольга Игоревна", "position": "", "department": "", "username": "novikova"}
    page = client.post(f"{DESK}/people/new/", given).content.decode()
    person = User.objects.get(username="novikova")
    shown = [found for found in re.findall(r"plate-code\">([^<]+)<", page) if found != "novikova"]
    assert person.check_password(shown[0])
    taken = client.post(f"{DESK}/people/new/", given)
    assert "уже занято" in taken.content.decode()
    act = {"role": "registrar", "act_title": "Распоряжение", "act_on": "2026-01-12", "valid_from": "2026-01-12"}
    assert client.post(f"{DESK}/people/{person.pk}/", act).status_code == 302
    wrong = client.post(f"{DESK}/people/{person.pk}/", act | {"valid_from": "2026-02-01", "valid_to": "2026-01-01"})
    assert "раньше его начала" in wrong.content.decode()
    appointment = Appointment.objects.get(user=person)
    client.post(f"{DESK}/people/{person.pk}/appointments/{appointment.pk}/end/", {"on": "2026-06-30"})
    appointment.refresh_from_db()
    assert appointment.valid_to == date(2026, 6, 30)


def test_settings_are_written_and_refused_beside_the_field(client_of: ClientOf, administration: Administration) -> None:
    client = client_of("coordinator")
    assert "{sequence}" in client.post(f"{DESK}/settings/number/", {"template": "{year}"}).content.decode()
    tried = client.post(f"{DESK}/settings/number/", {"template": "{sequence}/{year}", "try": "1"})
    assert "42/" in tried.content.decode()
    administration.refresh_from_db()
    assert administration.number_template != "{sequence}/{year}"
    clock = {"days": "7", "unit": "working", "prolongation_days": "0", "basis": "распоряжение № 3"}
    client.post(f"{DESK}/settings/clocks/network_message/", clock)
    assert "7 рабочих дней" in client.get(f"{DESK}/settings/").content.decode().replace("\xa0", " ")
    client.post(f"{DESK}/settings/clocks/network_message/", {"reset": "1"})
    administration.refresh_from_db()
    assert administration.options["clocks"] == {}
    assert client.get(f"{DESK}/settings/clocks/opinion/").status_code == 404
    client.post(f"{DESK}/settings/day-off/", {"rule": "same"})
    administration.refresh_from_db()
    assert administration.options["on_day_off"] == "same"


def test_a_channel_is_added_changed_and_switched_off(client_of: ClientOf) -> None:
    client, page = client_of("coordinator"), f"{DESK}/settings/lists/channels/"
    facts = {"audience": "external", "mode": "offline", "form": "written", "kind": "box", "legal_class": "appeal_59fz"}
    client.post(page, {"title": "Ящик в библиотеке"} | facts)
    channel = Channel.objects.get(title="Ящик в библиотеке")
    client.post(f"{page}{channel.pk}/", {"title": "Ящик в клубе"} | facts | {"mode": "online"})
    client.post(f"{page}{channel.pk}/switch/")
    channel.refresh_from_db()
    assert (channel.title, channel.mode, channel.is_active) == ("Ящик в клубе", "online", False)
    twice = client.post(page, {"title": "Почтовый адрес"} | facts)
    assert "в этом списке уже есть" in twice.content.decode()


def test_days_come_from_a_form_and_from_a_file(client_of: ClientOf) -> None:
    client = client_of("administrator")
    client.post(f"{DESK}/calendar/", {"on": "2026-05-08", "kind": "off", "note": "праздник округа"})
    file = SimpleUploadedFile("дни.csv", b"date;is_working;note\n2026-05-09;1;\n")
    client.post(f"{DESK}/calendar/file/", {"file": file})
    assert set(CalendarDay.objects.values_list("on", "is_working")) == {
        (date(2026, 5, 8), False), (date(2026, 5, 9), True),
    }  # fmt: skip
    bad = client.post(f"{DESK}/calendar/file/", {"file": SimpleUploadedFile("дни.csv", b"date;is_working\nx;1\n")})
    assert "Строка 2" in bad.content.decode()
    client.post(f"{DESK}/calendar/2026/5/8/remove/")
    assert CalendarDay.objects.count() == 1
    assert client.post(f"{DESK}/calendar/2026/2/31/remove/").status_code == 302


def test_an_edition_is_loaded_and_its_changes_shown(client_of: ClientOf) -> None:
    text = "name;code;parent_code;level\nЭкономика;0003.0000.0000.0000;;1\n"
    given = {"title": "2026 год", "effective_on": "2026-01-01", "file": SimpleUploadedFile("к.csv", text.encode())}
    client = client_of("coordinator")
    shown = client.post(f"{DESK}/topics/", given, follow=True).content.decode()
    edition = TopicEdition.objects.get(title="2026 год")
    assert "Убрано" in shown
    assert "Экономика" in client.get(f"{DESK}/topics/{edition.pk}/?q=эконом").content.decode()
    broken = given | {"file": SimpleUploadedFile("к.csv", text.replace("0003", "3").encode())}
    assert "Строка 2" in client.post(f"{DESK}/topics/", broken).content.decode()


def test_the_trail_pages_by_key_and_is_filtered(client_of: ClientOf, actor: Callable[..., Any]) -> None:
    writer, client = actor("coordinator"), client_of("auditor")
    entries = [
        AuditEntry(administration_id=writer.administration_id, actor_kind="staff", actor_id=writer.user_id,
                   actor_name="Смирнова", verb="probe", target=f"probe.thing:{number}", summary=f"Запись {number}")
        for number in range(60)
    ]  # fmt: skip
    AuditEntry.objects.bulk_create(entries)
    first = client.get(f"{DESK}/audit/", {"person": writer.user_id})
    older = client.get(first.context["pages"]["next"] and f"{first.context['pages']['next']}")
    assert (len(first.context["page"].entries), len(older.context["page"].entries)) == (50, 10)
    back = client.get(older.context["pages"]["previous"])
    assert [one.pk for one in back.context["page"].entries] == [one.pk for one in first.context["page"].entries]
    AuditEntry.objects.create(
        administration_id=writer.administration_id, actor_kind="staff", verb="x", target="accounts.user:7", summary="я"
    )
    one = client.get(f"{DESK}/audit/?target=accounts.user&number=7").context["page"]
    assert [entry.summary for entry in one.entries] == ["я"]


def test_an_altered_entry_is_seen_by_the_check(client_of: ClientOf, actor: Callable[..., Any]) -> None:
    from datetime import timedelta

    client = client_of("auditor")
    client_of("coordinator").post(f"{DESK}/settings/day-off/", {"rule": "same"})
    seal_entries(delay=timedelta(0))
    assert "Цепочка цела" in client.get(f"{DESK}/audit/?check=1").content.decode()
    AuditEntry.objects.filter(verb="change_day_off_rule").update(summary="ничего не было")
    assert "Цепочка нарушена" in client.get(f"{DESK}/audit/?check=1").content.decode()
