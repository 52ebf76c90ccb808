"""Another system with its key: brings messages and answers, reads what its scopes let out."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.api.conftest import SystemWith
from tests.intake.conftest import Receive

from otklik.base.models import AuditEntry
from otklik.core.appeals import Audience
from otklik.intake.models import FeedbackItem, OriginalLook
from otklik.interchange.models import ApiKey

pytestmark = pytest.mark.django_db
MESSAGE = {"text": "Третий день не вывозят мусор", "kind": "complaint"}
ANSWER = {"text": "Мусор вывезен.", "number": "118-исх", "signer": "Кузнецов П. А.", "outcome": "supported"}


def test_a_message_goes_in_and_its_answer_comes_back(system_with: SystemWith) -> None:
    system = system_with()
    made = system.send("items", MESSAGE)
    assert made.status_code == 201
    receipt = made.json()
    assert made.headers["Location"] == system.at(f"items/{receipt['item_id']}")
    system.send(f"items/{receipt['item_id']}/registration", {"number": "7-вх", "registered_on": "2025-09-03"}, "put")
    answered = system.send(f"items/{receipt['item_id']}/answer", ANSWER)
    assert (answered.status_code, answered.json()["verdict"]) == (201, "satisfied")
    told = system.send("status", {"number": receipt["number"], "code": receipt["tracking_code"]}).json()
    assert told["status"] == "answered"
    assert [(one["number"], one["text"]) for one in told["answers"]] == [("118-исх", "Мусор вывезен.")]
    shown = system.ask(f"items/by-number/{receipt['number']}").json()
    assert shown["outer_numbers"] == [{"system": "СЭД", "number": "7-вх", "registered_on": "2025-09-03"}]


def test_the_same_answer_twice_is_one_and_another_is_a_conflict(system_with: SystemWith) -> None:
    system = system_with()
    place = f"items/{system.send('items', MESSAGE).json()['item_id']}/answer"
    assert system.send(place, ANSWER).status_code == 201
    assert len(system.send(place, ANSWER).json()["answers"]) == 1
    assert system.send(place, {**ANSWER, "number": "119-исх"}).status_code == 409


def test_a_file_goes_with_the_message_and_only_with_a_message_of_its_key(system_with: SystemWith) -> None:
    system, other = system_with(), system_with("items:write", "items:read")
    from django.core.files.uploadedfile import SimpleUploadedFile

    brought = system.post(system.at("files"), {"file": SimpleUploadedFile("двор.txt", "двор".encode())})
    assert brought.status_code == 201
    token = brought.json()["token"]
    assert other.send("items", {**MESSAGE, "files": [token]}).status_code == 422
    receipt = system.send("items", {**MESSAGE, "files": [token]}).json()
    files = system.ask(f"items/{receipt['item_id']}").json()["files"]
    read = system.ask(f"items/{receipt['item_id']}/files/{files[0]['id']}")
    assert b"".join(read.streaming_content) == "двор".encode()
    assert other.ask(f"items/{receipt['item_id']}").json()["files"] is None
    assert other.ask(f"items/{receipt['item_id']}/files/{files[0]['id']}").status_code == 403


def test_texts_and_contacts_have_scopes_of_their_own_and_leave_a_look(
    system_with: SystemWith, receive: Receive
) -> None:
    item = receive("Яма у дома", name="Петрова Мария", email="petrova@example.ru")
    bare, texts, whole = system_with("items:read"), system_with("items:read", "texts:read"), system_with()
    shown = [system.ask(f"items/{item.pk}").json() for system in (bare, texts, whole)]
    assert [(one["text"], one["contact"] and one["contact"]["name"]) for one in shown] == [
        (None, None), ("Яма у дома", None), ("Яма у дома", "Петрова Мария"),
    ]  # fmt: skip
    looks = OriginalLook.objects.filter(item=item, place="api")
    assert [look.person_name for look in looks] == ["Система «СЭД»"] * 2


def test_a_person_comes_with_consent_only(system_with: SystemWith) -> None:
    system = system_with("items:write")
    named = {**MESSAGE, "author": {"name": "Петрова Мария"}}
    refused = system.send("items", named)
    assert (refused.status_code, refused.json()["code"]) == (422, "consent_required")
    named["author"]["consent"] = "Согласие 2 от 1.09.2025"
    item = FeedbackItem.objects.get(pk=system.send("items", named).json()["item_id"])
    assert item.contact.consent_version == "Согласие 2 от 1.09.2025"


def test_each_operation_asks_for_its_scope(system_with: SystemWith) -> None:
    system = system_with("coverage:read")
    answer = system.ask("items")
    assert (answer.status_code, answer.json()["code"]) == (403, "scope_required")
    assert "items:read" in answer.json()["detail"]
    assert system.send("items", MESSAGE).status_code == 403


def test_a_key_opens_one_administration(system_with: SystemWith, administrations: Any) -> None:
    administrations("biysk")
    system = system_with()
    assert system.get("/api/v1/biysk/items").status_code == 404


def test_internal_feedback_stays_inside(system_with: SystemWith, receive: Receive) -> None:
    item = receive("О сроках между отделами", audience=Audience.INTERNAL)
    system = system_with()
    assert system.ask(f"items/{item.pk}").status_code == 404
    assert system.ask("items").json()["items"] == []
    assert system.ask("changes").json()["changes"] == []
    receipt = system.send("items", {**MESSAGE, "channel": "staff_documents"}).json()
    assert FeedbackItem.objects.get(pk=receipt["item_id"]).audience == "internal"


def test_a_revoked_or_expired_key_opens_nothing(system_with: SystemWith) -> None:
    system = system_with()
    assert system.ask("items").status_code == 200
    ApiKey.objects.update(expires_on=(timezone.now() - timedelta(days=2)).date())
    assert system.ask("items").status_code == 401
    ApiKey.objects.update(expires_on=(timezone.now() + timedelta(days=2)).date(), revoked_at=timezone.now())
    assert system.ask("items").status_code == 401


def test_the_secret_is_kept_nowhere(system_with: SystemWith) -> None:
    system = system_with()
    kept = str(list(ApiKey.objects.values())) + str(list(AuditEntry.objects.values()))
    assert system.secret not in kept
    assert system.secret[:12] in kept


def test_changes_go_on_from_the_mark(system_with: SystemWith, receive: Receive, monkeypatch: Any) -> None:
    monkeypatch.setattr("otklik.interchange.changes.SETTLING", timedelta(seconds=-60))
    item = receive("Яма у дома")
    system = system_with()
    first = system.ask("changes").json()
    assert [(one["event"], one["item_id"]) for one in first["changes"]] == [("received", item.pk)]
    system.send(f"items/{item.pk}/answer", ANSWER)
    second = system.ask("changes", after=first["mark"]).json()
    assert [(one["event"], one["status"]) for one in second["changes"]] == [("answered", "answered")]
    assert system.ask("changes", after=second["mark"]).json() == {
        "changes": [], "mark": second["mark"], "has_more": False,
    }  # fmt: skip
    assert system.ask("changes", limit=1).headers["Link"].endswith('rel="next"')


def test_the_catalogue_is_read_by_pages(system_with: SystemWith) -> None:
    system = system_with("catalog:read")
    channels = system.ask("channels").json()
    assert {"slug", "title", "kind", "audience"} == set(channels[0])
    first = system.ask("topics", limit=2).json()
    second = system.ask("topics", limit=2, after=first["next"]).json()
    codes = [one["code"] for one in [*first["topics"], *second["topics"]]]
    assert codes == sorted(set(codes))
    assert len(codes) == 4
    assert system.ask("processes").status_code == system.ask("touchpoints").status_code == 200


def test_idempotency(system_with: SystemWith) -> None:
    system, other = system_with(), system_with()
    first = system.send("items", MESSAGE, **{"Idempotency-Key": "a-1"})
    again = system.send("items", MESSAGE, **{"Idempotency-Key": "a-1"})
    assert again.json() == first.json()
    assert (again.status_code, again.headers["Idempotent-Replayed"]) == (201, "true")
    assert again.headers["Location"] == first.headers["Location"]
    changed = system.send("items", {**MESSAGE, "text": "Другое"}, **{"Idempotency-Key": "a-1"})
    assert (changed.status_code, changed.json()["code"]) == (422, "other_request")
    assert other.send("items", MESSAGE, **{"Idempotency-Key": "a-1"}).json()["number"] != first.json()["number"]
    assert FeedbackItem.objects.count() == 2
    assert system.send("items", MESSAGE, **{"Idempotency-Key": "б"}).status_code == 400


def test_a_request_that_has_not_ended_is_not_repeated(system_with: SystemWith) -> None:
    from otklik.interchange import replies
    from otklik.interchange.models import StoredReply

    system = system_with()
    system.send("items", MESSAGE, **{"Idempotency-Key": "a-2"})
    StoredReply.objects.update(status=None, sealed="")
    waiting = system.send("items", MESSAGE, **{"Idempotency-Key": "a-2"})
    assert (waiting.status_code, waiting.json()["code"]) == (409, "still_running")
    StoredReply.objects.update(begun_at=timezone.now() - replies.LEASE * 2)
    assert system.send("items", MESSAGE, **{"Idempotency-Key": "a-2"}).status_code == 201
    assert "tracking_code" not in StoredReply.objects.get().sealed


def test_a_request_slower_than_its_lease_is_carried_out_once(system_with: SystemWith, monkeypatch: Any) -> None:
    from otklik.interchange import replies
    from otklik.interchange.models import StoredReply

    system, finish = system_with(), replies.finish

    def another_was_let_in(*arguments: Any) -> None:
        StoredReply.objects.update(begun_at=timezone.now())
        finish(*arguments)

    monkeypatch.setattr(replies, "finish", another_was_let_in)
    late = system.send("items", MESSAGE, **{"Idempotency-Key": "a-3"})
    assert (late.status_code, late.json()["code"]) == (409, "still_running")
    assert not FeedbackItem.objects.exists()
    assert StoredReply.objects.get().status is None


def test_rates_are_told_and_kept(system_with: SystemWith) -> None:
    system = system_with("catalog:read", rate=3)
    seen = [system.ask("channels") for _ in range(4)]
    assert [one.status_code for one in seen] == [200, 200, 200, 429]
    assert seen[0].headers["RateLimit-Policy"] == '"minute";q=3;w=60'
    assert seen[0].headers["RateLimit"].startswith('"minute";r=2;t=')
    assert 1 <= int(seen[3].headers["Retry-After"]) <= 60
    assert seen[3].json()["code"] == "rate"


BAD = {
    "malformed_json": (b'{"text": ', 400),
    "encoding": ('{"text": "Яма"}'.encode("cp1251"), 400),
    "control_character": (b'{"text": "a\\u0000", "kind": "complaint"}', 400),
    "validation": (b'{"text": 5, "kind": "praise", "colour": "red"}', 422),
}


@pytest.mark.parametrize("code", BAD)
def test_problems_in_two_languages(code: str, system_with: SystemWith) -> None:
    system, (body, status) = system_with(), BAD[code]
    russian = system.send("items", body)
    english = system.send("items", body, **{"Accept-Language": "en-GB,en;q=0.9,ru;q=0.1"})
    assert (russian.status_code, english.status_code) == (status, status)
    assert russian.headers["Content-Type"] == "application/problem+json"
    assert (russian.json()["code"], english.headers["Content-Language"]) == (code, "en")
    assert english.json()["detail"].isascii()
    assert not russian.json()["detail"].isascii()


def test_each_fault_is_pointed_at(system_with: SystemWith) -> None:
    told = system_with().send("items", BAD["validation"][0]).json()["errors"]
    assert {one["pointer"] for one in told} == {"#/text", "#/kind", "#/colour"}


def test_surrogates_nan_and_depth_are_refused(system_with: SystemWith) -> None:
    system = system_with()
    for body in (b'{"text": "\\ud800"}', b'{"text": NaN}', b"[" * 100_000, b"", b"5", b"null"):
        assert system.send("items", body).status_code in {400, 415, 422}, body[:20]


def test_other_refusals_are_problems_too(system_with: SystemWith) -> None:
    system = system_with()
    wrong_type = system.post(system.at("items"), "text", content_type="text/plain")
    large = system.send("items", json.dumps({"text": "а" * 3_000_000}).encode())
    seen = {
        415: wrong_type, 413: large, 405: system.delete(system.at("items")), 404: system.ask("nothing"),
        400: system.get(system.at("items") + "?q=%00"),
    }  # fmt: skip
    for status, answer in seen.items():
        assert answer.status_code == status
        assert answer.headers["Content-Type"] == "application/problem+json"
    assert "GET" in seen[405].headers["Allow"]
