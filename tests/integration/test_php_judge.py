# SPDX-License-Identifier: AGPL-3.0-or-later
"""PHP judges: the same files and expressions through Debian's php and through src/php."""
import pytest

from php_judge_expressions import expressions
from php_judge_support import CORPUS, PHP, agrees, has_unknown, judged_lines, our_lines, ours, run

FILES = sorted(CORPUS.glob("*.php"))
# PHP itself runs out of memory on this one; a limit is what we owe.
ENDLESS = {"include-cycle.php": [b"L"]}
# PHP finds out only when it runs, and then warns; we cannot know whether it can read the file.
OURS_KNOW_BETTER = {"secrets-missing.php"}


def test_there_are_enough_samples():
    assert len(FILES) >= 150


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_a_sample_means_what_php_says(path):
    mine = ours(path)
    if path.name in ENDLESS:
        assert mine == ENDLESS[path.name]
        return
    php = run(PHP, path) or [b"F"]
    assert len(mine) == 1
    if not (mine == [b"0 "] or has_unknown(mine[0])) and php[0][:2] == b"0 ":
        assert mine == php
    assert agrees(php[0], mine[0]) or has_unknown(mine[0]) and php[0] in (b"E", b"F"), (php, mine)


def test_samples_with_unknown_values_are_few():
    """Else the test above would prove little."""
    unknown = [path.name for path in FILES if has_unknown(ours(path)[0])]
    assert len(unknown) < len(FILES) / 5, unknown


def test_fragments_share_one_scope():
    names = [CORPUS / n for n in ("functions.php", "docker-apps.config.php", "control-flow.php",
                                  "no-config.php", "docker-redis-set.config.php", "append-style.php",
                                  "env-vars.php")]
    assert ours("--together", *names) == run(PHP, "--together", *names)


def test_expressions_mean_what_php_says(tmp_path):
    lines = expressions()
    assert len(lines) > 200000
    php = judged_lines(lines, tmp_path)
    mine = our_lines(lines, tmp_path)
    assert len(php) == len(mine) == len(lines)
    wrong = [(line, p, m) for line, p, m in zip(lines, php, mine) if not agrees(p, m)]
    unknown = sum(has_unknown(m) for m in mine)
    print(f"{len(lines)} expressions, {len(wrong)} wrong, {unknown} unknown here")
    assert not wrong, wrong[:10]
    assert unknown < 100
