# SPDX-License-Identifier: AGPL-3.0-or-later
"""What src/php claims to know of a file with unknown values must be so whatever the unknown is."""
from php_judge_programs import programs
from php_judge_support import has_unknown, ours
from php_judge_worlds import answers_of_worlds, is_true, write_programs


def test_what_is_claimed_holds_in_every_world(tmp_path):
    texts = programs(3000)
    files = write_programs(texts, tmp_path)
    mine = ours(*files)
    assert len(mine) == len(files)
    wrong = {}
    for world, php in enumerate(answers_of_worlds(files, tmp_path)):
        for text, p, m in zip(texts, php, mine):
            if not is_true(p, m):
                wrong.setdefault(text, (world, p, m))
    whole = sum(m[:2] == b"0 " and not has_unknown(m) for m in mine)
    print(f"{len(texts)} programs, {len(wrong)} wrong, {whole} wholly known")
    assert not wrong, list(wrong.items())[:5]
    assert whole > len(texts) / 10
