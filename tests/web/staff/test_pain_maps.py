"""Pain maps at the desk: the list, the map, a line, the remainder, approval, a pain over its quarters."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.improvement.maps import Drafted, counts, drafted, left_of, line_of, receive, titles

from otklik.improvement.actions.merge_pains import merge_pains
from otklik.improvement.actions.undo_change import last_change
from otklik.improvement.draft_work import revision_of
from otklik.improvement.enums import MapState
from otklik.improvement.models import PainMap, PainPoint

__all__ = ["drafted", "receive"]
pytestmark = pytest.mark.django_db
LONG, DIAL = "Долго ждут ответа", "Не дозвониться"
EVIL = "Ёж «с кавычками» <b>&\0 😀" + "ы" * 400


def page_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def at(pain_map: PainMap, *parts: object) -> str:
    rest = "".join(f"{part}/" for part in parts)
    return f"/{pain_map.administration.slug}/staff/pains/maps/{pain_map.pk}/{rest}"


@pytest.fixture
def coordinator(client_of: Callable[..., Client]) -> Client:
    return client_of("coordinator")


@pytest.mark.parametrize("slug", ["murashi", "biysk", "livny", "gatchina", "naryan-mar"])
def test_the_section_opens_for_every_decree(slug: str, client_of: Callable[..., Client], drafted: Drafted) -> None:
    pain_map, client = drafted(of=slug), client_of("coordinator", of=slug)
    assert client.get(f"/{slug}/staff/pains/", follow=True).redirect_chain[-1][0] == f"/{slug}/staff/pains/maps/"
    line = line_of(pain_map, LONG)
    pages = (at(pain_map), at(pain_map, "remainder"), at(pain_map, "lines", line.pk), at(pain_map, "quarters"),
             at(pain_map, "changes"), f"/{slug}/staff/pains/all/", f"/{slug}/staff/pains/{line.pain_id}/")  # fmt: skip
    for address in pages:
        assert client.get(address).status_code == 200, address


def test_the_list_leads_to_the_map_and_says_what_is_left(coordinator: Client, drafted: Drafted) -> None:
    pain_map = drafted(left=3)
    listed = page_of(coordinator.get("/murashi/staff/pains/maps/"))
    assert at(pain_map) in listed
    assert at(pain_map, "remainder") in listed
    shown = page_of(coordinator.get(at(pain_map)))
    assert "Не вошло в карту: 3 записи" in shown
    assert LONG in shown
    assert "случай 0" not in shown
    assert f"{LONG}: случай 0" in page_of(coordinator.get(f"{at(pain_map)}?quotes=1&by=touchpoint"))


def test_lines_are_merged_and_the_merge_undone(coordinator: Client, drafted: Drafted) -> None:
    pain_map = drafted()
    lines = list(pain_map.lines.values_list("pk", flat=True))
    answer = coordinator.post(at(pain_map, "merge"), {"lines": lines}, follow=True)
    assert "Боли объединены" in page_of(answer)
    assert counts(pain_map) == {LONG: 5}
    change = last_change(pain_map)
    assert change is not None
    coordinator.post(at(pain_map, "undo"), {"change": change.pk})
    assert counts(pain_map) == {LONG: 3, DIAL: 2}
    again = coordinator.post(at(pain_map, "undo"), {"change": change.pk}, follow=True)
    assert "Отменяется только последнее" in page_of(again)


@pytest.mark.parametrize("sent", [{}, {"lines": "x"}, {"lines": ["9" * 30, "-1"]}])
def test_a_merge_of_nothing_is_told(sent: dict[str, Any], coordinator: Client, drafted: Drafted) -> None:
    answer = coordinator.post(at(drafted(left=0), "merge"), sent, follow=True)
    assert "хотя бы две боли" in page_of(answer)


def test_a_bad_name_keeps_what_was_typed(coordinator: Client, drafted: Drafted) -> None:
    pain_map = drafted(left=0)
    line = line_of(pain_map, LONG)
    sent = {"title": EVIL, "details": "Подробно", "was": LONG}
    answer = coordinator.post(at(pain_map, "lines", line.pk, "rename"), sent)
    assert answer.status_code == 422
    assert "Подробно" in page_of(answer)
    assert titles(pain_map) == [LONG, DIAL]


def test_who_names_second_sees_the_other_name(coordinator: Client, drafted: Drafted) -> None:
    pain_map = drafted(left=0)
    address = at(pain_map, "lines", line_of(pain_map, LONG).pk, "rename")
    assert coordinator.post(address, {"title": "Ждут 40 дней", "was": LONG}).status_code == 302
    answer = coordinator.post(address, {"title": "Медленно", "was": LONG})
    assert answer.status_code == 422
    assert "уже назвали иначе: «Ждут 40 дней»" in page_of(answer).replace("&laquo;", "«")


@pytest.mark.parametrize(
    ("change", "sent", "told"),
    [
        ("kind", {"kind": "need"}, "потребность"),
        ("place", {"process": "", "touchpoint": ""}, "Процесс изменён"),
        ("feasibility", {"feasibility": "high", "reason": "Договор уже есть"}, "Договор уже есть"),
        ("priority", {"priority": "high", "reason": "Обещано главой"}, "решением: Обещано главой"),
        ("refuse", {"reason": "Полномочие области"}, "Мероприятий не будет: Полномочие области"),
        ("close", {"reason": "Отвечают за три дня"}, "Отвечают за три дня"),
        ("exclude", {"reason": "О чужой организации"}, "Исключено с объяснением"),
    ],
)
def test_a_line_is_changed_from_its_page(
    change: str, sent: dict[str, str], told: str, coordinator: Client, drafted: Drafted
) -> None:
    pain_map = drafted(left=0)
    address = at(pain_map, "lines", line_of(pain_map, LONG).pk, change)
    assert told in page_of(coordinator.post(address, sent, follow=True))
    assert coordinator.post(at(pain_map, "lines", line_of(pain_map, DIAL).pk, "nonsense"), sent).status_code == 404


def test_the_remainder_is_worked_off(coordinator: Client, drafted: Drafted) -> None:
    pain_map = drafted(left=3)
    first, second, third = left_of(pain_map)
    address = at(pain_map, "remainder", "sort")
    refused = coordinator.post(address, {"evidence": [first], "what": "explain", "reason": " "})
    assert refused.status_code == 422
    assert f'value="{first}" id="e{first}" data-bulk data-row-key="t" aria-label="Отметить" checked' in page_of(refused)
    move = {"evidence": [first], "what": "move", "line": line_of(pain_map, LONG).pk}
    assert coordinator.post(address, move).status_code == 302
    add = {"evidence": [second], "what": "add", "title": "Негде сесть", "kind": "need"}
    assert coordinator.post(address, add).status_code == 302
    assert coordinator.post(address, {"all": "1", "what": "explain", "reason": "Поздравление"}).status_code == 302
    assert not left_of(pain_map)
    assert counts(pain_map) == {LONG: 4, DIAL: 2, "Негде сесть": 1}
    explained = page_of(coordinator.get(f"{at(pain_map, 'remainder')}?explained=1"))
    assert "Не вошло: Поздравление" in explained
    assert coordinator.post(f"{address}?explained=1", {"evidence": [third], "what": "release"}).status_code == 302
    assert left_of(pain_map) == [third]


def test_who_sorts_second_is_told(coordinator: Client, drafted: Drafted) -> None:
    pain_map = drafted(left=1)
    address, (one,) = at(pain_map, "remainder", "sort"), left_of(pain_map)
    coordinator.post(address, {"evidence": [one], "what": "move", "line": line_of(pain_map, LONG).pk})
    for sent in ({"what": "explain", "reason": "Не о том"}, {"what": "add", "title": "Новая"}):
        answer = coordinator.post(address, {"evidence": [one], **sent})
        assert answer.status_code == 422
        assert "другой человек уже решил" in page_of(answer)
    assert counts(pain_map) == {LONG: 4, DIAL: 2}


def test_a_part_of_a_pain_is_split_off(coordinator: Client, drafted: Drafted) -> None:
    pain_map = drafted(left=0)
    line = line_of(pain_map, LONG)
    one = line.evidence.values_list("pk", flat=True)[0]
    coordinator.post(at(pain_map, "lines", line.pk, "sort"), {"evidence": [one], "what": "split", "title": "Часть"})
    assert counts(pain_map) == {LONG: 2, "Часть": 1, DIAL: 2}


def test_approval_is_refused_in_words_and_then_given(coordinator: Client, drafted: Drafted) -> None:
    pain_map = drafted(left=1)
    refused = coordinator.post(at(pain_map, "approve"), {"seen": revision_of(pain_map)}, follow=True)
    assert "Не вошло в карту: 1 запись" in page_of(refused)
    coordinator.post(at(pain_map, "remainder", "sort"), {"all": "1", "what": "explain", "reason": "Не о том"})
    given = coordinator.post(at(pain_map, "approve"), {"seen": revision_of(pain_map)}, follow=True)
    assert "Карта утверждена" in page_of(given)
    pain_map.refresh_from_db()
    assert pain_map.state == MapState.APPROVED
    PainPoint.objects.update(title="Иначе")
    pain_map.lines.update(title="Иначе")
    assert LONG in page_of(coordinator.get(at(pain_map)))
    begun = coordinator.post(at(pain_map, "edition"), follow=True)
    assert "Начата следующая редакция" in page_of(begun)


def test_drafting_shows_how_far_it_is(coordinator: Client, drafted: Drafted) -> None:
    pain_map = drafted(left=0)
    PainMap.objects.update(state=MapState.DRAFTING, done_count=120, total_count=900, stage="Группируем")
    whole = page_of(coordinator.get(at(pain_map)))
    assert "120 из 900 записей" in whole
    assert 'http-equiv="refresh"' in whole
    part = page_of(coordinator.get(at(pain_map), headers={"HX-Request": "true"}))
    assert "<html" not in part
    PainMap.objects.update(state=MapState.DRAFT)
    assert coordinator.get(at(pain_map), headers={"HX-Request": "true"})["HX-Refresh"] == "true"


@pytest.mark.parametrize("typed", ["", "2025Q9", "3020Q1", "\0"])
def test_a_quarter_that_is_none_is_told(typed: str, coordinator: Client, drafted: Drafted) -> None:
    answer = coordinator.post("/murashi/staff/pains/maps/draft/", {"quarter": typed}, follow=True)
    assert answer.status_code == 200
    assert not PainMap.objects.exists()


def test_a_pain_tells_its_quarters_and_its_trace(
    coordinator: Client, drafted: Drafted, actor: Callable[..., Any]
) -> None:
    spring = drafted(quarter=20252, left=0)
    summer = drafted(quarter=20253, left=0, pains={one.title: one.pain for one in spring.lines.select_related("pain")})
    lines = list(summer.lines.values_list("pk", flat=True))
    kept = merge_pains(actor=actor("coordinator"), map_id=summer.pk, line_ids=lines)
    shown = page_of(coordinator.get(f"/murashi/staff/pains/{kept.pain_id}/"))
    assert f"«{DIAL}»" in shown
    assert shown.count('data-label="Сообщений" class="n">5<') == 2
    gone = PainPoint.objects.get(title=DIAL)
    assert "Объединена с болью" in page_of(coordinator.get(f"/murashi/staff/pains/{gone.pk}/"))
    assert f"/pains/{gone.pk}/" not in page_of(coordinator.get(at(summer, "quarters")))


def test_a_specialist_sees_pains_but_no_map(client_of: Callable[..., Client], drafted: Drafted) -> None:
    pain_map = drafted(left=0)
    specialist = client_of("specialist")
    assert specialist.get(at(pain_map)).status_code == 404
    assert specialist.get(f"/murashi/staff/pains/{line_of(pain_map, LONG).pain_id}/").status_code == 200
    assert specialist.get("/murashi/staff/pains/", follow=True).status_code == 200


def test_an_organiser_sees_neither_employees_pains_nor_others_texts(
    client_of: Callable[..., Client], drafted: Drafted
) -> None:
    inside, outside = drafted(audience="internal", quarter=20252), drafted(left=1)
    organiser = client_of("organizer")
    shown = page_of(organiser.get(at(inside)))
    assert LONG not in shown
    assert "Не вошло в карту" in shown
    assert organiser.get(at(inside, "lines", line_of(inside, LONG).pk)).status_code == 404
    line = page_of(organiser.get(at(outside, "lines", line_of(outside, LONG).pk)))
    assert "случай 0" not in line
    assert "Текст видит подразделение" in line
    assert organiser.get(at(outside, "approve")).status_code == 404


def test_the_head_looks_and_approves_but_changes_nothing(client_of: Callable[..., Client], drafted: Drafted) -> None:
    pain_map, head = drafted(left=0), client_of("head")
    assert "Утвердить карту" in page_of(head.get(at(pain_map)))
    assert head.post(at(pain_map, "merge"), {}).status_code == 404
    assert head.post(at(pain_map, "approve"), {"seen": revision_of(pain_map)}).status_code == 302


def test_rows_cost_no_query(coordinator: Client, drafted: Drafted) -> None:
    def cost(*parts: object) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert coordinator.get(f"{at(small, *parts)}?quotes=1").status_code == 200
        return len(captured)

    small = drafted(lines={LONG: 1}, left=1, quarter=20251)
    pages: list[tuple[object, ...]] = [(), ("remainder",), ("quarters",), ("lines", line_of(small, LONG).pk)]
    few = [cost(*page) for page in pages]
    first = line_of(small, LONG)
    small = drafted(lines={LONG: 4, DIAL: 3, "Третья": 2}, left=4, quarter=20252, pains={LONG: first.pain})
    pages[-1] = ("lines", line_of(small, LONG).pk)
    assert [cost(*page) for page in pages] == few
