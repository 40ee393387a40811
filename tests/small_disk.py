"""A disk of a few hundred megabytes that a test may fill: a tmpfs in a mount namespace of one process and its children.

Nothing of it is seen outside, and it is gone with the last of these processes.
"""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

NAMESPACE = ("unshare", "--map-root-user", "--mount")
MOUNT = ("mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs")


@cache
def no_small_disk() -> str | None:
    """Why there can be none on this machine; none where there can."""
    if not shutil.which("unshare") or not shutil.which("mount"):
        return "there is no unshare or no mount on the path (util-linux)"
    tried = subprocess.run([*NAMESPACE, *MOUNT, "/tmp"], capture_output=True, text=True, check=False)
    return f"a tmpfs cannot be mounted ({tried.stderr.strip()})" if tried.returncode else None


def mount(folder: Path) -> None:
    """In a process of a namespace of its own."""
    folder.mkdir(parents=True)
    subprocess.run([*MOUNT, folder], check=True)


def fill(folder: Path, leave: int) -> None:
    """A ballast file that leaves so many bytes of the disk below this folder."""
    left = os.statvfs(folder)
    with (folder / "ballast").open("wb") as ballast:
        os.posix_fallocate(ballast.fileno(), 0, left.f_bavail * left.f_frsize - leave)


def make_room(folder: Path) -> None:
    (folder / "ballast").unlink()
