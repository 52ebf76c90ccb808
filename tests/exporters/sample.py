"""An invented monitoring report of an invented administration, rich enough to try every block."""

from datetime import UTC, date, datetime

from otklik.core.charts import bars, dots, line
from otklik.core.document import (
    ApprovalBlock,
    Block,
    Cell,
    Column,
    Difference,
    Document,
    Heading,
    Lineage,
    Paragraph,
    Point,
    Ratio,
    Row,
    SignatureBlock,
    Table,
    Unit,
    Value,
)

QUARTER, YEAR_AGO = "III квартал 2025 года", "III квартал 2024 года"
CHANNELS = (
    ("Единый портал государственных и муниципальных услуг (функций)", 118, 97, 80),
    ("Официальный сайт администрации в сети «Интернет»", 64, 70, 51),
    ("Почта, доставка нарочным", 41, 44, 60),
    ("Личный приём граждан", 32, 25, 30),
    ("Телефон", 24, 24, 19),
    ("Ящик для обращений в здании администрации", 0, 1, 0),
)
TOPICS = (
    ("Жилищно-коммунальная сфера", (("Содержание общего имущества многоквартирного дома", 31),
        ("Перебои в водоснабжении и водоотведении", 22), ("Тарифы и начисления за коммунальные услуги", 17),
        ("Вывоз твёрдых коммунальных отходов, контейнерные площадки", 12), ("Отопление", 9),
        ("Капитальный ремонт", 6))),
    ("Благоустройство и дороги", (("Ремонт и содержание дорог местного значения и тротуаров", 38),
        ("Уличное освещение", 19), ("Озеленение, обрезка и снос аварийных деревьев", 11),
        ("Детские и спортивные площадки", 7), ("Ливневая канализация", 5), ("Бродячие животные", 4))),
    ("Транспорт", (("Расписание и маршруты автобусов", 14), ("Остановочные павильоны", 6), ("Парковки", 3))),
    ("Образование, культура, спорт", (("Места в дошкольных организациях", 8), ("Питание в школах", 5),
        ("Ремонт зданий образовательных организаций", 4), ("Проведение праздников и массовых мероприятий", 3))),
    ("Земля и строительство", (("Предоставление земельных участков многодетным семьям", 9),
        ("Границы участков и межевание", 6), ("Разрешения на строительство", 4), ("Самовольные постройки", 2))),
    ("Социальная поддержка", (("Меры поддержки семей с детьми", 7), ("Выплаты отдельным категориям граждан", 5),
        ("Доступная среда", 2), ("Опека и попечительство", 1))),
    ("Работа органов местного самоуправления", (("Качество и сроки рассмотрения обращений", 6),
        ("Доступ к информации о деятельности администрации", 3), ("Действия должностных лиц", 2))),
)  # fmt: skip
METHOD = (
    "Учтены предложения, заявления, жалобы и запросы, поступившие в квартале по местному времени администрации.",
    "Время ожидания считается от дня регистрации до дня ответа; обращения без ответа показаны отдельной строкой.",
    "Удовлетворённой считается жалоба, вопросы которой поддержаны; неудовлетворённой — не поддержаны.",
    "Остальные жалобы показаны отдельно, поэтому доли вместе составляют 100 %.",
)


def share(part: int, whole: int, formula: str, url: str = "") -> Cell:
    value = part / whole if whole else None
    return Cell(value, Lineage(formula, whole, url), numerator=part, denominator=whole)


def channels() -> Table:
    columns = (
        Column("Канал"), Column("Обращений", Unit.COUNT), Column("Доля", Unit.SHARE),
        Column("II кв. 2025", Unit.COUNT), Column("III кв. 2024", Unit.COUNT),
        Column("Изменение за год", Unit.CHANGE_COUNT, formula=Difference(1, 4)),
    )  # fmt: skip
    total = sum(now for _, now, _, _ in CHANNELS)
    lines = [*CHANNELS, ("Всего", total, sum(c[2] for c in CHANNELS), sum(c[3] for c in CHANNELS))]
    rows = tuple(channel_row(line, total, is_total=index == len(CHANNELS)) for index, line in enumerate(lines))
    return Table("Каналы поступления обращений", columns, rows, key="channels", sheet="Каналы")


