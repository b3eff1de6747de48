"""Pictures carried inside a page: found, checked, scaled to what a page needs."""

import base64
import binascii
import io
import re
import unicodedata
import warnings
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit
from xml.etree import ElementTree

from PIL import Image, ImageOps

LONGEST_SIDE = 1800  # pixels: twice the width of a page's column, for dense screens
SMALL = 500_000  # bytes; a still picture that is larger is encoded again
QUALITY = 85  # of JPEG
MOST_PIXELS = 250_000_000  # the largest cameras of phones have 200 million

_KEPT = {"PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp"}
_TYPES = ("image/svg+xml", "image/png", "image/jpeg")
_SVG = "{http://www.w3.org/2000/svg}svg"


class NotShown(Exception):
    """A picture that cannot be in the page; the message says why."""


def embedded(source, folder, attachments):
    """The data URI for the address of a picture, as Markdown or HTML has it."""
    return data_uri(_content(source.strip(), Path(folder or "."), attachments or {}))


def name(source):
    """How the address of a picture is shown to a reader."""
    if source.startswith("data:"):
        return source if len(source) <= 40 else source[:40] + "…"
    return unquote(source.strip().removeprefix("attachment:")) or "(no name)"


def _content(source, folder, attachments):
    if not source:
        raise NotShown("it names no file")
    scheme = urlsplit(source).scheme if re.match(r"[a-zA-Z][\w+.-]+:", source) else ""
    if scheme == "attachment":
        return _attachment(source.partition(":")[2], attachments)
    if scheme == "data":
        return _data(source)
    if scheme in ("http", "https") or source.startswith("//"):
        raise NotShown("a page holds no addresses; save the picture beside the notebook")
    if scheme == "file" or re.match(r"[a-zA-Z]:[\\/]|[\\/]", unquote(source)):
        raise NotShown("its path is absolute; put the picture beside the notebook")
    return _file(source, folder)


def _attachment(key, attachments):
    for spelling in _spellings(key):
        for attached, bundle in attachments.items():
            if _same(attached, spelling) and bundle:
                kind = next((t for t in _TYPES if t in bundle), next(iter(bundle)))
                return _decoded(bundle[kind], kind)
    raise NotShown("the cell has no such attachment")


def _decoded(content, kind):
    content = "".join(content)  # a notebook's file may have it as a list of lines
    if kind == "image/svg+xml" and content.lstrip().startswith("<"):
        return content.encode("utf-8")
    try:
        return base64.b64decode(content)
    except (binascii.Error, ValueError):
        raise NotShown("the attachment is damaged") from None


def _data(source):
    head, _, body = source.partition(",")
    if not head.endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode(unquote(body))
    except (binascii.Error, ValueError):
        raise NotShown("its data is damaged") from None


def _file(source, folder):
    for spelling in _spellings(source):
        try:
            path = _there(folder / spelling)
            if path:
                return path.read_bytes()
        except IsADirectoryError:
            raise NotShown("it is a folder") from None
        except PermissionError:
            raise NotShown("the file may not be read") from None
        except (OSError, ValueError):  # a name that this system cannot have
            continue
    raise NotShown("there is no such file")


def _spellings(address):
    """The names an address may stand for, the likeliest first."""
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    return dict.fromkeys([unquote(address), address, unquote(path)])


def _there(path):
    """The file at `path`; accents and the like may be composed in its name or not."""
    if path.exists():
        return path
    if path.parent.is_dir():
        return next((p for p in path.parent.iterdir() if _same(p.name, path.name)), None)
    return None


def _same(one, other):
    return unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)


def data_uri(content):
    """A picture's bytes as a data URI, scaled and encoded again where that is worth it."""
    kind, content = _vector(content) or _raster(content)
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def _vector(content):
    if b"<svg" not in content:
        return None
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise NotShown("it is not a complete SVG file") from None
    if root.tag != _SVG:
        raise NotShown('its root is not <svg xmlns="http://www.w3.org/2000/svg">')
    return "image/svg+xml", content


def _raster(content):
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content)) as image:
                return _encoded(image, content)
    except Image.UnidentifiedImageError:
        raise NotShown("it is no picture, or of a kind that cannot be read") from None
    except Image.DecompressionBombError:
        raise NotShown(f"it has more than {MOST_PIXELS // 10**6} million pixels") from None
    except MemoryError:
        raise NotShown("there is not enough memory for it") from None
    except Exception:  # decoders raise what they like at damaged data
        raise NotShown("the file is damaged") from None


def _encoded(image, content):
    if image.format in _KEPT and getattr(image, "is_animated", False):
        image.load()
        return _KEPT[image.format], content
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # JPEG: read no finer than is needed
    image.load()
    small = max(image.size) <= LONGEST_SIDE and len(content) <= SMALL
    if small and image.format in _KEPT and image.getexif().get(0x0112, 1) == 1:
        return _KEPT[image.format], content
    profile = image.info.get("icc_profile") if image.mode in ("RGB", "RGBA") else None
    photograph = image.format in ("JPEG", "MPO")
    image = ImageOps.exif_transpose(image)
    clear = image.has_transparency_data
    image = image.convert("RGBA" if clear else "RGB")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # Without the metadata: it tells where a photograph was taken.
    encodings = []
    if not clear:
        encodings.append(("image/jpeg", _saved(image, "JPEG", profile, quality=QUALITY)))
    if not photograph:
        encodings.append(("image/png", _saved(image, "PNG", profile)))
    return min(encodings, key=lambda each: len(each[1]))


def _saved(image, kind, profile, **options):
    # what an encoder is not told, it takes from `info`
    image.info = {}
    buffer = io.BytesIO()
    image.save(buffer, kind, icc_profile=profile, **options)
    return buffer.getvalue()
