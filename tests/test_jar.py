"""The one jar a notebook loads: of the libraries in it, nothing is missing that they call."""

import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from tooling.setup import toolchain

READS_A_TABLE = """
import java.nio.file.*;
import tech.tablesaw.api.*;

public class Reads {
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    String text = "名,值,日\\n神经网络与深度学习,1.5,2020-01-02\\n前馈神经网络,2.5,2021-03-04\\n";
    Files.write(file, text.getBytes("GB18030"));
    Table table = Table.read().csv(file.toFile());
    System.out.println(table.columnNames() + " " + table.types());
    System.out.println(table.doubleColumn("值").mean() + " " + table.write().toString("csv").length());
  }
}
"""


def run(tool, *arguments):
    path = Path(toolchain.find_java().home) / "bin" / tool
    told = subprocess.run([str(path), *map(str, arguments)], capture_output=True, check=True)
    return told.stdout.decode("utf-8")


def origin(name):
    """The library of a class, by the first three parts of its name."""
    return tuple(name.replace("/", ".").split(".")[:3])


def missing(jar):
    """Classes that some class in the jar calls, of a library in the jar, and that are not in it."""
    with zipfile.ZipFile(jar) as file:
        inside = {origin(name) for name in file.namelist() if name.endswith(".class")}
    called = re.findall(r"-> (\S+) +not found", run("jdeps", "--missing-deps", jar))
    return sorted({name for name in called if origin(name) in inside})


def without(jar, name, folder):
    thin = folder / "thin.jar"
    with zipfile.ZipFile(jar) as whole, zipfile.ZipFile(thin, "w") as file:
        for entry in whole.infolist():
            if entry.filename != name:
                file.writestr(entry, whole.read(entry))
    return thin


def test_nothing_is_missing():
    assert missing(toolchain.JAR) == []


@pytest.mark.parametrize(
    "name",
    ["com/ibm/icu/text/CharsetDetector.class", "it/unimi/dsi/fastutil/ints/IntArrayList.class"],
)
def test_what_is_missing_is_seen(name, tmp_path):
    thin = without(toolchain.JAR, name, tmp_path)
    assert missing(thin) == [name.removesuffix(".class").replace("/", ".")]


def test_no_native_is_built_in_or_asked_for():
    with zipfile.ZipFile(toolchain.JAR) as file:
        names = file.namelist()
        manifest = file.read("META-INF/MANIFEST.MF").decode()
    assert not [name for name in names if re.search(r"bytedeco|netlib|\.so$|\.dll$|\.dylib$", name)]
    assert "Class-Path" not in manifest


def test_a_cell_may_read_a_table(tmp_path):
    source = tmp_path / "Reads.java"
    source.write_text(READS_A_TABLE, encoding="utf-8")
    options = ("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-cp", toolchain.JAR)
    told = run("java", *options, source, tmp_path / "table.csv").split("\n")
    assert told[0] == "[名, 值, 日] [STRING, DOUBLE, LOCAL_DATE]"
    assert told[1].startswith("2.0 ")
