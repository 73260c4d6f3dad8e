#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Counts the results in Meson's testlog.json: single TAP results where there are some."""
import json
import re
import sys

passed = failed = 0
try:
    with open(sys.argv[1], encoding="utf-8") as log:
        for line in log:
            test = json.loads(line)
            out = test.get("stdout") or ""
            ok = len(re.findall(r"^ok ", out, re.M))
            bad = len(re.findall(r"^not ok ", out, re.M))
            good = test["result"] in ("OK", "EXPECTEDFAIL")
            if test["result"] == "SKIP":
                continue
            if ok + bad == 0:
                ok, bad = (1, 0) if good else (0, 1)
            elif not good and bad == 0:
                bad = 1  # it crashed, or leaked
            passed += ok
            failed += bad
except FileNotFoundError:
    failed += 1
print(f"{sys.argv[2]}: {passed} passed, {failed} failed")
