"""Markdown in JupyterLab and in the exported page, in the browser: the same, case by case."""

import base64
import json
import time

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

import material
from contrast import FAINT
from markdown_cases import BETTER, SAME
from tooling.page import export
from test_browser import offline  # noqa: F401
from test_export import Page
from test_jupyterlab import TOKEN, server, tab  # noqa: F401

# Each cell as a line: its tags without those that only carry a look, its text, □ for a formula in
# a line and ■ for one by itself, the address of a link that leads elsewhere.
SHAPES = r"""selector => {
  const shape = (node, inCode) => {
    if (node instanceof Text) return inCode ? node.data : node.data.replace(/\s+/g, ' ');
    if (!(node instanceof Element) || node.matches('.jp-InternalAnchorLink')) return '';
    if (node.matches('mjx-container')) return node.matches('[display="true"]') ? '■' : '□';
    const inside = [...node.childNodes].map(n => shape(n, inCode || node.tagName === 'PRE')).join('');
    if (/^(http|mailto)/.test(node.href) && !node.href.startsWith(location.origin))
      return `<a ${node.href}>${inside}</a>`;
    return node.matches('span, div.highlight') ? inside : `<${node.localName}>${inside}</${node.localName}>`;
  };
  return [...document.querySelectorAll(selector)].map(cell =>
    [...cell.childNodes].map(n => shape(n)).join('').replace(/\s*(<[^>]*>)\s*/g, '$1')
      .replace(/ +/g, ' ').trim());
}"""
CASES = {**SAME, **{name: case[0] for name, case in BETTER.items()}}


def notebook(sources):
    cells = [new_markdown_cell(s, id=f"case-{n}") for n, s in enumerate(sources)]
    kernelspec = {"name": "java", "display_name": "Java", "language": "java"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernelspec})


def shown(page, selector):
    return dict(zip(CASES, page.evaluate(SHAPES, selector), strict=True))


@pytest.fixture
def typeset(tmp_path, offline):  # noqa: F811
    """The page of Markdown cells, open and with its formulas typeset."""

    def open_page(*sources, width=1280):
        file = tmp_path / "page.html"
        file.write_text(export.page(notebook(sources), "page", folder=tmp_path), encoding="utf-8")
        return offline(file, width)

    return open_page


def test_page_shows_what_jupyterlab_shows(tab, server, typeset):  # noqa: F811
    page = shown(typeset(*CASES.values()), ".jp-RenderedMarkdown")
    body = {"type": "notebook", "format": "json", "content": notebook(CASES.values())}
    address = f"{server}/api/contents/cases.ipynb?token={TOKEN}"
    assert tab.context.request.put(address, data=json.dumps(body)).ok
    tab.goto(f"{server}/lab/tree/cases.ipynb?reset&token={TOKEN}")
    rendered = ".jp-NotebookPanel .jp-MarkdownCell .jp-MarkdownOutput"
    tab.locator(rendered).nth(len(CASES) - 1).wait_for(timeout=60_000)
    expected = {name: page[name] for name in SAME}
    deadline = time.monotonic() + 60
    while {name: (lab := shown(tab, rendered))[name] for name in SAME} != expected:
        if time.monotonic() > deadline:
            assert {name: lab[name] for name in SAME} == expected
        tab.wait_for_timeout(300)
    agreed = [name for name in BETTER if lab[name] == page[name]]
    assert not agreed, "JupyterLab has been mended: these belong to SAME"


def test_menu_page_has_the_pictures_of_the_folder(tab, server):  # noqa: F811
    def put(name, body):
        address = f"{server}/api/contents/{name}?token={TOKEN}"
        assert tab.context.request.put(address, data=json.dumps(body)).ok

    put("folder", {"type": "directory"})
    content = base64.b64encode(material.picture("PNG")).decode()
    put("folder/手算.png", {"type": "file", "format": "base64", "content": content})
    nb = notebook(["![](手算.png) ![](weg.png)"])
    put("folder/work.ipynb", {"type": "notebook", "format": "json", "content": nb})
    answer = tab.context.request.get(f"{server}/nbconvert/html/folder/work.ipynb?token={TOKEN}")
    assert Page(answer.text()).images[0]["src"] == f"data:image/png;base64,{content}"
    assert "Not shown: weg.png (there is no such file)" in answer.text()


