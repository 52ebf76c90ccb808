"""Sets as they stand before the public: every version with the names of its files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from otklik.publishing.open_data.dataset import Dataset
from otklik.publishing.open_data.registry import datasets
from otklik.publishing.queries import PublicationView, versions_of


@dataclass(frozen=True)
class DataVersion:
    """A version of a set; a withdrawn one keeps its address and says why it has no rows any more."""

    dataset: Dataset
    view: PublicationView

    @property
    def name(self) -> str:
        """«data-20250715T0002-structure-20250701T0000»: day, version and structure; the same for ever."""
        day, structure = self.view.published_on, self.structure_on
        return f"data-{day:%Y%m%d}T{self.view.version:04d}-structure-{structure:%Y%m%d}T0000"

    @property
    def structure_on(self) -> date:
        """Day of the structure by which the version was made."""
        told = self.view.payload.get("structure_on")
        return date.fromisoformat(told) if told else self.dataset.structure_on

    @property
    def row_count(self) -> int:
        """Rows of the version."""
        return len(self.view.payload.get("rows", ()))


@dataclass(frozen=True)
class OpenDataset:
    """A set with every version that was ever public, the newest first."""

    dataset: Dataset
    versions: Sequence[DataVersion]

    @property
    def newest(self) -> DataVersion:
        """The version in force."""
        return self.versions[0]

    @property
    def created_on(self) -> date:
        """Day of the first version."""
        return self.versions[-1].view.published_on

    @property
    def structure_name(self) -> str:
        """«structure-20250701T0000»."""
        return f"structure-{self.dataset.structure_on:%Y%m%d}T0000"

    def version(self, name: str) -> DataVersion | None:
        """The version by the name of its file."""
        return next((one for one in self.versions if one.name == name), None)


def open_sets(administration_id: int) -> list[OpenDataset]:
    """Sets that stand before the public now and may by the decree of today."""
    found = (released_set(administration_id, slug) for slug in datasets())
    return [one for one in found if one is not None and not one.newest.view.is_withdrawn]


def released_set(administration_id: int, slug: str) -> OpenDataset | None:
    """One set with its history; None where it never was public or the decree forbids it."""
    dataset = datasets().get(slug)
    if dataset is None:
        return None
    views = versions_of(administration_id, dataset.kind, slug)
    return OpenDataset(dataset, [DataVersion(dataset, view) for view in views]) if views else None
