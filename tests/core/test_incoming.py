from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.incoming import IncomingFeedback

MOMENT = datetime(2025, 3, 28, 12, 30, tzinfo=UTC)


def message(text: str = "Яма у дома", **fields: object) -> IncomingFeedback:
    return IncomingFeedback(**{"text": text, "channel": "site", "received_at": MOMENT, **fields})  # type: ignore[arg-type]


def test_the_key_forgives_case_spaces_seconds_and_the_zone_of_the_same_moment() -> None:
    same_moment = (MOMENT + timedelta(seconds=40)).astimezone(timezone(timedelta(hours=7)))
    assert message("  яма У\r\nдома ", received_at=same_moment).content_key() == message().content_key()


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "Яма у дома 2"},
        {"channel": "post"},
        {"name": "Иванова"},
        {"source_number": "7"},
        {"received_at": MOMENT + timedelta(minutes=1)},
    ],
)
def test_the_key_tells_different_messages_apart(fields: dict[str, object]) -> None:
    assert message(**fields).content_key() != message().content_key()


@given(st.text(), st.text())
def test_text_and_name_do_not_run_together(text: str, name: str) -> None:
    whole, split = message(text + name), message(text, name=name)
    assert (whole.content_key() == split.content_key()) == (not name.split())


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="без часового пояса"):
        message(received_at=datetime(2025, 3, 28))  # noqa: DTZ001 - the case under test
