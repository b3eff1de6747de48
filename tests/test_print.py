"""The page on paper: all that scrolls on the screen is there, and the screen's page comes back."""

import re
import shutil
import subprocess

import pytest
from nbformat.v4 import new_code_cell, new_output

import material
from tooling.page import export, pdf
from tooling.setup import doctor
from test_browser import TORN, offline  # noqa: F401
from test_markdown import notebook

A4 = 673  # pixels of 178 mm, the width between the margins
MATRIX = [[f"{row * column * 0.1237 + row:.4f}" for column in range(30)] for row in range(4)]
NAMES = [f"a_longer_name_{n}" for n in range(1, 25)]
CELLS = [
    material.WIDE_TABLE,
    "| x | " + " | ".join(NAMES) + " |\n" + "|---" * 25 + "|\n| y | " + "1 |" * 24,
    f"Before $$y = {material.LONG_SUM} = z$$ after, and ${material.LONG_SUM}$ in a line.",
    "$$A=\\begin{pmatrix}" + "\\\\".join("&".join(row) for row in MATRIX) + "\\end{pmatrix}$$",
    "<details><summary>More</summary>\n\nunfolded text\n\n</details>",
    "```\n" + "int_word = 1234567890; " * 30 + "\n```\n\n<pre>" + "abcdefghij" * 40 + "</pre>",
    "<div style='width: 1500px'>wide <span style='float: right'>its end</span></div>",
    "<img src='手算.png' width='3000' height='2000'>",
    "<img src='手算.png' width='30' alt='small'>",
    "<div><div style='width: 1500px'><i style='display: block; width: 1400px'>in wide</i></div></div>",
    " ".join(f"{'w' * (n % 7)} $N_{{{n}}}$," for n in range(200)),
    "- in a list\n\n  > " + material.WIDE_TABLE.replace("\n", "\n  > "),
    "| long |\n|---|\n| " + "x" * 500 + " |",
    "<table><tr><td colspan='2'>two</td>" + "<td>eleven.eleven</td>" * 40 + "</tr></table>",
]
# What is outside the page's box, scrolls, or is too small to read.
LOST = """() => {
  const lost = [], box = document.querySelector('main').getBoundingClientRect();
  const told = e => `${e.localName} ${e.textContent.slice(0, 30)}`;
  for (const e of document.querySelectorAll('main :is(td, th, pre, img, div, p, mjx-container > svg, .print-formula > svg)')) {
    const r = e.getBoundingClientRect();
    if (r.width && (r.left < box.left - 1 || r.right > box.right + 1))
      lost.push(`outside by ${Math.max(box.left - r.left, r.right - box.right)}: ${told(e)}`);
    if (/auto|scroll/.test(getComputedStyle(e).overflowX)) lost.push(`scrolls: ${told(e)}`);
  }
  return lost;
}"""
TEXTS = "() => [...document.querySelectorAll('td, th')].map(e => e.textContent)"
WIDTHS_OF_FORMULAS = """() => [...document.querySelectorAll('mjx-container > svg, .print-formula')]
  .map(e => [...(e.localName === 'svg' ? [e] : e.querySelectorAll(':scope > svg'))]
    .reduce((sum, svg) => sum + Number(svg.getAttribute('viewBox').split(' ')[2]), 0).toFixed(0))"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('td')]
  .map(e => parseFloat(getComputedStyle(e).fontSize) * e.currentCSSZoom))"""


@pytest.fixture
def wide(tmp_path):
    """A page with everything that is wider than paper."""
    material.write_files(tmp_path)
    nb = notebook(CELLS)
    rows = "".join("<tr>" + "".join(f"<td style='text-align: right'>{v}</td>" for v in r) + "</tr>" for r in MATRIX)
    outputs = [
        new_output("display_data", {"text/html": f"<table>{rows}</table>"}),
        new_output("stream", text="o" * 900),
    ]
    nb.cells.append(new_code_cell("call(m); // " + "long " * 60, outputs=outputs))

    def write(**options):
        file = tmp_path / "wide.html"
        file.write_text(export.page(nb, "wide", folder=tmp_path, **options), encoding="utf-8")
        return file

    return write


@pytest.mark.parametrize("screen", [1280, 390])
def test_nothing_is_lost_on_paper(wide, offline, screen):  # noqa: F811
    page = offline(wide(), screen)
    before = page.evaluate("() => document.documentElement.outerHTML")
    texts, formulas = set(page.evaluate(TEXTS)), page.evaluate(WIDTHS_OF_FORMULAS)
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4, "height": 900})
    assert page.evaluate(LOST) == []
    assert page.evaluate(TORN) == []
    assert set(page.evaluate(TEXTS)) == texts
    assert page.evaluate(WIDTHS_OF_FORMULAS) == formulas
    assert page.get_by_text("unfolded text").is_visible()
    assert page.evaluate(SMALLEST) >= 7.9, "6 pt are 8 pixels"
    assert page.get_by_alt_text("small").bounding_box()["width"] == 30
    parts = page.locator(".print-part").all_inner_texts()
    of_matrix = [list(map(int, re.findall(r"\d+", t))) for t in parts if t.endswith(" of 30")]
    columns = [n for first, last, _ in of_matrix for n in range(first, last + 1)]
    assert columns == list(range(1, 31)), "each column is in one part, and the parts tell which"
    page.emulate_media(media="screen")
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    page.set_viewport_size({"width": screen, "height": 900})
    # what scrolls is found again when the page has its width again, an event later
    page.wait_for_function("before => document.documentElement.outerHTML === before", arg=before)


@pytest.mark.skipif(
    not (doctor.chromium() and shutil.which("pdftotext")), reason="needs Chromium and pdftotext"
)
def test_pdf_has_all_of_it_and_numbers_of_pages(wide):
    page = wide()
    text = printed(page)
    for value in {v for row in MATRIX for v in row} | {"its end", "unfolded text", "call(m)"}:
        assert value in text, value
    last = int(re.findall(r"^\s*(\d+) ?/ ?\1$", text, re.MULTILINE)[-1])
    assert re.findall(r"^\s*(\d+) ?/ ?\d+$", text, re.MULTILINE) == [str(n + 1) for n in range(last)]
    assert "call(m)" not in printed(wide(code=False))


def printed(page):
    target = page.with_suffix(".pdf")
    pdf.write(page, target)
    command = ["pdftotext", "-layout", str(target), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")


def test_page_without_code_shows_it_on_request(wide, offline):  # noqa: F811
    page = offline(wide(code=False), 1280)
    code = page.locator(".jp-InputArea-editor")
    assert not code.first.is_visible() and page.locator(".jp-RenderedText").is_visible()
    page.get_by_label("Show the code").check()
    assert code.first.is_visible()
