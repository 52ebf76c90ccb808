"""Pages of personal data: terms, acts, requests of persons, looks; bad input stays in the form."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.intake.conftest import Receive

from otklik.catalog.models import Channel
from otklik.core.appeals import ItemKind
from otklik.core.periods import Quarter
from otklik.intake.actions.carry_out_destruction import work_destruction
from otklik.intake.actions.destroy_personal_data import gather
from otklik.intake.models import DestructionAct, FeedbackItem, ImportRun, OriginalLook, PersonRequest

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
HOME = "/murashi/staff/personal-data/"
NAME, PHONE = "Громова Зинаида Львовна", "8 912 345-67-89"


def old_review(receive: Receive) -> FeedbackItem:
    item = receive(f"Спасибо. Громова, {PHONE}", kind=ItemKind.REVIEW, name=NAME, phone=PHONE)
    moment = timezone.now() - timedelta(days=5 * 365)
    FeedbackItem.objects.filter(pk=item.pk).update(received_at=moment, quarter=Quarter.of(moment.date()).key)
    return FeedbackItem.objects.get(pk=item.pk)


def words(answer: object) -> str:
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")  # type: ignore[attr-defined, no-any-return]


def test_from_the_list_to_the_signed_act(receive: Receive, client_of: ClientOf) -> None:
    item = old_review(receive)
    client = client_of("administrator")
    assert "Подготовить акт" in words(client.get(HOME))
    assert "ещё никто не подтвердил" in words(client.get(HOME))
    page = client.post(f"{HOME}acts/new/")["Location"]
    act = DestructionAct.objects.get()
    gather(act_id=act.pk)
    shown = words(client.get(page))
    assert str(item) in shown
    assert "Не подтверждены сроки хранения" in shown
    refused = words(client.post(page, {"commission": "Петрова А. С., начальник отдела"}))
    assert "Поставьте отметку" in refused
    assert "Петрова А. С., начальник отдела" in refused
    assert client.post(page, {"commission": "Петрова А. С., начальник отдела", "understood": "on"})["Location"] == page
    work_destruction(act_id=act.pk)
    assert "Данные уничтожены" in words(client.get(page))
    for name, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        paper = client.get(f"{page}{name}/")
        assert paper.content.startswith(start)
        assert "act-1-" in paper["Content-Disposition"]
    assert client.get(f"{page}html/").status_code == 404
    assert "[имя]" in FeedbackItem.objects.get(pk=item.pk).text


def test_a_second_click_does_not_confirm_twice(receive: Receive, client_of: ClientOf) -> None:
    old_review(receive)
    client = client_of("coordinator")
    page = client.post(f"{HOME}acts/new/")["Location"]
    gather(act_id=DestructionAct.objects.get().pk)
    given = {"commission": "Петрова А. С.", "understood": "on"}
    client.post(page, given)
    assert "уже подтверждён" in words(client.post(page, given))
    again = client.post(f"{HOME}acts/new/", follow=True)
    assert DestructionAct.objects.count() == (2 if "Прежний акт" not in words(again) else 1)


def test_a_row_is_left_out_and_put_back(receive: Receive, client_of: ClientOf) -> None:
    old_review(receive)
    client = client_of("coordinator")
    page = client.post(f"{HOME}acts/new/")["Location"]
    act = DestructionAct.objects.get()
    gather(act_id=act.pk)
    row = f"{page}rows/{act.rows.get().pk}/"
    assert "Остаётся: спор в суде" in words(client.post(row, {"reason": "спор в суде\0"}, follow=True))
    assert "Остаётся" not in words(client.post(row, follow=True))
    assert "ничего не уничтожено" in words(client.post(f"{page}cancel/", follow=True))


@pytest.mark.parametrize("days", ["", "0", "-5", "сто", "99999999999999999999", "1.5", "\0"])
def test_odd_terms_are_refused_beside_the_field(days: str, client_of: ClientOf) -> None:
    client = client_of("coordinator")
    form = client.get(f"{HOME}terms/").context["form"]
    given = {name: field.initial for name, field in form.fields.items()} | {"appeals": days}
    answer = client.post(f"{HOME}terms/", given)
    assert answer.status_code == 200
    assert 'id="id_appeals_error"' in words(answer)


def test_terms_are_confirmed_by_writing_them_down(client_of: ClientOf) -> None:
    client = client_of("administrator")
    assert "ещё не подтверждены" in words(client.get(f"{HOME}terms/"))
    form = client.get(f"{HOME}terms/").context["form"]
    client.post(f"{HOME}terms/", {name: field.initial for name, field in form.fields.items()})
    assert "ещё никто не подтвердил" not in words(client.get(HOME))


def test_a_request_from_first_word_to_the_archive(receive: Receive, client_of: ClientOf) -> None:
    item = receive(f"Отзыв. Громова, {PHONE}", kind=ItemKind.REVIEW, name=NAME, phone=PHONE)
    client = client_of("coordinator")
    given = {"kind": "withdrawal", "received_on": "2026-03-02", "name": NAME, "phone": PHONE}
    page = client.post(f"{HOME}requests/new/", given)["Location"]
    shown = words(client.get(page))
    assert "1 апреля 2026" in shown
    assert str(item) in shown
    client.post(f"{page}items/", {"items": [str(item.pk), "999999999999999999999", "x"]})
    assert PersonRequest.objects.get().item_ids == [item.pk]
    made = client.post(f"{page}extract/")
    assert "vypiska.docx" in zipfile.ZipFile(io.BytesIO(made.content)).namelist()
    act_page = client.post(f"{page}destroy/")["Location"]
    client.post(act_page, {"commission": "Петрова А. С.", "understood": "on"})
    work_destruction(act_id=DestructionAct.objects.get().pk)
    request = PersonRequest.objects.get()
    assert request.done_on
    assert request.name == ""
    assert "исполнен" in words(client.get(page))
    assert "уже исполнен" in words(client.post(f"{page}extract/", follow=True))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"kind": "access", "received_on": "31.02.2026", "name": NAME},
        {"kind": "access", "received_on": "2926-01-01", "name": NAME},
        {"kind": "access", "received_on": "2026-03-02"},
        {"kind": "nothing", "received_on": "2026-03-02", "name": "'; DROP TABLE 😀"},
        {"kind": "access", "received_on": "2026-03-02", "name": "я" * 5000},
    ],
)
def test_a_poor_request_comes_back_with_words(given: dict[str, str], client_of: ClientOf) -> None:
    answer = client_of("coordinator").post(f"{HOME}requests/new/", given)
    assert answer.status_code == 200
    assert "Не получилось" in words(answer)
    assert not PersonRequest.objects.exists()


def test_looks_are_listed_by_person_and_by_number(receive: Receive, client_of: ClientOf) -> None:
    item = receive(name=NAME)
    client_of("specialist").get(f"/murashi/staff/items/{item.pk}/")
    look = OriginalLook.objects.get()
    client = client_of("auditor")
    for query in ("", f"?person={look.user_id}", f"?number={item.number}", f"?number=№ {item.pk}", "?before=999"):
        assert str(item) in words(client.get(f"/murashi/staff/looks/{query}"))
    for query in ("?number=Ж-77777/2020", "?person=999999", "?before=0"):
        assert "Просмотров нет" in words(client.get(f"/murashi/staff/looks/{query}"))
    assert client.get("/murashi/staff/looks/?before=xx&person=aa").status_code == 200
    panel = words(client_of("coordinator").get(f"/murashi/staff/items/{item.pk}/"))
    assert "Кто смотрел" in panel


@pytest.mark.parametrize("reason", ["", "надо", "я" * 400, "\0\0"])
def test_a_poor_reason_is_told(reason: str, receive: Receive, client_of: ClientOf) -> None:
    item = receive(name=NAME)
    answer = client_of("head").post(f"/murashi/staff/items/{item.pk}/original/", {"reason": reason}, follow=True)
    assert answer.status_code == 200
    assert NAME not in words(answer)
    assert not OriginalLook.objects.exists()


def _run(client: Client, channel: str | None, tmp: str) -> ImportRun:
    user = client.session["_auth_user_id"]
    file = open(tmp, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - closed below
    file.write(f"Номер строки;Причина\n1;{NAME}\n")
    file.close()
    found = Channel.objects.filter(administration__slug="murashi", slug=channel).first() if channel else None
    mapping = 'name = "a"\ntitle = "а"\n[columns]\ntext = "Текст"\n'
    assert found is not None or channel is None
    return ImportRun.objects.create(
        administration_id=Channel.objects.first().administration_id,
        file_name="a.csv",
        mapping_toml=mapping,
        channel=found,
        state="done",
        rejected=1,
        rejected_file=tmp,
        started_by_id=user,
    )


@pytest.mark.parametrize(
    ("role", "channel", "may"),
    [
        ("coordinator", "post", True),
        ("coordinator", None, False),
        ("administrator", "post", False),
        ("registrar", "post", False),
    ],
)
def test_rejected_rows_of_others_are_shown_to_few(
    role: str, channel: str | None, may: bool, client_of: ClientOf, tmp_path: object
) -> None:
    owner = client_of("registrar")
    run = _run(owner, channel, f"{tmp_path}/rejected.csv")
    path = f"/murashi/staff/import/{run.pk}/rejected/"
    assert owner.get(path).status_code == 200
    assert client_of(role).get(path).status_code == (200 if may else 404)
    page = client_of(role).get(f"/murashi/staff/import/{run.pk}/")
    assert page.status_code == (404 if role == "registrar" else 200)
    if page.status_code == 200:
        assert ("скачать строки" in words(page)) is may
