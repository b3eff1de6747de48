"""Exported pages in a real browser, with nothing reachable but this machine."""

import pytest
from axe_playwright_python.sync_playwright import Axe

import sample
from contrast import FAINT
from tooling.running import runs
from tooling.setup import toolchain
from test_export import pages  # noqa: F401

WIDTHS = (1280, 390)

# Formulas left raw: dollar signs or TeX in the prose, outside code and typeset formulas.
RAW = r"""() => {
  const prose = document.querySelector('main').cloneNode(true);
  prose.querySelectorAll('pre, code, mjx-container, .jp-RenderedText').forEach(e => e.remove());
  return prose.textContent.match(/\$\$|\\\(|\\\[|\\(frac|sum|partial|sigma)|\$[^$\n]+\$/g) || [];
}"""
PICTURES = """() => [...document.images].filter(i => !(i.complete && i.naturalWidth > 0 && i.alt))
  .map(i => i.outerHTML.slice(0, 80))"""

# Marks of punctuation on another line than their formula, and numbers on two lines.
TORN = """() => {
  const rows = (node, from, to) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    return [...range.getClientRects()];
  };
  const torn = [];
  document.querySelectorAll('mjx-container:not([display])').forEach(formula => {
    const next = formula.nextSibling;
    if (next instanceof Text && /^[,.;:!?)，。；：！？）]/.test(next.data)
        && rows(next, 0, 1)[0].top > formula.getBoundingClientRect().bottom)
      torn.push(formula.parentElement.parentElement.textContent.slice(0, 60));
  });
  document.querySelectorAll('td').forEach(cell => {
    const found = /\\de-\\u2060?\\d+/.exec(cell.textContent);
    if (found && cell.firstChild instanceof Text
        && rows(cell.firstChild, found.index, found.index + found[0].length).length > 1)
      torn.push(found[0]);
  });
  return torn;
}"""


@pytest.fixture
def offline(browser):
    """Opens a file at a width; a request to elsewhere or a message in the console fails the test."""
    contexts, asked = [], []

    def guard(route):
        if route.request.url.startswith(("file:", "data:", "blob:")):
            return route.continue_()
        asked.append(route.request.url)
        return route.abort()

    def open_file(file, width, scheme="light"):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, offline=True, color_scheme=scheme
        )
        contexts.append(context)
        context.route("**/*", guard)
        page = context.new_page()
        page.on("pageerror", lambda error: asked.append(f"error: {error}"))
        page.on("console", lambda message: asked.append(f"console: {message.text}"))
        page.goto(file.as_uri())
        page.wait_for_function("() => window.MathJax && MathJax.startup && MathJax.startup.promise")
        page.evaluate("() => MathJax.startup.promise")
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert asked == []


def test_page_reads_offline(path, pages, offline):  # noqa: F811
    page = offline(pages(path), WIDTHS[0])
    prose = [c.source for c in runs.read(path).cells if c.cell_type == "markdown"]
    if any("$" in text for text in prose):
        assert page.locator("mjx-container svg").count() > 0
    assert page.locator("[data-mml-node=merror], mjx-merror").count() == 0
    assert page.evaluate(RAW) == []
    assert page.evaluate(PICTURES) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(TORN) == [], f"at {width} px"
        sizes = page.evaluate("() => [document.documentElement.scrollWidth, window.innerWidth]")
        assert sizes[0] <= sizes[1], f"{sizes[0]} px wide on a screen of {sizes[1]} px"
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    _contents_lead_to_headings(page)
    _code_folds(page)
    assert "<script>alert(1)</script>" in page.locator(".page-author").inner_text()


def _contents_lead_to_headings(page):
    links = page.locator(".page-contents a")
    headings = page.locator("h2")
    assert links.count() == headings.count() > 4
    for number in range(links.count()):
        place = links.nth(number).get_attribute("href")
        assert headings.nth(number).get_attribute("id") == place[1:]


def _code_folds(page):
    code = page.locator(".jp-InputArea-editor pre")
    assert code.first.is_visible() and code.last.is_visible()
    page.locator(".page-code > summary").first.click()
    assert not code.first.is_visible() and code.last.is_visible()
    page.get_by_label("Show the code").uncheck()
    assert not code.last.is_visible()
    assert page.locator(".jp-OutputArea img").first.is_visible()


# The glyphs of formulas are hidden from screen readers, which are given MathML; axe would take
# longer to pass them over than for all the rest. They leave their place as wide as it was.
NO_GLYPHS = """() => document.querySelectorAll('mjx-container > svg, mjx-assistive-mml')
  .forEach(e => e.replaceChildren())"""

# One token of each kind is left of code: thousands have a class and the look it gives, no more.
FEW_TOKENS = """() => {
  const tokens = [...document.querySelectorAll('.highlight pre span')], kinds = new Set();
  const odd = tokens.filter(t => t.getAttributeNames().join() && t.getAttributeNames().join() !== 'class');
  for (const token of tokens) {
    const kind = [token.className, token.closest('.jp-RenderedMarkdown, .jp-InputArea')?.className].join();
    if (kinds.has(kind)) token.replaceWith(...token.childNodes);
    kinds.add(kind);
  }
  return odd.map(t => t.outerHTML);
}"""


def test_page_is_accessible(path, request, pages, offline):  # noqa: F811
    """By axe, in both schemes; all of the first page's code, and one token of each kind elsewhere."""
    page = offline(pages(path), WIDTHS[0])
    looks = list(zip(WIDTHS, ("light", "dark"), strict=True))
    assert page.locator("mjx-assistive-mml math").count() == page.locator("mjx-container").count()
    for _, scheme in looks:
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(FAINT, "mjx-container svg g[fill]") == [], f"formulas, {scheme}"
    page.evaluate(NO_GLYPHS)
    if path != runs.everything()[0] and not request.config.getoption("--thorough"):
        assert page.evaluate(FEW_TOKENS) == [], "tokens with more than a class"
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert _violations(page) == [], f"{scheme}, {width} px"


def _violations(page):
    report = Axe().run(page, options={"resultTypes": ["violations"]})
    return [
        f"{v['impact']} {v['id']}: {v['nodes'][0]['html'][:150]}"
        for v in report.response["violations"]
        if v["impact"] in ("serious", "critical")
    ]


def test_policy_keeps_foreign_scripts_from_running(tmp_path, offline):
    from tooling.page import export

    nb = sample.notebook(toolchain.JAR)
    attack = "<img src='data:,' onerror='window.ran = 1' alt='x'><script>window.ran = 2</script>"
    nb.cells[1].source = attack
    file = tmp_path / "attack.html"
    file.write_text(export.page(nb, "attack"), encoding="utf-8")
    page = offline(file, 1280)
    page.wait_for_timeout(300)
    assert page.evaluate("() => window.ran") is None
