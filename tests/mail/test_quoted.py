"""New words apart from quoted ones, as mail programs write them; nothing of a mail is lost between the two (rule R18)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdrdesk.core.mail.contact_facts import SignatureFacts, phone_in, signature_facts
from sdrdesk.core.mail.html_text import html_to_text
from sdrdesk.core.mail.quoted import new_text, split

QUOTATIONS = {
    "gmail-en": "On Wed, Dec 2, 2026 at 9:00 AM Sam Seller <sam@ours.example> wrote:\n\n> Are you the right person?\n> Reply STOP to unsubscribe.",
    "gmail-en-broken": "On Wed, Dec 2, 2026 at 9:00 AM Sam Seller with a long name <\nsam@ours.example> wrote:\n\n> Are you the right person?",
    "gmail-de": "Am Mi., 2. Dez. 2026 um 09:00 Uhr schrieb Sam Seller <sam@ours.example>:\n\n> Sind Sie zuständig?",
    "gmail-fr": "Le mer. 2 déc. 2026 à 09:00, Sam Seller <sam@ours.example> a écrit :\n\n> Êtes-vous la bonne personne ?",
    "gmail-es": "El mié, 2 dic 2026 a las 9:00, Sam Seller (<sam@ours.example>) escribió:\n\n> ¿Es usted la persona?",
    "gmail-it": "Il giorno mer 2 dic 2026 alle ore 09:00 Sam Seller <sam@ours.example> ha scritto:\n\n> È lei?",
    "gmail-pt": "Em qua., 2 de dez. de 2026 às 09:00, Sam Seller <sam@ours.example> escreveu:\n\n> É você?",
    "gmail-nl": "Op wo 2 dec 2026 om 09:00 schreef Sam Seller <sam@ours.example>:\n\n> Bent u het?",
    "gmail-sv": "Den ons 2 dec. 2026 kl 09:00 skrev Sam Seller <sam@ours.example>:\n\n> Är det du?",
    "gmail-pl": "śr., 2 gru 2026 o 09:00 Sam Seller <sam@ours.example> napisał(a):\n\n> Czy to Pan?",
    "gmail-zh": "Sam Seller <sam@ours.example> 于2026年12月2日周三 09:00写道：\n\n> 您负责吗？",
    "gmail-ja": "2026年12月2日(水) 9:00 Sam Seller <sam@ours.example>:\n\n> ご担当ですか",
    "gmail-ko": "2026년 12월 2일 (수) 오전 9:00, Sam Seller <sam@ours.example>님이 작성:\n\n> 담당자이신가요",
    "gmail-ru": "ср, 2 дек. 2026 г. в 09:00, Sam Seller <sam@ours.example>:\n\n> Это вы?",
    "outlook-en": "From: Sam Seller <sam@ours.example>\nSent: Wednesday, December 2, 2026 9:00 AM\nTo: Ann Vogel\nSubject: A question\n\nAre you the right person?",
    "outlook-en-rule": "________________________________\nFrom: Sam Seller <sam@ours.example>\nSent: Wednesday, December 2, 2026 9:00 AM\nTo: Ann Vogel\n\nAre you?",
    "outlook-de": "Von: Sam Seller <sam@ours.example>\nGesendet: Mittwoch, 2. Dezember 2026 09:00\nAn: Ann Vogel\nBetreff: Frage\n\nSind Sie zuständig?",
    "outlook-fr": "De : Sam Seller <sam@ours.example>\nEnvoyé : mercredi 2 décembre 2026 09:00\nÀ : Ann Vogel\nObjet : Question\n\nÊtes-vous ?",
    "outlook-es": "De: Sam Seller <sam@ours.example>\nEnviado el: miércoles, 2 de diciembre de 2026 9:00\nPara: Ann Vogel\nAsunto: Pregunta\n\n¿Es usted?",
    "outlook-it": "Da: Sam Seller <sam@ours.example>\nInviato: mercoledì 2 dicembre 2026 09:00\nA: Ann Vogel\nOggetto: Domanda\n\nÈ lei?",
    "outlook-zh": "发件人: Sam Seller <sam@ours.example>\n发送时间: 2026年12月2日 9:00\n收件人: Ann Vogel\n主题: 询问\n\n您负责吗？",
    "outlook-old": "-----Original Message-----\nFrom: Sam Seller [mailto:sam@ours.example]\nSent: Wednesday\n\nAre you?",
    "outlook-old-de": "-----Ursprüngliche Nachricht-----\nVon: Sam Seller\nGesendet: Mittwoch\n\nSind Sie?",
    "apple-en": "> On 2. Dec 2026, at 09:00, Sam Seller <sam@ours.example> wrote:\n> \n> Are you the right person?",
    "apple-de": "> Am 02.12.2026 um 09:00 schrieb Sam Seller <sam@ours.example>:\n> \n> Sind Sie zuständig?",
    "apple-forward": "Begin forwarded message:\n\nFrom: Sam Seller <sam@ours.example>\nSubject: A question",
    "qq": '------------------ 原始邮件 ------------------\n发件人: "Sam" <sam@ours.example>;\n发送时间: 2026年12月2日(星期三) 上午9:00\n收件人: "Ann"<ann@acme.example>;\n\n您负责吗？',
    "qq-new": "------------------&nbsp;原始邮件&nbsp;------------------\n发件人: Sam\n\n您负责吗？".replace("&nbsp;", "\xa0"),
    "foxmail": "发件人： Sam Seller\n发送时间： 2026-12-02 09:00\n收件人： ann\n主题： 询问\n\n您负责吗？",
    "163": '在 2026-12-02 09:00:00，"Sam Seller" <sam@ours.example> 写道：\n\n您负责吗？',
    "163-at": 'At 2026-12-02 09:00:00, "Sam Seller" <sam@ours.example> wrote:\n\n>Are you the right person?',
    "163-forward": "---- 回复的原邮件 ----\n| 发件人 | Sam<sam@ours.example> |\n| 日期 | 2026年12月2日 09:00 |\n\n您负责吗？",
    "thunderbird-de": "Am 02.12.26 um 09:00 schrieb Sam Seller:\n> Sind Sie zuständig?",
    "yahoo": "On Wednesday, December 2, 2026 at 09:00:00 AM GMT+1, Sam Seller <sam@ours.example> wrote:\n\nAre you the right person?",
    "forwarded": "---------- Forwarded message ---------\nFrom: Sam Seller <sam@ours.example>\nDate: Wed, Dec 2, 2026\nSubject: A question\n\nAre you?",
}


def _lines(text: str) -> list[str]:
    return sorted(line.strip() for line in text.split("\n") if line.strip())


@pytest.mark.parametrize("name", QUOTATIONS)
def test_quotation_is_told_from_new_words(name: str) -> None:
    body = f"Yes, call me on Friday.\nAnn\n\n{QUOTATIONS[name]}\n"
    new, quoted = split(body)
    assert new == "Yes, call me on Friday.\nAnn"
    assert new_text(body) == new
    assert _lines(new) + _lines(quoted) == _lines(new) + _lines(QUOTATIONS[name])


def test_answers_between_and_below_quoted_lines_are_new() -> None:
    body = "On Wed, Sam Seller <sam@ours.example> wrote:\n> Are you the right person?\n\nNo, Jane is.\n\n> Shall I call her?\n\nYes please."
    assert new_text(body) == "No, Jane is.\n\nYes please."


def test_signature_stays_with_the_new_half_and_goes_from_the_new_words() -> None:
    body = "Yes.\n\n-- \nAnn Vogel\nHead of Finance\n\nOn Wed, Dec 2, 2026 Sam <sam@ours.example> wrote:\n> Are you?"
    assert new_text(body) == "Yes."
    assert split(body)[0] == "Yes.\n\n--\nAnn Vogel\nHead of Finance"
    assert split(body)[1].startswith("On Wed")


@pytest.mark.parametrize(
    "body",
    [
        "From: our side everything is fine.\nWhen can we talk?",
        "On Monday I wrote:\nnothing to anybody",
        "The price is > 5 EUR.\nFine?",
        "I think:\n- one\n- two\nAnn",
        "Von mir aus gerne.\nGruß",
        "",
    ],
)
def test_words_that_look_like_a_quotation_are_kept(body: str) -> None:
    assert split(body)[0] == body


def test_quotation_alone_leaves_no_new_words() -> None:
    assert new_text(QUOTATIONS["forwarded"]) == ""
    assert _lines(split(QUOTATIONS["forwarded"])[1]) == _lines(QUOTATIONS["forwarded"])


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from([*(line for q in QUOTATIONS.values() for line in q.split("\n")), "", "-- ", "Yes.", "> x", ">> y", "| z", "Ann"]),
        max_size=30,
    )
)
def test_nothing_is_lost_between_the_two_halves(lines: list[str]) -> None:
    body = "\n".join(lines)
    new, quoted = split(body)
    assert sorted(_lines(new) + _lines(quoted)) == _lines(body)


def test_long_mail_is_kept_whole() -> None:
    body = "\n".join(f"line {n}" for n in range(4000))
    assert split(body) == (body, "")


def test_html_of_gmail_and_outlook() -> None:
    gmail = '<div>Yes</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Wed, Dec 2 Sam &lt;<a href="mailto:s@o.example">s@o.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote">STOP</blockquote></div>'
    outlook = '<p>Yes</p><hr><div id="divRplyFwdMsg"><b>From:</b> Sam<br></div><div>STOP</div>'
    assert new_text(html_to_text(gmail)) == "Yes"
    assert new_text(html_to_text(outlook)) == "Yes"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Yes.\n\nBest regards,\nAnn Vogel\nHead of Finance\nTel: +49 30 123456-78\nFax: +49 30 123456-99",
            ("Ann Vogel", "+49 30 123456-78", "Head of Finance"),
        ),
        (
            "Passt.\n\nMit freundlichen Grüßen\n\nJürgen Müller\nLeiter Einkauf\nT 030 / 12 34 56",
            ("Jürgen Müller", "030 / 12 34 56", "Leiter Einkauf"),
        ),
        ("ok\n--\nJohn Carter, VP Operations\nP: (212) 555-1234", ("John Carter", "(212) 555-1234", "VP Operations")),
        ("好的。\n\n谢谢！\n王小明\n采购部经理\n手机：138 1234 5678", ("王小明", "138 1234 5678", "采购部经理")),
        (
            "Merci\n\nCordialement,\nJean Dupont\nDirecteur des achats\nPort. : 06 12 34 56 78",
            ("Jean Dupont", "06 12 34 56 78", "Directeur des achats"),
        ),
        ("Sure\nThanks,\nBob", ("Bob", "", "")),
        ("Call me at +49 30 123456.", ("", "", "")),
    ],
)
def test_signature_tells_who_wrote(body: str, expected: tuple[str, str, str]) -> None:
    quoted = "\n\nOn Wed, Dec 2, 2026 Sam <sam@ours.example> wrote:\n> Best regards,\n> Sam Seller\n> +1 212 555 9999"
    assert signature_facts(body + quoted) == SignatureFacts(*expected)


@pytest.mark.parametrize(
    "text", ["2026-12-14", "12.12.2026", "order 12345678", "Fax: +49 30 123456", "from 9-5", "192.0.2.1", "10:00-11:00", "EUR 1.000.000"]
)
def test_what_is_no_telephone_number(text: str) -> None:
    assert phone_in(text) == ""
