"""HTML that escapes by itself: every word is text unless it is an `Html` already."""

from html import escape


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()

    def __html__(self) -> str:
        """What template engines ask of text that needs no escaping."""
        return str(self)


def element(name: str, *children: str, **attributes: str | int | None) -> Html:
    """`<name attribute="…">children</name>`: words are escaped, `Html` is not.

    `class_` is class, `data_label` is data-label; an attribute of None is left out.
    """
    inside = "".join(child if isinstance(child, Html) else escape(child) for child in children)
    return Html(f"<{name}{_attributes(attributes)}>{inside}</{name}>")


def joined(parts: "list[Html] | tuple[Html, ...]") -> Html:
    """Elements one after another."""
    return Html("".join(parts))


def _attributes(attributes: dict[str, str | int | None]) -> str:
    known = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value is not None)
    return "".join(f' {key}="{escape(str(value))}"' for key, value in known)
