"""What an administrator may write for the number of a group."""

import pytest
from pydantic import ValidationError

from otklik.channels.vk.settings import VkSettings


@pytest.mark.parametrize(
    "given",
    ["123456", "https://vk.com/club123456", "vk.com/public123456/", "club123456", "-123456", " vk.ru/event123456 "],
)
def test_a_number_or_an_address_with_it(given: str) -> None:
    assert VkSettings(group_id=given, token="key").group_id == 123456  # type: ignore[arg-type]


def test_a_name_is_no_number() -> None:
    with pytest.raises(ValidationError):
        VkSettings(group_id="vk.com/gorod", token="key")  # type: ignore[arg-type]
