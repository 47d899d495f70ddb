"""The site is swapped in whole, and a build that is stopped leaves the last good one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.model.errors import UsageError
from generator.write import site as module
from generator.write.site import staging, swap, write_files

OLD = {"index.html": b"<p>gammel\r\n", "tiltak/mentor/index.html": b"<p>mentor", ".nojekyll": b""}
NEW = {"index.html": b"<p>ny", "data/observasjoner.csv": b"a\n", ".nojekyll": b""}


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def beside(site: Path) -> list[str]:
    return sorted(path.name for path in site.parent.iterdir() if path != site)


def publish(site: Path) -> None:
    with staging(site) as folder:
        write_files(folder, NEW.items())
        swap(folder, site)


@pytest.fixture
def site(tmp_path) -> Path:
    folder = tmp_path / "site"
    write_files(folder, OLD.items())
    return folder


@pytest.fixture
def dead() -> str:
    """The id of a process that has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return str(ended.pid)


@pytest.fixture(params=["one step", "two steps"])
def exchange(request, monkeypatch) -> str:
    """With the system's exchange of two folders, and without it."""
    if request.param == "two steps":
        monkeypatch.setattr(module, "_exchange", lambda one, other: False)
    return request.param


# -- swapped in ---------------------------------------------------------------------------------


def test_the_new_site_takes_the_place_of_the_old(site, exchange):
    publish(site)
    assert files_of(site) == NEW, "nothing of the old site is left"
    assert beside(site) == []


def test_the_first_site_needs_no_old_one(tmp_path, exchange):
    publish(tmp_path / "ut/site")
    assert files_of(tmp_path / "ut/site") == NEW
    assert beside(tmp_path / "ut/site") == []


def test_the_site_may_be_read_by_a_web_server(site, exchange):
    publish(site)
    assert site.stat().st_mode & 0o777 == 0o755


@pytest.mark.skipif(sys.platform != "linux", reason="renameat2 is Linux's")
def test_the_system_exchanges_folders_in_one_step(site, tmp_path):
    other = tmp_path / "other"
    write_files(other, NEW.items())
    assert module._exchange(site, other)
    assert (files_of(site), files_of(other)) == (NEW, OLD)


def test_an_exchange_with_nothing_says_no(site, tmp_path):
    assert not module._exchange(site, tmp_path / "nothing")
    assert files_of(site) == OLD


def test_files_are_counted_in_bytes(tmp_path):
    assert write_files(tmp_path, NEW.items()) == sum(map(len, NEW.values()))
    assert files_of(tmp_path) == NEW


# -- stopped ------------------------------------------------------------------------------------


@pytest.mark.parametrize("stop", [ValueError, KeyboardInterrupt, SystemExit, MemoryError])
def test_a_build_that_is_stopped_leaves_the_last_site(site, stop):
    def build() -> None:
        with staging(site) as folder:
            write_files(folder, NEW.items())
            raise stop

    with pytest.raises(stop):
        build()
    assert files_of(site) == OLD
    assert beside(site) == []


def test_a_build_that_publishes_nothing_leaves_the_last_site(site):
    with staging(site) as folder:
        write_files(folder, NEW.items())
    assert files_of(site) == OLD
    assert beside(site) == []


def test_a_disk_that_is_full_leaves_the_last_site(site, monkeypatch):
    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with staging(site) as folder, monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(OSError, match="No space"):
            write_files(folder, NEW.items())
    assert files_of(site) == OLD
    assert beside(site) == []


def test_a_rename_that_fails_puts_the_last_site_back(site, monkeypatch):
    monkeypatch.setattr(module, "_exchange", lambda one, other: False)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name == f".site-{os.getpid()}":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="Input/output"):
        publish(site)
    assert files_of(site) == OLD
    assert beside(site) == []


# -- killed -------------------------------------------------------------------------------------


def test_what_a_killed_build_left_is_swept_away(site, dead):
    write_files(site.with_name(f".site-{dead}"), NEW.items())
    with staging(site):
        assert beside(site) == [f".site-{os.getpid()}"]
    assert files_of(site) == OLD
    assert beside(site) == []


def test_a_killed_build_of_the_same_process_id_is_no_obstacle(site):
    """In a container the ids come again."""
    write_files(site.with_name(f".site-{os.getpid()}"), {"half.html": b""}.items())
    publish(site)
    assert files_of(site) == NEW
    assert beside(site) == []


def test_a_build_killed_between_two_renames_is_undone(site, dead):
    site.rename(site.with_name(".site-old"))
    write_files(site.with_name(f".site-{dead}"), NEW.items())
    with staging(site):
        assert files_of(site) == OLD, "the old site is back before anything else"
    assert files_of(site) == OLD
    assert beside(site) == []


def test_a_build_killed_after_both_renames_is_finished(site):
    write_files(site.with_name(".site-old"), {"index.html": b"eldre"}.items())
    with staging(site):
        pass
    assert files_of(site) == OLD, "the site that was in place stays"
    assert beside(site) == []


def test_the_folder_of_a_build_that_runs_is_left_alone(site):
    running = f".site-{os.getppid()}"
    write_files(site.with_name(running), NEW.items())
    with staging(site):
        pass
    assert beside(site) == [running]


def test_other_folders_beside_the_site_are_left_alone(site):
    for name in (".sitemap", "site-1", ".git", ".site.bak"):
        write_files(site.with_name(name), {"a": b"a"}.items())
    before = beside(site)
    publish(site)
    assert beside(site) == before


def test_a_build_that_is_killed_outright_leaves_the_last_site(site):
    """The real thing: a process of its own ends with its half-made site beside the old one."""
    program = (
        "import os, pathlib, sys\n"
        "from generator.write.site import staging\n"
        "with staging(pathlib.Path(sys.argv[1])) as folder:\n"
        "    (folder / 'index.html').write_text('halv')\n"
        "    os._exit(9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", program, str(site)], check=False)
    assert killed.returncode == 9
    assert files_of(site) == OLD
    assert len(beside(site)) == 1
    publish(site)
    assert files_of(site) == NEW
    assert beside(site) == []


# -- no place for a site ------------------------------------------------------------------------


def test_a_site_under_a_file_is_wrong_use(tmp_path):
    (tmp_path / "fil").touch()
    with pytest.raises(UsageError, match="no site can be written"), staging(tmp_path / "fil/site"):
        pass


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_site_where_nothing_may_be_written_is_wrong_use(tmp_path):
    (tmp_path / "stengt").mkdir(mode=0o555)
    with pytest.raises(UsageError), staging(tmp_path / "stengt/site"):
        pass
