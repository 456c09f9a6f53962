"""From a template and data to a PDF (PDF/A-2b for the archive, tagged for screen readers: PDF/UA-1) or a picture."""

import json
import shutil
from collections.abc import Mapping
from datetime import timedelta, timezone
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import typst
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.timezone import localtime

from foundation.documents import codes

FONT: Final = "Noto Sans SC"
PIXELS_AN_INCH: Final = 192
"""Of pictures: sharp on a screen of double density."""
_FRAME: Final = Path(__file__).parent / "official.typ"
# The typesetter takes offsets only, not zones by name.
_BEIJING: Final = timezone(timedelta(hours=8))


class PaperFailed(Exception):
    """The paper could not be made; says what the typesetter said (never the data)."""


def render(template_name: str, data: Mapping[str, Any]) -> bytes:
    """Return the paper as PDF.

    `template_name` is `<app label>/<name>` and means `papers/<name>.typ` of that app; it reads `data`
    (plain values only) from data.json. A `link` among the data is printed as QR code. Dates inside the
    file are those of the moment of printing. Raises PaperFailed.
    """
    content = {"link": "", **data}
    beside = {"link.svg": codes.qr_svg(content["link"])} if content["link"] else {}
    return _set(template_name, content, beside, format="pdf", pdf_standards=["a-2b", "ua-1"])


def picture(template_name: str, data: Mapping[str, Any], beside: Mapping[str, str] | None = None) -> bytes:
    """Return what a template draws on one page as PNG; it reads the files of `beside` by name. Raises PaperFailed."""
    return _set(template_name, data, beside or {}, format="png", ppi=PIXELS_AN_INCH)


def _set(template_name: str, data: Mapping[str, Any], beside: Mapping[str, str], **form: Any) -> bytes:
    label, _slash, name = template_name.partition("/")
    source = Path(apps.get_app_config(label).path) / "papers" / f"{name}.typ"
    printed_at = localtime().replace(microsecond=0)
    content = {**data, "demo": settings.PORTAL_DEMO, "printed_on": printed_at.date().isoformat()}
    # The typesetter sees a folder with these files and nothing else of the machine.
    with TemporaryDirectory(prefix="paper-") as folder:
        root = Path(folder)
        shutil.copyfile(source, root / "paper.typ")
        shutil.copyfile(_FRAME, root / "official.typ")
        for file_name, text in {"data.json": json.dumps(content, ensure_ascii=False), **beside}.items():
            (root / file_name).write_text(text, encoding="utf-8")
        try:
            paper, warnings = typst.compile_with_warnings(
                root / "paper.typ",
                root=root,
                font_paths=_fonts(settings.FONTS_DIR),
                ignore_system_fonts=True,
                timestamp=printed_at.astimezone(_BEIJING),
                **form,
            )
        except typst.TypstError as error:
            raise PaperFailed(f"{template_name}: {error.message}") from error
    if warnings or not isinstance(paper, bytes):
        # A warning means a missing font or character, so the paper would not say what was meant.
        raise PaperFailed(f"{template_name}: {'; '.join(warning.message for warning in warnings)}")
    return paper


@lru_cache(maxsize=2)
def _fonts(folder: Path) -> typst.Fonts:
    """Return the project's own fonts, found once a process. Raises ImproperlyConfigured when they are missing."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    if FONT not in fonts.families():
        raise ImproperlyConfigured(f"The fonts for papers ({FONT}) are not in {folder}.")
    return fonts
