"""Dictionary forms of a word, every likely one: «дорогой» belongs to «дорога» and to «дорогой»."""

from functools import lru_cache

from otklik.core.russian import analyzer

#: A reading of a word that is rarer than this is left out: «стали» is hardly ever «сталь».
LIKELY = 0.05
#: The dictionary says «имя», «фамилия» or «отчество» of so large a share of the readings.
MOSTLY = 0.5
#: Longer strings of letters are no words; they stand as they are, cut.
LONGEST_WORD = 40
_NAMES = frozenset({"Name", "Surn", "Patr"})


@lru_cache(maxsize=200_000)
def forms_of(word: str) -> tuple[str, ...]:
    """Dictionary forms of a word given in lower case, ё as е, the likeliest first: «шли» is «идти» and «слать»."""
    if word.isascii() or len(word) > LONGEST_WORD:
        return (word[:LONGEST_WORD],)
    shares: dict[str, float] = {}
    for reading in analyzer().parse(word):
        form = str(reading.normal_form).replace("ё", "е")
        shares[form] = shares.get(form, 0.0) + float(reading.score)
    likely = sorted((form for form in shares if shares[form] >= LIKELY), key=lambda form: -shares[form])
    return tuple(likely) or tuple(shares)[:1] or (word,)


@lru_cache(maxsize=20_000)
def is_known(word: str) -> bool:
    """Whether the word (lower case) stands in the dictionary: what does not is a part of a word, a slip or a name."""
    return word.isascii() or bool(analyzer().word_is_known(word))


@lru_cache(maxsize=20_000)
def is_name(word: str) -> bool:
    """Whether the word (lower case) is mostly a person's name, patronymic or surname."""
    readings = analyzer().parse(word) if not word.isascii() else []
    share = sum(float(reading.score) for reading in readings if _NAMES & reading.tag.grammemes)
    return share >= MOSTLY
