"""The JDK and Maven of this machine, and the library they build."""

import hashlib
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tooling.setup.environment import ROOT, STATE, check_writable, say
from tooling.errors import LabError

TARGET = ROOT / "lib" / "target"
JAR = TARGET / "nndl.jar"
MATHJAX = TARGET / "mathjax" / "tex-svg-full.js"
STAMP = TARGET / "built-from"

JAVA_WANTED = 17
MAVEN_WANTED = (3, 8)


@dataclass(frozen=True)
class Java:
    """One Java installation: where it was found, and what it lacks (empty when it will do)."""

    home: Path
    version: str
    found_by: str
    lacks: str


def _output(command, env=None, errors=True):
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", check=False,
            timeout=60, env=env,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout + (done.stderr if errors else "")


def _inspect(java, found_by):
    settings = _output([str(java), "-XshowSettings:properties", "-version"])
    home = re.search(r"java\.home = (.+)", settings)
    version = re.search(r"java\.version = (\S+)", settings)
    if not home or not version:
        return Java(Path(java).parent.parent, "?", found_by, f"{java} does not run")
    numbers = [int(n) for n in re.findall(r"\d+", version[1])]
    major = numbers[1] if numbers[0] == 1 else numbers[0]
    home = Path(home[1].strip())
    if not home.is_dir():
        # Java has told it in an encoding that is not the one of Python, or cannot write it at all
        home = Path(java).resolve().parent.parent
    if major < JAVA_WANTED:
        lacks = f"it is Java {version[1]}, {JAVA_WANTED} or newer is needed"
    elif "jdk.jshell" not in _output([str(java), "--list-modules"]):
        lacks = "it has no module jdk.jshell: it is a JRE, a JDK is needed"
    elif not shutil.which("javac", path=str(home / "bin")):
        lacks = "it has no javac: it is a JRE, a JDK is needed"
    else:
        lacks = ""
    return Java(home, version[1], found_by, lacks)


def javas():
    """The installations a user would expect to be used, in order: JAVA_HOME, then PATH."""
    seen = []
    # Windows keeps the quotation marks of somebody who has typed some
    java_home = os.environ.get("JAVA_HOME", "").strip().strip('"')
    if java_home:
        java = shutil.which("java", path=str(Path(java_home) / "bin"))
        if java:
            seen.append(_inspect(java, f"JAVA_HOME={java_home}"))
        else:
            lacks = "there is no bin/java in it"
            seen.append(Java(Path(java_home), "?", f"JAVA_HOME={java_home}", lacks))
    if not (seen and not seen[0].lacks):
        java = shutil.which("java")
        if java:
            seen.append(_inspect(java, f"PATH ({java})"))
    return seen


def find_java():
    """The first JDK that will do."""
    seen = javas()
    for java in seen:
        if not java.lacks:
            return java
    found = "; ".join(f"{j.found_by}: {j.lacks}" for j in seen) or "no java was found"
    raise LabError(
        f"A JDK {JAVA_WANTED} or newer is needed ({found}). "
        "'python3 lab.py doctor' tells how to get one."
    )


def find_maven(env=None):
    """Path and version of Maven; an error when it is missing or too old."""
    path = shutil.which("mvn", path=(env or os.environ).get("PATH"))
    told = _output([path, "-v"], env) if path else ""
    version = re.search(r"Apache Maven (\d+)\.(\d+)[\w.-]*", told)
    wanted = ".".join(map(str, MAVEN_WANTED))
    if not version:
        found = "none was found on the PATH"
    elif (int(version[1]), int(version[2])) < MAVEN_WANTED:
        found = f"{path} is {version[0]}"
    else:
        return path, version[0].split()[-1]
    raise LabError(
        f"Maven {wanted} or newer is needed to build the library ({found}). "
        "'python3 lab.py doctor' tells how to get it."
    )


def _sources():
    yield ROOT / "pom.xml"
    yield ROOT / "lib" / "pom.xml"
    folder = ROOT / "lib" / "src" / "main"
    yield from sorted(p for p in folder.rglob("*") if p.is_file())


def _fingerprint():
    digest = hashlib.sha256()
    for path in _sources():
        content = path.read_bytes()
        digest.update(f"{path.relative_to(ROOT).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def library_is_built():
    """Whether jar and formula renderer stand and are those of today's sources."""
    if not (JAR.exists() and MATHJAX.exists() and STAMP.exists()):
        return False
    return STAMP.read_text(encoding="utf-8") == _fingerprint()


def record_build(fingerprint=None):
    """Note which sources the library in lib/target was built from."""
    STAMP.write_text(fingerprint or _fingerprint(), encoding="utf-8")


def maven(arguments, env):
    """The command line of Maven; its repository is kept beside the project if home is read-only."""
    path, _ = find_maven(env)
    command = [path, "-B", *arguments]
    home = Path.home()
    if not os.access(home, os.W_OK) and not (home / ".m2" / "repository").exists():
        command.append(f"-Dmaven.repo.local={STATE / 'm2'}")
    return command


def ensure_library(env):
    """Build the library unless what stands was built from the same sources."""
    if library_is_built():
        return
    check_writable()
    fingerprint = _fingerprint()
    command = maven(["-q", "package", "-DskipTests"], env)
    say("Building the library with Maven (the first time it loads its dependencies) ...")
    done = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode != 0 or not JAR.exists():
        lines = [ln for ln in (done.stdout + done.stderr).splitlines() if "ERROR" in ln]
        offline = re.search(r"Could not transfer|UnknownHost|Unknown host|offline", done.stdout)
        remedy = (
            "Its dependencies could not be loaded: run the same command again with a network."
            if offline
            else "'mvn package' in the project's folder shows the whole story."
        )
        raise LabError(
            "The library could not be built. " + remedy + "\n" + "\n".join(lines[:5])
        )
    record_build(fingerprint)
