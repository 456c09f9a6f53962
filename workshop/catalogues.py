"""Translations for the other steps: compiling them when their sources change."""

from workshop.commands import quiet
from workshop.packages import one_at_a_time
from workshop.paths import BUILD, ROOT, VENV_PYTHON
from workshop.say import step
from workshop.stamps import Stamp, digest, files_under

LOCALE = ROOT / "locale"


def compile_catalogues() -> None:
    """Merge the parts and compile every catalogue to the form Django reads, if any of them has changed."""
    stamp = Stamp(BUILD / "translations.stamp")
    with one_at_a_time():
        if stamp.holds(_state()):
            return
        with step("translations"):
            quiet([VENV_PYTHON, "-m", "workshop.translations", "compile"], log="translations")
            stamp.set(_state())


def _state() -> str:
    compiled = [str(path.stat().st_mtime_ns) for path in files_under(LOCALE, "*.mo")]
    return digest([*files_under(LOCALE, "*.po"), *files_under(ROOT / "workshop", "translation*.py")], *compiled)
