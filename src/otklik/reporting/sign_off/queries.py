"""Who signed a paper, who has still to, and what its signature files say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.files import open_file
from otklik.reporting.models import SignatureFile, SignOff
from otklik.reporting.sign_off.kinds import signable

#: What the check of a signature file means, said beside every one.
WHAT_IS_CHECKED = (
    "Проверяется, что контрольная сумма внутри подписи — от этого файла. Сертификат, его цепочка, отзыв и время "
    "подписи не проверяются: для этого нужно средство электронной подписи."
)


@dataclass(frozen=True)
class RoleLine:
    """A role that signs, with the approval if there is one; `may_sign` for the actor now."""

    role: str
    title: str
    sign_off: SignOff | None
    may_sign: bool


@dataclass(frozen=True)
class SignOffShown:
    """Everything about a paper's approval."""

    lines: Sequence[RoleLine]
    files: Sequence[SignatureFile]

    @property
    def is_complete(self) -> bool:
        """Every role has signed."""
        return all(line.sign_off is not None for line in self.lines)

    @property
    def signed(self) -> list[SignOff]:
        """The approvals that there are, in the order of the roles."""
        return [line.sign_off for line in self.lines if line.sign_off is not None]


def sign_offs_of(actor: Actor, kind: str, target_id: int) -> SignOffShown:
    """The approvals of a paper that the actor has been let see. Порядок: murashi 5.19, 5.20"""
    return sign_offs_of_each(actor, kind, [target_id])[target_id]


def sign_offs_of_each(actor: Actor, kind: str, target_ids: Iterable[int]) -> Mapping[int, SignOffShown]:
    """The same of several papers at once, such as the versions of one: what was signed stays signed.

    Порядок: murashi 5.18
    """
    wanted = list(target_ids)
    own = {"administration_id": actor.administration_id, "kind": kind, "target_id__in": wanted}
    signed: dict[int, dict[str, SignOff]] = defaultdict(dict)
    for row in SignOff.objects.filter(**own):
        signed[row.target_id][row.role] = row
    files: dict[int, list[SignatureFile]] = defaultdict(list)
    for one in SignatureFile.objects.filter(**own).select_related("document").defer("content"):
        files[one.target_id].append(one)
    return {one: SignOffShown(_lines(actor, kind, signed[one]), files[one]) for one in wanted}


def _lines(actor: Actor, kind: str, signed: Mapping[str, SignOff]) -> list[RoleLine]:
    return [
        RoleLine(role, str(Role(role).label), signed.get(role), role not in signed and actor.has(role))
        for role in signable(kind).roles
    ]


def signature_content(actor: Actor, kind: str, signature_id: int, part: str) -> tuple[str, bytes, str]:
    """Name, bytes and media type of a signature file («signature») or of the document beside it («document»).

    NotFound outside the actor's administration, or for a paper that the actor may not see.
    """
    own = SignatureFile.objects.filter(administration_id=actor.administration_id, kind=kind, pk=signature_id)
    row = own.select_related("document").first()
    if row is None:
        raise NotFound
    signable(kind).load(actor, row.target_id)
    if part == "signature":
        return download_name(row.name), bytes(row.content), "application/octet-stream"
    with open_file(row.document) as stream:
        return row.document.name, stream.read(), row.document.media_type


def download_name(name: str) -> str:
    """A name that a header can carry: letters of the alphabet, digits and signs, the rest left out."""
    kept = "".join(sign for sign in name if sign.isascii() and (sign.isalnum() or sign in "._-"))
    return kept.lstrip(".") or "signature.sig"
