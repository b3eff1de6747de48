"""Markdown of a notebook as JupyterLab shows it: GitHub's dialect, formulas kept from the parser."""

import re
from html import escape
from urllib.parse import unquote

from bs4 import BeautifulSoup, NavigableString
from bs4.element import PreformattedString
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

# Code, in which a dollar sign and a backslash mean nothing else; an escaped backtick begins none.
_CODE = re.compile(
    r"""
    ^[ \t>]*(?:(?:[-+*]|\d+[.)])[ \t]+)?(?P<marks>`{3,}|~{3,})[^`\n]*\n
        (?:.*\n)*?[ \t>]*(?P=marks)[`~]*[ \t]*$
    | (?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])+?(?<!`)(?P=ticks)(?!`)
    | (?P<escape>\\.)
    """,
    re.VERBOSE | re.MULTILINE,
)
_HIDDEN = str.maketrans({"$": "\ue000", "\\": "\ue001"})
_SHOWN = str.maketrans({"\ue000": "$", "\ue001": "\\"})
# What may begin a formula, or looks as if it did.
_OPENING = re.compile(
    r"""
    \\(?P<bracket>\\[(\[])
    | \\begin\{(?P<environment>[a-zA-Z]+\*?)\}
    | (?P<reference>\\(?:eq)?ref\{[^{}\n]*\})
    | (?P<mark>@@\d+@@)
    | \\.
    | \$\$?
    """,
    re.VERBOSE,
)
_INSIDE = re.compile(r"\\\\[)\]]|\\end\{[a-zA-Z]+\*?\}|\\[^\n]|\$\$?|[{}]|\n[ \t]*(?=\n)")
_HELD = re.compile(r"@@(\d+)@@")
# As in JupyterLab, where MathJax takes away what is left of escapes, in HTML for example.
_ESCAPED = re.compile(r"\\([\\$])")
_TAG = re.compile(r"<[^<>]*>")
_VERBATIM = {"pre", "code", "kbd", "samp", "script", "style", "textarea"}
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
# A destination with blanks or brackets, which Markdown wants between < and >; names have them.
_SPACED_IMAGE = re.compile(
    r"!\[(?P<alt>[^\]\n]*)\]\([ \t]*(?P<source>[^<>\n]+?\.(?:png|jpe?g|gif|webp|svg|bmp|avif))[ \t]*\)",
    re.IGNORECASE,
)

_SCHEME = re.compile(r"[^\x00-\x7f](?P<scheme>https?)$")
_ADDRESS = re.compile(r"://[^\s<]*[^\s<?!.,:;*_~'\")]")


def _closing(text, start, delimiter):
    """Start and end of the delimiter that closes a formula, or None: braces must balance in it."""
    depth, fallback = 0, None
    for found in _INSIDE.finditer(text, start):
        token = found[0]
        if token == delimiter or delimiter + delimiter == token == "$$":
            span = found.start(), found.start() + len(delimiter)
            if depth == 0:
                return span
            fallback = span
        elif token[0] == "\n":
            break
        elif token == "{":
            depth += 1
        elif token == "}" and depth:
            depth -= 1
    return fallback


def _is_formula(tex, before_digit):
    """Whether what stands between single dollars is a formula, and not the text of two prices."""
    if not tex.strip() or tex[0].isspace() != tex[-1].isspace():
        return False
    return not (tex[0].isdigit() and before_digit)


class Formulas:
    """The formulas of a text; `text` has a mark in the place of each."""

    def __init__(self, source):
        self._raw, self._tex = [], []
        source = source.replace("\r\n", "\n").replace("\r", "\n")
        hidden = _CODE.sub(lambda m: m[0] if m["escape"] else m[0].translate(_HIDDEN), source)
        self.text = self._take(hidden).translate(_SHOWN)

    def _take(self, source):
        kept, done, position = [], 0, 0
        while found := _OPENING.search(source, position):
            position = found.end()
            formula = self._formula(source, found)
            if formula:
                end, tex, display = formula
                kept += [source[done : found.start()], f"@@{len(self._raw)}@@"]
                self._raw.append(source[found.start() : end].translate(_SHOWN))
                self._tex.append((tex and tex.translate(_SHOWN), display))
                done = position = end
        return "".join(kept) + source[done:]

    @staticmethod
    def _formula(source, found):
        """(end, TeX, whether displayed) of the formula that begins with this match, or None.

        Without TeX it is text that looks like a mark, and is kept from being taken for one.
        """
        token, start = found[0], found.end()
        if found["mark"]:
            return start, None, False
        if found["reference"]:
            return start, token, False
        if found["environment"]:
            closing = _closing(source, start, f"\\end{{{found['environment']}}}")
            return closing and (closing[1], source[found.start() : closing[1]], True)
        if found["bracket"]:
            closing = _closing(source, start, "\\\\" + {"(": ")", "[": "]"}[token[-1]])
            display = token[-1] == "["
        elif token in ("$", "$$"):
            closing = _closing(source, start, token)
            display = token == "$$"
        else:
            return None
        if not closing:
            return None
        tex = source[start : closing[0]]
        if token == "$" and not _is_formula(tex, source[closing[1] : closing[1] + 1].isdigit()):
            return None
        return closing[1], tex, display

    def as_written(self, text):
        """A text whose marks are replaced by what the author wrote."""
        return _HELD.sub(lambda mark: self._raw[int(mark[1])], text)

    def put_back(self, soup):
        """Make an element of each formula; in code and in comments it is what was written."""
        for node in soup.find_all(string=True):
            if isinstance(node, PreformattedString) or node.find_parent(_VERBATIM):
                if _HELD.search(node):
                    node.replace_with(type(node)(self.as_written(node)))
                continue
            pieces = _HELD.split(node)
            pieces[::2] = [_ESCAPED.sub(r"\1", piece) for piece in pieces[::2]]
            if pieces == [node]:
                continue
            for number, piece in enumerate(pieces):
                node.insert_before(self._element(soup, int(piece)) if number % 2 else piece)
            node.extract()

    def _element(self, soup, number):
        tex, display = self._tex[number]
        if tex is None:
            return NavigableString(self._raw[number])
        element = soup.new_tag("span", attrs={"class": "math"})
        element.string = f"\\[{tex}\\]" if display else f"\\({tex}\\)"
        return element