def test_page_is_right_where_jupyterlab_is_wrong(typeset):
    page = typeset(*(case[0] for case in BETTER.values()))
    shapes = page.evaluate(SHAPES, ".jp-RenderedMarkdown")
    for (name, (_, _, text, formulas)), shape in zip(BETTER.items(), shapes, strict=True):
        assert Page.soup(shape).get_text() == text, name
        assert shape.count("□") == formulas, name


def test_error_in_a_formula_is_red_text(typeset):
    page = typeset("Before $$\\frac{1$$ and $\\begin{pmatrix}1\\end{matrix}$ and $\\unknown{x}$ after.")
    assert page.locator("mjx-container").count() == 3
    assert "$" not in page.locator("main").inner_text()
    red = page.evaluate(
        """() => [...document.querySelectorAll('mjx-container')].map(formula =>
          [...formula.querySelectorAll('svg, svg *')].some(e => {
            const c = getComputedStyle(e).fill.match(/\\d+/g);
            return c && c[0] > 150 && c[1] < 100 && c[2] < 100;
          }))"""
    )
    assert red == [True, True, True]
    assert page.evaluate(FAINT, "mjx-container [data-mml-node=merror] text") == []
    grounds = page.locator("mjx-container [data-mml-node=merror] > rect").all()
    assert {e.evaluate("e => getComputedStyle(e).fill") for e in grounds} == {"none"}


def test_links_lead_to_headings(typeset):
    page = typeset(
        "## 题目 one\n\n[a](#题目-one) [b](#题目-One) [c](#the-rate-x-here)",
        "### The rate (x) *here*",
        "## 题目 one",
    )
    ids = page.locator("main [id]:is(h1, h2, h3)").evaluate_all("all => all.map(e => e.id)")
    assert ids == ["page", "题目-one", "The-rate-(x)-here"]
    for link in page.locator(".jp-RenderedMarkdown a").all():
        link.click()
        assert page.locator(":target").count() == 1


def test_contents_have_no_links_in_links(typeset):
    page = typeset("## README.md\n\n## See [the rule $x$](https://example.org)\n\nSetext\n---")
    links = page.locator(".page-contents a")
    assert [text.strip() for text in links.all_inner_texts()][::2] == ["README.md", "Setext"]
    assert links.count() == 3 and links.nth(1).locator("mjx-container").count() == 1


def test_fold_keeps_its_text(typeset):
    page = typeset(SAME["details with blank lines"])
    assert page.get_by_text("bold").is_hidden()
    page.get_by_text("Solution").click()
    assert page.get_by_text("bold").is_visible()
    assert page.locator("details mjx-container").count() == 2


def test_markdown_output_is_rendered_too(tmp_path, offline):  # noqa: F811
    output = nbformat.v4.new_output("display_data", {"text/markdown": "**bold** $x$ and \\$5"})
    nb = new_notebook(cells=[nbformat.v4.new_code_cell("show()", outputs=[output])])
    file = tmp_path / "page.html"
    file.write_text(export.page(nb, "page"), encoding="utf-8")
    page = offline(file, 1280)
    assert page.evaluate(SHAPES, ".jp-RenderedMarkdown") == [
        "<p><strong>bold</strong>□ and $5</p>"
    ]


def test_raw_cell_is_shown_as_written(tmp_path, offline):  # noqa: F811
    raw = "<img src='x.png'> $x$ **a**"
    file = tmp_path / "page.html"
    nb = new_notebook(cells=[nbformat.v4.new_raw_cell(raw)])
    file.write_text(export.page(nb, "page"), encoding="utf-8")
    assert Page(file.read_text(encoding="utf-8")).addresses() == []
    assert offline(file, 1280).locator(".jp-RawCell pre").inner_text() == raw
