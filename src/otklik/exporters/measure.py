"""How wide the columns of a table stand on paper, counted in letters of the table's type."""

from math import ceil

from otklik.core.document import Chart, Document, Table
from otklik.core.figures import cell_text

PAGE_LETTERS, LANDSCAPE_LETTERS = 84.0, 127.0  # letters of 10.5 pt on the 170 mm, or 257 mm, between the margins
USUAL, FORM_CELL, FORM_HEAD = 10.5, 9.5, 8.5  # points of type in tables
_PADDING, _BOLD, _HEADER = 2.0, 1.06, 1.2
_LONGEST_HEAD, _LONGEST_WORD = 12, 20  # longer words are hyphenated
_WORDS_MIN, _WORDS_WISH, _FIGURE_MIN = 18.0, 34.0, 5.0
_SHORT, _SHORT_LANDSCAPE, _ROW_GAP = 20.0, 12.0, 0.5  # lines of a table that stays whole; what rules add to a row
_TALLEST = 0.75  # of a picture, in shares of its width


def page_letters(document: Document) -> float:
    """Letters of a line across the whole paper."""
    return LANDSCAPE_LETTERS if document.landscape else PAGE_LETTERS


def column_shares(table: Table, letters: float = PAGE_LETTERS) -> tuple[float, ...]:
    """Shares of the width, together 1: figures take what they need, words share the rest.

    The columns of a form are as wide as it says.
    """
    if all(column.width for column in table.columns):
        return _stated(table, letters)
    wordy = [position for position in range(len(table.columns)) if table.side(position) == "left"]
    whole = _letters(table, wordy, broken=False)
    rest = letters - sum(whole[p] for p in range(len(whole)) if p not in wordy)
    needs = whole if rest >= _WORDS_WISH * len(wordy) else _letters(table, wordy, broken=True)
    return _stretched(needs, wordy, letters, {position: _least(table, position) for position in wordy})


def _stated(table: Table, letters: float) -> tuple[float, ...]:
    """Shares as the report states them; in a table that is no form no column is narrower than it has to be."""
    whole = sum(column.width for column in table.columns)
    wishes = [letters * column.width / whole for column in table.columns]
    if not table.form:
        least = [
            _least(table, place) if table.side(place) == "left" else _figures(table, place, broken=True, stated=0)
            for place in range(len(wishes))
        ]
        tight = [wish < need for wish, need in zip(wishes, least, strict=True)]
        rest = letters - sum(need for need, is_tight in zip(least, tight, strict=True) if is_tight)
        free = sum(wish for wish, is_tight in zip(wishes, tight, strict=True) if not is_tight) or 1.0
        wishes = [
            need if is_tight else max(wish * rest / free, need)
            for wish, need, is_tight in zip(wishes, least, tight, strict=True)
        ]
    total = sum(wishes)
    return tuple(wish / total for wish in wishes)


def _stretched(needs: list[float], wordy: list[int], letters: float, least: dict[int, float]) -> tuple[float, ...]:
    """Gives the words what the figures leave, in proportion to their length, none less than its longest word."""
    fixed = sum(need for position, need in enumerate(needs) if position not in wordy)
    room = max(letters - fixed, sum(least.values()))
    asked = {position: needs[position] for position in wordy}
    narrow = {p: least[p] for p in wordy if asked[p] * room / sum(asked.values()) < least[p]}
    rest = room - sum(narrow.values())
    free = sum(need for position, need in asked.items() if position not in narrow) or 1.0
    wide = {p: max(need * rest / free, least[p]) for p, need in asked.items() if p not in narrow}
    widths = [(narrow | wide).get(position, need) for position, need in enumerate(needs)]
    total = sum(widths)
    return tuple(width / total for width in widths)


