# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is in packaging/ fits the program and those who read it, and documents point to what exists."""
import pathlib
import re
import shutil
import subprocess

import pytest
import yaml

from config_support import COMPLETE, run
from support import TOP, push_server

pytestmark = pytest.mark.better


def read(path):
    return (TOP / path).read_text(encoding="utf-8")


def test_systemd_reads_the_units(tmp_path):
    """In place of the installed program stands one that exists everywhere."""
    for name in ("notify_push.service", "notify_push.socket"):
        unit = read(f"packaging/systemd/{name}").replace("/usr/local/bin/notify_push", "/bin/true")
        (tmp_path / name).write_text(unit)
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *sorted(tmp_path.iterdir())],
                          capture_output=True, text=True, check=False)
    # Units of the machine that are not there (a container has no network-online.target) are none of ours.
    assert [line for line in done.stderr.splitlines() if "notify_push" in line] == []


def test_the_unit_lets_sqlite_work():
    """A database in WAL mode cannot be read on a read-only file system while PHP does not have it open."""
    unit = read("packaging/systemd/notify_push.service")
    [config] = re.findall(r"^Environment=CONFIG=(.*)$", unit, re.M)
    assert "ProtectSystem=strict" in unit
    assert f"ReadWritePaths=-{pathlib.Path(config).parents[1] / 'data'}\n" in unit


def test_openrc_reads_its_script():
    script = TOP / "packaging/openrc/notify_push"
    subprocess.run(["sh", "-n", script], check=True)
    # Set there and read by openrc-run, or the other way round.
    subprocess.run(["shellcheck", "-s", "sh", "-e", "SC2034,SC2154", script], check=True)


def words_of(path):
    """The command line and the environment that PATH gives the server."""
    if path.endswith("service"):
        [line] = re.findall(r"^ExecStart=\S+ (.*)$", read(path), re.M)
        return line.split(), {}
    if path.endswith("notify_push"):
        [line] = re.findall(r'^command_args="(.*?)"', read(path), re.M | re.S)
        return re.sub(r"\$\{\w+:-(.*?)\}|\\\n", r"\1", line).split(), {}
    document = yaml.safe_load(read(path))
    if path.endswith("compose.yaml"):
        service = document["services"]["notify_push"]
        return service["command"][1:], service["environment"]
    [container] = document["spec"]["template"]["spec"]["containers"]
    return container["command"][1:], {entry["name"]: entry["value"] for entry in container["env"]}


@pytest.mark.parametrize("path", [
    "packaging/systemd/notify_push.service", "packaging/openrc/notify_push", "packaging/docker/compose.yaml",
    "packaging/kubernetes/sidecar.yaml"])
def test_what_starts_the_server_uses_what_it_knows(path, tmp_path):
    config = tmp_path / "config.php"
    config.write_text("<?php $CONFIG = [];\n")
    words, environ = words_of(path)
    assert words[-1].endswith("config.php") or words[-1] == "${CONFIG}"
    result = run("--dump-config", *words[:-1], str(config), env={**COMPLETE, **environ})
    assert result.status == 0, result.err
    known = set(re.findall(r"\[env: (\w+)\]", run("--help").out))
    assert set(environ) <= known
    assert result.values["port"] == "7867"


def test_the_probes_of_the_sidecar():
    [container] = yaml.safe_load(read("packaging/kubernetes/sidecar.yaml"))["spec"]["template"]["spec"]["containers"]
    ports = {port["name"]: port["containerPort"] for port in container["ports"]}
    assert ports == {"push": 7867, "metrics": 9867}
    assert container["readinessProbe"]["httpGet"] == {"path": "/readyz", "port": "push"}
    assert container["livenessProbe"] == {"tcpSocket": {"port": "push"}}  # docs/adr/health.md


def test_the_image_has_the_libraries_that_the_program_wants():
    """By the packages of the Debian that this runs on, where that is the image's."""
    if "bookworm" not in pathlib.Path("/etc/os-release").read_text(encoding="utf-8"):
        pytest.skip("this is not Debian 12")
    needed = subprocess.run(["objdump", "-p", push_server()], capture_output=True, text=True, check=True).stdout
    libraries = set(re.findall(r"NEEDED +(\S+)", needed)) - {"libc.so.6", "libm.so.6", "ld-linux-x86-64.so.2"}
    assert len(libraries) >= 3
    # The databases' own are loaded on demand, and the image is for all of them.
    on_demand = [re.search(r'\.file = "(.*)"', path.read_text(encoding="utf-8"))
                 for path in (TOP / "src" / "store").glob("*_library.c")]
    libraries |= {found.group(1) for found in on_demand}
    assert len(on_demand) == 3
    owners = set()
    for library in libraries:
        found = subprocess.run(["dpkg-query", "-S", f"*/{library}"], capture_output=True, text=True, check=False)
        owners |= {line.split(":")[0] for line in found.stdout.splitlines()}
    installed = re.search(r"--no-install-recommends (.*?) \\", read("packaging/docker/Dockerfile")).group(1).split()
    missing = {o for o in owners if not o.endswith("-dev")} - set(installed)
    assert missing <= {"libasan8", "libubsan1", "libtsan2"}, missing


DOCUMENTS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", *sorted(
    str(path.relative_to(TOP)) for path in (TOP / "docs").rglob("*.md"))]


@pytest.mark.parametrize("path", DOCUMENTS)
def test_documents_point_to_what_exists(path):
    text = read(path)
    folder = (TOP / path).parent
    for target in re.findall(r"\]\(([^)#]*)(?:#[^)]*)?\)", text):
        assert not target or "://" in target or (folder / target).exists(), target
    for target, anchor in re.findall(r"\]\(([^)#]*)#([^)]*)\)", text):
        page = (folder / target).read_text(encoding="utf-8") if target else text
        headings = {re.sub(r"[^\w -]", "", line.lower()).strip().replace(" ", "-")
                    for line in re.findall(r"^#+ (.*)$", page, re.M)}
        assert anchor in headings, anchor
    # What is named in code type and looks like a file of this project is one.
    for name in re.findall(r"`((?:src|app|client|bench|tests|docs|man|packaging|tools)/[\w./-]+)`", text):
        assert (TOP / name).exists(), name


def test_every_decision_is_listed():
    listed = re.findall(r"^- \[[\w-]+\]\(([\w-]+\.md)\)$", read("docs/adr/README.md"), re.M)
    assert sorted(listed + ["README.md"]) == sorted(path.name for path in (TOP / "docs" / "adr").glob("*.md"))


def test_the_example_for_nginx_is_what_the_wizard_prints():
    if not shutil.which("php"):
        pytest.skip("there is no php")
    script = ("require 'app/lib/Wizard/Listen.php'; require 'app/lib/Wizard/Proxy.php';"
              "echo implode(\"\\n\", OCA\\NotifyPush\\Wizard\\Proxy::Nginx->lines("
              "OCA\\NotifyPush\\Wizard\\Listen::tcp(), '/push', 'x'));")
    printed = subprocess.run(["php", "-r", script], cwd=TOP, capture_output=True, text=True, check=True).stdout
    shown = re.search(r"^    location .*?^    \}$", read("README.md"), re.M | re.S).group(0)
    assert [line.strip() for line in printed.splitlines()] == [line.strip() for line in shown.splitlines()]
