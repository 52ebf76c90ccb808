"""How wide the columns of a table stand on paper, counted in letters of the table's type."""

from otklik.core.document import Document, Table
from otklik.core.figures import cell_text

PAGE_LETTERS, LANDSCAPE_LETTERS = 84.0, 127.0  # letters of 10.5 pt on the 170 mm, or 257 mm, between the margins
_PADDING, _BOLD, _HEADER, _LONGEST_WORD = 2.0, 1.06, 1.2, 16
_WORDS_MIN, _WORDS_WISH, _FIGURE_MIN = 18.0, 34.0, 5.0


def page_letters(document: Document) -> float:
    """Letters of a line across the whole paper."""
    return LANDSCAPE_LETTERS if document.landscape else PAGE_LETTERS


def column_shares(table: Table, letters: float = PAGE_LETTERS) -> tuple[float, ...]:
    """Shares of the width, together 1: figures take what they need, words share the rest.

    The columns of a form are as wide as it says.
    """
    if table.form and all(column.width for column in table.columns):
        whole_width = sum(column.width for column in table.columns)
        return tuple(column.width / whole_width for column in table.columns)
    wordy = [position for position in range(len(table.columns)) if table.side(position) == "left"]
    whole = _letters(table, wordy, broken=False)
    rest = letters - sum(whole[p] for p in range(len(whole)) if p not in wordy)
    needs = whole if rest >= _WORDS_WISH * len(wordy) else _letters(table, wordy, broken=True)
    return _stretched(needs, wordy, letters)


def _stretched(needs: list[float], wordy: list[int], letters: float) -> tuple[float, ...]:
    """Gives the words what the figures leave, in proportion to their length."""
    fixed = sum(need for position, need in enumerate(needs) if position not in wordy)
    asked = sum(needs[position] for position in wordy)
    room = max(letters - fixed, _WORDS_MIN * len(wordy))
    widths = [need * room / asked if position in wordy else need for position, need in enumerate(needs)]
    total = sum(widths)
    return tuple(width / total for width in widths)


def _letters(table: Table, wordy: list[int], *, broken: bool) -> list[float]:
    """What each column wants; `broken` lets «42,3 % (118 из 279)» take two lines."""
    return [
        float(column.width)
        or (_words(table, position) if position in wordy else _figures(table, position, broken=broken))
        for position, column in enumerate(table.columns)
    ]


def _words(table: Table, position: int) -> float:
    longest = max((len(str(row.cells[position].value or "")) for row in table.rows), default=0)
    return max(_WORDS_MIN, min(longest, PAGE_LETTERS))


def _figures(table: Table, position: int, *, broken: bool) -> float:
    texts = [cell_text(table, row, position) for row in table.rows]
    pieces = [piece for text in texts for piece in (text.split(" (") if broken else [text])]
    widest = max((len(piece) for piece in pieces), default=0)
    word = max((len(word) for word in table.columns[position].title.split()), default=0)
    return max(_FIGURE_MIN, widest * _BOLD, min(word, _LONGEST_WORD) * _HEADER) + _PADDING
