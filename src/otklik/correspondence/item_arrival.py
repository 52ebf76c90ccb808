"""What an item's page shows of how the item came."""

from dataclasses import dataclass

from otklik.correspondence.models import ExpectedFile, ReplyAddress


@dataclass(frozen=True)
class ItemArrival:
    """Where the author is answered (None: not through a connection), and the files that are not here."""

    address: ReplyAddress | None
    files: tuple[ExpectedFile, ...]


def arrival_of_item(item_id: int) -> ItemArrival | None:
    """None where there is nothing to tell."""
    address = ReplyAddress.objects.filter(item=item_id).select_related("connection").first()
    files = ExpectedFile.objects.filter(item=item_id).exclude(state=ExpectedFile.State.TAKEN).order_by("pk")
    missing = tuple(files)
    return ItemArrival(address, missing) if address or missing else None
