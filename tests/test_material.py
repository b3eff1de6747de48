"""Thirty pages of notebooks with a student's material at random places: no hole, nothing raw."""

import pytest

import material
from tooling.page import export, verdict
from tooling.running import runs
from test_browser import offline  # noqa: F401
from test_export import Page

# Pictures that are not in the page or do not decode.
HOLES = """async () => {
  const broken = [...document.querySelectorAll('svg image')].filter(i => !i.href.baseVal.startsWith('data:'));
  for (const image of document.images)
    if (!image.src.startsWith('data:') || !await image.decode().then(() => true, () => false))
      broken.push(image);
  return broken.map(image => image.outerHTML.slice(0, 90));
}"""
# Markdown and TeX that stand in the text as they were written; two prices are no formula.
RAW = r"""() => {
  const prose = document.querySelector('main').cloneNode(true);
  prose.querySelectorAll('pre, code, mjx-container, style').forEach(e => e.remove());
  return prose.textContent.replace('$5 and $6', '')
    .match(/\$\$|\$[^$\n|]+\$|\\[()\[\]]|!\[|\\(begin|end|frac)\b|\|\s*:?-{3,}|\*\*|^#+ |<\/?[a-z]+>|@@\d+@@/gm) || [];
}"""
OVERFLOW = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.mark.parametrize("seed", range(1, 31))
def test_page_with_a_students_material(seed, tmp_path, offline, capsys):  # noqa: F811
    paths = runs.everything()
    path = paths[seed % len(paths)]
    material.write_files(tmp_path)
    nb, bad = material.grown(runs.read(path), seed)
    total = verdict.of(nb).total
    wrong = material.mistaken(nb, seed)
    html = export.page(nb, path.stem, "王小明", tmp_path)
    told = capsys.readouterr().out.splitlines()
    _needs_nothing_from_outside(html)
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    page = offline(file, 1280)
    _names_what_is_missing(page, told, bad)
    _gives_the_right_verdict(page, total, wrong)
    assert page.evaluate(HOLES) == []
    assert page.evaluate(RAW) == []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERFLOW) <= 0, f"at {width} px"
    assert page.evaluate("() => window.ran") is None


def _needs_nothing_from_outside(html):
    parsed = Page(html)
    assert parsed.addresses() == []
    assert parsed.handlers == []
    assert len(parsed.scripts) == 2


def _names_what_is_missing(page, told, bad):
    marks = page.locator(".not-shown").all_text_contents()
    assert len(told) == len(marks) == len(bad)
    for _, name, reason in bad:
        assert any(f" {name} is not in the page: " in line and reason in line for line in told)
        assert any(f" {name} (" in mark for mark in marks)


def _gives_the_right_verdict(page, total, wrong):
    head = page.locator(".page-head").inner_text()
    assert (page.locator(".page-passed").count() == 1) == (wrong == "")
    assert ("Not a clean run" in head) == bool(wrong)
    assert (wrong or "") in head
    passed = total - 1 if wrong is None else total
    assert f"{passed} of {total} checks passed" in head
    assert "999" not in head
    changed = page.locator(".page-head a[href^='#cell-id=']")
    assert changed.count() == page.locator(".celltag_changed-cell").count() >= 19
