"""Ports that are taken, and processes that are known again by more than their number."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from workshop.processes import alive, end, read_pid
from workshop.running import checked_port
from workshop.say import Problem
from workshop.servers import answers, free_port


@pytest.mark.parametrize("text", ["", "web", "0", "65536", "-1", "80.5"])
def test_a_port_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Problem, match="not a port number"):
        checked_port(text)


def test_a_taken_port_is_refused_and_a_free_one_chosen_instead() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        taken = listener.getsockname()[1]
        with pytest.raises(Problem, match=f"Port {taken} .* is taken"):
            checked_port(str(taken))
        assert free_port(taken) != taken
    assert not answers(taken)
    assert checked_port(str(taken)) == taken


def test_a_process_is_known_by_number_and_word_and_ended() -> None:
    program = "import time; time.sleep(60)  # marked-for-the-test"
    with subprocess.Popen([sys.executable, "-c", program]) as process:
        until = time.monotonic() + 10
        while not alive(process.pid, "marked-for-the-test"):  # a busy machine takes a while to show a new command line
            assert time.monotonic() < until
        assert not alive(process.pid, "another-program")
        end(process.pid, "another-program")
        assert process.poll() is None
        end(process.pid, "marked-for-the-test")
        assert not alive(process.pid, "marked-for-the-test")


def test_an_ended_process_nobody_has_reaped_is_not_alive() -> None:
    with subprocess.Popen([sys.executable, "-c", "pass"]) as process:
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert not alive(process.pid, "python")


def test_a_missing_or_broken_note_means_no_process(tmp_path: Path) -> None:
    (tmp_path / "broken").write_text("no number", encoding="utf-8")
    assert [read_pid(tmp_path / "none"), read_pid(tmp_path / "broken")] == [0, 0]
    assert not alive(0, "")
