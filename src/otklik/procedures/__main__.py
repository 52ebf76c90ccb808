"""Write the generated pages, `python -m otklik.procedures docs`: pages of the procedures, schemas of their files."""

import json
import sys
from pathlib import Path

from otklik.procedures.coverage import used_targets
from otklik.procedures.markdown import render_markdown
from otklik.procedures.registry import procedures
from otklik.procedures.schema import profile_schema, questionnaire_schema


def pages() -> dict[str, str]:
    """Text of each generated page by its path under docs/."""
    texts = {
        f"procedures/{slug}.md": render_markdown(procedure, used_targets(procedure))
        for slug, procedure in procedures().items()
    }
    schema = json.dumps(profile_schema(), ensure_ascii=False, indent=2)
    sheet = json.dumps(questionnaire_schema(), ensure_ascii=False, indent=2)
    return {**texts, "schema/procedure.json": f"{schema}\n", "schema/questionnaire.json": f"{sheet}\n"}


def write_pages(docs: Path) -> None:
    """Write every page; the folders are made when absent."""
    for name, text in pages().items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]))
