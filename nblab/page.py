"""What the head of an exported page says, computed from the notebook; nbconvert calls it."""

import base64
import hashlib
import json
import re
import zipfile
from importlib.metadata import PackageNotFoundError, version

from nbconvert.preprocessors import Preprocessor
from traitlets import Unicode

from nblab import parameters, toolchain, verdict
from nblab.toolchain import JAR, MATHJAX

_TITLE = re.compile(r"\A\s*#[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*(?:\n|\Z)")
_HEADING = re.compile(r"^##[ \t]+(?P<text>[^\n]+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_FENCED = re.compile(r"(^```.*?^```[ \t]*$)", re.MULTILINE | re.DOTALL)
_EXPONENT = re.compile(r"(?<=\d)e-(?=\d)")

MATHJAX_CONFIG = {
    "tex": {
        "inlineMath": [["$", "$"], ["\\(", "\\)"]],
        "displayMath": [["$$", "$$"], ["\\[", "\\]"]],
        "processEscapes": True,
    },
    "svg": {"fontCache": "global"},
    "options": {
        # the menu would load parts from elsewhere
        "enableMenu": False,
        "ignoreHtmlClass": "jp-InputArea-editor|jp-RenderedText|page-facts",
    },
}

# A mark of punctuation stays on the line of its formula. What scrolls sideways must be reached by
# keyboard too; what does not should not stop it.
AFTER_TYPESETTING = """
const tied = () => document.querySelectorAll('mjx-container:not([display])').forEach(formula => {
  const span = document.createElement('span');
  span.className = 'formula';
  const [before, after] = [formula.previousSibling, formula.nextSibling];
  formula.replaceWith(span);
  if (before instanceof Text && /[(（"“]$/.test(before.data))
    span.append(before.splitText(before.data.length - 1));
  span.append(formula);
  const marks = after instanceof Text ? /^[-.,;:!?)"”’，。；：！？）、]+/.exec(after.data) : null;
  if (marks) {
    after.splitText(marks[0].length);
    span.append(after);
  }
});
const reachable = () => document
  .querySelectorAll('mjx-container[display], .jp-RenderedMarkdown, .jp-RenderedMarkdown p, .jp-RenderedHTML')
  .forEach(e => e.scrollWidth > e.clientWidth ? e.tabIndex = 0 : e.removeAttribute('tabindex'));
window.MathJax.startup = {
  pageReady: () => MathJax.startup.defaultPageReady().then(tied).then(reachable)
};
window.addEventListener('resize', reachable);
"""


class PageHead(Preprocessor):
    """Puts `resources.page` together: title, author, parameters, versions, checks, scripts."""

    author = Unicode("", help="Name shown in the page's head.").tag(config=True)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.enabled = True

    def preprocess(self, nb, resources):
        name = resources.get("metadata", {}).get("name", "")
        checked = verdict.of(nb)
        original = verdict.published(nb, name)
        differences = verdict.differences(nb, original) if original else []
        defaults = verdict.changed_values(nb, original) if original else {}
        for number, cell in verdict.numbered(nb):
            cell.metadata["number"] = number
        title = _take_title(nb) or name or "Notebook"
        contents = _mark_headings(nb)
        _keep_exponents(nb)
        settings = f"window.MathJax = {json.dumps(MATHJAX_CONFIG)};{AFTER_TYPESETTING}"
        scripts = [settings, _script(MATHJAX)]
        resources["page"] = {
            "title": title,
            "plain_title": re.sub(r"[*`$\\]", "", title),
            "contents": contents,
            "author": self.author or _authors(nb),
            "parameters": [(n, v, defaults.get(n)) for n, v in parameters.used(nb)],
            "versions": versions(nb),
            "checks": checked,
            "is_published": original is not None,
            "differences": differences,
            "scripts": scripts,
            "script_hashes": " ".join(f"'sha256-{_sha256(s)}'" for s in scripts),
        }
        return nb, resources


def versions(nb):
    """What the notebook ran on: the Java it recorded, the kernel and library installed here."""
    java = nb.metadata.get("language_info", {}).get("version", "")
    found = [("Java", re.match(r"[\d._]*", java)[0])]
    try:
        found.append(("JJava kernel", version("jjava")))
    except PackageNotFoundError:
        pass
    found.append(("nndl library", library_version()))
    return [(name, number) for name, number in found if number]


def library_version():
    """Implementation-Version of the library's jar, empty when there is none."""
    try:
        with zipfile.ZipFile(JAR) as jar:
            manifest = jar.read("META-INF/MANIFEST.MF").decode("utf-8")
    except (OSError, KeyError, zipfile.BadZipFile):
        return ""
    match = re.search(r"^Implementation-Version: (\S+)", manifest, re.MULTILINE)
    return match[1] if match else ""


def _take_title(nb):
    # The head shows the title, so the first cell gives it up.
    for cell in nb.cells[:1]:
        match = _TITLE.match(cell.source) if cell.cell_type == "markdown" else None
        if match:
            cell.source = cell.source[match.end() :]
            return match["title"]
    return None


def _mark_headings(nb):
    """Give each heading of the second level an address; pairs of address and heading."""
    found = []

    def mark(match):
        found.append((f"part-{len(found) + 1}", match["text"]))
        return f'## <span id="{found[-1][0]}"></span>{match["text"]}'

    for cell in nb.cells:
        if cell.cell_type == "markdown":
            # every other piece is a fenced block, in which a # is not a heading
            pieces = _FENCED.split(cell.source)
            pieces[::2] = [_HEADING.sub(mark, piece) for piece in pieces[::2]]
            cell.source = "".join(pieces)
    return found


def _keep_exponents(nb):
    """Let no line of a table end inside a number: browsers break 1e-12 after its hyphen."""
    for cell in nb.cells:
        for output in cell.get("outputs", []):
            table = output.get("data", {}).get("text/html", "")
            if table.startswith("<table"):
                output.data["text/html"] = _EXPONENT.sub("e-&#8288;", table)


def _authors(nb):
    people = nb.metadata.get("authors", [])
    return ", ".join(p.get("name", "") for p in people if isinstance(p, dict))


def _script(path):
    # A closing tag inside a script would end it.
    return path.read_text(encoding="utf-8").replace("\r\n", "\n").replace("</script", "<\\/script")


def _sha256(script):
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
