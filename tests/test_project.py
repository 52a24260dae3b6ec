"""The files beside the code agree with it."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot.commands import cli

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
DEPENDENCIES = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["postgres"]]


COMMANDS = {
    command.name or command.callback.__name__ for command in cli.registered_commands if command.callback
}


@pytest.mark.parametrize("dependency", DEPENDENCIES)
def test_the_lock_file_has_what_the_project_asks_for(dependency: str) -> None:
    pins = re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    asked = Requirement(dependency)
    assert dict(pins)[canonicalize_name(asked.name)] in asked.specifier


def test_the_processes_of_a_platform_are_commands() -> None:
    lines = (ROOT / "Procfile").read_text("utf-8").splitlines()
    processes = dict(line.split(": python -m bot ") for line in lines)
    assert list(processes) == ["release", "web", "worker"]
    assert {command.split()[0] for command in processes.values()} <= COMMANDS


@pytest.fixture
def guide() -> str:
    return (ROOT / ".github" / "RUNNING.md").read_text("utf-8")


def test_the_guide_names_commands_that_there_are(guide: str) -> None:
    named = set(re.findall(r"seminar-bot ([a-z]+)\b", guide)) - {"sh"}  # after `sudo -u seminar-bot`
    assert {"backup", "check", "export", "import", "restore", "run"} <= named
    assert named <= COMMANDS


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_systemd_takes_the_units_of_the_guide(guide: str, tmp_path: Path) -> None:
    units = re.findall(r"`/etc/systemd/system/([\w.-]+)`:\n\n```ini\n(.*?)```", guide, re.DOTALL)
    assert len(units) == 3
    for name, unit in units:
        there = unit.replace("/opt/seminar-bot/bin/seminar-bot", sys.executable)
        (tmp_path / name).write_text(there, "utf-8")
    files = [tmp_path / name for name, _ in units]
    verified = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, check=False)
    assert (verified.returncode, verified.stderr.decode()) == (0, "")
