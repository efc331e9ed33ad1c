"""Templates from strangers (promise E4): 60 that would stop the machine and 40 that would reach out of the text, each refused when it is saved,
when it is read from a file, and when it is rendered past the saving. The bound on time is one of construction: what is allowed has no more
steps than its length times the items of a list, which is counted here; no clock is asked.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEnvironment

from sdrdesk.app import Application
from sdrdesk.core.errors import SdrDeskError, ValidationError
from sdrdesk.core.render.book import TemplateText, fill
from sdrdesk.core.render.checker import MAX_DEPTH, MAX_SOURCE
from sdrdesk.core.render.engine import ENV, MAX_ITEMS, MAX_OUTPUT, compiled, parse_template, render
from sdrdesk.core.services.template_files import TemplateFiles

BOMBS: dict[str, str] = {
    # arithmetic that grows
    "times a number": "{{ 'A' * 1000000000 }}",
    "a value times a number": "{{ company * 1000000000 }}",
    "a list times a number": "{{ [company] * 1000000000 }}",
    "power of a power": "{{ 9 ** (9 ** 9) }}",
    "tower of powers": "{{ 9 ** 9 ** 9 ** 9 }}",
    "shift by power": "{{ 2 ** 100000000 }}",
    "percent with a width": "{{ '%1000000000d' % 1 }}",
    "percent with a precision": "{{ '%.1000000000f' % 1.0 }}",
    "format with a width": "{{ '{:1000000000}'.format(1) }}",
    "format by a filter": "{{ '%1000000000s'|format(company) }}",
    "chain of sums": "{{ " + "+".join(["company"] * 4_000) + " }}",
    "chain of concatenations": "{{ " + "~".join(["company"] * 4_000) + " }}",
    "number of many digits": "{{ " + "9" * 20_000 + " }}",
    "number beyond floats": "{{ 1e99999999 }}",
    "hexadecimal of many digits": "{{ 0x" + "f" * 20_000 + " }}",
    # loops
    "range": "{% for a in range(10 ** 9) %}x{% endfor %}",
    "range of ranges": "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
    "loop in a loop": "{% for a in similar_customers %}{% for b in similar_customers %}x{% endfor %}{% endfor %}",
    "loop in a loop in a loop": "{% for a in similar_customers %}" * 3 + "x" + "{% endfor %}" * 3,
    "loop over its own item": "{% for a in similar_customers %}{% for b in a %}x{% endfor %}{% endfor %}",
    "loop over the letters of a text": "{% for a in company %}x{% endfor %}",
    "loop over a literal": "{% for a in 'xxxxxxxxxxxxxxxx' %}x{% endfor %}",
    "loop over a list literal": "{% for a in [1, 2, 3] %}x{% endfor %}",
    "loop that calls itself": "{% for a in similar_customers recursive %}{{ loop(similar_customers) }}{% endfor %}",
    "loop with a filter of its own": "{% for a in similar_customers if a %}x{% endfor %}",
    "loop over a filtered list": "{% for a in similar_customers|upper %}x{% endfor %}",
    "loops without an end": "{% for a in similar_customers %}" * 900,
    "cycler without an end": "{% set c = cycler('a') %}{% for a in range(10 ** 9) %}{{ c.next() }}{% endfor %}",
    "lipsum": "{{ lipsum(n=100000) }}",
    # filters that pad and repeat
    "center": "{{ company|center(1000000000) }}",
    "indent": "{{ company|indent(1000000000) }}",
    "replace nothing": "{{ company|replace('', company) }}",
    "batch": "{{ company|batch(1) }}",
    "wordwrap": "{{ company|wordwrap(1) }}",
    "ljust": "{{ company.ljust(1000000000) }}",
    "zfill": "{{ company.zfill(1000000000) }}",
    "expandtabs": "{{ company.expandtabs(1000000000) }}",
    "join with itself": "{{ company|join(company) }}",
    "slice of many": "{{ company|slice(100000000) }}",
    "tojson of a nest": "{{ [[[[company]]]]|tojson(indent=100000000) }}",
    "urlize": "{{ company|urlize }}",
    "round far": "{{ 1|round(100000000) }}",
    # functions of the template's own
    "macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "doubling by assignment": "{% set a = 'xx' %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}",
    "doubling by a block": "{% set a %}{{ company }}{{ company }}{% endset %}{{ a }}",
    "doubling by a namespace": "{% set n = namespace(a='x') %}{% for i in similar_customers %}{% set n.a = n.a ~ n.a %}{% endfor %}",
    "with upon with": "{% with a = company ~ company %}{% with b = a ~ a %}{{ b }}{% endwith %}{% endwith %}",
    "filter block": "{% filter center(1000000000) %}x{% endfilter %}",
    "caller": "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}x{% endcall %}",
    "includes itself": "{% include 'a.j2' %}",
    "extends itself": "{% extends 'a.j2' %}",
    # for the reader of the source
    "deep brackets": "{{ " + "(" * 15_000 + "company" + ")" * 15_000 + " }}",
    "many nots": "{% if " + "not " * 8_000 + "company %}a{% endif %}",
    "many ors": "{% if " + " or ".join(["city"] * 4_000) + " %}a{% endif %}",
    "deep ifs": "{% if city %}" * 1_000 + "{% endif %}" * 1_000,
    "many filters": "{{ company" + "|upper" * 5_000 + " }}",
    "braces that never close": "{{" * 16_000,
    "blocks that never close": "{%" * 16_000,
    "comments that never close": "{#" * 16_000,
    "longer than a template may be": "x" * (MAX_SOURCE + 1),
}

ESCAPES: tuple[str, ...] = (
    # the classic walk from a value to the machine
    "{{ company.__class__ }}",
    "{{ company.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''.__class__.__base__.__subclasses__()[40]('/etc/passwd').read() }}",
    "{{ company['__class__'] }}",
    "{{ company['__cla' ~ 'ss__'] }}",
    "{{ company|attr('__class__') }}",
    "{{ company|attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
    "{{ ().__class__.__bases__[0] }}",
    "{{ {}.__class__ }}",
    "{{ [].append.__globals__ }}",
    # what an environment usually offers
    "{{ self }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'].system('id') }}",
    "{{ dict(a=1) }}",
    "{{ config }}",
    "{{ request.application.__globals__ }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ url_for.__globals__ }}",
    "{{ __import__('os') }}",
    "{{ loop.__class__ }}",
    "{% for a in similar_customers %}{{ loop.index0.__class__ }}{% endfor %}",
    # GHSA-q2x7-8rv6-6q7h: str.format by an indirect reference
    "{{ '{0.__class__}'.format(company) }}",
    "{% set f = '{0.__class__}'.format %}{{ f(company) }}",
    "{{ ['{0.__class__}'.format][0](company) }}",
    "{{ (company|string).format_map({'a': company}) }}",
    "{% for f in ['{0.__class__.__init__.__globals__}'.format] %}{{ f(company) }}{% endfor %}",
    # GHSA-cpwx-vrp4-4pq7: the attr filter gives str.format past the sandbox
    "{{ ('{0.__class__}'|attr('format'))(company) }}",
    "{% set f = '{0.__class__}'|attr('format') %}{{ f(company) }}",
    "{{ similar_customers|map(attribute='__class__')|list }}",
    "{{ similar_customers|map('attr', '__class__')|list }}",
    "{{ similar_customers|groupby('__class__') }}",
    "{{ company|xmlattr }}",
    # other ways to code
    "{% import 'os' as os %}{{ os }}",
    "{% from 'os' import system %}{{ system('id') }}",
    "{% include '/etc/passwd' %}",
    "{{ company is callable }}",
)


def _text(body: str) -> TemplateText:
    return TemplateText("email", "stranger", "en", "A question", body)


def _file(body: str) -> str:
    return f"subject: A question\n\n{body}\n"


def test_there_are_as_many_as_promised() -> None:
    """The promise names the numbers."""
    assert (len(BOMBS), len(set(ESCAPES))) == (60, 40)


@pytest.mark.parametrize("body", [*BOMBS.values(), *ESCAPES], ids=[*BOMBS, *(f"escape {n}" for n in range(len(ESCAPES)))])
def test_stranger_is_refused_everywhere(desk: Application, tmp_path: Path, body: str) -> None:
    """Saved in the editor, read from a file, imported, or put in the table behind our back: it is never run."""
    with pytest.raises(ValidationError) as refused:
        desk.templates.save(_text(body))
    assert refused.value.code.startswith("template_")
    with pytest.raises(ValidationError):
        parse_template("stranger", "en", _file(body))
    with pytest.raises(ValidationError):
        fill(_text(body), {"company": "Acme"})
    path = tmp_path / "stranger.j2"
    path.write_text(_file(body), "utf-8")
    files = TemplateFiles(desk.templates)
    taken = [c for c in files.candidates(files.read([path], "en")) if c.ready]
    assert taken == []
    desk.templates.book.replace([_text(body)])
    with pytest.raises(SdrDeskError):
        desk.templates.book.emails("en")["stranger"]


@pytest.mark.parametrize("body", ["{{ 'A' * 1000000 }}", "{% for a in range(1000) %}{% for b in range(99) %}x{% endfor %}{% endfor %}"])
def test_these_would_go_off_in_the_sandbox_of_the_library(body: str) -> None:
    """The positive control: smaller ones of the same make fill the memory where only the library's sandbox stands guard."""
    assert len(SandboxedEnvironment().from_string(body).render()) >= 99_000


