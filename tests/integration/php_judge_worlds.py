# SPDX-License-Identifier: AGPL-3.0-or-later
"""Programs in the worlds of real PHP: in each one, a function that only PHP knows does something else."""
from php_judge_programs import PRELUDE, WORLDS
from php_judge_support import PHP, matches, parse, run


def write_programs(texts, folder):
    files = []
    for number, text in enumerate(texts):
        files.append(folder / f"p{number:04}.php")
        files[-1].write_text(f"<?php {text}\n")
    return files


def answers_of_worlds(files, folder):
    """For each world, PHP's answer to each file."""
    for world in range(WORLDS):
        prelude = folder / f"world-{world}.php"
        prelude.write_text(PRELUDE % world)
        answers = run([*PHP[:-1], "-d", f"auto_prepend_file={prelude}", PHP[-1]], *files)
        assert len(answers) == len(files)
        yield answers


def is_true(php, mine):
    """Whether the world that PHP saw is one that we allow for."""
    if php[:2] != b"0 ":
        return True  # such a configuration does not work
    # A key that was perhaps there before may keep its place or get a new one: order is not claimed.
    return mine == b"E" or matches(parse(php.replace(b"unset", b"a:0:{}")), parse(mine))
