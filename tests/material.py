"""What students put into a notebook, at random places: pictures, tables, folds, prices, Chinese."""

import base64
import copy
import io
import random
import unicodedata

from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from PIL import Image, ImageDraw

from tooling.page.verdict import CHECKS

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">'
    '<circle cx="10" cy="10" r="8" fill="teal"/></svg>'
)


def picture(kind, size=(60, 40), **options):
    """The bytes of a picture, red on its left and blue on its right."""
    image = Image.new("RGB", size, "blue")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2 - 1, size[1]), fill="red")
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def turned(size=(60, 40), orientation=6):
    """A JPEG that is to be shown turned, as a telephone makes it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = "taken at home"
    return picture("JPEG", size, exif=exif)


def moving(kind, size=(20, 10)):
    """An animation of two frames."""
    frames = [Image.new("RGB", size, colour) for colour in ("red", "green")]
    buffer = io.BytesIO()
    frames[0].save(buffer, kind, save_all=True, append_images=frames[1:], duration=200, loop=0)
    return buffer.getvalue()


def noise(kind, size, seed=1):
    """A picture with as much in it as a photograph has."""
    small = Image.frombytes("RGB", (160, 120), random.Random(seed).randbytes(160 * 120 * 3))
    buffer = io.BytesIO()
    small.resize(size, Image.Resampling.BICUBIC).save(buffer, kind)
    return buffer.getvalue()


FILES = {
    "手算.png": picture("PNG"),
    "my photo.jpg": turned(),
    "100%.png": picture("PNG"),
    "a%20b.png": picture("PNG"),
    "scan (1).JPG": picture("JPEG"),
    "a#b.png": picture("PNG"),
    unicodedata.normalize("NFD", "café.png"): picture("PNG"),
    "sub/图 2.webp": picture("WEBP"),
    "../up.gif": moving("GIF"),
    "moving.webp": moving("WEBP"),
    "wide.gif": moving("GIF", (2000, 10)),
    "still.gif": picture("GIF"),
    "drawing.svg": SVG.encode(),
    "old.bmp": picture("BMP"),
    "empty.png": b"",
    "broken.png": picture("PNG")[:60],
    "broken.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><circle></svg>",
    "bare.svg": b"<svg><circle r='1'/></svg>",
    "notes.txt": b"no picture",
}

ATTACHMENTS = {
    "plain.png": {"image/png": base64.b64encode(picture("PNG")).decode()},
    "手写 作业.png": {"image/png": base64.b64encode(picture("PNG")).decode()},
    "my scan.jpg": {"image/jpeg": base64.b64encode(turned()).decode()},
    "drawing.svg": {"image/svg+xml": base64.b64encode(SVG.encode()).decode()},
}

# Markdown of one picture each: those that are in the page,
GOOD = [
    "![手算](手算.png)",
    "![](my%20photo.jpg)",
    "![](<my photo.jpg>)",
    "![a photograph](my photo.jpg)",
    "![](100%.png)",
    "![](100%25.png)",
    "![](a%20b.png)",
    "![](scan (1).JPG)",
    "![](a%23b.png)",
    "![](caf\u00e9.png)",
    "![](sub/图%202.webp 'title')",
    "![](../up.gif)",
    "![](./moving.webp)",
    "![](drawing.svg?raw=true)",
    "![](old.bmp)",
    "text <img src='手算.png' width=30 onload='x()'> text",
    '<img src="my photo.jpg" width="200" alt="a photo">',
    "<figure>\n<img src='drawing.svg'>\n<figcaption>$x$</figcaption>\n</figure>",
    "<details><summary>s</summary>\n\n![](手算.png)\n\n</details>",
    "| a | b |\n|---|---|\n| ![](手算.png) | <img src='100%25.png'> |",
    "[![](手算.png)](https://example.org)",
    "![][ref]\n\n[ref]: my%20photo.jpg",
    "![](attachment:plain.png)",
    "![](attachment:%E6%89%8B%E5%86%99%20%E4%BD%9C%E4%B8%9A.png)",
    "![手写 作业.png](attachment:手写 作业.png)",
    "![](<attachment:my scan.jpg>)",
    "<img src='attachment:drawing.svg'>",
    "<picture><source srcset='x.webp'><img src='手算.png'></picture>",
    "<svg width='40' height='20'><image href='手算.png' width='40'/></svg>",
    f"![](data:image/png;base64,{base64.b64encode(picture('PNG')).decode()})",
]
# and those that cannot be, with what is told of them.
BAD = [
    ("![](没有.png)", "没有.png", "no such file"),
    ("![](missing photo.png)", "missing photo.png", "no such file"),
    ("<img src='missing%20too.png'>", "missing too.png", "no such file"),
    ("![](attachment:weg.png)", "weg.png", "no such attachment"),
    ("![](attachment:nicht da 图.png)", "nicht da 图.png", "no such attachment"),
    ("![](https://example.org/a.png)", "https://example.org/a.png", "beside the notebook"),
    ("<img src='//example.org/b.png'>", "//example.org/b.png", "beside the notebook"),
    ("![](/tmp/x.png)", "/tmp/x.png", "absolute"),
    ("<img src='C:\\Users\\me\\x.png'>", "C:\\Users\\me\\x.png", "absolute"),
    ("![](file:///tmp/x.png)", "file:///tmp/x.png", "absolute"),
    ("![](empty.png)", "empty.png", "no picture"),
    ("![](broken.png)", "broken.png", "damaged"),
    ("![](broken.svg)", "broken.svg", "complete SVG"),
    ("![](bare.svg)", "bare.svg", "root"),
    ("![](notes.txt)", "notes.txt", "no picture"),
    ("![](sub)", "sub", "folder"),
    ("![]()", "(no name)", "names no file"),
    ("![](data:image/png;base64,AAAA)", "data:image/png;base64,AAAA", "no picture"),
    ("<video src='film.mp4'></video>", "film.mp4", "holds no video"),
    ("<iframe src='https://example.org'></iframe>", "https://example.org", "holds no iframe"),
    ("<svg><image xlink:href='weg.png'/></svg>", "weg.png", "no such file"),
]

WIDE_TABLE = (
    "| name | " + " | ".join(f"c{n}" for n in range(1, 25)) + " |\n" + "|---" * 25 + "|\n"
    + "| row | " + " | ".join(f"{n * 1234.5678:.4f}" for n in range(1, 25)) + " |"
)  # fmt: skip
LONG_SUM = " + ".join(f"w_{{{n}}} x_{{{n}}}" for n in range(1, 60))
TEXTS = [
    "| event | chance |\n|---|---:|\n| $A$ | $P(a|b)$ |\n| $|x|$ | \\$5 |",
    "<details>\n<summary>解答</summary>\n\nText **bold** and $x$.\n\n- item $y_1*z$\n\n$$y$$\n\n</details>",
    "It costs \\$5 and $x$, or $5 and $6.",
    f"$$y = {LONG_SUM}$$",
    f"A long one: ${LONG_SUM}$, and on.",
    WIDE_TABLE,
    "$$A=\\begin{pmatrix}" + "&".join(f"{n}.25" for n in range(30)) + "\\end{pmatrix}$$",
    "这是**粗体**，设$x$，则$y=x^2$；（见$z$）。“$w$”：好！",
    "\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}\n\nand $$\\frac{1$$ wrong.",
    "```python\nprice = '$5' # $x$ ![](no.png) |---|\n```\n\nand `$$x$$` and " + "long_" * 60,
    "## 我的小结 $\\eta$\n\n1. one\n2. two\n   - three\n\n> quote $q$\n\n- [x] done",
    "<div style='width: 1500px'>wide</div>\n\n<table><tr><td>$a|b$</td></tr></table>",
    "<script>window.ran = 1</script><b onclick='window.ran = 2'>b</b> <link rel=stylesheet href=x.css>",
    "<p style='background: url(https://example.org/a.png)'>styled</p>\n\n<style>p{}</style>",
]


def write_files(folder):
    """Put the pictures beside a notebook that lies in `folder`."""
    for name, content in FILES.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def grown(nb, seed, count=8):
    """A copy of a notebook into which a student has put cells, and the bad pictures among them."""
    draw = random.Random(seed)
    nb = copy.deepcopy(nb)
    bad = draw.sample(BAD, 3)
    sources = draw.sample(GOOD, count) + draw.sample(TEXTS, count) + [b[0] for b in bad]
    draw.shuffle(sources)
    for number, source in enumerate(sources):
        cell = new_markdown_cell(source, id=f"own-{number}", attachments=ATTACHMENTS)
        nb.cells.insert(draw.randint(1, len(nb.cells)), cell)
    return nb, bad


def _error(nb, cell):
    cell.outputs = [new_output("error", ename="e", evalue="v", traceback=[])]
    return "ended with an error"


def _not_run(nb, cell):
    cell.outputs, cell.execution_count = [], None
    return "did not run"


def _again(nb, cell):
    cell.execution_count = 500
    return "did not run once each, from top to bottom"


def _failed(nb, cell):
    data = next(o.data[CHECKS] for c in nb.cells for o in c.get("outputs", []) if CHECKS in o.get("data", {}))
    data["checks"][0]["passed"] = False
    return None


def _parameter(nb, cell):
    cell = next(c for c in nb.cells if "parameters" in c.metadata.get("tags", []))
    cell.source = cell.source.replace(" seed = ", " seed = 9")
    return "the checks were made with seed = "


def _printed(nb, cell):
    text = new_output("stream", text="All 999 checks passed.\n")
    count = 1 + sum(c.cell_type == "code" for c in nb.cells)
    nb.cells.append(new_code_cell("own", id="own", execution_count=count, outputs=[text]))
    return ""


MISTAKES = [lambda nb, cell: "", _printed, _error, _not_run, _again, _failed, _parameter]


def mistaken(nb, seed):
    """The same after a mistake of its student: what the head of its page has to say of the run.

    Empty where the run is clean and every check counts, None where it is clean and a check failed.
    """
    draw = random.Random(seed)
    code = [c for c in nb.cells if c.cell_type == "code" and c.source and "tags" not in c.metadata]
    return MISTAKES[seed % len(MISTAKES)](nb, draw.choice(code[3:-2]))
