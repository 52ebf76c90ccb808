"""Each formula's own examples hold, and its parts add up whatever is counted."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as some

from otklik.analysis.counted import Case, Counted, Question
from otklik.analysis.formula import Example, Formula, Line, Lists, Option
from otklik.analysis.formulas.registry import formulas
from otklik.analysis.topic_tree import DIRECT, Heading, TopicTree
from otklik.analysis.verdict_parts import REST
from otklik.core.appeals import Verdict
from otklik.procedures import registry

EXAMPLES = [(formula, example) for formula in formulas().values() for example in formula.examples]
COUNT = some.integers(min_value=0, max_value=10_000)
TREE = TopicTree(
    {
        "1": Heading("1", 1, "Раздел"),
        "1.1": Heading("1.1", 2, "Тематика", "1"),
        "1.1.1": Heading("1.1.1", 3, "Тема", "1.1"),
        "1.1.2": Heading("1.1.2", 3, "Другая тема", "1.1"),
        "2": Heading("2", 1, "Другой раздел"),
        "9.9": Heading("9.9", 2, "Без раздела", "9"),
    },
    frozenset({"1", "1.1.1", "1.1.2", "2", "9.9"}),
)
LISTS = Lists(
    channels=tuple(Option(slug, slug) for slug in "abcd"),
    reasons=tuple(Option(slug, slug) for slug in ("late", "rude")),
    topics=TREE,
)
TOPICS = some.dictionaries(some.sampled_from([*TREE.assigned, "none"]), COUNT)
REASONS = some.dictionaries(some.sampled_from(["late", "rude", "none"]), COUNT)
CASES = some.dictionaries(
    some.builds(Case, some.sampled_from(Verdict), some.none() | some.integers(0, 400), some.booleans()), COUNT
)


def lines(slug: str, counted: Counted) -> dict[str, Line]:
    return {line.key: line for line in formulas()[slug].compute(counted, LISTS)}


def count(line: Line) -> int:
    assert line.figure.numerator is not None
    return line.figure.numerator


def test_every_metric_of_a_decree_has_its_formula() -> None:
    wanted = {metric.slug for procedure in registry.procedures().values() for metric in procedure.metrics}
    assert wanted == set(formulas())


@pytest.mark.parametrize(("formula", "example"), EXAMPLES, ids=[f"{one.slug}: {two.words}" for one, two in EXAMPLES])
def test_the_example_holds(formula: Formula, example: Example) -> None:
    found = {line.key: line.figure.value for line in formula.compute(example.counted, example.lists)}
    assert {key: found[key] for key in example.expected} == pytest.approx(example.expected)


@pytest.mark.parametrize("formula", formulas().values(), ids=lambda one: one.slug)
def test_it_describes_itself(formula: Formula) -> None:
    assert formula.title
    assert formula.brief
    assert len(formula.description) > 60
    assert formula.examples


@given(some.dictionaries(some.sampled_from("abcd"), COUNT))
def test_channels_add_up_to_one(channels: dict[str, int]) -> None:
    found = lines("channels", Counted(channels=channels))
    parts = [line for key, line in found.items() if key != "all"]
    assert sum(map(count, parts)) == count(found["all"])
    if count(found["all"]):
        assert sum(line.figure.value or 0 for line in parts) == pytest.approx(1)
    else:
        assert {line.figure.value for line in parts} == {None}


@given(REASONS)
def test_reasons_add_up(reasons: dict[str, int]) -> None:
    found = lines("reasons", Counted(reasons=reasons))
    assert sum(count(line) for key, line in found.items() if key != "all") == count(found["all"])


@given(TOPICS)
def test_topics_roll_up(topics: dict[str, int]) -> None:
    found = lines("topics", Counted(topics=topics))
    below = TREE.children()
    for code in TREE.headings:
        children = below.get(code, [])
        if children:
            direct = count(found[code + DIRECT]) if code + DIRECT in found else 0
            assert count(found[code]) == direct + sum(count(found[child.code]) for child in children)
    assert sum(count(line) for line in found.values() if line.level == 0 and line.key != "all") == count(found["all"])
    assert count(found["all"]) == sum(topics.values())


@given(CASES, some.sampled_from(["satisfied_share", "unsatisfied_share"]))
def test_granted_refused_and_the_rest_are_all(cases: dict[Case, int], slug: str) -> None:
    found = lines(slug, Counted(cases=cases))
    assert count(found["satisfied"]) + count(found["refused"]) + count(found["rest"]) == count(found["all"])
    assert sum(count(found[verdict.value]) for verdict in REST) == count(found["rest"])


@given(CASES)
def test_nobody_who_waits_is_dropped(cases: dict[Case, int]) -> None:
    found = lines("waiting_time", Counted(cases=cases))
    parts = ("answered", "waiting", "forwarded", "no_answer", "undated")
    assert sum(count(found[key]) for key in parts) == count(found["all"]) == sum(cases.values())
    assert count(found["overdue"]) <= count(found["answered"]) == found["mean"].figure.n


@given(some.lists(some.lists(some.sampled_from(["1.1.1", "1.1.2", "2", "none"]), min_size=1, max_size=4), max_size=30))
def test_records_count_an_appeal_once(appeals: list[list[str]]) -> None:
    topics = Counter(topic for appeal in appeals for topic in appeal)
    several = tuple(tuple(Question(topic) for topic in appeal) for appeal in appeals if len(appeal) > 1)
    found = lines("topics", Counted(topics=topics, reasons={"none": topics.total()}, several=several))
    assert found["1.1"].records == sum(any(topic.startswith("1.1") for topic in appeal) for appeal in appeals)
    assert found["2"].records == sum("2" in appeal for appeal in appeals)
    assert found["all"].records == len(appeals)
