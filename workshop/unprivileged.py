"""Running PostgreSQL for a user who is root: the server refuses that, so it runs as `nobody`.

`nobody` must also be able to reach programs and data. When the checkout lies in a folder closed to
other users, both go to a place of their own outside it, named after the checkout.
"""

import hashlib
import os
import pwd
import shutil
from pathlib import Path
from typing import Any

from workshop.paths import ROOT

_USER = "nobody"


def is_root() -> bool:
    """Say whether the launcher runs as root."""
    return os.geteuid() == 0


def identity() -> dict[str, Any]:
    """Return the arguments for `subprocess` that make a server program run unprivileged."""
    if not is_root():
        return {}
    return {"user": _USER, "group": pwd.getpwnam(_USER).pw_gid, "extra_groups": [], "cwd": "/"}


def reachable(path: Path) -> bool:
    """Say whether every folder above `path` lets other users through."""
    return all(folder.stat().st_mode & 0o001 for folder in path.resolve().parents if folder.exists())


def shelter() -> Path:
    """Return the folder outside the checkout that stands in for folders `nobody` cannot reach."""
    parent = Path("/var/lib") if os.access("/var/lib", os.W_OK) else Path("/var/tmp")  # noqa: S108  (survives reboots, unlike /tmp)
    return parent / f"appraisal-portal-{_mark(ROOT)}"


def _mark(folder: Path) -> str:
    return hashlib.sha256(str(folder).encode()).hexdigest()[:12]


def place_for(folder: Path) -> Path:
    """Return where the server's `folder` really goes, made and owned by the user who runs the server.

    If it cannot lie in the checkout, a link there shows where it is.
    """
    if not is_root():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.is_symlink() or not reachable(folder):
        real = shelter() / f"{folder.name}-{_mark(folder.parent)}"
        real.mkdir(parents=True, exist_ok=True)
        if not folder.is_symlink():
            folder.symlink_to(real)
        folder = real
    folder.mkdir(exist_ok=True)
    hand_over(folder)
    folder.chmod(0o700)
    return folder


def hand_over(path: Path) -> None:
    """Give a file or folder to the user who runs the server, if that is not the present one."""
    if is_root():
        owner = pwd.getpwnam(_USER)
        os.chown(path, owner.pw_uid, owner.pw_gid)


def programs_within_reach(package: Path, version: str) -> Path:
    """Return the folder of a package's programs that the server's user can run, copying it if needed.

    The libraries the wheel brings lie in a folder beside the package and go along.
    """
    if not is_root() or reachable(package / "any"):
        return package
    target = shelter() / f"programs-{version}" / package.name
    if not target.exists():
        half_way = target.parent.with_suffix(".partial")
        shutil.rmtree(half_way, ignore_errors=True)
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, half_way / folder.name)
        half_way.rename(target.parent)
    return target
