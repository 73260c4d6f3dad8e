# SPDX-License-Identifier: AGPL-3.0-or-later
"""What src/php claims to know of a file with unknown values must be so whatever the unknown is."""
import pytest

from php_judge_programs import BY_HAND, PRELUDE, WORLDS, programs
from php_judge_support import PHP, compile_mutant, has_unknown, matches, ours, parse, run, write_mutant

MUTANTS = [
    ("array.c", "if (array->rest) {\n\t\treturn NULL;", "if (false) {\n\t\treturn NULL;"),
    ("eval_index.c", "forget_all(php, array, value.unknown);", "array->rest = value.unknown;"),
    ("eval_loop.c", "php_taint_run(php, statement, why);", "(void)0;"),
    ("eval_effects.c", "if (entry->slot.kind == PHP_REFERENCE) {", "if (false) {"),
    ("eval_stmt.c", "php->unwinding = levels ? why : NULL;", "php->unwinding = NULL;"),
    ("taint.c", "visit->target(visit, argument->a, NULL);", "(void)0;"),
    ("taint.c", "path.count = MIN_OF(path.count, is_key);", "(void)is_key;"),
    ("builtins_json.c", "call->php->json_error = PHP_JSON_UNKNOWN;", "(void)0;"),
]


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


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory):
    folder = tmp_path_factory.mktemp("by-hand")
    files = write_programs(BY_HAND, folder)
    return files, list(answers_of_worlds(files, folder))


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda m: f"{m[0]}:{m[1][:30]}")
def test_a_careless_claim_is_caught(mutant, by_hand, tmp_path):
    files, worlds = by_hand
    mine = ours(*files, program=compile_mutant(write_mutant(mutant, tmp_path), tmp_path))
    assert not all(is_true(p, m) for php in worlds for p, m in zip(php, mine))
