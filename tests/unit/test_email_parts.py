"""What stands around the text: the signature once, and an HTML part that says the same and nothing else (rule R19)."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from sdrdesk.core.mail.html_text import QUOTE_MARK, html_to_text
from sdrdesk.core.render.html_part import html_of
from sdrdesk.core.render.signature import signed
from sdrdesk.core.render.value_spans import value_spans

VALUES = {"sender_name": "Maya Lindqvist", "sender_company": "Brightmarl"}
BODY = 'Hello Ann,\n\nOne question?\n\nThank you,\nMaya Lindqvist\nBrightmarl · +1 646\n\nNot for you? Reply "no".\n'


def test_a_signature_takes_the_place_of_the_sign_off_above_the_opt_out() -> None:
    done = signed(BODY, "Maya L.\nBrightmarl SDR\n", VALUES)
    assert done == 'Hello Ann,\n\nOne question?\n\nThank you,\nMaya L.\nBrightmarl SDR\n\nNot for you? Reply "no".\n'
    assert signed(done, "Maya L.\nBrightmarl SDR\n", VALUES) == done


def test_a_signature_goes_to_the_end_where_there_is_no_sign_off_and_none_changes_nothing() -> None:
    assert signed("Hello.\n", "Maya", VALUES) == "Hello.\n\nMaya\n"
    assert signed(BODY, " \n", VALUES) == BODY


def test_html_has_paragraphs_lists_quotations_and_plain_anchors() -> None:
    html = html_of("Hi <b>,\nsee https://a.example/x?a=1&b=2.\n\n- one\n- two\n\n> said\n")
    assert "<p>Hi &lt;b&gt;,<br>\nsee " in html
    assert '<a href="https://a.example/x?a=1&amp;b=2">https://a.example/x?a=1&amp;b=2</a>.' in html
    assert "<ul>\n<li>one</li>\n<li>two</li>\n</ul>" in html and "<blockquote>said</blockquote>" in html


@given(st.text(alphabet=st.sampled_from("ab <>&\"'-\n.:/王?=img srch"), max_size=200))
def test_html_says_what_the_text_says_and_loads_nothing(text: str) -> None:
    html = html_of(text)
    assert set(re.findall(r"<([a-z]+)", html)) <= {"html", "head", "meta", "body", "p", "br", "ul", "li", "blockquote", "a"}
    assert " src=" not in re.sub(r">[^<]*<", "><", html)
    for address, words in re.findall(r'<a href="([^"]*)">([^<]*)</a>', html):
        assert address == words

    def words_of(value: str) -> str:
        return re.sub(r"[\s>-]", "", value)

    assert words_of(html_to_text(html).replace(QUOTE_MARK, "")) == words_of(text)


def test_values_are_found_where_they_stand_as_whole_words() -> None:
    text = "Hello Ann, Annual invoices at Ajax; Torrance Haulage and Lund."
    found = value_spans(
        text, {"first_name": "Ann", "company": "Ajax", "similar_customers": "Torrance Haulage; Lund", "sender_name": "Hello"}
    )
    assert [text[a : a + n] for a, n in found] == ["Ann", "Ajax", "Torrance Haulage", "Lund"]
    assert value_spans(text, {}) == []
