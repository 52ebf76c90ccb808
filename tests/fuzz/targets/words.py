"""Words of people: searched, masked, routed, checked; everything that looks into a text of any kind."""

from collections.abc import Callable
from datetime import date

from otklik.core.addresses import read_address
from otklik.core.answer_check import DraftAnswer, check_answer, measures_of
from otklik.core.appeals import ItemKind
from otklik.core.displeasure import sounds_displeased, tells_need
from otklik.core.first_kind import first_kind
from otklik.core.likeness import likeness
from otklik.core.near_texts import imprint
from otklik.core.periods import Quarter
from otklik.core.personal_data import find, mask
from otklik.core.phones import phone_key
from otklik.core.phrases import PhraseError, Watch, parse_phrases
from otklik.core.place_marks import place_marks
from otklik.core.registration import format_number, normalize_tracking_code, validate_template
from otklik.core.russian import lemmas
from otklik.core.search_query import understand
from otklik.core.sentences import sentences
from otklik.core.text_terms import text_terms
from otklik.core.thanks_only import is_only_thanks
from otklik.importers.plain_text import clean_line, clean_text
from tests.fuzz.target import Target, as_text, storable

TEXT = (
    "Здравствуйте! Меня зовут Сидорова Нина Ивановна, живу: г. Мураши, ул. Лесная, д. 3а, кв. 5. тел. 8 (912) 345-67-89"
    ", nina@mail.example, СНИЛС 112-233-445 95, паспорт 33 01 123456. Крышу не чинят!!! № 01-12/345 от 12.03.2025."
)
HTML = "<p>Яма у дома &laquo;5&raquo;</p><br/><script>x</script> a < b, <mail@host.ru> &#0; &#xD800;"


def _cleaned(text: str) -> None:
    for one in (clean_text(text), clean_line(text)):
        storable(one)


def _masked(text: str) -> None:
    for span in find(text):
        assert 0 <= span.start < span.end <= len(text)
    mask(text)


def _read(text: str) -> None:
    """What the reading card is helped by."""
    place_marks(text)
    text_terms(text)
    lemmas(text)
    imprint(1, text)
    is_only_thanks(text)
    sounds_displeased(text)
    tells_need(text)
    first_kind(text)
    likeness(text, TEXT)


def _answer(text: str) -> None:
    draft = DraftAnswer(text, appeal_text=TEXT, author_name="Сидорова Нина Ивановна", author_address="ул. Лесная, 3")
    for remark in check_answer(draft):
        assert remark.message
    measures_of(text)
    for span in sentences(text):
        assert 0 <= span.start <= span.end <= len(text)


def _query(text: str) -> None:
    found = understand(text)
    assert len(found.wanted) <= 40
    _ = found.understood


def _watch(text: str) -> None:
    found = parse_phrases(text)
    Watch((str(place), phrase) for place, phrase in enumerate(found)).hits(TEXT)


def _template(text: str) -> None:
    validate_template(text)
    made = format_number(text, sequence=7, on=date(2025, 6, 1), kind=ItemKind.COMPLAINT)
    assert len(made) <= 10_000


def _small(text: str) -> None:
    read_address(text)
    phone_key(text)


def _text(
    name: str, feed: Callable[[str], object], *samples: str, refusals: tuple[type[Exception], ...] = ()
) -> Target:
    encoded = tuple(sample.encode() for sample in samples)
    marks = tuple(
        mark.encode() for mark in ("№", "ул. ", "д. ", "+7", "@", "—", "«", "{sequence:999999999}", "{kind_letter!r}")
    )
    return Target(name, lambda content: feed(as_text(content)), encoded, refusals, marks=marks)


TEXTS = (
    _text("clean", _cleaned, HTML, TEXT),
    _text("masking", _masked, TEXT),
    _text("reading", _read, TEXT),
    _text("answer", _answer, TEXT),
    _text(
        "search", _query, "автор: Сидорова Нина", "Лесная 3 кв 5 крыша", "8 912 345-67-89 nina@mail.example № 01-12/345"
    ),
    _text("address", _small, "Кировская обл., г. Мураши, ул. Лесная, д. 3а, корп. 2, кв. 5"),
)
TARGETS = (
    *TEXTS,
    _text("watch-words", _watch, "нет воды\n@вода = вода|воды\n@вода -горячая нача*", refusals=(PhraseError,)),
    _text("tracking-code", normalize_tracking_code, "7K2MP-9XQ4T", "7k2mp 9xq4t", refusals=(ValueError,)),
    _text("number-template", _template, "{kind_letter}-{sequence:05d}/{year}", refusals=(ValueError,)),
    _text("quarter", Quarter.parse, "2025Q3", refusals=(ValueError,)),
)