def channel_row(line: tuple[str, int, int, int], total: int, *, is_total: bool) -> Row:
    name, now, before, year_ago = line
    url = f"/sosnovka/staff/registry?quarter=2025Q3&channel={now}"
    part = share(now, total, "доля канала — число обращений по каналу, делённое на число всех обращений квартала", url)
    counted = Cell(now, Lineage("обращений — число зарегистрированных обращений по каналу", now, url))
    cells = (Cell(name), counted, part, Cell(before), Cell(year_ago), Cell(now - year_ago))
    return Row(cells, kind="total" if is_total else "data")


def topics() -> Table:
    columns = (
        Column("Тема"), Column("Вопросов", Unit.COUNT), Column("Доля", Unit.SHARE, formula=Ratio(1, 3)),
        Column("Всего вопросов", Unit.COUNT),
    )  # fmt: skip
    total = sum(count for _, items in TOPICS for _, count in items)
    rows = []
    for name, items in TOPICS:
        rows.append(topic_row(name, sum(count for _, count in items), total, kind="subtotal"))
        rows += [topic_row(item, count, total, level=1) for item, count in items]
    rows.append(topic_row("Всего", total, total, kind="total"))
    note = "Строки считают вопросы, а не обращения: в одном обращении их может быть несколько."
    return Table("Темы обращений по разделам классификатора", columns, tuple(rows), note, "topics", "Темы")


def topic_row(name: str, count: int, total: int, *, level: int = 0, kind: str = "data") -> Row:
    cells = (
        Cell(name),
        Cell(count),
        share(count, total, "доля темы — вопросы темы, делённые на все вопросы"),
        Cell(total),
    )
    return Row(cells, level, kind)  # type: ignore[arg-type]


def waiting() -> Table:
    columns = (
        Column("Показатель"), Column(QUARTER, align="right"), Column("II кв. 2025", align="right"),
        Column("Изменение", align="right"),
    )  # fmt: skip
    lineage = Lineage("среднее — сумма дней от регистрации до ответа, делённая на число отвеченных обращений", 243)
    days = (Unit.DAYS, Unit.DAYS, Unit.CHANGE_DAYS)
    late = (Cell(10 / 243, None, Unit.SHARE, numerator=10, denominator=243),
            Cell(12 / 240, None, Unit.SHARE, numerator=12, denominator=240),
            Cell(10 / 243 - 12 / 240, None, Unit.CHANGE_POINTS))  # fmt: skip
    rows = (
        waiting_group("Отвеченные обращения"),
        waiting_row("Среднее время ожидания, дней", (14.25, 16.0, -1.75), days, lineage),
        waiting_row("Медиана, дней", (12, 13, -1), days),
        waiting_row("Самое долгое ожидание, дней", (58, 61, -3), days),
        Row((Cell("Доля ответов позже срока"), *late)),
        waiting_group("Ещё ждут ответа"),
        waiting_row("Обращений в работе", (36, 20, 16), (Unit.COUNT, Unit.COUNT, Unit.CHANGE_COUNT)),
        waiting_row("Ближайший срок ответа", (date(2025, 10, 3), None, "—"), (Unit.DATE, Unit.DATE, Unit.TEXT)),
    )
    return Table("Время ожидания ответа", columns, rows, key="waiting", sheet="Ожидание")


def waiting_group(name: str) -> Row:
    return Row((Cell(name), Cell(None), Cell(None), Cell(None)), kind="group")


def waiting_row(name: str, values: tuple[Value, ...], units: tuple[Unit, ...], lineage: Lineage | None = None) -> Row:
    figures = [Cell(value, lineage, unit) for value, unit in zip(values, units, strict=True)]
    return Row((Cell(name), *figures))


