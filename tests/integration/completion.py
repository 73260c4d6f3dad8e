# SPDX-License-Identifier: AGPL-3.0-or-later
"""What bash would complete, by the functions of packaging/completion/."""
import subprocess

from support import TOP

SCRIPT = """
. "$0"
compopt() { :; }
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
"_$1"
printf '%s\\n' "${COMPREPLY[@]}"
"""


def bash_completes(folder, program, *words):
    """The set of completions of the last word, typed in the folder."""
    source = TOP / "packaging" / "completion" / f"{program}.bash"
    process = subprocess.run(["bash", "-c", SCRIPT, source, program, *words], cwd=folder, text=True,
                             capture_output=True, check=True)
    assert process.stderr == ""
    return set(process.stdout.splitlines()) - {""}
