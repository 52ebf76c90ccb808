"""Many rows written anew at once."""

from collections.abc import Callable

import pytest

from otklik.accounts.models import User
from otklik.base.rewritten_rows import rewrite
from otklik.catalog.models import Administration, Department


def test_only_the_named_fields_are_stored(administration: Administration) -> None:
    units = [
        Department.objects.create(administration=administration, slug=f"unit-{number}", title=f"Отдел {number}")
        for number in range(3)
    ]
    for unit in units[:2]:
        unit.title, unit.code = f"{unit.title} по вопросам", "99"
    rewrite(units[:2], ["title"])
    stored = Department.objects.filter(slug__startswith="unit-").order_by("slug").values_list("title", "code")
    assert [title for title, _ in stored] == ["Отдел 0 по вопросам", "Отдел 1 по вопросам", "Отдел 2"]
    assert {code for _, code in stored} == {""}


def test_every_kind_of_value_is_stored_as_the_field_has_it(administration: Administration) -> None:
    administration.contacts = {"Почта": "да", "Часы": [9, 18]}
    rewrite([administration], ["contacts"])
    again = Administration.objects.get()
    assert again.contacts == {"Почта": "да", "Часы": [9, 18]}


def test_what_is_no_column_is_refused(staff: Callable[..., User]) -> None:
    rewrite([], ["groups"])
    with pytest.raises(KeyError, match="groups"):
        rewrite([staff("registrar")], ["groups"])
