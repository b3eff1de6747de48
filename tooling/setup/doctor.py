"""The command `doctor`: what this machine has, what it lacks, and the commands that mend it."""

import locale
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tooling.kernel import kernelspec, launcher_jar
from tooling.setup import environment, toolchain
from tooling.errors import LabError

JDK = {
    "Linux": "sudo apt install openjdk-17-jdk",
    "macOS": "brew install openjdk@17",
    "Windows": "winget install EclipseAdoptium.Temurin.17.JDK",
    "conda": "conda install -c conda-forge openjdk=17",
}
MAVEN = {
    "Linux": "sudo apt install maven",
    "macOS": "brew install maven",
    "Windows": "choco install maven  (or unpack it from maven.apache.org; PATH += its bin)",
    "conda": "conda install -c conda-forge maven",
}
PYTHON = {
    "Linux": "sudo apt install python3 python3-venv",
    "macOS": "brew install python@3.12",
    "Windows": "winget install Python.Python.3.12",
    "conda": "conda env create -f environment.yml; conda activate nndl",
}
FONTS = {
    "Linux": "sudo apt install fontconfig fonts-dejavu-core fonts-noto-cjk",
    "macOS": "(the system brings its fonts)",
    "Windows": "(the system brings its fonts)",
    "conda": "conda install -c conda-forge fontconfig font-ttf-noto-emoji fonts-conda-forge",
}
CHROMIUM = {
    "Linux": "sudo apt install chromium",
    "macOS": "brew install --cask chromium",
    "Windows": "winget install Google.Chrome",
    "conda": "(install it with the system's own means)",
}
SETUP = {"everywhere": "python3 lab.py setup"}
UTF8 = {
    "Linux": "export LANG=C.UTF-8",
    "macOS": "export LANG=en_US.UTF-8",
    "Windows": "set PYTHONUTF8=1",
}


@dataclass(frozen=True)
class Finding:
    """One line of the report; `needed` ones that are missing make the exit status 1."""

    name: str
    good: bool
    text: str
    remedy: dict
    needed: bool = True


def report():
    """Print the findings with remedies; 1 when something needed is missing, else 0."""
    findings = list(_findings())
    for finding in findings:
        mark = "found  " if finding.good else "MISSING" if finding.needed else "absent "
        print(f"{mark}  {finding.name}: {finding.text}")
        if not finding.good:
            for system, command in finding.remedy.items():
                print(f"           {system}: {command}")
    missing = [finding.name for finding in findings if finding.needed and not finding.good]
    print("\nMissing: " + ", ".join(missing) if missing else "\nNothing needed is missing.")
    return 1 if missing else 0


def _findings():
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("Python", True, f"{version} ({sys.executable})", PYTHON)
    yield _jdk()
    yield _maven()
    yield from _python_side()
    built = toolchain.library_is_built()
    text = str(toolchain.JAR) if built else "not built, or older than its sources"
    yield Finding("library", built, text, SETUP)
    encoding = locale.getpreferredencoding(False)
    utf8 = encoding.lower().replace("-", "") == "utf8"
    yield Finding("encoding", utf8, f"{encoding} by default", UTF8, needed=False)
    yield from _fonts()
    shown = "yes" if _display() else "none: lab.py prints the address instead of opening a browser"
    yield Finding("display", True, shown, {})
    browser = chromium()
    text = browser or "none: no PDF can be made, and the browser tests are skipped"
    yield Finding("Chromium", bool(browser), text, CHROMIUM, needed=False)


def _jdk():
    try:
        java = toolchain.find_java()
    except LabError:
        seen = "; ".join(f"{j.found_by}: {j.lacks}" for j in toolchain.javas())
        return Finding("JDK 17+", False, seen or "no java on the PATH, no JAVA_HOME", JDK)
    text = f"{java.version} in {java.home}, by {java.found_by}"
    on_path = shutil.which("java")
    if on_path and Path(on_path).resolve() != (java.home / "bin" / Path(on_path).name).resolve():
        text += f"; the java on the PATH is another: {on_path}"
    return Finding("JDK 17+", True, text, JDK)


def _maven():
    try:
        path, version = toolchain.find_maven()
    except LabError as error:
        return Finding("Maven 3.8+", False, str(error).split(". '")[0], MAVEN)
    return Finding("Maven 3.8+", True, f"{version} ({path})", MAVEN)


def _python_side():
    prefix = environment.active_prefix() or environment.VENV
    python = environment.executable(prefix)
    if not python.exists():
        yield Finding("environment", False, "not made yet", SETUP)
        return
    unmet = environment.unmet(python, environment.REQUIREMENTS)
    text = f"every pin of requirements.txt is met in {prefix}"
    if unmet:
        text = "not met (name, wanted, found): " + "; ".join(unmet)
    yield Finding("requirements", not unmet, text, SETUP)
    kernel = kernelspec.installed(prefix) / "kernel.json"
    lacking = [str(path) for path in (kernel, launcher_jar.JAR) if not path.exists()]
    yield Finding("Java kernel", not lacking, ", ".join(lacking) or str(kernel), SETUP)
    if not lacking:
        yield _record(prefix)


def _record(prefix):
    try:
        good = kernelspec.recorded(toolchain.find_java(), prefix)
    except LabError:
        good = False
    text = str(kernelspec.ARCHIVE) if good else "not recorded: kernels start some seconds slower"
    return Finding("kernel's start", good, text, SETUP, needed=False)


def _fonts():
    if not sys.platform.startswith("linux"):
        yield Finding("fonts", True, "the system's", FONTS)
        return
    every, chinese = _font_list(), _font_list(":lang=zh")
    text = f"{len(every)} known to fontconfig" if every else "Java draws no chart without a font"
    yield Finding("fonts for Java", bool(every), text, FONTS)
    text = chinese[0] if chinese else "Chinese statements show as boxes"
    yield Finding("Chinese font", bool(chinese), text, FONTS, needed=False)


def _font_list(*pattern):
    if not shutil.which("fc-list"):
        return []
    command = ["fc-list", *(pattern or (":",)), "family"]
    found = subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    return sorted({line for line in found.stdout.splitlines() if line})


def _display():
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def chromium():
    """Path of a Chromium, Chrome or Edge for PDFs and the browser tests, or None."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
    for name in names:
        if shutil.which(name):
            return shutil.which(name)
    usual = (
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    )
    return next((path for path in usual if Path(path).exists()), None)
