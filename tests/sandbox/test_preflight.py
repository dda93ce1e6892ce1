"""What `make demo` says before it installs anything."""

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox import preflight

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def taken_port():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def run(*arguments):
    command = [sys.executable, ROOT / "sandbox" / "preflight.py", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_taken_port_is_named_with_a_free_one(taken_port):
    result = run("--port", taken_port)
    assert result.returncode == 0
    (line,) = [line for line in result.stdout.splitlines() if "the site" in line]
    assert line.startswith(f"Port {taken_port} for the site is taken; ")
    assert preflight.free_port(taken_port) not in {None, taken_port}


def test_site_and_store_are_not_offered_the_same_port(taken_port):
    lines = run("--port", taken_port, "--store-port", taken_port).stdout.splitlines()
    offered = [line.partition("; ")[2].split()[0] for line in lines]
    assert len(set(offered)) == len(offered) == 2


def test_an_excluded_port_is_not_offered(taken_port):
    first = preflight.free_port(taken_port)
    assert preflight.free_port(taken_port, excluded=(first,)) not in {first, taken_port}


def test_an_old_python_is_told_in_one_line(monkeypatch, capsys):
    monkeypatch.setattr(preflight.sys, "version_info", (3, 9, 18))
    monkeypatch.setattr(preflight.sys, "argv", ["preflight.py"])
    assert preflight.main() == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("Python 3.11 or newer is needed; ")
    assert "3.9" in line


def test_it_can_be_read_by_an_old_python():
    """It must get as far as saying so: no syntax and no module that an old interpreter lacks."""
    source = (ROOT / "sandbox" / "preflight.py").read_text()
    compile(source, "preflight.py", "exec", dont_inherit=True)
    assert "match " not in source
    assert ":=" not in source


@pytest.mark.parametrize("target", ["demo", "test"])
def test_make_stops_at_an_old_python(tmp_path, target):
    old = tmp_path / "python"
    old.write_text(f'#!/bin/sh\nexec {sys.executable} - "$@" <<EOF\nimport sys\nsys.exit("Python is too old")\nEOF\n')
    old.chmod(0o755)
    command = [shutil.which("make"), target, f"PYTHON={old}", f"VENV={tmp_path / 'venv'}"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode != 0
    assert "Python is too old" in result.stderr
    assert not (tmp_path / "venv").exists()
