# SPDX-License-Identifier: AGPL-3.0-or-later
"""The terminal client: its command line, and what is written about it."""
import functools
import re

from client_support import run
from completion import bash_completes
from support import TOP


async def test_mistakes_on_the_command_line_end_with_2():
    for arguments in ([], ["ws://h"], ["ws://h", "u", "p", "x"], ["--nonsense"],
                      ["--timeout", "0", "ws://h", "u", "p"],
                      ["--timeout", "1x", "ws://h", "u", "p"], ["--expect"]):
        got = await run(*arguments)
        assert got.status == 2, arguments
        assert "test_client --help" in got.err
        assert got.out == ""


async def test_help_and_version():
    got = await run("--help")
    assert got.status == 0 and got.err == ""
    for option in ("pre-auth", "listen-ids", "follow", "expect", "timeout", "json", "unix-socket",
                   "ca-file", "insecure"):
        assert f"--{option}" in got.out
    got = await run("--version")
    assert re.fullmatch(r"test_client \d+\.\d+\.\d+\n", got.out)


async def test_page_and_completions_know_every_option(tmp_path):
    text = (await run("--help")).out
    options = dict(re.findall(r"^ +--([a-z-]+)( [A-Z])?", text, re.M))
    assert len(options) == 11
    page = (TOP / "man" / "test_client.1").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\.It Fl -([a-z-]+)( Ar)?", page, re.M))
    assert {n: bool(a) for n, a in rows.items()} == {n: bool(a) for n, a in options.items()}
    folder = TOP / "packaging" / "completion"
    fish = (folder / "test_client.fish").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^complete -c test_client -l ([a-z-]+)( -[xr])?", fish, re.M))
    assert {n: bool(a) for n, a in rows.items()} == {n: bool(a) for n, a in options.items()}
    zsh = (folder / "_test_client").read_text(encoding="utf-8")
    rows = dict(re.findall(r"--([a-z-]+)\[[^]]*\](:?)", zsh))
    assert {n: bool(a) for n, a in rows.items()} == {n: bool(a) for n, a in options.items()}
    assert bash_completes(tmp_path, "test_client", "--") == {f"--{name}" for name in options}


def test_bash_completes_messages_and_files(tmp_path):
    for name in ("ca.pem", "cab", "other"):
        (tmp_path / name).touch()
    complete = functools.partial(bash_completes, tmp_path, "test_client")
    assert complete("--expect", "notify_file") == {"notify_file", "notify_file_id"}
    assert complete("--ca-file", "ca") == {"ca.pem", "cab"}
    assert complete("--timeout", "") == set()
    assert complete("ws") == set()
