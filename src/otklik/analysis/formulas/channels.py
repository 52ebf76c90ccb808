"""Appeals by channel with shares; zeros and internal channels have their rows too."""

from otklik.analysis.counted import Counted
from otklik.analysis.formula import Example, Formula, Line, Lists, Option, share, whole


def compute(counted: Counted, lists: Lists) -> tuple[Line, ...]:
    """A row for each channel in the decree's order, then the sum. Порядок: murashi 4.2, livny 4"""
    total = sum(counted.channels.values())
    rows = (
        Line(one.slug, one.title, share(counted.channels.get(one.slug, 0), total), pairs=(("channel", one.slug),))
        for one in lists.channels
    )
    return (*rows, whole(total))


FORMULA = Formula(
    slug="channels",
    title="Количество и доля по каналам",
    brief="доля = обращения по каналу ÷ все поступившие за квартал",
    description=(
        "Доля канала — число обращений, поступивших по каналу за квартал, делённое на число всех поступивших за "
        "квартал. Показаны все каналы порядка, в том числе без обращений, и каналы, добавленные администрацией"
    ),
    examples=(
        Example(
            "Из 10 обращений 7 пришли с портала и 3 по почте: 7 ÷ 10 = 70 %, 3 ÷ 10 = 30 %.",
            Counted(channels={"epgu": 7, "post": 3}),
            {"epgu": 0.7, "post": 0.3, "phone": 0.0, "all": 1.0},
            Lists(channels=(Option("epgu", "Портал"), Option("post", "Почта"), Option("phone", "Телефон"))),
        ),
        Example(
            "За квартал ничего не поступило: доля не определена.",
            Counted(),
            {"epgu": None, "all": None},
            Lists(channels=(Option("epgu", "Портал"),)),
        ),
    ),
    compute=compute,
)
