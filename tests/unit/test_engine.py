"""The template engine: slots for what is missing, values that stay text, and nothing of Python within reach."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdrdesk.core.errors import ValidationError
from sdrdesk.core.render.checker import MAX_SOURCE
from sdrdesk.core.render.engine import MAX_OUTPUT, SLOT, has_slots, missing_in, parse_template, render, render_line
from sdrdesk.core.render.variables import LISTS, VARIABLES

LETTER = """subject: {{ first_name }} and {{ topic }}

Hello {{ first_name }},

{% if trigger %}
I saw that {{ trigger|bare }}.
{% elif insight == "none" or not insight %}
No insight.
{% else %}
{{ insight|sentence }}
{% endif %}
We help {{ similar_customers }}:
{% for one in similar_customers %}
- {{ one|upper }}
{% endfor %}

{{ sender_name|default("Me") }} at {{ company }}
"""

ESCAPES = (
    "{{ ''.__class__ }}",
    "{{ company.__class__.__mro__ }}",
    "{{ company['__class__'] }}",
    "{{ company|attr('__class__') }}",
    "{{ company|attr('form' + 'at') }}",
    "{{ '%s'|format(company) }}",
    "{{ '{0.__class__}'.format(company) }}",
    "{{ company.format(company) }}",
    "{{ [].__class__.__base__.__subclasses__() }}",
    "{{ ().__class__ }}",
    "{{ {}.get }}",
    "{{ self._TemplateReference__context }}",
    "{{ self }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ lipsum.__globals__ }}",
    "{{ namespace() }}",
    "{{ joiner }}",
    "{{ range(10) }}",
    "{{ config }}",
    "{{ __import__('os') }}",
    "{{ _ }}",
    "{{ company|map('upper')|list }}",
    "{{ company|join }}",
    "{{ company|safe }}",
    "{{ company|default(first_name) }}",
    "{{ company|default('a', true) }}",
    "{{ company|default(default_value='a') }}",
    "{{ company|default('\u27e6topic\u27e7') }}",
    "{{ company|default('\\u27e6topic\\u27e7') }}",
    "{{ company|default('{{ topic }}') }}",
    "{{ company is defined }}",
    "{{ company if topic else title }}",
    "{{ company ~ topic }}",
    "{{ 'text' }}",
    "{{ 1 }}",
    "{{ company[0:3] }}",
    "{{ loop.index }}",
    "{{ caller() }}",
    "{{ varargs }}",
    "{{ super() }}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% from 'x' import y %}",
    "{% extends 'x' %}",
    "{% block a %}{% endblock %}",
    "{% macro a() %}{% endmacro %}",
    "{% call company() %}{% endcall %}",
    "{% set x = 'a' %}",
    "{% set company %}a{% endset %}",
    "{% with x = company %}{% endwith %}",
    "{% filter upper %}a{% endfilter %}",
    "{% autoescape false %}{% endautoescape %}",
    "{% raw %}{{ company }}{% endraw %}",
    "{% raw %}a{% endraw %}",
    "{%- raw -%}{{ company }}{%- endraw -%}",
    "{% if company.x %}a{% endif %}",
    "{% if company < 'a' %}a{% endif %}",
    "{% if company in 'abc' %}a{% endif %}",
    "{% if company == 1 %}a{% endif %}",
    "{% if true %}a{% endif %}",
    "{% if not 'a' %}a{% endif %}",
    "{% if 'a' == company %}a{% endif %}",
    "{% if company == topic %}a{% endif %}",
    "{% for c in company %}{{ c }}{% endfor %}",
    "{% for company in similar_customers %}{{ company }}{% endfor %}",
    "{% for a, b in similar_customers %}{{ a }}{% endfor %}",
    "{% for a in similar_customers if a %}{{ a }}{% endfor %}",
    "{% for a in similar_customers recursive %}{{ a }}{% endfor %}",
    "{% for a in similar_customers %}{{ loop.index }}{% endfor %}",
    "{% for a in similar_customers %}a{% endfor %}{{ a }}",
    "{% do company %}",
    "{% debug %}",
    "{% trans %}a{% endtrans %}",
    "Dear }} there",
    "Dear \u27e6company\u27e7",
)

BOMBS = (
    "{{ 'A' * 1000000000 }}",
    "{{ company * 1000000000 }}",
    "{{ 9 ** (9 ** 9) }}",
    "{{ 9 ** 9 ** 9 ** 9 }}",
    "{{ -company }}",
    "{{ '%1000000000d' % 1 }}",
    "{% for a in range(10 ** 9) %}x{% endfor %}",
    "{% for a in similar_customers %}{% for b in similar_customers %}x{% endfor %}{% endfor %}",
    "{{ company|center(1000000000) }}",
    "{{ company|indent(1000000000) }}",
    "{{ company|replace('', company) }}",
    "{{ company|batch(1) }}",
    "{{ company|wordwrap(1) }}",
    "{{ " + "9" * 20_000 + " }}",
    "{{ 1e99999999 }}",
    "{{ " + "(" * 15_000 + "company" + ")" * 15_000 + " }}",
    "{% if " + "not " * 8_000 + "company %}a{% endif %}",
    "{% if " + " or ".join(["city"] * 4_000) + " %}a{% endif %}",
    "{% if city %}" * 1_000 + "{% endif %}" * 1_000,
    "{{ company" + "|upper" * 5_000 + " }}",
    "{{" * 16_000,
    "{%" * 16_000,
    "{#" * 16_000,
    "x" * (MAX_SOURCE + 1),
    "[" * 10 + "{{ " + "[" * 14_000 + " }}",
    "{% for a in similar_customers %}" * 900,
)


def _letter(body: str) -> str:
    return f"subject: A\n\n{body}\n"


@pytest.mark.parametrize("payload", ESCAPES)
def test_parse_with_an_escape_is_refused(payload: str) -> None:
    """A template from a stranger reaches nothing but text (E4)."""
    with pytest.raises(ValidationError) as refused:
        parse_template("t", "en", _letter(payload))
    assert refused.value.code.startswith("template_")


@pytest.mark.parametrize("payload", BOMBS, ids=range(len(BOMBS)))
def test_parse_with_a_bomb_is_refused_at_once(payload: str) -> None:
    """A template from a stranger cannot stop the machine (E4)."""
    start = time.monotonic()
    with pytest.raises(ValidationError):
        parse_template("t", "en", _letter(payload))
    assert time.monotonic() - start < 2


@pytest.mark.parametrize(
    ("body", "code", "what", "line"),
    [
        ("a\n{% include 'x' %}", "template_not_allowed", "{% include %}", 4),
        ("a\n\n{{ company.name }}", "template_not_allowed", "a.b", 5),
        ("{{ company|shout }}", "template_not_allowed", "|shout", 3),
        ("{{ 1 + 1 }}", "template_not_allowed", "a + b", 3),
        ("a\nb }} c", "template_not_allowed", "}}", 4),
        ("a\n{{ compny }}", "template_unknown_variable", "compny", 4),
    ],
)
def test_parse_with_an_error_names_the_place(body: str, code: str, what: str, line: int) -> None:
    """The person must find what to mend, counted in the file that they see."""
    with pytest.raises(ValidationError) as refused:
        parse_template("t", "en", _letter(body))
    assert (refused.value.code, refused.value.params["what"], refused.value.params["line"]) == (code, what, line)


def test_parse_allows_a_reasonable_depth_and_no_more() -> None:
    """The limit stands in our own check, before Python's compiler finds one of its own."""
    assert parse_template("t", "en", _letter("{% if city %}" * 8 + "a" + "{% endif %}" * 8))
    with pytest.raises(ValidationError, match="template_too_deep"):
        parse_template("t", "en", _letter("{% if city %}" * 30 + "a" + "{% endif %}" * 30))


