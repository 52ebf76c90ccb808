"""Texts that came in numbers: found over channels, shown to who may see them."""

from collections.abc import Callable

import pytest
from tests.intake.conftest import Receive

from otklik.analysis.text.mass_texts import find_mass_texts, mass_texts
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Channel

pytestmark = pytest.mark.django_db
LETTER = "Просим вернуть автобус номер 5 на улицу Садовую: пенсионеры не могут доехать до больницы и до рынка{}"


def test_copies_of_a_letter_are_one_group_whatever_their_channel(receive: Receive, actor: Callable[..., Actor]) -> None:
    coordinator = actor("coordinator")
    own = Channel.objects.filter(administration_id=coordinator.administration_id, audience="external")
    post, other = list(own[:2])
    receive(LETTER.format("!"), name="Иванов Иван", channel=post.slug)
    receive(LETTER.format(". С уважением, жители"), name="Петров Пётр", channel=other.slug)
    receive(LETTER.format(", помогите"), name="Сидоров Олег", channel=other.slug)
    receive("Яма на дороге возле детского сада, проехать невозможно уже вторую неделю")
    assert find_mass_texts() == 1
    assert find_mass_texts() is None
    (group,), found_on = mass_texts(coordinator)
    assert found_on is not None
    assert group.row.item_count == group.unread_count == 3
    assert dict(group.channels) == {other.title: 2, post.title: 1}
    assert not group.row.is_equal
    assert "пенсионеры" in group.opening


def test_who_sees_only_his_desk_sees_no_mass_texts(actor: Callable[..., Actor]) -> None:
    with pytest.raises(NotFound):
        mass_texts(actor("specialist"))
