"""Children of the demonstration site: none is left behind, whatever it does with a signal."""

import os
import time

from sandbox.processes import Processes

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
PARENT = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', sys.argv[1]]); time.sleep(60)"
#: writes down that a stop signal arrived, and from then on waits for ever: what django-q's workers do
WORKER = (
    "import pathlib, signal, sys, time\n"
    "signal.signal(signal.SIGTERM, lambda *_: pathlib.Path(sys.argv[1]).touch())\n"
    "pathlib.Path(sys.argv[2]).touch()\n"
    "time.sleep(60)"
)


def alive(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def wait_for(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_children_stop_with_the_block():
    with Processes() as processes:
        processes.start("one", ["-c", "import time; time.sleep(60)"])
        group = processes.running["one"].pid
        assert processes.ended() is None
    assert not alive(group)


def test_a_child_that_ignores_the_signal_is_killed_with_its_own_children():
    began = time.monotonic()
    with Processes(grace_seconds=0.3) as processes:
        processes.start("stubborn", ["-c", PARENT, STUBBORN])
        group = processes.running["stubborn"].pid
        time.sleep(0.3)
    wait_for(lambda: not alive(group))
    assert time.monotonic() - began < 5


def test_a_stop_signal_reaches_the_child_alone(tmp_path):
    told, ready = tmp_path / "told", tmp_path / "ready"
    parent = (
        f"import signal, subprocess, sys, time\n"
        f"child = subprocess.Popen([sys.executable, '-c', {WORKER!r}, {str(told)!r}, {str(ready)!r}])\n"
        f"signal.signal(signal.SIGTERM, lambda *_: (child.kill(), child.wait(), sys.exit(0)))\n"
        f"time.sleep(60)"
    )
    with Processes() as processes:
        processes.start("cluster", ["-c", parent])
        wait_for(ready.exists)
    assert not told.exists()


def test_ctrl_c_in_the_terminal_does_not_reach_children():
    with Processes() as processes:
        processes.start("one", ["-c", "import time; time.sleep(60)"])
        assert os.getsid(processes.running["one"].pid) != os.getsid(0)


def test_a_child_that_ends_is_reported():
    with Processes() as processes:
        processes.start("one", ["-c", "raise SystemExit(3)"])
        wait_for(processes.ended)
        assert processes.ended() == ("one", 3)