def test_parse_with_a_misspelt_variable_offers_the_near_one() -> None:
    """A misspelling is the usual error in a template, and should cost one look."""
    with pytest.raises(ValidationError) as refused:
        parse_template("t", "en", _letter("{{ compny }}"))
    assert refused.value.params["near"] == "company"


@pytest.mark.parametrize("source", ["", "Hello", "subject:\n\nHello", "subject: A\nHello", "betreff: A\n\nHello"])
def test_parse_without_front_line_is_refused(source: str) -> None:
    """An email without a subject is no email."""
    with pytest.raises(ValidationError, match="template_no_subject"):
        parse_template("t", "en", source)


def test_parse_with_windows_line_ends_reads_the_same() -> None:
    """Templates are edited on any system."""
    assert parse_template("t", "en", "\ufeff" + LETTER.replace("\n", "\r\n")) == parse_template("t", "en", LETTER)


def test_parse_lists_variables_in_order_of_appearance() -> None:
    """The composer jumps from slot to slot in reading order."""
    names = parse_template("t", "en", LETTER).variables
    assert names == ("first_name", "topic", "trigger", "insight", "similar_customers", "sender_name", "company")


def test_render_with_all_values_leaves_no_slot() -> None:
    """The plain case, letter for letter: conditions, loop, filters, tidy lines."""
    values = {
        "first_name": "Ann",
        "topic": "invoices",
        "trigger": "you moved.",
        "similar_customers": "Lund; Marsh ; ",
        "company": "Acme",
        "sender_name": "Bo",
    }
    done = render(parse_template("t", "en", LETTER), values)
    assert done.subject == "Ann and invoices"
    assert done.body == "Hello Ann,\n\nI saw that you moved.\nWe help Lund and Marsh:\n- LUND\n- MARSH\n\nBo at Acme\n"
    assert done.missing == ()


def test_render_with_missing_values_leaves_slots_in_order() -> None:
    """A missing value is a place to type into, never an error and never a hole (R15, B9); an absent condition is only false."""
    done = render(parse_template("t", "en", LETTER), {"company": "Acme", "topic": "  "})
    assert done.subject == "⟦first_name⟧ and ⟦topic⟧"
    assert done.missing == ("first_name", "topic", "similar_customers")
    assert "No insight." in done.body
    assert "⟦trigger⟧" not in done.body
    assert "Me at Acme" in done.body