def complaints() -> Table:
    columns = (Column("Итог рассмотрения жалоб"), Column("Доля", Unit.SHARE), Column("II кв. 2025", Unit.SHARE))
    formula = "доля — жалобы с этим итогом, делённые на все жалобы квартала"
    parts = (("Удовлетворены", 61, 40), ("Не удовлетворены", 38, 44), ("Остальные: разъяснено, направлено", 30, 26),
             ("Остальные: ещё рассматриваются", 16, 10))  # fmt: skip
    rows = [Row((Cell(name), share(a, 145, formula), share(b, 120, formula))) for name, a, b in parts]
    rows.append(Row((Cell("Все жалобы"), share(145, 145, formula), share(120, 120, formula)), kind="total"))
    return Table("Удовлетворённые и неудовлетворённые жалобы", columns, tuple(rows), key="complaints", sheet="Жалобы")


def blocks() -> tuple[Block, ...]:
    picture = bars(
        "Чаще всего пишут через единый портал: 42,3 % обращений",
        [Point(name, now / 279, reference=was / 240) for name, now, _, was in CHANNELS],
        unit=Unit.SHARE, table="channels", legend=f"Чёрная черта — доля в тот же период прошлого года ({YEAR_AGO})",
    )  # fmt: skip
    quarters = ("III кв. 2024", "IV кв. 2024", "I кв. 2025", "II кв. 2025", "III кв. 2025")
    trend = line(
        "Обращений стало больше, чем год назад",
        [Point(name, count) for name, count in zip(quarters, (240, 231, None, 261, 279), strict=True)], unit=Unit.COUNT,
    )  # fmt: skip
    outcome = dots(
        "Удовлетворены четыре жалобы из десяти",
        [Point("Удовлетворены", 61 / 145, low=0.343, high=0.502),
         Point("Не удовлетворены", 38 / 145, low=0.197, high=0.339)],
        unit=Unit.SHARE, table="complaints", legend="Отрезок — доверительный интервал 95 %",
    )  # fmt: skip
    lead = "В третьем квартале поступило 279 обращений: на 39 больше, чем в третьем квартале прошлого года."
    body = (
        "Анализ проведён по обращениям внешних и внутренних клиентов, поступившим с 1 июля по 30 сентября 2025 года "
        "включительно. Обращение, поступившее в последние дни квартала, относится к тому кварталу, в котором оно "
        "получено, независимо от дня ответа."
    )
    return (
        ApprovalBlock("Глава администрации Сосновского муниципального округа", "И. О. Образцов"),
        Paragraph(lead, "lead"), Paragraph(body),
        Heading(1, "Каналы поступления обращений"), channels(), picture, trend,
        Heading(1, "Основные причины и темы обращений"), Paragraph("Больше всего вопросов о дорогах и тротуарах."),
        Heading(2, "Темы по разделам тематического классификатора"), topics(),
        Heading(1, "Время ожидания ответа внешними и внутренними клиентами на обращения, поступившие в квартале"),
        waiting(),
        Heading(1, "Доля удовлетворённых и неудовлетворённых жалоб"), complaints(), outcome,
        Paragraph("Сумма долей удовлетворённых и неудовлетворённых жалоб меньше 100 %, см. методику.", "note"),
        SignatureBlock("Начальник отдела по работе с обращениями граждан", "А. А. Примерова"),
    )  # fmt: skip


def monitoring() -> Document:
    return Document(
        title="Мониторинг обращений внешних и внутренних клиентов",
        subtitle=QUARTER,
        administration="Администрация Сосновского муниципального округа",
        basis="В соответствии с пунктом 4.1 Порядка сбора и анализа обратной связи",
        restriction="Информация носит внутриведомственный характер и не подлежит опубликованию (пункт 4.1 Порядка)",
        blocks=blocks(),
        method=METHOD,
        created_note="Сформировано 5 октября 2025 г. в 10:15 по редакции порядка № 1; период не закрыт.",
        created_at=datetime(2025, 10, 5, 7, 15, tzinfo=UTC),
        site="https://otklik.example",
        slug="monitoring",
    )
