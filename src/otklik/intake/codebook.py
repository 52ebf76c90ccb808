"""The codebook's versions: the one in force, the draft, and how two of them differ in readable words."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.intake.models import CodebookEntry, CodebookVersion

#: What an entry says, by column.
PARTS = {
    "definition": "Что это",
    "use_when": "Когда ставить",
    "avoid_when": "Когда не ставить",
    "examples": "Примеры",
}
#: Versions are few; a longer list would be a mistake of somebody's.
MOST_VERSIONS = 200


@dataclass(frozen=True)
class Piece:
    """Words that stayed («same»), came («added») or went («removed»)."""

    state: str
    text: str


@dataclass(frozen=True)
class PartChange:
    """One part of an entry before and after, word by word."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class EntryChange:
    """What became of one category between two versions: «added», «removed» or «changed»."""

    title: str
    state: str
    parts: tuple[PartChange, ...] = ()


def version_in_force(administration_id: int) -> CodebookVersion | None:
    """The latest issued version; None before the first."""
    issued = CodebookVersion.objects.filter(administration_id=administration_id, issued_at__isnull=False)
    return issued.order_by("-number").first()


def draft_of(actor: Actor) -> CodebookVersion | None:
    """What is being prepared; None when nothing is."""
    return CodebookVersion.objects.filter(administration_id=actor.administration_id, issued_at__isnull=True).first()


def issued_versions(actor: Actor) -> list[CodebookVersion]:
    """Issued versions with their authors, newest first."""
    issued = CodebookVersion.objects.filter(administration_id=actor.administration_id, issued_at__isnull=False)
    return list(issued.select_related("author").order_by("-number")[:MOST_VERSIONS])


def version_numbered(actor: Actor, number: int) -> CodebookVersion:
    """An issued version of the actor's administration, or NotFound."""
    issued = CodebookVersion.objects.filter(administration_id=actor.administration_id, issued_at__isnull=False)
    found = issued.select_related("author").filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def version_before(version: CodebookVersion) -> CodebookVersion | None:
    """The issued version that the given one follows."""
    earlier = CodebookVersion.objects.filter(
        administration_id=version.administration_id, issued_at__isnull=False, number__lt=version.number
    )
    return earlier.order_by("-number").first()


def entries_of(version: CodebookVersion | None) -> list[CodebookEntry]:
    """Entries in the categories' order; none without a version."""
    return list(version.entries.select_related("category")) if version else []


def difference(old: CodebookVersion | None, new: CodebookVersion) -> list[EntryChange]:
    """What changed from one version to the next, category by category."""
    before = {entry.category_id: entry for entry in entries_of(old)}
    after = {entry.category_id: entry for entry in entries_of(new)}
    changes = []
    for pk, entry in after.items():
        if pk not in before:
            changes.append(EntryChange(entry.title, "added", _parts(None, entry)))
        elif parts := _parts(before[pk], entry):
            changes.append(EntryChange(entry.title, "changed", parts))
    gone = (entry for pk, entry in before.items() if pk not in after)
    return [*changes, *(EntryChange(entry.title, "removed") for entry in gone)]


def _parts(old: CodebookEntry | None, new: CodebookEntry) -> tuple[PartChange, ...]:
    found = []
    for column, label in {"title": "Название", **PARTS}.items():
        was, now = (getattr(old, column) if old else ""), getattr(new, column)
        if was != now and not (old is None and column == "title"):
            found.append(PartChange(label, word_difference(was, now)))
    return tuple(found)


def word_difference(old: str, new: str) -> tuple[Piece, ...]:
    """The two texts as one run of pieces; joining «same» and «added» gives the new text's words, in order."""
    was, now = old.split(), new.split()
    pieces = []
    for tag, from_old, to_old, from_new, to_new in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", " ".join(now[from_new:to_new])))
            continue
        if from_old < to_old:
            pieces.append(Piece("removed", " ".join(was[from_old:to_old])))
        if from_new < to_new:
            pieces.append(Piece("added", " ".join(now[from_new:to_new])))
    return tuple(pieces)