def test_render_of_a_slot_through_filters_keeps_its_name() -> None:
    """A filter must not spoil the marker, or the slot could not be filled."""
    assert render_line("{{ insight|sentence|upper|lower|capital|bare }}", {}, "en") == "⟦insight⟧"


@pytest.mark.parametrize(
    ("value", "written"),
    [("it rose", "It rose."), ("It rose!", "It rose!"), ("成本上升", "成本上升。"), ("成本上升。", "成本上升。")],
)
def test_sentence_filter_ends_a_sentence_once(value: str, written: str) -> None:
    """People type values with and without a full stop."""
    assert render_line("{{ insight|sentence }}", {"insight": value}, "en") == written


def test_list_in_chinese_is_joined_with_the_chinese_comma() -> None:
    """A list reads as people write it in each language."""
    values = {"similar_customers": "远川；临海;北港"}
    assert render_line("{{ similar_customers }}", values, "zh_CN") == "远川、临海、北港"
    assert render_line("{{ similar_customers }}", values, "en") == "远川, 临海 and 北港"


def test_half_a_slot_is_still_a_slot() -> None:
    """Deleting one letter of a marker must not let it out (B9)."""
    assert has_slots("Hello ⟦compan")
    assert has_slots("any⟧")
    assert not has_slots("Hello [company]")
    assert missing_in("⟦b⟧ ⟦a⟧", "⟦b⟧") == ("b", "a")


@pytest.mark.parametrize("value", ["a⟦b", "a⟧b", "⟦ab⟧", "a⟦⟧b"])
def test_render_takes_slot_marks_out_of_values(value: str) -> None:
    """A mark in a name would stop the email for good: nobody could fill that slot."""
    assert render_line("{{ company }}", {"company": value}, "en") == "ab"


def test_render_with_huge_values_is_refused_in_words() -> None:
    """A value of the size of a book must not be copied six thousand times."""
    template = parse_template("t", "en", _letter("{{ company }}" * 2_000))
    with pytest.raises(ValidationError, match="template_output_too_long"):
        render(template, {"company": "x" * 10_000})
    with pytest.raises(ValidationError, match="template_output_too_long"):
        render(template, {"company": "x" * (MAX_OUTPUT + 1)})


def test_render_of_spaces_takes_no_time() -> None:
    """Tidying must stay linear on hostile text."""
    start = time.monotonic()
    render(parse_template("t", "en", _letter(" " * 30_000 + "x" + "\t \n" * 9)), {"similar_customers": " ; " * 60_000})
    assert time.monotonic() - start < 1


PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="⟦⟧;；"), min_size=1, max_size=40)
ANYTHING = st.one_of(st.text(max_size=60), st.sampled_from([*ESCAPES, *BOMBS[:10], "\r\n\r\nBcc: a@b", "⟦topic⟧", "\x00\u2028x"]))


@given(st.dictionaries(st.sampled_from(sorted(VARIABLES)), PLAIN, max_size=8))
@settings(deadline=None)
def test_render_writes_any_plain_value_letter_for_letter(values: dict[str, str]) -> None:
    """A person's name is shown as it is, whatever it looks like."""
    source = "\n\n".join(f"<{n}>{{{{ {n} }}}}</{n}>" for n in VARIABLES)
    done = render(parse_template("t", "en", _letter(source)), values)
    expected = "\n\n".join(f"<{n}>{values.get(n) or f'⟦{n}⟧'}</{n}>" for n in VARIABLES)
    assert done.body == expected + "\n"
    assert set(done.missing) == set(VARIABLES) - set(values)


@given(st.dictionaries(st.sampled_from(sorted(VARIABLES)), ANYTHING, min_size=1, max_size=8))
@settings(deadline=None)
def test_render_with_any_value_keeps_the_structure(values: dict[str, str]) -> None:
    """No value adds a line, a slot or a condition: imported data cannot rewrite an email (E4, B7)."""
    source = "\n\n".join(f"<{n}>{{{{ {n} }}}}</{n}>" for n in VARIABLES)
    done = render(parse_template("t", "en", f"subject: {{{{ company }}}}!\n\n{source}\n"), values)
    lines = done.body.split("\n")
    assert len(lines) == 2 * len(VARIABLES)
    assert "\n" not in done.subject
    for name, line in zip(VARIABLES, lines[::2], strict=True):
        assert line.startswith(f"<{name}>") and line.endswith(f"</{name}>")
        slots = SLOT.findall(line)
        assert slots in ([], [name])
        if slots:
            assert line == f"<{name}>⟦{name}⟧</{name}>"


def test_only_one_list_is_known_and_it_is_a_variable() -> None:
    """The checker trusts this set when it allows a loop."""
    assert LISTS and LISTS.issubset(VARIABLES)
