import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.escalation import EscalationRule, Level

days = st.integers(-60, 60)


@pytest.mark.parametrize(
    ("left", "level"),
    [(4, None), (3, Level.ASSIGNEE), (1, Level.ASSIGNEE), (0, Level.UNIT), (-1, Level.TOP), (-30, Level.TOP)],
)
def test_levels_of_the_usual_rule(left: int, level: Level | None) -> None:
    assert EscalationRule().level(left) == level


@given(days, days, days, st.integers(-90, 90))
def test_fewer_days_left_never_tell_fewer_people(first: int, second: int, third: int, left: int) -> None:
    rule = EscalationRule(*sorted((first, second, third), reverse=True))
    now, later = rule.level(left) or 0, rule.level(left - 1) or 0
    assert now <= later


@pytest.mark.parametrize("days_of_levels", [(0, 1, -1), (3, -2, -1), (61, 0, -1), (3, 0, -61)])
def test_a_rule_in_the_wrong_order_is_refused(days_of_levels: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"ступеней|Не больше"):
        EscalationRule(*days_of_levels)
