"""What the head of an exported page says, computed from the notebook; nbconvert calls it."""

import base64
import hashlib
import itertools
import re
import zipfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from nbconvert.preprocessors import Preprocessor
from traitlets import Bool, Unicode

from tooling.page import differences, verdict
from tooling.running import parameters
from tooling.setup.toolchain import JAR, MATHJAX

_TITLE = re.compile(r"\A\s*#[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*(?:\n|\Z)")
_EXPONENT = re.compile(r"(?<=\d)e-(?=\d)")

_OWN = Path(__file__).resolve().parent / "templates" / "nndl"
SCRIPTS = (_OWN / "page.js", _OWN / "print.js")


class PageHead(Preprocessor):
    """Puts `resources.page` together: title, author, parameters, versions, checks, scripts."""

    author = Unicode("", help="Name shown in the page's head.").tag(config=True)
    code = Bool(True, help="Whether the code is shown at first, and printed.").tag(config=True)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.enabled = True

    def preprocess(self, nb, resources):
        name = resources.get("metadata", {}).get("name", "")
        checked = verdict.of(nb)
        original = differences.published(nb, name)
        changes = differences.marked(nb, original) if original else []
        defaults = differences.changed_values(nb, original) if original else {}
        for number, cell in verdict.numbered(nb):
            cell.metadata["number"] = number
        title = _take_title(nb) or name or "Notebook"
        _keep_exponents(nb)
        scripts = ["\n".join(map(_script, SCRIPTS)), _script(MATHJAX)]
        resources["page"] = {
            "title": title,
            "plain_title": re.sub(r"[*`$\\]", "", title),
            "code": self.code,
            "author": _authors(nb, self.author),
            "parameters": [(n, v, defaults.get(n)) for n, v in parameters.used(nb)],
            "versions": versions(nb),
            "checks": checked,
            "is_published": original is not None,
            "differences": changes,
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


def _keep_exponents(nb):
    """Let no line of a table end inside a number: browsers break 1e-12 after its hyphen."""
    for cell in nb.cells:
        for output in cell.get("outputs", []):
            table = output.get("data", {}).get("text/html", "")
            if table.startswith("<table"):
                output.data["text/html"] = _EXPONENT.sub("e-&#8288;", table)


def _authors(nb, given):
    """Who the head names: `given`, or else a line `Author: ...`, or else the notebook's metadata.

    The line stands before the first code. It is taken out, for the head shows it.
    """
    for cell in itertools.takewhile(lambda cell: cell.cell_type != "code", nb.cells):
        lines = cell.source.split("\n")
        for at, line in enumerate(lines if cell.cell_type == "markdown" else []):
            named = differences.author(line)
            if named and given in ("", named):
                cell.source = "\n".join(lines[:at] + lines[at + 1 :])
                return named
    people = nb.metadata.get("authors", [])
    names = [p.get("name", "") if isinstance(p, dict) else str(p) for p in people]
    return given or ", ".join(name for name in names if name)


def _script(path):
    # A closing tag inside a script would end it.
    return path.read_text(encoding="utf-8").replace("\r\n", "\n").replace("</script", "<\\/script")


def _sha256(script):
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
