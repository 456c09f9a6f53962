"""The map of a block as a picture of its own: the shapes of the page with their colours written out."""

from typing import Final

from django.utils.html import escape

from foundation.desk.charts.contract import CityMap

# The classes of the map and its lines as assets/css/tokens.css has them: a picture carries no style sheet.
SHADES: Final = ("#e3edf0", "#b9d2da", "#82afbd", "#437f94", "#17495a")
LINE, INK, INK_ON_DARK = "#ffffff", "#17252e", "#ffffff"
FONT: Final = "Noto Sans SC"


def map_svg(drawn: CityMap) -> str:
    """The map as SVG with names and values."""
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawn.width} {drawn.height}">']
    parts += [
        f'<path d="{escape(each.path)}" fill="{SHADES[max(each.shade, 1) - 1]}" stroke="{LINE}" stroke-width="1.5"/>'
        for each in drawn.shapes
    ]
    for each in drawn.shapes:
        ink = INK_ON_DARK if each.on_dark else INK
        style = f'fill="{ink}" font-family="{FONT}" text-anchor="middle"'
        parts.append(f'<text x="{each.x}" y="{each.y}" font-size="13" {style}>{escape(each.label)}</text>')
        parts.append(f'<text x="{each.x}" y="{each.y + 16}" font-size="12" {style}>{escape(each.value)}</text>')
    return "".join([*parts, "</svg>"])
