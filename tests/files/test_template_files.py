"""Files of templates: what we write reads back equal, and those of other tools are understood."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sdrdesk.app import Application
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.files.template_files import read_templates
from sdrdesk.core.render.book import TemplateText

OWN = (
    TemplateText("email", "first_touch", "en", "A {{ topic }} question", "Hello {{ first_name }},\n\n# not a heading\n---\n\nBye\n"),
    TemplateText("email", "问候", "zh_CN", "请教{{ topic }}", "{{ salutation }}，您好\n"),
    TemplateText("call", "second_call", "en", "", "Hello {{ first_name }}.\n@questions\nBye.\n"),
    TemplateText("talk", "no_budget", "en", "No money", "I see.\n"),
    TemplateText("message", "hello", "en", "", "subject: not one\n\nHi {{ first_name }}\n"),
)


def test_export_reads_back_equal(desk: Application, tmp_path: Path) -> None:
    """A folder and a JSON hold everything; importing them changes nothing, and mends what was lost."""
    desk.templates.save_all(OWN)
    files = desk.template_files
    every = {e.text for e in desk.templates.entries()}
    files.export_folder(tmp_path / "out")
    files.export_json(tmp_path / "all.json")
    for place in (tmp_path / "out", tmp_path / "all.json"):
        found = files.candidates(files.read([place], "en"))
        assert {c.text for c in found} == every
        assert all(c.there for c in found)
    for kind, key, language in (t.place for t in OWN):
        if kind == "talk":
            desk.templates.go_back(kind, key, language, 0)
        else:
            desk.templates.delete(kind, key, language)
    assert not desk.templates.book.own()
    back = [c for c in files.candidates(files.read([tmp_path / "out"], "en")) if c.ready]
    files.take(back)
    assert set(desk.templates.book.own().values()) == set(OWN)


def _one(path: Path, text: str, language: str = "en") -> list[TemplateText]:
    path.write_text(text, "utf-8")
    return [f.text for f in read_templates(path, language)]


def test_text_file_holds_several(tmp_path: Path) -> None:
    """People keep their letters in one file, with headings or rules between them."""
    found = _one(
        tmp_path / "mine.md", "# First touch\n\nSubject: Hi [Name]\n\nBody one\n\n## 跟进\n主题：您好\n你好，打扰了\n---\nJust a message\n"
    )
    assert [(t.kind, t.key, t.language, t.subject, t.body) for t in found] == [
        ("email", "first_touch", "en", "Hi [Name]", "Body one\n"),
        ("email", "跟进", "zh_CN", "您好", "你好，打扰了\n"),
        ("message", "mine_3", "en", "", "Just a message\n"),
    ]


def test_table_and_json_of_other_tools(tmp_path: Path) -> None:
    """Columns are found by what they are called, HTML becomes text."""
    csv = _one(tmp_path / "a.csv", 'Template Name,Subject Line,Email Body\nIntro,Hi %FIRST%,"<p>Hello *|FNAME|*</p><p>Bye</p>"\nEmpty,x,\n')
    assert [(t.key, t.subject, t.body) for t in csv] == [("intro", "Hi %FIRST%", "Hello *|FNAME|*\n\nBye\n")]
    rows = {"templates": [{"title": "Intro", "subject": "Hi", "content": "Hello"}, {"title": "Chat", "text": "Hey", "lang": "zh-CN"}]}
    found = _one(tmp_path / "a.json", json.dumps(rows))
    assert [(t.kind, t.key, t.language) for t in found] == [("email", "intro", "en"), ("message", "chat", "zh_CN")]
    assert [t.key for t in _one(tmp_path / "b.json", '{"Hello": "Hi there"}')] == ["hello"]
    page = _one(tmp_path / "p.html", "<html><head><title>Hi [Name]</title></head><body><p>A</p>B<br>C</body></html>")
    assert [(t.key, t.subject, t.body) for t in page] == [("p", "Hi [Name]", "A\nB\nC\n")]


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [("a.exe", "x", "kind"), ("a.json", "{", "not_json"), ("a.csv", "colour,size\nred,9\n", "no_columns"), ("a.txt", " \n", "no_text")],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, text: str, why: str) -> None:
    """The sentence names the file and the reason."""
    with pytest.raises(ValidationError) as refused:
        _one(tmp_path / name, text)
    assert (refused.value.code, refused.value.params["template_file_why"]) == ("template_file_unreadable", why)


def test_import_takes_what_is_ready_and_keeps_names_apart(desk: Application, tmp_path: Path) -> None:
    """A template called as one of ours gets a name of its own; unknown tags wait; the same file again adds nothing."""
    path = tmp_path / "mine.txt"
    path.write_text("# Referral\nSubject: Hi [Name]\n\nHello [Name]\n\n# Other\nSubject: Hi\n\nYour [Shoe Size]?\n", "utf-8")
    files = desk.template_files
    found = files.read([path], "en")
    first, second = files.candidates(found)
    assert (first.text.key, first.text.subject, first.ready) == ("referral_2", "Hi {{ first_name }}", True)
    assert (second.unknown, second.ready) == (("[Shoe Size]",), False)
    with pytest.raises(ValidationError, match="template_tags_open"):
        files.take([first, second])
    assert files.take(files.candidates(found, {"[Shoe Size]": "topic"})).value == 2
    assert desk.templates.book.emails("en")["other"].variables == ("topic",)
    again = files.candidates(files.read([path], "en"), {"[Shoe Size]": "topic"})
    assert [c.there for c in again] == [True, True]
    desk.undo.undo()
    assert not desk.templates.book.own()
