"""The files browsers and papers need: bundles of scripts and styles, icons, maps, Chinese fonts."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from workshop.commands import quiet
from workshop.packages import one_at_a_time
from workshop.paths import BUILD, FONTS, NODE_MODULES, ROOT, STATIC_BUILD
from workshop.say import Problem, step
from workshop.stamps import Stamp, digest, files_under
from workshop.tabler import cut_down, kept_classes

ASSETS = ROOT / "assets"
FONT_PACKAGE = NODE_MODULES / "@expo-google-fonts" / "noto-sans-sc"
FONT_FILES = ("400Regular/NotoSansSC_400Regular.ttf", "700Bold/NotoSansSC_700Bold.ttf")
_BUNDLED = ("css", "js")
_TABLER = "@tabler/core/dist/css/tabler.min.css"
_BROWSERS = "chrome111,firefox115,safari16.4"


def build() -> None:
    """Bundle the assets and copy the fonts, if their sources have changed."""
    with one_at_a_time():
        _bundle()
        _copy_fonts()


def entry_points(folder: Path = ASSETS) -> list[Path]:
    """Return what is bundled: every script directly in js/, and css/portal.css with all it imports."""
    return [*sorted((folder / "js").glob("*.js")), *sorted((folder / "css").glob("portal.css"))]


def _bundle() -> None:
    stamp = Stamp(BUILD / "static.stamp")
    programs = [Path(__file__), Path(__file__).with_name("tabler.py")]
    wanted = digest([*files_under(ASSETS, "*"), ROOT / "package-lock.json", *programs])
    if stamp.holds(wanted):
        return
    with step("scripts and styles"):
        stamp.lift()
        draft = BUILD / "static.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        tabler = BUILD / "tabler.css"
        whole = (NODE_MODULES / _TABLER).read_text(encoding="utf-8")
        tabler.write_text(cut_down(whole, kept_classes(ASSETS / "css" / "tabler.keep")), encoding="utf-8")
        quiet([*esbuild_command(entry_points(), draft), f"--alias:{_TABLER}={tabler}"], log="esbuild")
        for folder in sorted(path for path in ASSETS.iterdir() if path.is_dir() and path.name not in _BUNDLED):
            shutil.copytree(folder, draft / folder.name)
        # A running server keeps reading the folder; files are replaced, never missing for long.
        shutil.rmtree(STATIC_BUILD, ignore_errors=True)
        draft.rename(STATIC_BUILD)
        stamp.set(wanted)


def esbuild_command(entries: Sequence[Path], target: Path) -> list[str | Path]:
    """Return the command that bundles `entries` below `target`, keeping the folders js/ and css/."""
    return [
        NODE_MODULES / ".bin" / "esbuild",
        *entries,
        "--bundle",
        "--minify",
        "--format=iife",
        "--charset=utf8",
        "--legal-comments=none",
        f"--target={_BROWSERS}",
        "--loader:.woff2=file",
        "--loader:.svg=file",
        "--loader:.geojson=json",
        f"--outbase={ASSETS}",
        f"--outdir={target}",
        "--log-level=warning",
    ]


def _copy_fonts() -> None:
    sources = [FONT_PACKAGE / name for name in FONT_FILES]
    stamp = Stamp(BUILD / "fonts.stamp")
    wanted = digest([ROOT / "package-lock.json"], *FONT_FILES)
    if stamp.holds(wanted):
        return
    missing = [str(path) for path in sources if not path.exists()]
    if missing:
        raise Problem(f"The font package lacks {', '.join(missing)}; remove node_modules and start again.")
    with step("Chinese fonts"):
        FONTS.mkdir(parents=True, exist_ok=True)
        for source in [*sources, FONT_PACKAGE / "LICENSE_FONT"]:
            shutil.copy(source, FONTS / source.name)
        stamp.set(wanted)
