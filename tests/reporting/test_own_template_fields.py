"""The registry of fields is what the guide tells."""

from pathlib import Path

from otklik.reporting.own_templates.fields import COMMON

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "report-templates.md"


def test_guide_tells_every_common_field() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert [name for name, _, _ in COMMON if f"{{{{ {name} }}}}" not in text] == []
