# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the tests share that let the real PHP judge src/php."""
import pathlib
import subprocess

import support

ROOT = support.TOP
CORPUS = ROOT / "tests" / "corpus" / "config"
JUDGE = pathlib.Path(__file__).with_name("php_judge.php")
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "JUDGE_VARIABLE": "value", "JUDGE_TRUE": "true",
               "JUDGE_NUMBER": "77"}
PHP = ["php", "-d", "memory_limit=1G", "-d", "variables_order=EGPCS", str(JUDGE)]


def run(command, *arguments):
    result = subprocess.run([*command, *map(str, arguments)], env=ENVIRONMENT, cwd=CORPUS, timeout=300,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                            check=False)
    return [line for line in result.stdout.split(b"\n")[:-1] if line]


def ours(*arguments, program=None):
    return run([program or support.program("php_dump")], *arguments)


def judged_lines(lines, folder):
    """PHP's answers, one for each expression; "F" where it gave up on the whole script."""
    answers = []
    part = folder / "lines.txt"
    while len(answers) < len(lines):
        part.write_text("\n".join(lines[len(answers):]) + "\n")
        got = [a for a in run(PHP, "--lines", part) if a[:2] == b"0 " or a in (b"E", b"S")]
        answers += got
        if len(answers) < len(lines):
            answers.append(b"F")
    return answers


def our_lines(lines, folder, program=None):
    part = folder / "ours.txt"
    part.write_text("\n".join(lines) + "\n")
    return ours("--lines", part, program=program)


def has_unknown(answer):
    return b"?;" in answer or b"C;" in answer or b"?}" in answer


def agrees(php, mine):
    """Whether what we say is what PHP says, as far as we claim to know it."""
    if php == mine:
        return True
    if php[:2] != b"0 ":
        # PHP throws, or ends. So must we, unless something unknown was in the way.
        return mine in (b"E", b"S") if php in (b"E", b"S", b"F") else mine == b"E"
    return mine[:2] == b"0 " and has_unknown(mine) and matches(parse(php), parse(mine))


# ---- serialize(), with "?" for what is unknown ----

UNKNOWN = object()


def parse(answer):
    text = answer[2:].replace(b"\\\\", b"\0\0esc").replace(b"\\n", b"\n").replace(b"\0\0esc", b"\\")
    if text == b"unset":
        return text
    value, end = parse_value(text, 0)
    assert end == len(text), answer
    return value


def parse_value(text, at):
    kind = text[at:at + 1]
    if kind in (b"?", b"C"):
        return UNKNOWN, at + 2
    if kind == b"N":
        return None, at + 2
    if kind in (b"b", b"i", b"d"):
        end = text.index(b";", at)
        return (kind, text[at + 2:end]), end + 1
    if kind == b"s":
        colon = text.index(b":", at + 2)
        length = int(text[at + 2:colon])
        return (b"s", text[colon + 2:colon + 2 + length]), colon + 4 + length
    assert kind == b"a", text[at:at + 20]
    brace = text.index(b"{", at)
    items, at = {}, brace + 1
    while text[at:at + 1] not in (b"}", b"?"):
        key, at = parse_value(text, at)
        items[key], at = parse_value(text, at)
    is_open = text[at:at + 1] == b"?"
    return (b"a", items, is_open), at + 1 + is_open


def only_unknown(value):
    return value is UNKNOWN or (isinstance(value, tuple) and value[0] == b"a" and
                                all(only_unknown(v) for v in value[1].values()))


def matches(php, mine):
    if mine is UNKNOWN:
        return True
    if not (isinstance(mine, tuple) and mine[0] == b"a"):
        return php == mine
    if not (isinstance(php, tuple) and php[0] == b"a"):
        return False
    for key, value in php[1].items():
        if key in mine[1]:
            if not matches(value, mine[1][key]):
                return False
        elif not mine[2]:
            return False
    return all(key in php[1] or only_unknown(value) for key, value in mine[1].items())


# ---- src/php with a bug put in ----

def write_mutant(mutant, folder):
    """A copy of a file of src/php in which one text is replaced by another."""
    name, there, bug = mutant
    source = (ROOT / "src" / "php" / name).read_text()
    assert source.count(there) == 1, "the mutant's place is gone: write it as it stands in the file"
    changed = folder / name
    changed.write_text(source.replace(there, bug))
    return changed


def compile_mutant(source, folder):
    """php_dump with one object of src/php in place of the library's."""
    mutant, build = folder / "php_dump", support.build_folder()
    subprocess.run(["cc", "-std=c17", "-D_GNU_SOURCE", "-O1", "-w", f"-I{ROOT}/src", source,
                    *(build / "tests/unit/php/php_dump.p").glob("*.o"),
                    build / "src/php/libphp.a", build / "src/base/libbase.a", "-lm", "-lcrypto",
                    "-o", mutant], check=True)
    return mutant
