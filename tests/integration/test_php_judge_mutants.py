# SPDX-License-Identifier: AGPL-3.0-or-later
"""Does the judge judge? Bugs are put into src/php on purpose, one at a time; each must be caught."""
import pytest

from php_judge_expressions import MORE, expressions
from php_judge_support import (CORPUS, PHP, ROOT, agrees, compile_mutant, judged_lines, our_lines, ours, run,
                               write_mutant)
from support import program

MUTANTS = [
    # file, what is there, what the bug makes of it
    ("array.c", "digits.ptr[0] == '0' && name.len > 1", "false"),
    ("array.c", "array->is_full ? INT64_MAX : key + 1", "array->next_index + 1"),
    ("array.c", "if (array->next_is_set && key < array->next_index) {", "if (false) {"),
    ("ops.c", "return php_float(php_to_float(a) + php_to_float(b));", "return php_int(a.integer);"),
    ("ops.c", "a.integer % b.integer == 0", "true"),
    ("ops.c", "count > 63 ? 0", "count > 64 ? 0"),
    ("ops.c", "op == PHP_OP_BIT_OR ? MAX_OF(a.len, b.len) : common", "common"),
    ("ops_compare.c", "return php_bool(is_less(php, right, left, op == PHP_OP_GREATER_EQUAL));",
     "return php_bool(!is_less(php, left, right, op != PHP_OP_GREATER_EQUAL));"),
    ("ops_compare.c", "if (php_parse_number(text, &parsed) == PHP_NUMERIC) {",
     "if (php_parse_number(text, &parsed) != PHP_NOT_NUMERIC) {"),
    ("convert.c", "value.text[0] != '0'", "true"),
    ("convert.c", "return end == s.len ? PHP_NUMERIC : PHP_LEADING_NUMERIC;", "return PHP_NUMERIC;"),
    ("float_text.c", "decimal.exponent >= digits", "decimal.exponent > digits"),
    ("lexer_number.c", "digits > 1 && text.ptr[0] == '0'", "false"),
    ("parser_string.c", "put(t, (unsigned)value & 0xFF);",
     "php_put_utf8(&t->out, (uint32_t)value & 0xFF);"),
    ("parser_string.c", "return put_number(t, text, 8, 3);", "return put_number(t, text, 8, 4);"),
    ("builtins_url.c", "return c && strchr(", "return strchr("),
    ("builtins_merge.c", "put_unshared(old, value, entry->at);", "old->slot = old->slot;"),
    ("parser_expr.c", "first.precedence + (first.op == PHP_OP_POW ? 0U : 1U)",
     "first.precedence + 1U"),
    ("parser_expr.c", "{PHP_SIGN_NOT, PHP_N_NOT, PHP_PREC_INSTANCEOF}",
     "{PHP_SIGN_NOT, PHP_N_NOT, PHP_PREC_CONCAT}"),
    ("builtins_text.c", "length = MAX_OF(length + size - offset, 0);", "length = 0;"),
    ("builtins_array.c", "if (php_to_bool(keep)) {", "if (keep.kind != PHP_NULL) {"),
    ("builtins_json.c", "if (r->depth + 1 >= r->limit) {", "if (r->depth >= r->limit) {"),
    ("eval_assign.c", "return is_after ? before : after;", "return after;"),
    ("eval_function.c", "value = php->returned;", "value = php_null();"),
    ("eval_loop.c", "flow = --php->levels > 0 ? flow : PHP_FLOW_NEXT;", "flow = PHP_FLOW_NEXT;"),
]


@pytest.fixture(scope="module")
def questions(tmp_path_factory):
    """A sample of the expressions, the hand-written ones, and the corpus, with PHP's answers."""
    folder = tmp_path_factory.mktemp("questions")
    lines = expressions()[::23] + [line for line in MORE.split("\n") if line]
    files = sorted(CORPUS.glob("*.php"))
    files = [f for f in files if f.name not in ("include-cycle.php", "exit-top.php")]
    answers = {f: (run(PHP, f) or [b"F"])[0] for f in files}
    return lines, judged_lines(lines, folder), answers


def mistakes(dump, questions, folder):
    """One after the other: a mutant is caught by the first."""
    lines, answers, files = questions
    mine = our_lines(lines, folder, program=dump)
    if len(mine) != len(lines):
        yield f"{len(mine)} answers to {len(lines)} lines"
    for line, answer, got in zip(lines, answers, mine):
        if not agrees(answer, got):
            yield line, answer, got
    for path, answer in files.items():
        got = ours(path, program=dump)
        if not got or not (agrees(answer, got[0]) or b"?" in got[0] and answer in (b"E", b"F")):
            yield path, answer, got


def test_without_a_bug_there_is_no_mistake(questions, tmp_path):
    """Neither in php_dump nor in one that is put together as the mutants are."""
    assert list(mistakes(program("php_dump"), questions, tmp_path)) == []
    rebuilt = compile_mutant(ROOT / "src" / "php" / "array.c", tmp_path)
    assert list(mistakes(rebuilt, questions, tmp_path)) == []


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda m: f"{m[0]}:{m[1][:30]}")
def test_a_bug_is_caught(mutant, questions, tmp_path):
    dump = compile_mutant(write_mutant(mutant, tmp_path), tmp_path)
    assert any(mistakes(dump, questions, tmp_path))
