# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a user does with files arrives at the user's clients, with the ids of all folders above."""

import re
import time


def file_id(cloud, user, path):
    answer = cloud.dav(
        "PROPFIND",
        user,
        path,
        '<d:propfind xmlns:d="DAV:"><d:prop><x:fileid xmlns:x="http://owncloud.org/ns"/></d:prop></d:propfind>',
        {"Depth": "0"},
    )
    return int(re.search(r"fileid>(\d+)<", answer.text).group(1))


def test_upload_move_and_delete(cloud, alice, client):
    cloud.dav("MKCOL", alice, "top")
    cloud.dav("MKCOL", alice, "top/inner")
    root, top, inner = (file_id(cloud, alice, path) for path in ("", "top", "top/inner"))
    smart = client(alice, listen=["notify_file_id"])
    simple = client(alice)

    cloud.dav("PUT", alice, "top/inner/a.txt", b"content")
    made = file_id(cloud, alice, "top/inner/a.txt")
    assert smart.ids({made, inner, top, root})
    assert simple.wait_for("notify_file") == "notify_file"

    cloud.dav("PUT", alice, "top/inner/a.txt", b"CONTENT")
    assert smart.ids({made, inner, top, root}), "same size: the folders above do not change"

    cloud.move(alice, "top/inner/a.txt", "top/b.txt")
    assert smart.ids({made, inner, top, root})

    cloud.dav("DELETE", alice, "top/b.txt")
    assert smart.ids({top, root})

    cloud.dav("MOVE", alice, "top", headers={"Destination": f"{cloud.url}/remote.php/dav/files/alice/renamed"})
    assert smart.ids({top, root})


def test_one_upload_is_published_without_repeats(cloud, alice, wire):
    cloud.dav("PUT", alice, "once.txt", b"1")
    wire.heard()
    cloud.dav("PUT", alice, "once.txt", b"22")
    updates = [payload for channel, payload in wire.heard() if channel == "notify_storage_update"]
    assert {update["path"] for update in updates} == {"files", "files/once.txt"}
    assert len(updates) == 2, updates


def test_trash_versions_and_previews_are_nobodys_business(cloud, alice, wire):
    for content in (b"1", b"22", b"333"):
        cloud.dav("PUT", alice, "kept.txt", content)
    cloud.dav("DELETE", alice, "kept.txt")
    cloud.request("DELETE", "/remote.php/dav/trashbin/alice/trash", alice)
    paths = [payload["path"] for channel, payload in wire.heard(1.0) if channel == "notify_storage_update"]
    assert paths
    assert all(path == "files" or path.startswith("files/") for path in paths), paths


def test_chunked_upload(cloud, alice, wire):
    base = "/remote.php/dav/uploads/alice/upload-of-the-test"
    destination = {"Destination": f"{cloud.url}/remote.php/dav/files/alice/chunked.bin"}
    assert cloud.request("MKCOL", base, alice, headers=destination).status == 201
    for number in (1, 2):
        assert cloud.request("PUT", f"{base}/{number:05}", alice, b"x" * 5_300_000, destination).status == 201
    wire.heard()
    assert cloud.request("MOVE", base + "/.file", alice, headers=destination).status == 201
    paths = {payload["path"] for channel, payload in wire.heard() if channel == "notify_storage_update"}
    assert paths == {"files", "files/chunked.bin"}


def test_names_of_all_kinds(cloud, alice, client):
    smart = client(alice, listen=["notify_file_id"])
    for name in ("%C3%A4%20b", "%F0%9F%98%80", "it%27s%20%26%20%22that%22", "0"):
        cloud.dav("PUT", alice, name, b"1")
        assert smart.ids({file_id(cloud, alice, name)})


def test_occ_publishes_while_it_runs(cloud, alice, wire):
    folder = f"{cloud.folder}/data/alice/files"
    with open(folder + "/from-outside.txt", "w") as out:
        out.write("1")
    cloud.occ("files:scan", "alice")
    paths = {payload["path"] for channel, payload in wire.heard() if channel == "notify_storage_update"}
    assert "files/from-outside.txt" in paths
    assert "files" in paths


def test_a_process_that_sleeps_after_a_change_has_published_it(cloud, alice, wire):
    process = cloud.start_php(
        """
        $folder = \\OCP\\Server::get(\\OCP\\Files\\IRootFolder::class)->getUserFolder('alice');
        $folder->newFile('sleeper.txt', 'content');
        sleep(60);
        """
    )
    try:
        paths = set()
        end = time.monotonic() + 20
        while not {"files/sleeper.txt", "files"} <= paths and time.monotonic() < end:
            paths |= {payload["path"] for channel, payload in wire.heard(0.1) if channel == "notify_storage_update"}
        assert {"files/sleeper.txt", "files"} <= paths
        assert process.poll() is None, "it sleeps still"
    finally:
        process.kill()
        process.wait()
