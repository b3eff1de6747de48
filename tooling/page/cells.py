"""What the cells of an exported page hold: their Markdown as HTML, their pictures inside it."""

import copy
import re

from bs4 import BeautifulSoup
from nbconvert.preprocessors import Preprocessor

from tooling.page import markdown, pictures
from tooling.setup.environment import say

# What would load something, or run; the page's policy allows neither. The plots of the library,
# whose data stand in their address, are left as they are.
_FOREIGN = re.compile(
    r"<(?:img|image|input)\b(?![^<>]*\ssrc=['\"]data:image/(?:png|svg))"
    r"|<(?:source|video|audio|iframe|frame|embed|object|use|script|link|base|meta)\b"
    r"|url\(|@import|\s(?:background|on\w+)\s*=",
    re.IGNORECASE,
)
_PICTURES = {"img": "src", "input": "src", "image": "href"}
_MEDIA = ["video", "audio", "iframe", "frame", "embed", "object"]
_DROPPED = ["script", "link", "base", "meta", "source", "track"]
_OUTSIDE = re.compile(r"@import[^;]*;?|url\(\s*(?!['\"]?(?:data:|#))[^)]*\)", re.IGNORECASE)


class PageCells(Preprocessor):
    """Makes HTML of Markdown, with the contents in `resources.page`; loads what cells refer to."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.enabled = True

    def preprocess(self, nb, resources):
        metadata = resources.get("metadata", {})
        self._folder, self._name = metadata.get("path", ""), metadata.get("name", "Notebook")
        title = markdown.parse(f"# {resources['page']['title']}")
        ids = set()
        markdown.name_headings(title, ids)
        soups = [markdown.parse(c.source) if c.cell_type == "markdown" else None for c in nb.cells]
        contents = []
        for cell, soup in zip(nb.cells, soups, strict=True):
            if soup is None:
                self._outputs(cell)
                continue
            self._carry(soup, cell.get("attachments"))
            markdown.name_headings(soup, ids)
            contents += [_entry(heading) for heading in soup.find_all("h2", id=True)]
        for cell, soup in zip(nb.cells, soups, strict=True):
            if soup is not None:
                markdown.mend_links(soup, ids)
                cell.source = str(soup)
        resources["page"]["contents"] = contents
        return nb, resources

    def _outputs(self, cell):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "text/markdown" in data:
                soup = markdown.parse(data["text/markdown"])
                self._carry(soup, None)
                data["text/markdown"] = str(soup)
            if _FOREIGN.search(data.get("text/html", "")):
                soup = BeautifulSoup(data["text/html"], features="html.parser")
                self._carry(soup, None)
                data["text/html"] = str(soup)

    def _carry(self, soup, attachments):
        """Let a text need nothing from outside; what it cannot have is marked in it and told."""
        for element in soup.find_all(_DROPPED):
            element.decompose()
        for element in soup.find_all(True):
            if element.name in _PICTURES:
                self._picture(soup, element, attachments)
            elif element.name in _MEDIA:
                source = element.get("src") or element.get("data") or element.name
                self._mark(soup, element, source, f"a page holds no {element.name}")
            _strip(element)

    def _picture(self, soup, element, attachments):
        if element.name == "input" and element.get("type") != "image":
            return
        attribute = _PICTURES[element.name]
        if element.name == "image":
            element["href"] = element.get("href") or element.get("xlink:href") or ""
            del element["xlink:href"]
        first = element.attrs.pop("srcset", "").split(",")[0].split()
        source = element.get(attribute) or "".join(first[:1])
        try:
            element[attribute] = pictures.embedded(source, self._folder, attachments)
        except pictures.NotShown as reason:
            self._mark(soup, element, source, str(reason))
            return
        if element.name == "img" and "alt" not in element.attrs:
            element["alt"] = pictures.name(source)

    def _mark(self, soup, element, source, reason):
        shown = pictures.name(source)
        say(f"{self._name}: {shown} is not in the page: {reason}.")
        mark = soup.new_tag("span", attrs={"class": "not-shown"})
        mark.string = f"Not shown: {shown} ({reason})"
        drawing = element.find_parent("svg")
        if drawing:  # in which there is no text of a page
            drawing.insert_after(mark)
            element.extract()
        else:
            element.replace_with(mark)


def _strip(element):
    for attribute in [a for a in element.attrs if a.lower().startswith("on") or a == "background"]:
        del element[attribute]
    if "style" in element.attrs:
        element["style"] = _OUTSIDE.sub("none", element["style"])
    if element.name == "style" and element.string:
        element.string.replace_with(_OUTSIDE.sub("", element.string))
    if element.name == "use" and not (element.get("href") or "#").startswith("#"):
        del element["href"]


def _entry(heading):
    """(id, HTML) of a heading for the list of contents, which is a list of links itself."""
    text = copy.copy(heading)
    for link in text.find_all("a"):
        link.unwrap()
    return heading["id"], text.decode_contents()
