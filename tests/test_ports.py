"""Ports that were free when Jupyter chose them, and taken when the kernel asks for them."""

import json
import socket
import subprocess
from itertools import count

import nbformat
import pytest
from jupyter_client.connect import LocalPortCache
from jupyter_client.kernelspec import KernelSpecManager

import sample
from tooling.running import runs
from tooling.setup import toolchain
from tooling.errors import LabError

PORTS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")


@pytest.fixture
def taken():
    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        own.listen()
        yield own.getsockname()[1]


def starts(monkeypatch, port, wrong):
    """Counts the kernels that are started; the first ones, so many as are wrong, get this port."""
    find, numbers, begun = LocalPortCache.find_available_port, count(), []

    def given(self, ip):
        start, which = divmod(next(numbers), len(PORTS))
        begun[start:] = [start]
        return port if start < wrong and which == 0 else find(self, ip)

    monkeypatch.setattr(LocalPortCache, "find_available_port", given)
    return begun


@pytest.mark.parametrize("name", PORTS)
def test_kernel_without_one_of_its_ports_ends(tmp_path, taken, name):
    cache = LocalPortCache()
    ports = {each: cache.find_available_port("127.0.0.1") for each in PORTS}
    told = {"ip": "127.0.0.1", "transport": "tcp", "key": "k", "signature_scheme": "hmac-sha256"}
    file = tmp_path / "connection.json"
    file.write_text(json.dumps({**told, **ports, name: taken}))
    command = [str(file) if a == "{connection_file}" else a
               for a in KernelSpecManager().get_kernel_spec("java").argv]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 1
    assert "Address already in use" in done.stderr


def test_a_run_starts_its_kernel_again_with_other_ports(tmp_path, taken, monkeypatch):
    notebook = sample.write(tmp_path / "a.ipynb", toolchain.JAR)
    begun = starts(monkeypatch, taken, wrong=2)
    nb = runs.execute(notebook)
    assert nbformat.validate(nb) is None
    assert begun == [0, 1, 2]


def test_a_kernel_that_never_starts_is_told(tmp_path, taken, monkeypatch):
    notebook = sample.write(tmp_path / "a.ipynb", toolchain.JAR)
    begun = starts(monkeypatch, taken, wrong=9)
    with pytest.raises(LabError, match="did not start .*kernel.log"):
        runs.execute(notebook)
    assert begun == [0, 1, 2]