def test_an_escape_reaches_objects_where_there_is_no_sandbox_of_ours() -> None:
    """The second control: the library's own sandbox shows at least the template's insides, which ours does not know."""
    assert "TemplateReference" in ImmutableSandboxedEnvironment().from_string("{{ self }}").render()


COSTLIEST = {
    "loops side by side": "{% for a in similar_customers %}{{ a }}{% endfor %}" * (MAX_SOURCE // 60),
    "a loop full of conditions": "{% for a in similar_customers %}" + "{% if a %}{% endif %}" * 1_500 + "{% endfor %}",
    "a loop full of items": "{% for a in similar_customers %}" + "{{a}}" * 6_000 + "{% endfor %}",
    "values side by side": "{{city}}" * 4_000,
    "as deep as is allowed": "{% if city %}" * (MAX_DEPTH // 2) + "{{ company|upper|lower|capital }}" + "{% endif %}" * (MAX_DEPTH // 2),
}


@pytest.mark.parametrize("body", COSTLIEST.values(), ids=COSTLIEST)
def test_the_costliest_that_is_allowed_has_few_steps_and_little_text(body: str) -> None:
    """What passes the check runs each of its nodes at most once for each item of one list, and writes no more than the limit."""
    template = parse_template("t", "en", _file(body))
    tree = ENV.parse(template.body)
    loops = list(tree.find_all(nodes.For))
    assert not any(inner is not outer for outer in loops for inner in outer.find_all(nodes.For))
    length = sum(1 for _ in tree.find_all(nodes.Node))
    values = {"similar_customers": ";".join("x" * 9 for _ in range(5 * MAX_ITEMS)), "city": "Bonn", "company": "ß" * 1_000}
    steps = 0
    context = {"city": "Bonn", "company": "ACME", "similar_customers": ["x" * 9] * MAX_ITEMS}
    for steps, _part in enumerate(compiled(template.body).generate(context), 1):  # noqa: B007
        pass
    assert steps <= length * MAX_ITEMS <= MAX_SOURCE * MAX_ITEMS
    try:
        done = render(template, values)
    except ValidationError as refused:
        assert refused.code == "template_output_too_long"
    else:
        assert len(done.body.encode()) <= MAX_OUTPUT


def test_output_is_measured_in_bytes() -> None:
    """The limit of 256 KiB is one of memory: a Chinese character has three."""
    template = parse_template("t", "en", _file("{{ company }}" * 9))
    with pytest.raises(ValidationError, match="template_output_too_long"):
        render(template, {"company": "汉" * 10_000})
    assert len(render(template, {"company": "汉" * 9_000}).body) == 81_001


@pytest.mark.parametrize("value", [*list(BOMBS.values())[:20], *ESCAPES], ids=range(20 + len(ESCAPES)))
def test_in_a_value_it_is_only_text(value: str) -> None:
    """A stranger's company may be called anything; a value is never read as a template."""
    shown = fill(TemplateText("message", "m", "en", "", "{{ company }}"), {"company": value}).body
    assert shown.split() == value.split()
