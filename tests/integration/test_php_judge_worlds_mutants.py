# SPDX-License-Identifier: AGPL-3.0-or-later
"""Does the judge of worlds judge? Claims without a ground are put into src/php, one at a time."""
import pytest

from php_judge_programs import BY_HAND
from php_judge_support import compile_mutant, ours, write_mutant
from php_judge_worlds import answers_of_worlds, is_true, write_programs

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