def _spaced_image(state: StateInline, silent: bool):
    found = _SPACED_IMAGE.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("image", "img", 0)
        token.attrs = {"src": state.md.normalizeLink(found["source"]), "alt": ""}
        token.content = found["alt"]
        token.children = []
        state.md.inline.parse(token.content, state.md, state.env, token.children)
    state.pos = found.end()
    return True


def _address_after_text(state: StateInline, silent: bool):
    """An address right after a Chinese character, where there is no blank to separate it."""
    begun = _SCHEME.search(state.pending)
    rest = _ADDRESS.match(state.src, state.pos)
    if state.linkLevel or not begun or not rest:
        return False
    if not silent:
        address = begun["scheme"] + rest[0]
        state.pending = state.pending[: begun.start("scheme")]
        state.push("link_open", "a", 1).attrs = {"href": state.md.normalizeLink(address)}
        state.push("text", "", 0).content = address
        state.push("link_close", "a", -1)
    state.pos = rest.end()
    return True


def _fence(renderer, tokens, index, options, env):
    token = tokens[index]
    language = token.info.split()[0] if token.info.split() else ""
    content = env["formulas"].as_written(token.content)
    label = f' class="language-{escape(language)}"' if language else ""
    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return f"<pre><code{label}>{escape(content)}</code></pre>\n"
    code = highlight(content, lexer, HtmlFormatter(nowrap=True))
    return f'<div class="highlight"><pre><code{label}>{code}</code></pre></div>\n'


def _parser():
    options = {"html": True, "tasklists": True, "strikethrough_single_tilde": True}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    parser.use(gfm_autolink_plugin)
    # JupyterLab shows a picture at any address, and an address is not carried into the page
    parser.validateLink = lambda address: not address.lower().startswith(("javascript:", "vbscript:"))
    parser.inline.ruler.before("gfm_autolink_protocol", "address_after_text", _address_after_text)
    parser.inline.ruler.after("image", "spaced_image", _spaced_image)
    parser.add_render_rule("fence", _fence)
    parser.add_render_rule("s_open", lambda *_: "<del>")
    parser.add_render_rule("s_close", lambda *_: "</del>")
    return parser


_PARSER = _parser()


def parse(source):
    """The HTML tree of a Markdown text."""
    formulas = Formulas(source)
    html = _PARSER.render(formulas.text, {"formulas": formulas})
    html = _TAG.sub(lambda tag: _HELD.sub(_quoted(formulas), tag[0]), html)
    soup = BeautifulSoup(html, features="html.parser")
    formulas.put_back(soup)
    return soup


def to_html(source):
    """The HTML of a Markdown text by itself, which is in no cell and on no page."""
    soup = parse(source)
    name_headings(soup, set())
    return str(soup)


def _quoted(formulas):
    return lambda mark: escape(formulas.as_written(mark[0]))


def name_headings(soup, taken):
    """Give headings the ids that JupyterLab gives them; `taken` are those of the page so far."""
    for heading in soup.find_all(_HEADINGS):
        name = written(heading).replace(" ", "-")
        if name and name not in taken:
            heading["id"] = name
            taken.add(name)


def written(element):
    """The text of an element, formulas between dollars."""
    text = element.get_text()
    return re.sub(r"\\[()\[\]]", "$", text) if element.find(class_="math") else text


def mend_links(soup, ids):
    """Let links to headings in GitHub's spelling, lower case without marks, find the heading too."""
    spelled = {_slug(name): name for name in reversed(list(ids))}
    for link in soup.find_all("a", href=re.compile("^#.")):
        target = unquote(link["href"][1:])
        if target not in ids and _slug(target) in spelled:
            link["href"] = "#" + spelled[_slug(target)]


def _slug(name):
    return re.sub(r"[^\w-]", "", name.lower())
