# SPDX-License-Identifier: AGPL-3.0-or-later
"""Manual page, documentation and shell completions say what the option table says."""

import functools
import re
import shutil
import subprocess

import pytest

from completion import bash_completes
from config_support import run
from support import TOP


def read(*path):
    return TOP.joinpath(*path).read_text(encoding="utf-8")


@pytest.fixture(name="table", scope="module")
def fixture_table():
    """From --help, which is written from the table: (long options, letters, variables)."""
    text = run("--help").out
    options = re.findall(r"^  (?:-(\w), )?--([a-z-]+)( <)?", text, re.M)
    variables = re.findall(r"\[env: ([A-Z_]+)\]|^  ([A-Z_]+) \(environment only\)", text, re.M)
    assert len(options) > 30 and len(variables) > 25
    return ({name: bool(argument) for _, name, argument in options},
            {letter for letter, _, _ in options if letter},
            {one or other for one, other in variables})


def test_the_manual_page_is_clean():
    process = subprocess.run(["mandoc", "-T", "lint", "notify_push.1"], text=True,
                             cwd=TOP / "man", capture_output=True, check=False)
    # A page of this project that is not there yet is no fault of this one.
    lines = [line for line in process.stdout.splitlines() if "manual not found" not in line]
    assert lines == []


def test_the_manual_page_has_every_option_and_variable_and_no_other(table):
    names, letters, variables = table
    page = read("man", "notify_push.1")
    assert set(re.findall(r"^\.It Fl (?:\w , )?-([a-z-]+)", page, re.M)) == set(names)
    short = re.findall(r"^\.It Fl (\w) , -", page, re.M)
    assert set(short) == letters and len(short) == len(letters)
    items = "\n".join(line for line in page.splitlines() if line.startswith(".It "))
    assert variables <= set(re.findall(r"Ev ([A-Z_]+)", items))
    for word in ("SIGTERM", "SIGHUP", "EXIT STATUS", "FILES", "EXAMPLES", "NC_*"):
        assert word in page


def test_the_guide_has_every_option_and_variable(table):
    names, _, variables = table
    guide = read("docs", "config.md")
    for name in names:
        assert f"`--{name}" in guide, name
    for variable in variables:
        assert f"`{variable}" in guide, variable
    for name in re.findall(r"`--([a-z-]+)", guide):
        assert name in names


def test_defaults_are_the_same_everywhere():
    """What --help calls the default stands in the guide's column, and beside the option in the page."""
    defaults = {}
    for entry in re.split(r"\n  (?=-|[A-Z_]+ \()", run("--help").out):
        name = re.match(r"(?:-\w, )?--([a-z-]+)", entry)
        default = re.search(r"\[default:\s+(.*?)\]", entry, re.S)
        if name and default and re.fullmatch(r"[\w./]+", default.group(1)):
            defaults[name.group(1)] = default.group(1)
    assert {"port", "socket-permissions", "max-debounce-time", "max-connection-time", "user-connection-limit",
            "login-concurrency", "workers", "log-level", "metrics-port"} <= set(defaults)
    guide = dict(re.findall(r"^\| `--([a-z-]+)[^|]*\|[^|]*\| ([^|]*?) \|", read("docs", "config.md"), re.M))
    page = re.split(r"^\.It ", read("man", "notify_push.1"), flags=re.M)
    for name, default in defaults.items():
        if name != "user-agent":
            assert guide[name].strip("`") == default, name
        # Several options may share what is said about them.
        [at] = [i for i, text in enumerate(page) if re.match(rf"Fl (?:\w , )?-{name} ", text)]
        item = next(text for text in page[at:] if text.count("\n") > 1)
        if default not in ("off", f"notify_push/{default.split('/')[-1]}"):
            assert re.search(rf"\b{default}\b", item), name


def test_zsh_and_fish_know_every_option_and_no_other(table):
    names, letters, _ = table
    fish = read("packaging", "completion", "notify_push.fish")
    rows = re.findall(r"^complete -c notify_push (?:-s (\w) )?-l ([a-z-]+)( -[xr])?", fish, re.M)
    assert {name: bool(argument) for _, name, argument in rows} == names
    assert {letter for letter, _, _ in rows if letter} == letters
    zsh = read("packaging", "completion", "_notify_push")
    rows = dict(re.findall(r"(?<![\w-])--([a-z-]+)\}?'?(\[[^]]*\]:?)", zsh))
    assert {name: text.endswith(":") for name, text in rows.items()} == names


@pytest.fixture(name="bash")
def fixture_bash(tmp_path):
    """What bash completes for the last of the words, in a folder with a folder and two files."""
    (tmp_path / "etc").mkdir()
    for name in ("config.php", "cheese board.php"):
        (tmp_path / name).touch()
    return functools.partial(bash_completes, tmp_path, "notify_push")


def test_bash_completes_names_of_options_and_commands(table, bash):
    names, letters, _ = table
    assert bash("-") == {f"--{name}" for name in names} | {f"-{letter}" for letter in letters}
    assert bash("--red") >= {"--redis-url", "--redis-tls-ca"}
    assert bash("") == {"check", "healthcheck", "etc", "config.php", "cheese board.php"}
    assert bash("check") == {"check"}
    assert bash("che") == {"check", "cheese board.php"}
    assert bash("config.php", "che") == {"cheese board.php"}


def test_bash_completes_values_of_options(table, bash):
    names, _, _ = table
    assert bash("--log-level", "") == {"off", "error", "warn", "info", "debug", "trace"}
    assert bash("--nextcloud-ca", "") == {"etc", "config.php", "cheese board.php"}
    assert bash("--port", "") == set()
    for name, argument in names.items():
        # An option with a value completes the value: never options, never sub-commands.
        if argument:
            words = bash(f"--{name}", "")
            assert "check" not in words and not any(word.startswith("--") for word in words)


@pytest.mark.parametrize("shell, file", [("zsh", "_notify_push"), ("fish", "notify_push.fish")])
def test_the_other_shells_can_read_theirs(shell, file):
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    subprocess.run([shell, "-n", TOP / "packaging" / "completion" / file], check=True)
