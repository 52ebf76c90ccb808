"""Whatever takes bytes apart is fuzzed, or says whose bytes they are."""

import re

from tests.fuzz.parsers import NOT_OUTSIDE, PARSERS
from tests.fuzz.targets import all_targets
from tests.house.conftest import ROOT, tracked_files

#: Calls that break over bytes of the wrong kind.
CALLS = re.compile(
    r"json\.loads?\(|\.json\(\)|model_validate_json\(|tomllib\.loads?\(|csv\.(?:reader|DictReader)\(|Calamine|jwt\.decode\("
    r"|\bZipFile\(|tarfile\.open\(|zlib\.decompress|b64decode\(|struct\.unpack\(|frombuffer\(|np\.load\(|pickle\.loads?\("
    r"|fromstring\(|feedparser\.parse\(|docx\.Document\(\w|PdfDocument\(|read_barcodes\(|Image\.from_blob\(|TNEF\("
    r"|message_from_bytes\(|BytesParser\(|from_ical\(|ContentInfo\.load\(|parse_qsl?\(|\burl(?:split|join)\(|\bUUID\("
)
SOURCE = ROOT / "src/otklik"


def test_every_parser_has_a_target_or_a_reason() -> None:
    own = [
        path
        for path in tracked_files(".py", under="src/otklik")
        if not {"migrations", "demonstration", "demonstration.py"} & set(path.parts)
    ]
    found = {path.relative_to(SOURCE).as_posix() for path in own if CALLS.search(path.read_text(encoding="utf-8"))}
    told = {*PARSERS, *NOT_OUTSIDE}
    assert (sorted(found - told), sorted(told - found)) == ([], [])
    assert not set(PARSERS) & set(NOT_OUTSIDE)


def test_every_target_that_is_named_exists() -> None:
    named = {target for targets in PARSERS.values() for target in targets}
    assert named <= set(all_targets())
