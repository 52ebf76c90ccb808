"""All procedures: those that ship with the product and those that an administration keeps in its data directory."""

import logging
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from otklik.procedures.loading import PROFILE_FILE, check_profile, decree_text, load_procedure
from otklik.procedures.problems import Problem, ProfileBrokenError
from otklik.procedures.schema import Procedure

PROFILES = Path(__file__).parent / "profiles"
_log = logging.getLogger(__name__)

__all__ = [
    "PROFILES",
    "Problem",
    "ProfileBrokenError",
    "check_profile",
    "decree_text",
    "forget",
    "load_procedure",
    "procedures",
    "profile_folder",
]


def procedures(extra_dir: Path | None = None) -> Mapping[str, Procedure]:
    """Procedures by slug, shipped ones first; `extra_dir` holds one folder per further administration.

    A slug of `extra_dir` that ships too is an amended edition and takes the place of the shipped one. A folder there
    that cannot be used is left out, so that one administration's slip does not close the others (`otklik check` names
    it). Read once per process: see `forget`.
    """
    return MappingProxyType({slug: procedure for slug, (procedure, _) in _found(extra_dir).items()})


def profile_folder(slug: str, extra_dir: Path | None = None) -> Path:
    """The folder with decree.txt and clauses.tsv of a procedure; KeyError when there is none."""
    return _found(extra_dir)[slug][1]


def forget() -> None:
    """Drop what was read: a profile was added or amended while the process runs."""
    _found.cache_clear()


@lru_cache(maxsize=8)
def _found(extra_dir: Path | None) -> dict[str, tuple[Procedure, Path]]:
    folders = [(folder, True) for folder in _folders(PROFILES)]
    folders += [(folder, False) for folder in _folders(extra_dir)] if extra_dir else []
    found: dict[str, tuple[Procedure, Path]] = {}
    for folder, is_shipped in folders:
        try:
            procedure = load_procedure(folder)
        except ProfileBrokenError as broken:
            if is_shipped:
                raise
            _log.error("Profile %s is left out: %s", folder, "; ".join(str(problem) for problem in broken.problems))
            continue
        found[procedure.slug] = (procedure, folder)
    return found


def _folders(root: Path) -> list[Path]:
    return [file.parent for file in sorted(root.glob(f"*/{PROFILE_FILE}"))]
