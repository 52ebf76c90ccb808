"""`python -m audit` looks for known weaknesses of the pins; `python -m audit licences` writes docs/licences.md."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from audit.advisories import OLDEST_DAYS, age_in_days, weaknesses
from audit.licences import PAPER, paper
from audit.pins import ROOT, pins

FOUND, CANNOT = 1, 3
PIP_AUDIT = "pip-audit==2.10.1"
HOW = """Проверить не удалось: ни базы, ни службы уязвимостей отсюда не видно.
На машине с интернетом скачайте архив OSV для PyPI (ecosystem PyPI, файл all.zip), перенесите его сюда и назовите:
    make audit AUDIT_DATABASE=/путь/all.zip"""


def main(arguments: list[str]) -> int:
    """0: nothing known; 1: weaknesses; 3: nothing could be asked."""
    if arguments == ["licences"]:
        PAPER.write_text(paper(pins("run")), encoding="utf-8")
        return 0
    database = os.environ.get("AUDIT_DATABASE", "")
    return _by_database(Path(database)) if database else _by_service()


def _by_database(database: Path) -> int:
    if not database.is_file():
        print(f"Файла «{database}» нет.")
        return CANNOT
    age = age_in_days(database)
    if age > OLDEST_DAYS:
        print(f"Базе {age} дн.: о свежих уязвимостях она не знает.")
    found = weaknesses(database, pins("run"))
    for one in found:
        mended = f"исправлено в {one.fixed}" if one.fixed else "исправления нет"
        print(f"{one.package} {one.version}: {one.advisory}, {mended}. {one.summary}")
    print(f"Пакетов: {len(pins('run'))}. Известных уязвимостей: {len(found)}.")
    return FOUND if found else 0


def _by_service() -> int:
    """Ask the service of the package index through pip-audit; where nothing could be asked, that is said."""
    call = [ROOT / ".venv" / "bin" / "uv", "tool", "run", "--quiet", "--from", PIP_AUDIT, "pip-audit", "--format=json"]
    call += ["--disable-pip", "--require-hashes", "--progress-spinner=off", "-r", ROOT / "requirements" / "run.txt"]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    try:
        return _told(json.loads(done.stdout)["dependencies"])
    except (ValueError, KeyError):
        print(*done.stderr.strip().splitlines()[-1:], HOW, sep="\n")
        return CANNOT


def _told(packages: list[dict[str, Any]]) -> int:
    """Of pip-audit's JSON."""
    found = [(one, weak) for one in packages for weak in one.get("vulns", ())]
    for one, weak in found:
        mended = f"исправлено в {weak['fix_versions'][-1]}" if weak["fix_versions"] else "исправления нет"
        print(f"{one['name']} {one['version']}: {weak['id']}, {mended}.")
    unknown = [one["name"] for one in packages if "skip_reason" in one]
    if unknown:
        print(f"О пакетах служба ничего не знает ({len(unknown)}): {', '.join(unknown)}.", HOW, sep="\n")
    print(f"Пакетов: {len(packages)}. Известных уязвимостей: {len(found)}.")
    return FOUND if found else CANNOT if unknown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