def _letters(table: Table, wordy: list[int], *, broken: bool) -> list[float]:
    """What each column wants; `broken` lets «42,3 % (118 из 279)» take two lines.

    Widths that the report states are shares among words: where only some columns state one, it multiplies the least.
    """
    stated = all(table.columns[position].width for position in wordy)
    return [
        _words(table, position, stated=stated)
        if position in wordy
        else _figures(table, position, broken=broken, stated=table.columns[position].width)
        for position in range(len(table.columns))
    ]


def _words(table: Table, position: int, *, stated: bool) -> float:
    width = table.columns[position].width
    if width:
        return float(width if stated else width * _WORDS_MIN)
    longest = max((len(str(row.cells[position].value or "")) for row in table.rows), default=0)
    return max(_WORDS_MIN, min(longest, PAGE_LETTERS))


def _least(table: Table, position: int) -> float:
    """The longest word of the column, in the head too, with what stands before it in a tree."""
    texts = [(str(row.cells[position].value or ""), row.level if position == 0 else 0) for row in table.rows]
    words = ((len(word), level) for text, level in texts for word in text.split(" "))
    cells = max((min(length, _LONGEST_WORD) * _BOLD + 2 * level for length, level in words), default=0.0)
    head = max(min(len(word), _LONGEST_WORD) * _HEADER for word in table.columns[position].title.split(" "))
    return max(cells, head) + _PADDING


def _figures(table: Table, position: int, *, broken: bool, stated: int) -> float:
    texts = [cell_text(table, row, position) for row in table.rows]
    pieces = [piece for text in texts for piece in (text.split(" (") if broken else [text])]
    widest = max((len(piece) for piece in pieces), default=0)
    word = max((len(word) for word in table.columns[position].title.split(" ")), default=0)
    return max(float(stated), _FIGURE_MIN, widest * _BOLD, min(word, _LONGEST_HEAD) * _HEADER) + _PADDING


def is_short(table: Table, letters: float = PAGE_LETTERS) -> bool:
    """The table takes no more than a third of a page and stays whole; a longer one breaks between its rows."""
    return sum(_heights(table, letters)) <= (_SHORT if letters == PAGE_LETTERS else _SHORT_LANDSCAPE)


def kept_rows(table: Table, letters: float = PAGE_LETTERS) -> frozenset[int]:
    """Rows that stay on the page of the row below: both stand beside one cell that is no taller than a short table."""
    heights = _heights(table, letters)
    most = _SHORT if letters == PAGE_LETTERS else _SHORT_LANDSCAPE
    joined = ((place, cell.rows) for place, row in enumerate(table.rows) for cell in row.cells if cell.rows > 1)
    whole = (range(place, place + rows) for place, rows in joined if sum(heights[place : place + rows]) <= most)
    return frozenset(place for rows in whole for place in rows[:-1])


def _heights(table: Table, letters: float) -> list[float]:
    """Of each row in lines, by the cells that stand in it alone."""
    widths = [max(share * letters - _PADDING, 1.0) for share in column_shares(table, letters)]
    found = []
    for row in table.rows:
        own = [place for place, cell in enumerate(row.cells) if cell.rows == 1 and not cell.covered]
        lines = (ceil(len(cell_text(table, row, place)) / widths[place]) for place in own)
        found.append(max(lines, default=1) + _ROW_GAP)
    return found


def word_room(table: Table, letters: float = PAGE_LETTERS, points: float = USUAL) -> tuple[int, ...]:
    """Letters of the longest word that each column holds in that size of type; a longer one has to be hyphenated."""
    return tuple(int((share * letters - 1) * USUAL / points) for share in column_shares(table, letters))


def is_tight(text: str, room: int) -> bool:
    """Some word of the text is longer than the column."""
    return any(len(word) > room for word in text.split(" "))


def picture_width(chart: Chart) -> int:
    """Millimetres: across the upright sheet, less where the picture would be higher than half of it."""
    width, height = float(chart.spec.get("width", 0) or 0), float(chart.spec.get("height", 0) or 0)
    return 170 if not width or not height else int(min(170.0, 170.0 * _TALLEST * width / height))
