# SPDX-License-Identifier: AGPL-3.0-or-later
"""What src/php claims to know of a file with unknown values must be so whatever the unknown is."""
from php_judge_programs import PRELUDE, WORLDS, programs
from php_judge_support import PHP, has_unknown, matches, ours, parse, run


def answers_of_worlds(files, folder):
    """For each world, PHP's answer to each file."""
    for world in range(WORLDS):
        prelude = folder / f"world-{world}.php"
        prelude.write_text(PRELUDE % world)
        yield run([*PHP[:-1], "-d", f"auto_prepend_file={prelude}", PHP[-1]], *files)


def is_true(php, mine):
    """Whether the world that PHP saw is one that we allow for."""
    if php[:2] != b"0 ":
        return True  # such a configuration does not work
    # A key that was perhaps there before may keep its place or get a new one: order is not claimed.
    return mine == b"E" or matches(parse(php.replace(b"unset", b"a:0:{}")), parse(mine))


def test_what_is_claimed_holds_in_every_world(tmp_path):
    texts = programs(3000)
    files = []
    for number, text in enumerate(texts):
        files.append(tmp_path / f"p{number:04}.php")
        files[-1].write_text(f"<?php {text}\n")
    mine = ours(*files)
    assert len(mine) == len(files)
    wrong = {}
    for world, php in enumerate(answers_of_worlds(files, tmp_path)):
        assert len(php) == len(files)
        for text, p, m in zip(texts, php, mine):
            if not is_true(p, m):
                wrong.setdefault(text, (world, p, m))
    whole = sum(m[:2] == b"0 " and not has_unknown(m) for m in mine)
    print(f"{len(texts)} programs, {len(wrong)} wrong, {whole} wholly known")
    assert not wrong, list(wrong.items())[:5]
    assert whole > len(texts) / 10
