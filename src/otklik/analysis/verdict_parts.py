"""The results of all appeals of a population, laid out so that granted, refused and the rest add up to all."""

from otklik.analysis.counted import Counted
from otklik.analysis.formula import Line, share, whole
from otklik.core.appeals import Verdict

_REST = (
    (Verdict.PARTLY, "удовлетворено частично"),
    (Verdict.EXPLAINED, "разъяснено"),
    (Verdict.ANSWERED, "дан ответ без решения об удовлетворении или отказе"),
    (Verdict.FORWARDED, "направлено по компетенции"),
    (Verdict.NO_ANSWER, "оставлено без ответа"),
    (Verdict.OPEN, "рассматривается"),
)
REST = frozenset(verdict for verdict, _ in _REST)


def decided(counted: Counted, verdict: Verdict, title: str) -> Line:
    """One of the two results that the decree names."""
    return _line(counted, verdict, title, 0)


def rest(counted: Counted) -> tuple[Line, ...]:
    """«Остальные» with what became of each, and the sum of all received."""
    count, total = sum(counted.verdicts.get(verdict, 0) for verdict in REST), counted.total
    pairs = (("verdict", ",".join(sorted(REST))),)
    head = Line("rest", "Остальные, в том числе:", share(count, total), kind="subtotal", pairs=pairs)
    return (head, *(_line(counted, verdict, title, 1) for verdict, title in _REST), whole(total))


def _line(counted: Counted, verdict: Verdict, title: str, level: int) -> Line:
    figure = share(counted.verdicts.get(verdict, 0), counted.total)
    return Line(verdict.value, title, figure, level=level, pairs=(("verdict", verdict.value),))
