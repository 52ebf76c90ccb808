"""Questions by topic of the classifier, rolled up to its sections."""

from collections.abc import Iterator

from otklik.analysis.counted import NOT_STATED, Counted
from otklik.analysis.formula import Example, Formula, Line, Lists, share, whole
from otklik.analysis.topic_tree import DIRECT, Heading, TopicTree


def compute(counted: Counted, lists: Lists) -> tuple[Line, ...]:
    """Sections, themes and questions with subtotals, «не указана», the sum. Порядок: murashi 4.2, livny 4"""
    tree = lists.topics
    paths = {code: (*tree.path(code), code + DIRECT) for code in tree.headings}
    found, records = counted.tally_topics(lambda topic: paths.get(topic, (NOT_STATED,)))
    total = sum(counted.topics.values())
    rows = (
        Line(
            key,
            title,
            share(found[key], total),
            kind="subtotal" if has_children else "data",
            level=level,
            pairs=None if key.endswith(DIRECT) else (("topic", key),),
            records=records[key],
        )
        for key, title, level, has_children in _places(tree)
    )
    unstated = Line(
        NOT_STATED,
        "Тема не указана",
        share(found[NOT_STATED], total),
        pairs=(("topic", NOT_STATED),),
        records=records[NOT_STATED],
    )
    return (*rows, unstated, whole(total, "Всего вопросов", records=counted.records))


def _places(tree: TopicTree) -> Iterator[tuple[str, str, int, bool]]:
    """Key, title, depth of each row and whether it sums up others; what stands at a heading itself has its row."""
    for depth, heading, has_children in tree.walk():
        yield heading.code, heading.name, depth, has_children
        if has_children and heading.code in tree.assigned:
            yield heading.code + DIRECT, f"{heading.name}: без уточнения вопроса", depth + 1, False


_TREE = TopicTree(
    {
        "0003": Heading("0003", 1, "Экономика"),
        "0003.01": Heading("0003.01", 2, "Благоустройство", "0003"),
        "0003.01.01": Heading("0003.01.01", 3, "Дороги", "0003.01"),
        "0005": Heading("0005", 1, "Жилище"),
    },
    frozenset({"0003.01", "0003.01.01", "0005"}),
)

FORMULA = Formula(
    slug="topics",
    title="Темы вопросов",
    brief="доля = вопросы с этой темой ÷ все вопросы обращений, поступивших за квартал",
    description=(
        "Считаются вопросы обращений по кодам тематического классификатора, обращение без выделенных вопросов "
        "считается одним вопросом. Число у раздела и тематики — сумма чисел ниже; доля — от всех вопросов в "
        "обращениях, поступивших за квартал; вопросы без темы стоят отдельной строкой. Код прежней "
        "редакции классификатора сохраняется"
    ),
    examples=(
        Example(
            "Из 10 вопросов 4 о дорогах, 2 о благоустройстве в целом, 3 о жилье, 1 без темы: "
            "благоустройство 6 ÷ 10 = 60 %.",
            Counted(
                topics={"0003.01.01": 4, "0003.01": 2, "0005": 3, NOT_STATED: 1},
                reasons={NOT_STATED: 10},
            ),
            {"0003": 0.6, "0003.01": 0.6, "0003.01.01": 0.4, "0003.01/direct": 0.2, "0005": 0.3, NOT_STATED: 0.1},
            Lists(topics=_TREE),
        ),
    ),
    compute=compute,
    counts="questions",
)
