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


@lru_cache(maxsize=8)
def procedures(extra_dir: Path | None = None) -> Mapping[str, Procedure]:
    """Procedures by slug, shipped ones first; `extra_dir` holds one folder per further administration.

    A slug of `extra_dir` that ships too is an amended edition and takes the place of the shipped one.
    Raises ProfileBrokenError for a profile that cannot be used.
    """
    return MappingProxyType({procedure.slug: procedure for procedure in map(load_procedure, _folders(extra_dir))})


def profile_folder(slug: str, extra_dir: Path | None = None) -> Path:
    """The folder with decree.txt and clauses.tsv of a procedure; KeyError when there is none."""
    for folder in reversed(_folders(extra_dir)):
        if load_procedure(folder).slug == slug:
            return folder
    raise KeyError(slug)


def forget() -> None:
    """Drop the cached procedures: a profile was added or amended while the process runs."""
    procedures.cache_clear()


def _folders(extra_dir: Path | None) -> list[Path]:
    roots = [PROFILES] if extra_dir is None else [PROFILES, extra_dir]
    return [file.parent for root in roots for file in sorted(root.glob(f"*/{PROFILE_FILE}"))]
