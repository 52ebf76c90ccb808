"""Lists that an administration keeps: added, renamed, switched off; the decree's words stay."""

from collections.abc import Callable

import pytest

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.catalog.actions.edit_list import add_entry, change_entry, set_entry_active
from otklik.catalog.lists import LISTS, entries, entry
from otklik.catalog.models import Channel, Department, Reason

pytestmark = pytest.mark.django_db
Act = Callable[..., Actor]
CHANNEL = {"audience": "external", "mode": "offline", "kind": "other", "legal_class": "appeal_59fz"}


def test_a_channel_is_added_without_code_and_stands_last(actor: Act) -> None:
    coordinator = actor("coordinator")
    add_entry(actor=coordinator, list_slug="channels", title="Стойка в  МФЦ", facts=CHANNEL)
    channel = Channel.objects.get(slug="stoyka_v_mfts")
    assert (channel.title, channel.from_profile) == ("Стойка в МФЦ", False)
    assert entries(coordinator, "channels")[-1].id == channel.pk
    assert AuditEntry.objects.filter(verb="add_entry", target=f"catalog.channel:{channel.pk}").exists()


def test_a_title_stands_once_whatever_its_case(actor: Act) -> None:
    coordinator = actor("coordinator")
    add_entry(actor=coordinator, list_slug="reasons", title="Ямы", facts={})
    with pytest.raises(RuleBroken) as broken:
        add_entry(actor=coordinator, list_slug="reasons", title="ямы ", facts={})
    assert broken.value.field == "title"


def test_the_decrees_words_are_not_renamed_but_may_be_switched_off(actor: Act) -> None:
    coordinator = actor("coordinator")
    decreed = next(one for one in entries(coordinator, "reasons") if one.is_decreed)
    with pytest.raises(RuleBroken, match="слова порядка"):
        change_entry(actor=coordinator, list_slug="reasons", entry_id=decreed.id, title="Иначе", facts={})
    set_entry_active(actor=coordinator, list_slug="reasons", entry_id=decreed.id, is_active=False)
    assert not entry(coordinator, "reasons", decreed.id).is_active


def test_the_last_entry_stays(actor: Act) -> None:
    coordinator = actor("coordinator")
    Reason.objects.update(is_active=False)
    own = add_entry(actor=coordinator, list_slug="reasons", title="Своя", facts={})
    with pytest.raises(RuleBroken, match="Последнюю"):
        set_entry_active(actor=coordinator, list_slug="reasons", entry_id=own.pk, is_active=False)


def test_a_unit_neither_holds_itself_nor_a_foreign_one(actor: Act) -> None:
    coordinator, other = actor("coordinator"), actor("coordinator", of="biysk")
    facts = {"kind": "unit", "code": "", "parent": None}
    unit = add_entry(actor=coordinator, list_slug="departments", title="Отдел дорог", facts=facts)
    foreign = add_entry(actor=other, list_slug="departments", title="Чужой отдел", facts=facts)
    for parent, fault in ((unit.pk, RuleBroken), (foreign.pk, NotFound)):
        with pytest.raises(fault):
            change_entry(
                actor=coordinator, list_slug="departments", entry_id=unit.pk, title="Отдел дорог",
                facts=facts | {"parent": parent},
            )  # fmt: skip
    assert Department.objects.get(pk=unit.pk).parent is None


@pytest.mark.parametrize("list_slug", LISTS)
def test_only_those_who_keep_the_catalogue_change_it(list_slug: str, actor: Act) -> None:
    with pytest.raises(NotFound):
        add_entry(actor=actor("specialist"), list_slug=list_slug, title="Новое", facts={})


def test_another_administrations_entry_is_absent(actor: Act) -> None:
    own = add_entry(actor=actor("coordinator"), list_slug="reasons", title="Своя", facts={})
    with pytest.raises(NotFound):
        set_entry_active(actor=actor("coordinator", of="biysk"), list_slug="reasons", entry_id=own.pk, is_active=False)
