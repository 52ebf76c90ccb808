"""The monitoring's page: the decree's words, figures that lead to their lists, files, the closing."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from otklik.analysis.models import PeriodEdition
from otklik.catalog.models import Administration
from otklik.intake.models import FeedbackItem
from otklik.mentions.actions.keep_mentions import Publication, keep_mentions
from otklik.reporting.queries import report_formats

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
Receive = Callable[..., FeedbackItem]
PAGE = "/murashi/staff/monitoring/?quarter=2025Q3"
IN_QUARTER = {
    "received_at": datetime(2025, 8, 12, 9, tzinfo=UTC),
    "registered_at": datetime(2025, 8, 12, 9, tzinfo=UTC),
}


def test_every_figure_leads_to_as_many_rows(client_of: ClientOf, receive: Receive) -> None:
    for number in range(3):
        receive(f"Яма у дома {number}", **IN_QUARTER)
    client = client_of("coordinator")
    page = client.get(PAGE).content.decode()
    links = re.findall(r'href="(/murashi/staff/registry/[^"]+)">[^<]*?\((\d+) из \d+\)', page.replace("\xa0", " "))
    assert links
    counted = [(url, int(count)) for url, count in links if int(count)]
    assert counted
    for url, count in counted:
        listed = client.get(url.replace("&amp;", "&")).context["page"]
        assert len(listed.items) == count, url


def test_the_restriction_stands_first_in_the_decrees_words(client_of: ClientOf) -> None:
    page = client_of("head").get(PAGE).content.decode()
    assert page.index("не подлежит опубликованию") < page.index("<h1>")


def test_a_cut_is_named_and_lessens_the_figures(client_of: ClientOf, receive: Receive) -> None:
    receive(**IN_QUARTER)
    client = client_of("coordinator")
    whole = client.get(PAGE).context["monitoring"].metric("channels").row("all").current.n
    cut = client.get(f"{PAGE}&audience=internal")
    assert (whole, cut.context["monitoring"].metric("channels").row("all").current.n) == (1, 0)
    assert "внутренний клиент" in cut.content.decode()


@pytest.mark.parametrize("form", [one.slug for one in report_formats()])
def test_each_format_is_saved(form: str, client_of: ClientOf) -> None:
    answer = client_of("coordinator").get(f"/murashi/staff/monitoring/2025Q3/{form}/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith('attachment; filename="murashi-monitoring-2025Q3.')
    assert answer.content


@pytest.mark.parametrize("address", ["2025Q3/exe/", "2025/pdf/", "2025Q9/close/", "2025Q3/pdf/?edition=7"])
def test_what_is_not_there_is_absent(address: str, client_of: ClientOf) -> None:
    assert client_of("coordinator").get(f"/murashi/staff/monitoring/{address}").status_code == 404


def test_a_quarter_is_closed_and_a_second_edition_asks_why(client_of: ClientOf, receive: Receive) -> None:
    client, close = client_of("coordinator"), "/murashi/staff/monitoring/2025Q3/close/"
    assert client.post(close)["Location"].endswith("?quarter=2025Q3")
    receive(**IN_QUARTER)
    page = client.get(PAGE).content.decode()
    assert "редакция 1" in page
    assert "После закрытия изменилось" in page
    again = client.post(close)
    assert again.status_code == 200
    assert "Напишите, почему нужна новая редакция" in again.content.decode()
    client.post(close, {"reason": "Нашли непринятое письмо"})
    assert [one.reason for one in PeriodEdition.objects.order_by("edition")] == ["", "Нашли непринятое письмо"]
    first = client.get(f"{PAGE}&edition=1").context["monitoring"]
    assert (first.edition, first.metric("channels").row("all").current.n) == (1, 0)


def test_a_running_quarter_is_not_closed_and_others_close_nothing(client_of: ClientOf) -> None:
    client = client_of("coordinator")
    running = client.get("/murashi/staff/dashboard/").context["choice"].quarter.next()
    assert "ещё идёт" in client.post(f"/murashi/staff/monitoring/{running}/close/").content.decode()
    assert client_of("head").post("/murashi/staff/monitoring/2025Q3/close/").status_code == 404
    assert not PeriodEdition.objects.exists()


def test_mentions_stand_beside_the_figures_and_never_in_them(
    client_of: ClientOf, receive: Receive, administration: Administration
) -> None:
    """The same bytes of figures with and without them; only a line above tells how many there are."""
    receive("Яма у дома", **IN_QUARTER)
    client, address = client_of("coordinator"), "/murashi/staff/monitoring/2025Q3/json/"
    page, whole = client.get(PAGE).content.decode(), json.loads(client.get(address).content)
    assert "Упоминания" not in page[page.index("<h1>") :]
    keep_mentions(
        administration,
        [Publication("Вести", f"Яма у дома {number} опять", IN_QUARTER["received_at"]) for number in range(2)],
    )
    told = client.get(PAGE).content.decode()
    assert 'mentions/?quarter=2025Q3">Упоминания в СМИ и сетях за квартал: <span class="num">' in told
    assert _figures(told) == _figures(page)
    assert _without_moment(json.loads(client.get(address).content)) == _without_moment(whole)
    cut = client.get(f"{PAGE}&audience=internal").content.decode()
    assert "Упоминания в СМИ" not in cut[cut.index("<h1>") :]


def _figures(page: str) -> str:
    """The sections with their tables and pictures."""
    found = page[page.index("<section") : page.rindex("</section>")]
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", found)


def _without_moment(report: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in report.items() if name not in {"created_at", "made_at"}}
