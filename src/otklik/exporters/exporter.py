"""What an exporter is: a name, a file type and a pure function from the report to bytes."""

from collections.abc import Callable
from dataclasses import dataclass

from otklik.core.document import Document


@dataclass(frozen=True)
class Exporter:
    """`render` gives the same bytes for the same document; `extension` bears no dot."""

    slug: str
    title: str
    description: str
    media_type: str
    extension: str
    render: Callable[[Document], bytes]

    def file_name(self, stem: str) -> str:
        """«monitoring-2025Q3.docx»."""
        return f"{stem}.{self.extension}"
