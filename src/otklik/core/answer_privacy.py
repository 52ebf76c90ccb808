"""What must not leave with an answer: personal data of others, and the blanks of a template."""

import re

from otklik.core.answer_remarks import DraftAnswer, Remark, Rule
from otklik.core.personal_data import Kind, Span, find
from otklik.core.sentences import words

_BLANK = re.compile(
    r"\{[^{}\n]{0,60}\}|_{3,}|\.{5,}|\b[ХX]{2,}\b|\bхх+\b|\bxx+\b|\?{3,}|\[[^\[\]\n]{1,60}\]|\((?:дата|номер|указать[^)]*)\)",
)
#: So many letters of a name stay the same in all its cases.
_STEM = 4
_MOBILE = re.compile(r"^(?:7|8)?9\d{9}$")
_NAMED = (Kind.NAME, Kind.PHONE, Kind.EMAIL)


def blanks(text: str) -> list[Remark]:
    """Fields and lines that nobody filled."""
    return [
        Remark(
            Rule.BLANKS,
            f"Осталось незаполненное место «{found.group()}». Впишите, что нужно, или уберите.",
            found.group(),
            found.start(),
            found.end(),
        )
        for found in _BLANK.finditer(text)
    ]


def foreign_data(draft: DraftAnswer) -> list[Remark]:
    """Names, phones, addresses and documents that belong neither to the author nor to the house."""
    spans = [span for span in find(draft.text) if not _is_known(draft, span)]
    return [
        Remark(
            Rule.FOREIGN_DATA,
            f"Похоже на чужие персональные данные ({span.kind.label}). Уберите их или назовите должность.",
            draft.text[span.start : span.end],
            span.start,
            span.end,
        )
        for span in spans
    ]


def _is_known(draft: DraftAnswer, span: Span) -> bool:
    said = draft.text[span.start : span.end]
    if span.kind is Kind.NAME:
        return _is_known_name(draft, said) or _is_officer(draft.text, span)
    if span.kind is Kind.PHONE:
        return _is_known_phone(draft, said) or _is_office_phone(draft.text, span)
    if span.kind is Kind.EMAIL:
        return said.lower() in {contact.lower() for contact in (*draft.own_contacts, *draft.author_contacts)}
    if span.kind is Kind.ADDRESS:
        return _is_known_address(draft, said)
    return False


def _is_known_name(draft: DraftAnswer, said: str) -> bool:
    """All words of the name belong to one known person, in whatever case."""
    parts = [word.lower().replace("ё", "е") for word in words(said) if len(word) > 1]
    known = [name for name in (draft.author_name, draft.signer, *draft.own_names) if name]
    return any(all(_fits(part, name) for part in parts) for name in known)


def _fits(part: str, name: str) -> bool:
    stem = part[: max(2, min(_STEM, len(part) - 1))]
    return any(word.lower().replace("ё", "е").startswith(stem) for word in words(name))


_OFFICE = re.compile(
    r"(?:начальник|заведующ|специалист|директор|инспектор|мастер|диспетчер|инженер|глав[аыеу]|заместител|председател|секретар"
    r"|консультант|исполнител|сотрудник|руководител|обращайтесь|обратитесь|позвоните|звоните)[^.!?]{0,90}$",
    re.IGNORECASE,
)


def _is_officer(text: str, span: Span) -> bool:
    """A person named after an office is known by it: «мастер участка Иванов П. С.», «позвоните А. П. Смирновой»."""
    return _OFFICE.search(text[max(0, span.start - 120) : span.start]) is not None


_OFFICE_PHONE = re.compile(
    r"(?:телефон|тел\.|звони|вопрос|диспетчер|линия|справк|при[её]мн|отдел|управлени|комитет)[^.!?]{0,50}$",
    re.IGNORECASE,
)


def _is_office_phone(text: str, span: Span) -> bool:
    """A number that the author is asked to call belongs to an office: «позвоните: +7 …», «телефон отдела +7 …»."""
    return _OFFICE_PHONE.search(text[max(0, span.start - 80) : span.start]) is not None


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())


def _is_known_phone(draft: DraftAnswer, said: str) -> bool:
    """Phones of offices are printed everywhere; a mobile number must be the author's or the house's own."""
    digits = _digits(said)
    known = [_digits(contact) for contact in (*draft.own_contacts, *draft.author_contacts)]
    return not _MOBILE.match(digits) or any(digits[-10:] == other[-10:] for other in known if len(other) >= 10)  # noqa: PLR2004 - digits of a number


def _is_known_address(draft: DraftAnswer, said: str) -> bool:
    """House and flat that the author wrote or lives in."""
    theirs = set(re.findall(r"\d+", f"{draft.author_address} {draft.appeal_text}"))
    return set(re.findall(r"\d+", said)) <= theirs
