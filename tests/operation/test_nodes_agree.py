"""Nodes of one database with different secret keys or orders are noticed; the key itself stands nowhere."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from otklik.catalog.models import Administration
from otklik.operation.agreement import HEARD_WITHIN, different_keys, different_orders, tell_marks
from otklik.operation.enums import Level
from otklik.operation.models import Observation
from otklik.operation.soundness import node_problems
from otklik.operation.state.store import store

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("administration")]
OTHER_KEY = "another-key-of-another-machine-0123456789"


@pytest.fixture
def two_nodes(settings: Any) -> None:
    """«two» was brought up with a key of its own."""
    now, own = timezone.now(), settings.SECRET_KEY
    tell_marks("one", now)
    settings.SECRET_KEY = OTHER_KEY
    tell_marks("two", now)
    settings.SECRET_KEY = own


@pytest.mark.usefixtures("two_nodes")
def test_another_key_is_told_by_name_of_its_node(settings: Any) -> None:
    now = timezone.now()
    assert different_keys("one", now) == "Секретный ключ узла one не такой, как на других: two."
    assert any("секретный ключ" in problem.lower() for problem in node_problems())
    assert next(one.level for one in store(now) if one.slug == "secret-key") == Level.TROUBLE
    kept = str(list(Observation.objects.values_list("content", flat=True)))
    assert OTHER_KEY not in kept
    assert settings.SECRET_KEY not in kept


@pytest.mark.usefixtures("two_nodes")
def test_a_node_that_is_gone_is_not_compared() -> None:
    now = timezone.now()
    Observation.objects.filter(content__node="two").update(seen_at=now - HEARD_WITHIN)
    assert different_keys("one", now) == ""


def test_an_order_that_lies_on_one_node_only(settings: Any, tmp_path: Path, administration: Administration) -> None:
    administration.slug = "kotovo"
    administration.save()
    now, settings.PROFILES_DIR = timezone.now(), str(tmp_path)
    tell_marks("two", now)
    order = tmp_path / "kotovo" / "procedure.toml"
    order.parent.mkdir()
    order.write_text("[act]", encoding="utf-8")
    tell_marks("one", now)
    (said,) = different_orders("one", now)
    assert said.startswith("Порядка «kotovo» нет на узлах: two.")
    tell_marks("two", now)
    assert different_orders("one", now) == []
    order.write_text("[act]\n", encoding="utf-8")
    (said,) = different_orders("one", now)
    assert said == "Порядок «kotovo» на узлах разный: one, two."
