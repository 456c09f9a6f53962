"""What every template, script and style sheet must keep to: no inline style or script, colours only as tokens."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted((ROOT / "assets" / "css").glob("*.css"))
SCRIPTS = sorted((ROOT / "assets" / "js").glob("*.js"))
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b(?![\w-])|\brgba?\(|\bhsla?\(")
CHINESE = r"[\u4e00-\u9fff]"


def _names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.mark.parametrize("path", TEMPLATES, ids=_names(TEMPLATES))
def test_no_inline_style_script_or_handler(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=", text), "a style attribute"
    assert not re.search(r"<style\b", text), "a style element"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text), "an event attribute"
    assert not re.search(r"hx-on|hx-vals\s*=\s*[\"']js:|javascript:", text), "a script in an attribute"
    for tag in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in tag or 'type="application/json"' in tag, tag


@pytest.mark.parametrize("path", TEMPLATES, ids=_names(TEMPLATES))
def test_no_colour_is_written_in_a_template(path: Path) -> None:
    text = re.sub(r"&#\w+;|href=\"#[^\"]*\"", "", path.read_text(encoding="utf-8"))
    assert not COLOUR.search(text)


@pytest.mark.parametrize("path", TEMPLATES, ids=_names(TEMPLATES))
def test_no_space_is_typed_between_chinese_and_digits(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(rf"{CHINESE} [0-9A-Za-z]|[0-9A-Za-z] {CHINESE}", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=_names(TEMPLATES))
def test_templates_stay_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 200


@pytest.mark.parametrize("path", STYLES, ids=_names(STYLES))
def test_colours_are_written_in_the_tokens_alone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.name != "tokens.css":
        assert not COLOUR.search(text)
    assert len(text.splitlines()) <= 400


@pytest.mark.parametrize("path", SCRIPTS, ids=_names(SCRIPTS))
def test_scripts_name_no_colour_and_evaluate_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not COLOUR.search(text)
    assert not re.search(r"\beval\(|new Function|innerHTML|\.style\.", text)


def test_every_token_that_is_used_is_defined() -> None:
    defined = set(re.findall(r"(--pt-[\w-]+):", (ROOT / "assets/css/tokens.css").read_text(encoding="utf-8")))
    used = {name for path in STYLES for name in re.findall(r"var\((--pt-[\w-]+)", path.read_text(encoding="utf-8"))}
    script = (ROOT / "assets/js/charts.js").read_text(encoding="utf-8")
    used |= {f"--pt-{name}" for name in re.findall(r'token\("([\w-]+)"\)', script)}
    assert used <= defined


def test_the_error_page_of_last_resort_needs_no_context() -> None:
    text = (ROOT / "templates/errors/500.html").read_text(encoding="utf-8")
    assert "{{" not in text
    assert set(re.findall(r"{% (\w+)", text)) == {"load", "static"}


def _contrast(first: str, second: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        ("ink", "sheet", 7), ("ink-2", "paper", 7), ("ink-3", "paper", 4.5), ("dai-7", "paper", 7), ("on", "dai-7", 7),
        ("zhu", "zhu-1", 4.5), ("zhe", "zhe-1", 4.5), ("song", "song-1", 4.5), ("hui", "hui-1", 4.5),
        ("focus", "paper", 3), ("rule-2", "paper", 3), ("on", "mast", 7), ("mast-hint", "mast-field", 4.5),
        ("mast-focus", "mast", 4.5), ("map-ink", "q1", 4.5), ("map-ink", "q3", 4.5), ("map-ink-on", "q5", 4.5),
    ],
)  # fmt: skip
def test_contrast_of_the_tokens(text: str, ground: str, least: float) -> None:
    root = (ROOT / "assets/css/tokens.css").read_text(encoding="utf-8").split('[data-theme="wall"]')[0]
    values = dict(re.findall(r"--pt-([\w-]+): (#[0-9a-f]{6});", root))
    assert _contrast(values[text], values[ground]) >= least
