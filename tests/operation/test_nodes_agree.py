"""Nodes of one database with different secret keys or orders are noticed; the key itself stands nowhere."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from otklik.catalog.models import Administration
from otklik.catalog.shared_profiles import share_profiles
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


def test_an_order_that_was_brought_to_one_node_comes_to_the_others(
    settings: Any, tmp_path: Path, administration: Administration
) -> None:
    administration.slug = "kotovo"
    administration.save()
    for node in ("one", "two", "three"):
        settings.PROFILES_DIR = str(tmp_path / node)
        if node == "one":
            write_order(tmp_path / "one")
            (tmp_path / "one" / "kotovo" / "draft.docx").write_bytes(b"not of the order")
        share_profiles()
        tell_marks(node, timezone.now())
    assert different_orders("one", timezone.now()) == []
    told = {path.relative_to(tmp_path / "three").as_posix() for path in (tmp_path / "three").rglob("*.*")}
    assert told == {"kotovo/procedure.toml", "kotovo/questionnaires/own.toml"}
    (tmp_path / "two" / "kotovo" / "procedure.toml").write_text("[act]\nslug = 'kotovo'", encoding="utf-8")
    share_profiles()
    settings.PROFILES_DIR = str(tmp_path / "two")
    share_profiles()
    assert (tmp_path / "two" / "kotovo" / "procedure.toml").read_text(encoding="utf-8").startswith("[act]\n")
    tell_marks("two", timezone.now())
    assert different_orders("two", timezone.now()) == ["Порядок «kotovo» на узлах разный: one, three, two."]


def write_order(profiles: Path) -> None:
    for name in ("procedure.toml", "questionnaires/own.toml"):
        (profiles / "kotovo" / name).parent.mkdir(parents=True, exist_ok=True)
        (profiles / "kotovo" / name).write_text("[act]", encoding="utf-8")


def test_a_disk_that_takes_no_order_is_told(settings: Any, tmp_path: Path, administration: Administration) -> None:
    administration.slug = "kotovo"
    administration.save()
    settings.PROFILES_DIR = str(tmp_path)
    write_order(tmp_path)
    share_profiles()
    (tmp_path / "a-file").touch()
    settings.PROFILES_DIR = str(tmp_path / "a-file")
    share_profiles()
    (said,) = different_orders("one", timezone.now())
    assert said.startswith("Порядка «kotovo» нет на узлах: one.")


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
