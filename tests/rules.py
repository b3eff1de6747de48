"""The rules a committed notebook keeps: each gives a list of lines, empty when it is kept."""

import base64
import difflib
import json
import re
import statistics
import struct
from html import unescape

from tooling.running import parameters
from tooling.running.commands import merged

PICTURE = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=\s]+)")
IDENTITY = re.compile(r"[\w.$\]]+@[0-9a-f]{5,8}\b|\$\$Lambda|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-")
ABSOLUTE = re.compile(r"(?<![\w.:/])/(?:home|Users|tmp|root|usr|var|opt|work)/|\b[A-Z]:\\\\?\w")
LIBRARY = "%classpath ../lib/target/nndl.jar"
REACHING = re.compile(
    r"^\s*%.*|https?://|\bftp:|java\.net|Socket|HttpClient|ProcessBuilder|\.exec\(", re.MULTILINE
)
CHINESE = re.compile(r"[\u4e00-\u9fff]{4,}")
TOP_LEVEL_VAR = re.compile(r"\s*(?:final\s+)?var\s+\w+\s*=")
LONGEST, MEDIAN, BYTES = 25, 6, 1_000_000


def code(nb):
    """Pairs of number (from 1) and code cell."""
    return list(enumerate((c for c in nb.cells if c.cell_type == "code"), start=1))


def execution_counts(nb):
    wrong = [(n, c.execution_count) for n, c in code(nb) if c.execution_count != n]
    return [f"code cell {n} has execution count {count}" for n, count in wrong]


def one_parameter_cell(nb):
    cells = [c for _, c in code(nb) if "parameters" in c.metadata.get("tags", [])]
    if len(cells) != 1:
        return [f"{len(cells)} cells are tagged 'parameters', there must be one"]
    lines = [ln for ln in cells[0].source.splitlines() if not re.match(r"\s*(//.*)?$", ln)]
    bad = [ln for ln in lines if not parameters.declared(ln)]
    declared = parameters.of(nb)
    bare = [f"parameter {p.name} has no comment" for p in declared if not p.note]
    open_ended = [f"what {p.name} may be is not stated" for p in declared if p.allowed == ()]
    return [f"not 'type name = value; // meaning': {ln}" for ln in bad] + bare + open_ended


def no_top_level_var(nb):
    found = []
    for number, cell in code(nb):
        depth = 0
        for line in cell.source.splitlines():
            if depth == 0 and TOP_LEVEL_VAR.match(line):
                found.append(f"code cell {number}: {line.strip()}")
            bare = re.sub(r'"(?:\\.|[^"\\])*"|//.*', "", line)
            depth += sum(bare.count(c) for c in "({") - sum(bare.count(c) for c in ")}")
    return found


def no_traces_of_a_machine(nb):
    found = []
    for number, cell in code(nb):
        texts = [("source", cell.source)]
        texts += [("output", t) for output in cell.outputs for t in _texts(output)]
        for where, text in texts:
            text = PICTURE.sub("", text)
            patterns = [ABSOLUTE] if where == "source" else [ABSOLUTE, IDENTITY]
            hits = [m[0] for pattern in patterns for m in pattern.finditer(text)]
            found += [f"code cell {number}, {where}: {hit}" for hit in hits]
    return found


def nothing_from_elsewhere(nb):
    """No magic but that which loads the library, no address, no other program."""
    found = []
    for number, cell in code(nb):
        hits = [match[0].strip() for match in REACHING.finditer(cell.source)]
        found += [f"code cell {number}: {hit}" for hit in hits if hit != LIBRARY]
    return found


def clean_outputs(nb):
    found = []
    for number, cell in code(nb):
        for output in cell.outputs:
            if output.output_type == "error" or output.get("name") == "stderr":
                told = output.get("text") or output.get("evalue")
                found.append(f"code cell {number}: {output.get('name', 'error')}: {told}")
    return found


def short_cells(nb):
    lengths = [len(re.sub(r"(?m)^import .*\n", "", c.source).splitlines()) for _, c in code(nb)]
    found = [f"code cell {n} has {k} lines" for n, k in enumerate(lengths, 1) if k > LONGEST]
    if lengths and statistics.median(lengths) > MEDIAN:
        found.append(f"the median code cell has {statistics.median(lengths)} lines")
    return found


def chinese_statement(nb):
    prose = [c.source for c in nb.cells if c.cell_type == "markdown"]
    return [] if any(CHINESE.search(text) for text in prose) else ["no statement in Chinese"]


def committed_metadata(nb):
    found = []
    if dict(nb.metadata.get("kernelspec", {})).get("name") != "java":
        found.append("the kernel is not 'java'")
    if "version" in nb.metadata.get("language_info", {}):
        found.append("language_info holds the Java version of one machine")
    for number, cell in code(nb):
        found += [f"code cell {number}: {key}" for key in ("execution", "papermill") if key in cell.metadata]
    return found


ALL = (
    execution_counts,
    one_parameter_cell,
    no_top_level_var,
    no_traces_of_a_machine,
    nothing_from_elsewhere,
    clean_outputs,
    short_cells,
    chinese_statement,
    committed_metadata,
)


def differences(stored, fresh, first=1):
    """Lines that tell where outputs of cells differ; pictures count by presence and size."""
    found, number = [], first - 1
    for old, new in zip(stored, fresh, strict=True):
        if old.cell_type != "code":
            continue
        number += 1
        before, after = comparable(old.outputs), comparable(new.outputs)
        if "volatile" in old.metadata.get("tags", []):
            before, after = [bool(before)], [bool(after)]
        if before != after:
            lines = difflib.unified_diff(
                "\n".join(map(str, before)).splitlines(),
                "\n".join(map(str, after)).splitlines(),
                "stored", "now", lineterm="", n=1,
            )  # fmt: skip
            found.append(f"code cell {number}:\n" + "\n".join(line[:300] for line in lines))
    return found


def comparable(outputs):
    """Outputs as text, each picture replaced by its size in pixels."""
    result = []
    for output in merged([type(o)(o) for o in outputs]):
        if output.output_type == "stream":
            result.append(f"{output.name}: {output.text}")
        elif output.output_type == "error":
            result.append(f"error: {output.evalue}")
        else:
            for mime, data in sorted(output.data.items()):
                if mime == "image/png":
                    data = size(data)
                # a file's keys are sorted, a kernel's are not
                text = data if isinstance(data, str) else json.dumps(data, sort_keys=True)
                result.append(f"{mime}: {PICTURE.sub(lambda m: size(m[1]), text)}")
    return result


def size(encoded):
    """Width and height in the head of a PNG."""
    head = base64.b64decode("".join(encoded.split())[:64])
    width, height = struct.unpack(">II", head[16:24])
    return f"picture {width}x{height}"


def _texts(output):
    if output.output_type == "stream":
        return [output.text]
    return [str(v) for k, v in output.get("data", {}).items() if k.startswith("text/")]


def refuted(nb):
    """The wrong answers a notebook runs, each with its checks as 'claim: measured'."""
    answers = {}
    tables = [o.data["text/html"] for _, c in code(nb)[-1:] for o in c.outputs if "data" in o]
    for row in re.findall(r"<tr>(<td.*?)</tr>", "".join(tables)):
        claim, measured = (unescape(t) for t in re.findall(r"<td[^>]*>(.*?)</td>", row)[:2])
        match = re.fullmatch(r'refuted: "(?P<answer>.*?)": (?P<claim>.*)', claim)
        if match:
            answers.setdefault(match["answer"], []).append(f"{match['claim']}: {measured}")
    return answers
