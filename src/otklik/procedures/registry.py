"""All procedures: those that ship with the product and those that an administration keeps in its data directory."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from otklik.procedures.loading import PROFILE_FILE, check_profile, decree_text, load_procedure
from otklik.procedures.problems import Problem, ProfileBrokenError
from otklik.procedures.schema import Procedure

PROFILES = Path(__file__).parent / "profiles"

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

    A slug of `extra_dir` that ships too is an amended edition and takes the place of the shipped one.
    Raises ProfileBrokenError for a profile that cannot be used. Read once per process: see `forget`.
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
    roots = [PROFILES] if extra_dir is None else [PROFILES, extra_dir]
    folders = [file.parent for root in roots for file in sorted(root.glob(f"*/{PROFILE_FILE}"))]
    loaded = [(load_procedure(folder), folder) for folder in folders]
    return {procedure.slug: (procedure, folder) for procedure, folder in loaded}
