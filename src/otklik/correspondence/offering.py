"""After the answer: how its author may say whether it helped. Порядок: murashi 5.2, biysk 3, livny 3."""

from otklik.base.events import AppealAnswered
from otklik.catalog.models import Administration
from otklik.core.dialogue.words import SATISFIED, UNSATISFIED, say
from otklik.correspondence.becoming.receipts import page_of, reply, words_of
from otklik.correspondence.connected import Connected
from otklik.correspondence.models import ReplyAddress
from otklik.surveys.giving import survey_address


def offer_mark(event: AppealAnswered) -> None:
    """Listener: whoever wrote in a talk is asked there; a letter and a comment carry the question with the answer."""
    rows = ReplyAddress.objects.filter(item=event.item_id, is_talk=True, connection__is_enabled=True)
    address = rows.exclude(talker="").select_related("connection", "item__administration").first()
    if address is None:
        return
    administration: Administration = address.item.administration
    words, survey = words_of(administration), survey_address(address.item)
    said = say(words, "answered", number=address.item.number, status_url=page_of(administration, "status/"))
    if survey:
        said = f"{said}\n\n{say(words, 'survey', survey_url=survey)}"
    connected = Connected(address.connection, administration)
    reply(connected, address.item, address, said, choices=(SATISFIED, UNSATISFIED))
