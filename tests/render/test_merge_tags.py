"""Merge tags of other tools become ours; what is not known is said and never dropped."""

from __future__ import annotations

import pytest

from sdrdesk.core.render.book import TemplateText, problems
from sdrdesk.core.render.merge_tags import LITERAL, convert
from sdrdesk.core.render.variables import VARIABLES


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("{{first_name}}", "{{first_name}}"),
        ("{{FirstName}}", "{{ first_name }}"),
        ("{{ contact.first_name }}", "{{ first_name }}"),
        ("{{contact.properties.firstname}}", "{{ first_name }}"),
        ("{{Prospect First Name}}", "{{ first_name }}"),
        ("{{{firstName}}}", "{{ first_name }}"),
        ("{{sender-firstname}}", "{{ sender_first_name }}"),
        ("{{sender.first_name}}", "{{ sender_first_name }}"),
        ("[Name]", "{{ first_name }}"),
        ("[First Name]", "{{ first_name }}"),
        ("[[Company]]", "{{ company }}"),
        ("{company_name}", "{{ company }}"),
        ("%FIRST%", "{{ first_name }}"),
        ("%%first_name%%", "{{ first_name }}"),
        ("*|FNAME|*", "{{ first_name }}"),
        ("<<First>>", "{{ first_name }}"),
        ("${firstName}", "{{ first_name }}"),
        ("【姓名】", "{{ full_name }}"),
        ("{{公司名称}}", "{{ company }}"),
        ("[我的姓名]", "{{ sender_name }}"),
        ('{{first_name|default:"there"}}', '{{ first_name|default("there") }}'),
        ('{{first_name | fallback: "there"}}', '{{ first_name|default("there") }}'),
        ('{{first_name default="there"}}', '{{ first_name|default("there") }}'),
        ("{{ first_name | default: 'there' }}", '{{ first_name|default("there") }}'),
        ("*|FNAME:there|*", '{{ first_name|default("there") }}'),
        ("{{FirstName|upper|default: “you”}}", '{{ first_name|default("you")|upper }}'),
    ],
)
def test_tags_of_other_tools_become_ours(theirs: str, ours: str) -> None:
    """The letters of years are in these tags."""
    done = convert(f"Hello {theirs}, a question")
    assert (done.text, done.unknown) == (f"Hello {ours}, a question", ())
    assert problems(TemplateText("message", "m", "en", "", done.text)) == []


@pytest.mark.parametrize(
    "words",
    [
        "We save 20% of 30% of the costs.",
        "See [1] and [our page](https://a.example), as they say [sic].",
        "It costs $5, or {} of it; a*b|c.",
        "{% if city %}in {{ city }}{% endif %}",
        "{% for c in similar_customers %}{{ c }}, {% endfor %}",
        '{{ topic|default("that")|upper }}',
    ],
)
def test_words_that_are_no_tags_and_our_own_language_stay(words: str) -> None:
    """A letter must not come back with holes."""
    assert convert(words).text == words
    assert convert(words).unknown == ()


@pytest.mark.parametrize(
    "tag", ["{{custom.shoe_size}}", "[Your Pain Point]", "%SHOE_SIZE%", "*|MMERGE7|*", "【鞋码】", "${shoeSize}", "<<Shoe>>"]
)
def test_unknown_tags_are_told_and_stay(tag: str) -> None:
    """Nothing is dropped in silence: the person says what it stands for, or that it is none."""
    done = convert(f"a {tag} b")
    assert (done.text, done.unknown) == (f"a {tag} b", (tag,))
    assert convert(f"a {tag} b", {tag: "topic"}).text == "a {{ topic }} b"
    kept = convert(f"a {tag} b", {tag: LITERAL})
    assert kept.unknown == () and kept.text.replace("{", "").replace("}", "") == f"a {tag} b".replace("{", "").replace("}", "")
    assert problems(TemplateText("message", "m", "en", "", kept.text)) == []


@pytest.mark.parametrize("block", ["{{#if vip}}", "{{/if}}", "{% assign x = 1 %}"])
def test_blocks_of_other_languages_are_told(block: str) -> None:
    """Their conditions are not ours; a person looks at them."""
    assert convert(f"a {block} b").unknown == (block,)


def test_every_variable_of_ours_is_known_in_every_spelling() -> None:
    """A name with dashes, with capitals or without signs is the same name."""
    for name in VARIABLES:
        for written in (name, name.upper(), name.replace("_", "-"), name.replace("_", " ").title(), name.replace("_", "")):
            assert convert(f"*|{written}|*").text == f"{{{{ {name} }}}}", written


def test_a_fallback_cannot_smuggle_code() -> None:
    """What stands between a stranger's quotes becomes plain words."""
    done = convert('{{first_name|default:"{% include x %}\\""}}')
    assert problems(TemplateText("message", "m", "en", "", done.text)) == [] or done.unknown
