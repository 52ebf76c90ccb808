"""What is stated of a proposal to another body, the figures that speak for it, and the letter that carries it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from otklik.accounts.models import User
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.letterhead import coat_of
from otklik.catalog.models import Administration, Process
from otklik.core.grades import Grade
from otklik.core.letter import Letter, Letterhead
from otklik.core.periods import Quarter
from otklik.core.russian import count_with_word, share_with_count
from otklik.improvement.measure_plan import plain
from otklik.improvement.models import ChangeProposal, PainLine, PainPoint
from otklik.improvement.queries.measure import newest_lines
from otklik.intake.letters import facts_of_letter

TEXT_LETTERS = 20_000
LONGEST = {
    "title": 300,
    "addressee": 500,
    "addressee_person": 300,
    "act_title": 1000,
    "evidence": TEXT_LETTERS,
    "request": TEXT_LETTERS,
    "draft_change": TEXT_LETTERS,
}
_REQUIRED = (("title", "Напишите, о чём предложение."), ("addressee", "Напишите, кому направляете."))


@dataclass(frozen=True)
class ProposalFacts:
    """The statements: to whom, about which process, what speaks for it, what should be otherwise."""

    title: str
    addressee: str
    addressee_person: str = ""
    process_id: int | None = None
    evidence: str = ""
    request: str = ""
    act_title: str = ""
    draft_change: str = ""

    def columns(self) -> dict[str, Any]:
        """Columns of the row, cleaned."""
        return {name: plain(value) if isinstance(value, str) else value for name, value in asdict(self).items()}


def check_proposal(actor: Actor, facts: ProposalFacts) -> None:
    """RuleBroken names the field at fault."""
    said = facts.columns()
    for name, words in _REQUIRED:
        if not said[name]:
            raise RuleBroken(name, words, name)
    if not (said["request"] or said["draft_change"]):
        raise RuleBroken("request", "Напишите, что предлагаете изменить.", "request")
    for name, most in LONGEST.items():
        if len(said[name]) > most:
            raise RuleBroken("long", f"Слишком длинно для письма: не больше {most} знаков.", name)
    own = Process.objects.filter(administration_id=actor.administration_id)
    if facts.process_id is not None and not own.filter(pk=facts.process_id).exists():
        raise RuleBroken("absent", "Этого процесса в справочнике уже нет. Выберите другой.", "process")


def evidence_of(actor: Actor, pains: Sequence[PainPoint]) -> str:
    """A sentence a pain with its figures in the newest map; no citizen's words stand in it. Порядок: biysk 6."""
    lines = newest_lines(actor, [pain.pk for pain in pains])
    return "\n".join(_evidence(pain, lines.get(pain.pk)) for pain in pains)


def _evidence(pain: PainPoint, line: PainLine | None) -> str:
    where = f" (процесс «{pain.process.title}»)" if pain.process else ""
    name = f"{pain.get_kind_display().capitalize()} «{pain.title}»{where}."
    if line is None or not line.item_count:
        return name
    count = count_with_word(line.item_count, "сообщение", "сообщения", "сообщений")
    share = ""
    if line.base_count:
        share = f", доля среди сообщений о процессе — {_share(line)}"
    grade = Grade.of(line.priority_in_force)
    priority = f", приоритет — {grade.masculine}" if grade else ""
    return f"{name} За {Quarter.from_key(line.pain_map.quarter).title} — {count}{share}{priority}."


def _share(line: PainLine) -> str:
    return share_with_count(line.item_count / line.base_count, line.item_count, line.base_count)


def todays_facts(actor: Actor, administration: Administration) -> dict[str, Any]:
    """Letterhead, signer and executor of a letter written now."""
    position = User.objects.filter(pk=actor.user_id or 0).values_list("position", flat=True).first() or ""
    return facts_of_letter(administration, actor.name, position)


def proposal_letter(actor: Actor, proposal: ChangeProposal) -> Letter:
    """On the letterhead of the day it was sent; before that on today's, with blanks for number and date."""
    facts = proposal.letter_facts or todays_facts(actor, proposal.administration)
    return Letter(
        head=Letterhead.of(facts["head"]),
        addressee=tuple(line for line in (proposal.addressee, proposal.addressee_person) if line),
        subject=_subject(proposal.title),
        paragraphs=tuple(_paragraphs(proposal)),
        number=proposal.number,
        written_on=proposal.sent_on,
        signer_position=facts["signer_position"],
        signer_name=facts["signer_name"],
        executor=facts["executor"],
        executor_phone=facts["executor_phone"],
        coat=coat_of(proposal.administration),
    )


def _subject(title: str) -> str:
    """«О …» as letters begin; a title that begins so stays."""
    return title if title.startswith(("О ", "Об ")) else f"О предложении: {title}"


def _paragraphs(proposal: ChangeProposal) -> list[str]:
    about = f" о процессе «{proposal.process.title}»" if proposal.process else ""
    found = [f"По результатам анализа обратной связи{about} просим рассмотреть предложение."]
    if proposal.evidence:
        found += ["Что показала обратная связь:", *_split(proposal.evidence)]
    if proposal.request:
        found += ["Предлагаем:", *_split(proposal.request)]
    if proposal.draft_change:
        act = f" в акт «{proposal.act_title}»" if proposal.act_title else ""
        found += [f"Проект изменения{act}:", *_split(proposal.draft_change)]
    return [*found, "О результатах рассмотрения просим сообщить."]


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.splitlines() if part.strip()]
