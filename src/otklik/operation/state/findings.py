"""What is found of one part of the node: how it fares, in plain words, and what to do."""

from dataclasses import dataclass

from otklik.operation.enums import Level


@dataclass(frozen=True, slots=True)
class Finding:
    """`slug` is stable: letters and figures go by it. `advice` is what the keeper does next; empty when all is well."""

    slug: str
    title: str
    level: Level
    said: str
    advice: str = ""
    #: Address' name of the page with more of it.
    page: str = ""

    @property
    def is_trouble(self) -> bool:
        """A letter is written about it."""
        return self.level == Level.TROUBLE


def good(slug: str, title: str, said: str, *, page: str = "") -> Finding:
    """All is well."""
    return Finding(slug, title, Level.GOOD, said, page=page)


def notice(slug: str, title: str, said: str, advice: str = "", *, page: str = "") -> Finding:
    """To be looked at some day."""
    return Finding(slug, title, Level.NOTICE, said, advice, page)


def trouble(slug: str, title: str, said: str, advice: str, *, page: str = "") -> Finding:
    """To be mended now."""
    return Finding(slug, title, Level.TROUBLE, said, advice, page)
