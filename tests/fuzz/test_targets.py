"""Spoilt input of every kind is refused in words or understood; it never breaks a parser."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from otklik.channels.registry import channels
from otklik.importers.registry import importers
from otklik.mentions.feeds import FeedUnread, publications_of
from otklik.mentions.models import MentionFeed
from tests.fuzz.mutations import spoilt
from tests.fuzz.target import Target
from tests.fuzz.targets import all_targets

TARGETS = all_targets()
#: Examples of a target of weight 1; the suite keeps to a minute, `scripts/fuzz` has hours.
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
FOUND = sorted(path for path in (Path(__file__).parent / "found").glob("*/*") if path.is_file())


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_samples_are_taken(target: Target) -> None:
    for sample in target.samples:
        target.feed(sample)


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_spoilt_input_breaks_nothing(target: Target) -> None:
    @settings(
        max_examples=max(5, int(EXAMPLES * target.weight)),
        derandomize="FUZZ_EXAMPLES" not in os.environ,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def fed(data: st.DataObject) -> None:
        target.try_out(data.draw(spoilt(target)))

    fed()


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_broke_once_breaks_no_more(path: Path) -> None:
    TARGETS[path.parent.name].try_out(path.read_bytes())


def test_every_channel_and_every_importer_is_fuzzed() -> None:
    read = {slug for slug, channel in channels().items() if channel.samples and channel.hook}
    assert {f"{slug}-hook" for slug in read} <= set(TARGETS)
    assert {f"register-{slug}" for slug in importers()} <= set(TARGETS)


def test_a_feed_cannot_have_us_open_a_file_of_the_machine(tmp_path: Path) -> None:
    inner = tmp_path / "inner.xml"
    inner.write_bytes(TARGETS["feed"].samples[0])
    with pytest.raises(FeedUnread):
        publications_of(str(inner).encode(), MentionFeed(title="Вести", words="", medium="media"))
