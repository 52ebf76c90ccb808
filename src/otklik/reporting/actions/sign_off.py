"""Approving a frozen paper in a role, and attaching a signature that was made elsewhere."""

import io
from typing import IO

from django.db import transaction
from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.files import store_file
from otklik.catalog.locks import lock_administration
from otklik.core.detached_signature import MOST_BYTES, NotASignature, SignatureChecked, check_detached
from otklik.reporting.models import SignatureFile, SignOff
from otklik.reporting.sign_off.kinds import Signable, Signed, signable

FORMATS = ("pdf", "docx")
#: Signature files of one paper: several people, several formats, some tries.
MOST_FILES = 20


@transaction.atomic
def sign_off(*, actor: Actor, kind: str, target_id: int, role: str = "", digest: str = "") -> SignOff:
    """Approve the paper in a role (the actor's first that has not signed); `digest` is what the person saw.

    NotFound without the right; RuleBroken for a paper that may still change, one signed already, or another digest.
    Порядок: murashi 5.18, 5.19
    """
    rules = signable(kind)
    paper = _open_paper(rules, actor, target_id)
    if digest and digest != paper.digest:
        raise RuleBroken("stale", "Пока вы читали, документ заменили новой редакцией. Откройте его снова.")
    lock_administration(actor.administration_id)  # a second click finds what the first one signed
    own = SignOff.objects.filter(administration_id=actor.administration_id, kind=kind, target_id=target_id)
    signed = set(own.values_list("role", flat=True))
    held = [one for one in rules.roles if actor.has(one) and role in {"", one}]
    if not held or actor.kind == "public":
        raise NotFound
    chosen = next((one for one in held if one not in signed), None)
    if chosen is None:
        raise RuleBroken("signed", f"Как {Role(held[0]).label} вы уже подписали этот документ.")
    made = SignOff.objects.create(
        administration_id=actor.administration_id,
        kind=kind,
        target_id=target_id,
        title=paper.title,
        digest=paper.digest,
        role=chosen,
        position=_position(actor),
        person_id=actor.user_id,
        person_name=actor.name,
        signed_at=timezone.now(),
    )
    summary = f"Подписано: {paper.title}, {Role(chosen).label}"
    audit.record(actor, "sign_off", made, summary, paper=kind, row=target_id, digest=paper.digest, role=chosen)
    return made


@transaction.atomic
def attach_signature(
    *, actor: Actor, kind: str, target_id: int, file_format: str, upload: IO[bytes], name: str
) -> SignatureFile:
    """Keep a detached signature with the very file it was made for, and whether its digest is that file's.

    RuleBroken for what is no detached signature. Порядок: murashi 5.19
    """
    rules = signable(kind)
    paper = _open_paper(rules, actor, target_id)
    if not actor.has(*rules.roles):
        raise NotFound
    if file_format not in FORMATS:
        raise RuleBroken(
            "file_format", "Подписывают PDF или Word: выберите, под каким файлом сделана подпись.", "file_format"
        )
    own = SignatureFile.objects.filter(administration_id=actor.administration_id, kind=kind, target_id=target_id)
    if own.count() >= MOST_FILES:
        raise RuleBroken("too_many", f"У документа уже {MOST_FILES} файлов подписи.", "signature")
    content = _content(upload)
    rendered = rules.render(actor, target_id, file_format)
    checked = _checked(content, rendered.content)
    stored = store_file(actor.administration_id, io.BytesIO(rendered.content), rendered.file_name)
    made = SignatureFile.objects.create(
        administration_id=actor.administration_id,
        kind=kind,
        target_id=target_id,
        digest=paper.digest,
        name=name.replace("\\", "/").rsplit("/", 1)[-1][-200:],
        content=content,
        document=stored,
        result=checked.result,
        told={
            "algorithm": checked.algorithm,
            "signer": checked.signer,
            "signed_at": checked.signed_at.isoformat() if checked.signed_at else "",
            "why": checked.why,
        },
        added_at=timezone.now(),
        added_by_id=actor.user_id,
        added_by_name=actor.name,
    )
    summary = f"Приложена электронная подпись: {paper.title}, {made.get_result_display()}"
    audit.record(actor, "attach_signature", made, summary, document=stored.sha256, result=checked.result)
    return made


def _open_paper(rules: Signable, actor: Actor, target_id: int) -> Signed:
    """The paper, unless it is not signed any more."""
    paper = rules.load(actor, target_id)
    if paper.refusal:
        raise RuleBroken("not_signed", paper.refusal)
    return paper


def _content(upload: IO[bytes]) -> bytes:
    content = upload.read(MOST_BYTES + 1)
    if not content:
        raise RuleBroken("signature", "Файл пуст.", "signature")
    if len(content) > MOST_BYTES:
        raise RuleBroken("signature", "Файл слишком большой для подписи.", "signature")
    return content


def _checked(content: bytes, document: bytes) -> SignatureChecked:
    try:
        return check_detached(content, document)
    except NotASignature as wrong:
        raise RuleBroken("signature", str(wrong), "signature") from wrong


def _position(actor: Actor) -> str:
    return User.objects.filter(pk=actor.user_id or 0).values_list("position", flat=True).first() or ""
