"""Who a page names: --author, a line of the notebook, its metadata."""

import pytest

import sample
from tooling.page import export

LINES = {
    "Author: 王小明 20230001": "王小明 20230001",
    "作者：王小明": "王小明",
    "**作者：** Li Lei, 李雷": "Li Lei, 李雷",
    "**Author:** wang_xm  ": "wang_xm",
    "**Authors**: A & B\\": "A & B",
    "  author : <b>x</b>": "<b>x</b>",
}
NO_LINES = ["The author: nobody", "Author:", "作者", "Authority: high", "    Coauthor: X"]


def head_and_body(nb, author=""):
    html = export.page(nb, "sample", author)
    head, _, body = html.partition('<header class="page-head"')[2].partition("</header>")
    name = head.partition('<p class="page-author">')[2].partition("</p>")[0]
    return name, body


def with_line(line, cell=1):
    nb = sample.notebook("nndl.jar")
    nb.cells[cell].source = f"before\n\n{line}\n\nafter"
    return nb


@pytest.mark.parametrize("line", LINES)
def test_a_line_names_the_author_and_is_shown_once(line):
    name, body = head_and_body(with_line(line))
    escaped = LINES[line].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert name == escaped
    assert "before" in body and "after" in body
    assert LINES[line] not in body and "uthor" not in body and "作者" not in body


@pytest.mark.parametrize("line", NO_LINES)
def test_other_lines_do_not(line):
    name, body = head_and_body(with_line(line))
    assert name == ""
    assert line.strip() in body


def test_a_line_below_the_first_code_does_not():
    nb = sample.notebook("nndl.jar")
    nb.cells.append(sample.new_markdown_cell("Author: Ada"))
    assert head_and_body(nb)[0] == ""


def test_the_command_wins_then_the_line_then_the_metadata():
    nb = with_line("Author: Ada")
    nb.metadata["authors"] = [{"name": "Bob"}, {"affiliation": "nobody's name"}, "Eve"]
    name, body = head_and_body(nb, "Carl")
    assert name == "Carl" and "Author: Ada" in body
    name, body = head_and_body(nb, "Ada")
    assert name == "Ada" and "Author" not in body
    assert head_and_body(nb)[0] == "Ada"
    nb.cells[1].source = "none"
    assert head_and_body(nb)[0] == "Bob, Eve"
    nb.metadata["authors"] = []
    assert head_and_body(nb)[0] == ""
