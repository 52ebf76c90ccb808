"""What of a folder belongs to a decree's profile: the files that are read, and nothing that happens to lie beside."""

from pathlib import Path

from otklik.procedures.loading import CLAUSES_FILE, DECREE_FILE, PROFILE_FILE
from otklik.procedures.questionnaire_files import FOLDER


def profile_parts(folder: Path) -> list[Path]:
    """The files of the profile that are there."""
    named = [folder / name for name in (PROFILE_FILE, DECREE_FILE, CLAUSES_FILE)]
    return [path for path in (*named, *sorted((folder / FOLDER).glob("*.toml"))) if path.is_file()]


def lying_beside(folder: Path) -> list[str]:
    """Names of everything else there, hidden files aside; other folders are not looked into."""
    parts = {*profile_parts(folder), folder / FOLDER}
    found = [path for place in (folder, folder / FOLDER) if place.is_dir() for path in sorted(place.iterdir())]
    return [path.name for path in found if path not in parts and not path.name.startswith(".")]
