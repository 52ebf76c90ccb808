"""Rules of routing: which of them fires for a message, and why, in words that a clerk reads."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from otklik.core.appeals import ItemKind
from otklik.core.phrases import Hit, Phrase, Watch

_MOST_SHOWN = 3


@dataclass(frozen=True)
class Facts:
    """What is known of a message when it is routed; slugs, and whole codes of its questions' topics."""

    text: str
    place: str = ""
    channel: str = ""
    kind: str = ""
    process: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A rule: every condition given must hold, any value of one is enough. Channels and processes are slug → title."""

    id: int
    title: str
    topic_code: str = ""
    words: tuple[Phrase, ...] = ()
    places: tuple[Phrase, ...] = ()
    channels: Mapping[str, str] = field(default_factory=dict)
    processes: Mapping[str, str] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()

    @property
    def has_conditions(self) -> bool:
        """A rule without any would send everything."""
        return bool(self.topic_code or self.words or self.places or self.channels or self.processes or self.kinds)


@dataclass(frozen=True)
class Trial:
    """A rule tried on a message: whether it fires, and the sentences that say why or why not."""

    rule: Rule
    fires: bool
    why: tuple[str, ...]


@dataclass(frozen=True)
class _Found:
    words: Mapping[str, Sequence[Hit]]
    places: Mapping[str, Sequence[Hit]]


class Router:
    """Rules in their order, made ready for many messages."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._words = Watch((str(rule.id), phrase) for rule in self.rules for phrase in rule.words)
        self._places = Watch((str(rule.id), phrase) for rule in self.rules for phrase in rule.places)

    def first(self, facts: Facts) -> Trial | None:
        """The first rule that fires; None when none does."""
        found = self._found(facts)
        tried = (_trial(rule, facts, found) for rule in self.rules)
        return next((trial for trial in tried if trial.fires), None)

    def trials(self, facts: Facts) -> tuple[Trial, ...]:
        """Every rule in its order, fired or not."""
        found = self._found(facts)
        return tuple(_trial(rule, facts, found) for rule in self.rules)

    def _found(self, facts: Facts) -> _Found:
        words = _by_key(self._words.hits(facts.text)) if self._words else {}
        places = _by_key(self._places.hits(f"{facts.place}\n{facts.text}")) if self._places else {}
        return _Found(words, places)


def within_topic(code: str, heading: str) -> bool:
    """True when the code stands under the heading: its blocks without the empty ones at the end are the beginning."""
    blocks = heading.split(".")
    while len(blocks) > 1 and set(blocks[-1]) <= {"0"}:
        blocks.pop()
    return code.split(".")[: len(blocks)] == blocks


def _by_key(hits: Iterable[Hit]) -> dict[str, list[Hit]]:
    grouped: dict[str, list[Hit]] = {}
    for hit in hits:
        grouped.setdefault(hit.key, []).append(hit)
    return grouped


def _trial(rule: Rule, facts: Facts, found: _Found) -> Trial:
    spoken = [check(rule, facts, found) for given, check in _CHECKS if given(rule)]
    failed = tuple(sentence for holds, sentence in spoken if not holds)
    if failed or not spoken:
        return Trial(rule, fires=False, why=failed or ("условий нет",))
    return Trial(rule, fires=True, why=tuple(sentence for _, sentence in spoken))


def _quoted(hits: Sequence[Hit]) -> str:
    return ", ".join(dict.fromkeys(f"«{hit.words}»" for hit in hits[:_MOST_SHOWN]))


def _words(rule: Rule, _facts: Facts, found: _Found) -> tuple[bool, str]:
    hits = found.words.get(str(rule.id), ())
    if not hits:
        return False, "слов правила в тексте нет"
    return True, f"{'слова' if len(hits) > 1 or ' ' in hits[0].words else 'слово'} {_quoted(hits)}"


def _places(rule: Rule, _facts: Facts, found: _Found) -> tuple[bool, str]:
    hits = found.places.get(str(rule.id), ())
    return (True, f"место {_quoted(hits)}") if hits else (False, "место в тексте не названо")


def _channel(rule: Rule, facts: Facts, _found: _Found) -> tuple[bool, str]:
    title = rule.channels.get(facts.channel)
    return (True, f"канал «{title}»") if title else (False, "канал другой")


def _process(rule: Rule, facts: Facts, _found: _Found) -> tuple[bool, str]:
    title = rule.processes.get(facts.process)
    if title:
        return True, f"процесс «{title}»"
    return False, "процесс другой" if facts.process else "процесс ещё не указан"


def _kind(rule: Rule, facts: Facts, _found: _Found) -> tuple[bool, str]:
    if facts.kind in rule.kinds:
        return True, f"вид: {ItemKind(facts.kind).label.lower()}"
    return False, "вид другой"


def _topic(rule: Rule, facts: Facts, _found: _Found) -> tuple[bool, str]:
    fitting = next((code for code in facts.topics if within_topic(code, rule.topic_code)), None)
    if fitting:
        return True, f"тема {fitting}"
    return False, "тема другая" if facts.topics else "тема ещё не указана"


_CHECKS: tuple[tuple[Callable[[Rule], object], Callable[[Rule, Facts, _Found], tuple[bool, str]]], ...] = (
    (lambda rule: rule.words, _words),
    (lambda rule: rule.places, _places),
    (lambda rule: rule.topic_code, _topic),
    (lambda rule: rule.channels, _channel),
    (lambda rule: rule.processes, _process),
    (lambda rule: rule.kinds, _kind),
)
