"""The exported page as text: what it holds, and that it loads nothing from elsewhere."""

import base64
import copy
import hashlib
import re
from html.parser import HTMLParser

import pytest
from bs4 import BeautifulSoup

from tooling.page import export, head, verdict
from tooling.running import parameters

AUTHOR = "<script>alert(1)</script> & 王小明"
LOADING = {"src", "srcset", "poster", "data", "background", "xlink:href"}


class Page(HTMLParser):
    """Collects what a browser would load, the scripts, and the text of the head's facts."""

    def __init__(self, html):
        super().__init__()
        self.loads, self.scripts, self.styles, self.images, self.handlers = [], [], [], [], []
        self.title, self.language, self.policy = "", None, ""
        self._inside = None
        self.feed(html)

    @staticmethod
    def soup(html):
        """The tree of a page."""
        return BeautifulSoup(html, features="html.parser")

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.loads += [attributes[name] for name in LOADING & attributes.keys()]
        self.handlers += [name for name in attributes if name.startswith("on")]
        self.styles.append(attributes.get("style") or "")
        if tag == "link":
            self.loads.append(attributes.get("href"))
        if tag == "html":
            self.language = attributes.get("lang")
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy":
            self.policy = attributes["content"]
        if tag == "img":
            self.images.append(attributes)
        if tag == "script":
            self.scripts.append("")
        self._inside = tag

    def handle_endtag(self, tag):
        self._inside = None

    def handle_data(self, data):
        if self._inside == "script":
            self.scripts[-1] += data
        elif self._inside == "style":
            self.styles.append(data)
        elif self._inside == "title":
            self.title += data

    def addresses(self):
        """Everything that is not carried inside the page."""
        found = [load for load in self.loads if not (load or "").startswith("data:")]
        for style in self.styles:
            found += [u for u in re.findall(r"url\(['\"]?([^)'\"]+)", style) if u[:5] != "data:"]
            found += re.findall(r"@import[^;]+", style)
        return found


@pytest.fixture(scope="session")
def pages(fresh_run_of, tmp_path_factory):
    """The file of a notebook's page, made once."""
    folder = tmp_path_factory.mktemp("pages")

    def get(path):
        file = folder / f"{path.stem}.html"
        if not file.exists():
            nb = copy.deepcopy(fresh_run_of(path))
            file.write_text(export.page(nb, path.stem, AUTHOR, path.parent), encoding="utf-8")
        return file

    return get


def test_page_is_self_contained(path, pages):
    html = pages(path).read_text(encoding="utf-8")
    parsed = Page(html)
    assert parsed.addresses() == []
    assert parsed.handlers == []
    assert len(parsed.scripts) == 2, "only the formula renderer and its settings"
    for script in parsed.scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in parsed.policy, "a script the page's own policy refuses"


def test_head_tells_title_author_parameters_versions_checks(path, pages, fresh_run_of):
    html = pages(path).read_text(encoding="utf-8")
    parsed = Page(html)
    nb = fresh_run_of(path)
    top = html[html.index('<header class="page-head"') : html.index("</header>")]
    assert parsed.language == "en"
    assert parsed.title and parsed.title != path.stem
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; 王小明" in top
    assert "<script>alert(1)" not in html
    for name, value in parameters.used(nb):
        assert f"{name} = {value.split(chr(34))[0].rstrip()}" in top
    for name, number in head.versions(nb):
        assert f"{name} {number}" in top
    assert [name for name, _ in head.versions(nb)] == ["Java", "JJava kernel", "nndl library"]


def test_head_counts_the_checks(path, pages, fresh_run_of):
    found = verdict.of(fresh_run_of(path))
    assert found.holds, found.reasons
    html = pages(path).read_text(encoding="utf-8")
    assert f"{found.total} of {found.total} checks passed" in html
    assert "<dt>Cells</dt><dd>as published</dd>" in html


def test_every_picture_has_a_description(path, pages):
    images = Page(pages(path).read_text(encoding="utf-8")).images
    assert images, "no figure in it"
    bare = [i["src"][:40] for i in images if not i.get("alt") or "No description" in i["alt"]]
    assert not bare


def test_external_addresses_are_found():
    html = (
        "<link href='https://x/a.css'><img src='//x/b.png'><style>@import 'c.css';"
        "p{background:url(https://x/d)}</style><img src='data:image/png;base64,'>"
    )
    assert len(Page(html).addresses()) == 4
