"""Letters out to a real SMTP server: their thread, their number, what is tried later and what is refused."""

from email.message import EmailMessage

import pytest
from tests.channels.letters.build import KEY, OUR_ID
from tests.channels.mail_fixtures import Box
from tests.smtp_server import PostOffice

from otklik.channels.contract import Outgoing, OutgoingFile, Refused, TryLater
from otklik.channels.email.sending import compose, send

THREAD = {"message_id": "<b@mail.example>", "references": "<a@mail.example> <b@mail.example>", "subject": "Яма"}


def _outgoing(to: str = "anna@mail.example", **facts: object) -> Outgoing:
    return Outgoing(**({"key": KEY, "to": to, "text": "Яму засыпят 5 мая.", "thread": THREAD} | facts))  # type: ignore[arg-type]


def test_an_answer_arrives_in_its_thread_with_its_files(box: Box, post_office: PostOffice) -> None:
    files = [OutgoingFile("Ответ № 5.pdf", b"%PDF answer", "application/pdf")]
    number = send(box(from_name="Администрация города"), _outgoing("thread@mail.example", files=files))
    (came,) = post_office.post.to("thread@mail.example")
    assert number == came["Message-ID"] == OUR_ID
    assert came["In-Reply-To"] == "<b@mail.example>"
    assert came["References"] == "<a@mail.example> <b@mail.example>"
    assert came["Subject"] == "Re: Яма"
    assert str(came["From"]) == "Администрация города <priem@gorod.example>"
    assert came["Auto-Submitted"] is None
    body = came.get_body()
    assert isinstance(body, EmailMessage)
    assert body.get_content().strip() == "Яму засыпят 5 мая."
    assert [(one.get_filename(), one.get_content()) for one in came.iter_attachments()] == [
        ("Ответ № 5.pdf", b"%PDF answer")
    ]


def test_a_second_attempt_is_the_same_letter(box: Box, post_office: PostOffice) -> None:
    for _attempt in range(2):
        send(box(), _outgoing("twice@mail.example"))
    assert {came["Message-ID"] for came in post_office.post.to("twice@mail.example")} == {OUR_ID}


def test_a_program_says_that_it_is_one(box: Box) -> None:
    letter = compose(box(), _outgoing(is_automatic=True, subject="Принято", choices=("Да", "Нет")))
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Subject"] == "Принято"
    assert letter.get_content().splitlines()[-2:] == ["— Да", "— Нет"]


def test_no_header_is_smuggled_in(box: Box) -> None:
    letter = compose(box(), _outgoing(subject="Тема\r\nBcc: vsem@mail.example"))
    assert letter["Bcc"] is None
    assert letter["Subject"] == "Тема Bcc: vsem@mail.example"


def test_lines_that_begin_with_a_dot_stay(box: Box, post_office: PostOffice) -> None:
    text = ".\n..две\n.одна"
    send(box(), _outgoing("dots@mail.example", text=text))
    (came,) = post_office.post.to("dots@mail.example")
    assert came.get_content().split() == text.split()


def test_a_cyrillic_domain_is_reached(box: Box, post_office: PostOffice) -> None:
    send(box(), _outgoing("anna@пример.рф"))
    assert post_office.post.to("anna@xn--e1afmkfd.xn--p1ai")


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("nikto@mail.example", "не принимает письма на этот адрес. Ответ сервера: 550 5.1.1"),
        ("nelzya@mail.example", "551 5.7.1"),
        ("spam@mail.example", "отклонил письмо. Ответ сервера: 554"),
        ("не адрес", "не адрес электронной почты"),
        ("a@b.example\r\nRCPT TO:<c@d.example>", "не адрес электронной почты"),
        ("анна@mail.example", "нелатинскими"),
    ],
)
def test_what_never_arrives_is_refused(box: Box, to: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        send(box(), _outgoing(to))
    assert words in refused.value.message


def test_a_letter_too_large_is_refused(box: Box) -> None:
    files = [OutgoingFile("a.bin", b"x" * 3 * 2**20, "application/octet-stream")]
    with pytest.raises(Refused, match="слишком велико"):
        send(box(), _outgoing(files=files))


@pytest.mark.parametrize(
    ("facts", "to", "words"),
    [
        ({}, "polon@mail.example", "просит повторить позже. Ответ сервера: 452"),
        ({}, "obryv@mail.example", "прервал разговор"),
        ({"smtp_port": 9}, "anna@mail.example", "не принимает соединений"),
        ({"smtp_password": "не тот"}, "anna@mail.example", "не принял имя или пароль"),
        ({"from_address": "chuzhoy@gorod.example"}, "anna@mail.example", "проверьте «Адрес отправителя»"),
    ],
)
def test_what_may_arrive_later_is_tried_later(box: Box, facts: dict[str, object], to: str, words: str) -> None:
    with pytest.raises(TryLater) as later:
        send(box(**facts), _outgoing(to))
    assert words in later.value.message
    assert not later.value.is_uncertain


def test_who_is_put_off_comes_again(box: Box, post_office: PostOffice) -> None:
    with pytest.raises(TryLater) as later:
        send(box(), _outgoing("pozhe@mail.example"))
    assert later.value.after
    send(box(), _outgoing("pozhe@mail.example"))
    assert len(post_office.post.to("pozhe@mail.example")) == 1


def test_silence_after_the_letter_is_uncertain(box: Box, post_office: PostOffice) -> None:
    with pytest.raises(TryLater) as later:
        send(box(), _outgoing("tishina@mail.example"))
    assert later.value.is_uncertain
    assert len(post_office.post.to("tishina@mail.example")) == 1


def test_a_box_that_only_takes_sends_nothing(box: Box) -> None:
    with pytest.raises(Refused, match="не указан сервер исходящей почты"):
        send(box(smtp_host=""), _outgoing())
