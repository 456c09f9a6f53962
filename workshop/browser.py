"""The browser of the tests: $CHROMIUM, else one on PATH, else the one unpacked from the npm package."""

import os
import platform
import shutil
import sys
from pathlib import Path

from workshop.commands import quiet
from workshop.packages import one_at_a_time
from workshop.paths import FONTS, NODE_MODULES, ROOT, VAR, VENV_PYTHON
from workshop.say import Problem, step
from workshop.stamps import Stamp, digest

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FOLDER = VAR / "browser"

# Runs inside the virtual environment, where brotli is. No tarfile filter: Debian's 3.11.2 lacks it,
# and the archive comes from a package verified by its hash.
_UNPACK = """
import brotli, io, pathlib, sys, tarfile
source, target = map(pathlib.Path, sys.argv[1:])
(target / "chromium").write_bytes(brotli.decompress((source / "chromium.br").read_bytes()))
(target / "chromium").chmod(0o755)
for name in ("al2023", "swiftshader"):
    with tarfile.open(fileobj=io.BytesIO(brotli.decompress((source / f"{name}.tar.br").read_bytes()))) as archive:
        archive.extractall(target)
"""


def chromium() -> Path:
    """Return the program that starts a Chromium, unpacking one if the machine has none."""
    named = os.environ.get("CHROMIUM")
    if named:
        if not os.access(named, os.X_OK):
            raise Problem(f"CHROMIUM={named} is not a program.")
        return Path(named)
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    return _from_package()


def _from_package() -> Path:
    if sys.platform != "linux" or platform.machine() != "x86_64":
        raise Problem("No Chromium found. Install Chrome or Chromium, or give its path in CHROMIUM.")
    source = NODE_MODULES / "@sparticuz" / "chromium" / "bin"
    program = _FOLDER / "start-chromium"
    stamp = Stamp(_FOLDER / "stamp")
    with one_at_a_time():
        wanted = digest([ROOT / "package-lock.json", Path(__file__)], str(_FOLDER))
        if stamp.holds(wanted) and program.exists():
            return program
        with step("browser"):
            shutil.rmtree(_FOLDER, ignore_errors=True)
            _FOLDER.mkdir(parents=True)
            quiet([VENV_PYTHON, "-c", _UNPACK, source, _FOLDER], log="browser")
            _write_starter(program)
            stamp.set(wanted)
    return program


def _write_starter(program: Path) -> None:
    """Write the font configuration and a small program that starts the browser with it."""
    fonts = _FOLDER / "fonts.conf"
    fonts.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
        f"<fontconfig><dir>{FONTS}</dir><cachedir>{_FOLDER / 'font-cache'}</cachedir>\n"
        "<match><edit name='family' mode='append_last'><string>Noto Sans SC</string></edit></match></fontconfig>\n",
        encoding="utf-8",
    )
    libraries = ":".join(str(path.parent) for path in sorted(_FOLDER.rglob("libnss3.so")))
    program.write_text(
        "#!/bin/sh\n"
        f'export FONTCONFIG_FILE="{fonts}"\n'
        f'export LD_LIBRARY_PATH="{libraries}:{_FOLDER}${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}}"\n'
        f'exec "{_FOLDER / "chromium"}" "$@"\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
