"""What a template includes or extends, and what a view renders, exists: a moved file is found before a page breaks."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
APPS = (
    "appraisal_portal",
    "foundation",
    "institutions",
    "equipment",
    "appraisers",
    "cases",
    "complaints",
    "quality",
    "governance",
)


def test_every_template_that_is_named_exists() -> None:
    named: dict[str, str] = {}
    for path in TEMPLATES.rglob("*.html"):
        for name in re.findall(r'{%\s*(?:include|extends)\s+"([^"]+)"', path.read_text(encoding="utf-8")):
            named[name] = str(path.relative_to(TEMPLATES))
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            for name in re.findall(r'"([\w/]+\.html)"', path.read_text(encoding="utf-8")):
                named[name] = str(path.relative_to(ROOT))
    assert len(named) > 100
    assert {name: place for name, place in named.items() if not (TEMPLATES / name).exists()} == {}
