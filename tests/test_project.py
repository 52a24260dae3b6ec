"""The files beside the code agree with it."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot.__main__ import cli

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
DEPENDENCIES = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["postgres"]]


@pytest.mark.parametrize("dependency", DEPENDENCIES)
def test_the_lock_file_has_what_the_project_asks_for(dependency: str) -> None:
    pins = re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    asked = Requirement(dependency)
    assert dict(pins)[canonicalize_name(asked.name)] in asked.specifier


def test_the_processes_of_a_platform_are_commands() -> None:
    lines = (ROOT / "Procfile").read_text("utf-8").splitlines()
    processes = dict(line.split(": python -m bot ") for line in lines)
    assert list(processes) == ["release", "web", "worker"]
    commands = {
        command.name or command.callback.__name__ for command in cli.registered_commands if command.callback
    }
    assert {command.split()[0] for command in processes.values()} <= commands
