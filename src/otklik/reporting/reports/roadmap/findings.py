"""What the road map says, in sentences."""

from collections.abc import Sequence

from otklik.core.russian import NO_BREAK_SPACE, count_with_word, format_number
from otklik.improvement.enums import MeasureState
from otklik.improvement.queries.roadmap import MeasureLine

MEASURES = ("мероприятие", "мероприятия", "мероприятий")


def of_roadmap(lines: Sequence[MeasureLine]) -> str:
    """How many, how many done, how many late, for how much."""
    if not lines:
        return "За квартал мероприятий в дорожной карте нет."
    done = sum(line.measure.state == MeasureState.DONE for line in lines)
    late = sum(line.late_days > 0 for line in lines)
    costs = [line.measure.cost for line in lines if line.measure.cost is not None]
    parts = [
        f"В дорожной карте {count_with_word(len(lines), *MEASURES)}: выполнено {done}"
        + (f", просрочено {late}." if late else ".")
    ]
    if costs:
        money = f"{format_number(float(sum(costs)))}{NO_BREAK_SPACE}рублей"
        parts.append(f"Стоимость известна у {len(costs)} из {len(lines)}: {money}.")
    return " ".join(parts)
