"""Every parser of outside bytes: `all_targets()`."""

from tests.fuzz.target import Target
from tests.fuzz.targets import doors, files, letters, networks, operation, outside, papers, profiles, tables, words

MODULES = (letters, networks, tables, papers, files, profiles, words, doors, outside, operation)


def all_targets() -> dict[str, Target]:
    """By name, in the order of the modules."""
    return {target.name: target for module in MODULES for target in module.TARGETS}
