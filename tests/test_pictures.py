"""Pictures in Markdown: inside the page whatever their name and kind, or marked and told."""

import base64
import copy
import io

import pytest
from nbformat.v4 import new_code_cell, new_output
from PIL import Image

import material
from tooling.page import export, pictures
from test_browser import offline  # noqa: F401
from test_export import Page
from test_markdown import notebook


@pytest.fixture
def folder(tmp_path):
    """Where a notebook lies with its pictures."""
    folder = tmp_path / "作业 1"
    folder.mkdir()
    material.write_files(folder)
    return folder


def page_of(folder, *sources):
    nb = notebook(sources)
    for cell in nb.cells:
        cell.attachments = copy.deepcopy(material.ATTACHMENTS)
    return export.page(nb, "work", folder=folder)


def decoded(uri):
    head, _, body = uri.partition(",")
    assert head.startswith("data:image/") and head.endswith(";base64")
    return head[5:-7], base64.b64decode(body)


def test_every_good_picture_is_in_the_page(folder, offline, capsys):  # noqa: F811
    html = page_of(folder, *material.GOOD)
    assert "Not shown" not in html and capsys.readouterr().out == ""
    parsed = Page(html)
    assert parsed.addresses() == [] and parsed.handlers == []
    (folder / "page.html").write_text(html, encoding="utf-8")
    page = offline(folder / "page.html", 1280)
    shown = page.evaluate(
        """async () => {
          const of = cell => [...cell.querySelectorAll('img, svg image')].filter(i => !i.closest('mjx-container'));
          const all = [...document.querySelectorAll('.jp-RenderedMarkdown')].map(of);
          await Promise.all(all.flat().filter(i => i.decode).map(i => i.decode()));
          return all.map(images => images.length);
        }"""
    )
    assert dict(zip(material.GOOD, shown, strict=True)) == {
        source: 2 if source.startswith("| a") else 1 for source in material.GOOD
    }


def test_bad_pictures_are_marked_and_told(folder, capsys):
    html = page_of(folder, *(f"before\n\n{source}\n\nafter" for source, _, _ in material.BAD))
    told = capsys.readouterr().out.splitlines()
    cells = Page.soup(html).select(".jp-RenderedMarkdown")
    for (_, name, reason), line, cell in zip(material.BAD, told, cells, strict=True):
        assert line.startswith(f"work: {name} is not in the page: ") and reason in line
        assert cell.select_one(".not-shown").get_text().startswith(f"Not shown: {name} (")
        assert cell.get_text().split()[0] == "before" and cell.get_text().split()[-1] == "after"
    assert Page(html).images == [] and Page(html).addresses() == []


def test_photograph_is_turned_and_tells_no_place(folder):
    kind, content = decoded(pictures.embedded("my%20photo.jpg", folder, {}))
    image = Image.open(io.BytesIO(content))
    assert (kind, image.size, dict(image.getexif())) == ("image/jpeg", (40, 60), {})
    red, blue = image.getpixel((20, 10)), image.getpixel((20, 50))
    assert red[0] > 200 and blue[2] > 200, "the left side of the camera is the top"
    assert b"home" not in content


@pytest.mark.parametrize(
    ("kind", "size"), [("JPEG", (4000, 3000)), ("PNG", (2000, 1500)), ("TIFF", (2000, 1500))]
)
def test_large_photograph_is_scaled(tmp_path, kind, size):
    (tmp_path / "photo").write_bytes(material.noise(kind, size))
    mime, content = decoded(pictures.embedded("photo", tmp_path, {}))
    assert mime == "image/jpeg"
    assert Image.open(io.BytesIO(content)).size == (1800, 1350)
    assert len(content) < 600_000


def test_small_and_moving_pictures_are_kept_as_they_are(folder):
    for name, mime in [
        ("手算.png", "image/png"),
        ("../up.gif", "image/gif"),
        ("wide.gif", "image/gif"),
        ("still.gif", "image/gif"),
        ("moving.webp", "image/webp"),
        ("drawing.svg", "image/svg+xml"),
    ]:
        assert decoded(pictures.embedded(name, folder, {})) == (mime, material.FILES[name])


def test_clear_parts_stay_clear(tmp_path):
    Image.new("RGBA", (2400, 100), (255, 0, 0, 0)).save(tmp_path / "clear.png")
    mime, content = decoded(pictures.embedded("clear.png", tmp_path, {}))
    image = Image.open(io.BytesIO(content))
    assert (mime, image.size, image.getpixel((5, 5))[3]) == ("image/png", (1800, 75), 0)


def test_pictures_of_html_outputs_are_carried_too(folder, capsys):
    html = "<p><img src='手算.png'><img src='weg.png'></p>"
    output = new_output("display_data", {"text/html": html})
    nb = notebook(["text"])
    nb.cells.append(new_code_cell("show()", outputs=[output]))
    page = export.page(nb, "work", folder=folder)
    assert len(Page(page).images) == 1 and Page(page).addresses() == []
    assert "weg.png is not in the page" in capsys.readouterr().out


def test_too_many_pixels_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    (tmp_path / "photo.png").write_bytes(material.picture("PNG"))
    with pytest.raises(pictures.NotShown, match="pixels"):
        pictures.embedded("photo.png", tmp_path, {})
