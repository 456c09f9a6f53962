"""The parts of charts that have hundreds of pieces, written at once: a template takes ten times as long for them.

Every text is escaped here as a template would; what is already safe (format_html) stays as it is.
"""

from collections.abc import Iterable, Sequence

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from foundation.desk.charts.contract import Bar, Cell, CityMap, Column, MapShape, Table, TableRow


def table_rows(table: Table, rows: Iterable[TableRow]) -> SafeString:
    """The rows of a table of figures: the name as head of the row, then a cell beside each column."""
    columns = table.columns[1:]
    return mark_safe("".join(_row(row, columns) for row in rows))  # noqa: S308  (escaped piece by piece)


def bar_picture(bar: Bar) -> SafeString:
    """This year and last year as two thin bars. Said to nobody: the numbers stand beside them."""
    last = format_html('<rect class="l" width="{}" height="2" y="8" />', bar.last) if bar.last else ""
    return format_html(
        '<svg class="pt-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect width="{}" height="7"{} />{}</svg>',
        bar.now,
        SafeString("" if bar.last else ' y="1.5"'),
        last,
    )


def map_shapes(drawn: CityMap) -> SafeString:
    """The cities of a map as links with name and value, the mark around the current one, and the words on top."""
    shapes = drawn.shapes
    marks = [f'<path class="mark" d="{conditional_escape(shape.path)}" />' for shape in shapes if shape.current]
    parts = [*(_city(shape) for shape in shapes), *marks, *(_words(shape) for shape in shapes)]
    return mark_safe("".join(parts))  # noqa: S308  (escaped piece by piece)


def _row(row: TableRow, columns: Sequence[Column]) -> str:
    cells = "".join(_cell(column, cell) for column, cell in zip(columns, row.cells, strict=True))
    return f'<tr><th scope="row">{_linked(row.name, row.href)}</th>{cells}</tr>\n'


def _cell(column: Column, cell: Cell) -> str:
    classes = []
    if cell.bar:
        classes.append("pt-w-bar align-middle")
    elif column.numeric:
        classes.append("n")
    if column.hide_on_phone:
        classes.append("hide-s")
    if cell.shade:
        classes.append(f"q{cell.shade}")
    if cell.tone:
        classes.append(f"pt-{cell.tone}" if cell.tone == "dim" else f"pt-{cell.tone} pt-strong")
    shown = bar_picture(cell.bar) if cell.bar else _linked(cell.text, cell.href)
    return f'<td class="{" ".join(classes)}">{shown}</td>'


def _linked(text: str, href: str) -> str:
    shown = conditional_escape(text)
    return f'<a href="{conditional_escape(href)}">{shown}</a>' if href else shown


def _city(shape: MapShape) -> str:
    name, value = conditional_escape(shape.name), conditional_escape(shape.value)
    drawn = f'<title>{name} {value}</title><path class="q{shape.shade}" d="{conditional_escape(shape.path)}" />'
    if not shape.href:
        return f"<g>{drawn}</g>"
    current = ' aria-current="true"' if shape.current else ""
    said = conditional_escape(_("%(name)s, %(value)s") % {"name": shape.name, "value": shape.value})
    return f'<a href="{conditional_escape(shape.href)}"{current} aria-label="{said}">{drawn}</a>'


def _words(shape: MapShape) -> str:
    place, on = f'x="{shape.x}" y="{shape.y}"', " on" if shape.on_dark else ""
    label, value = conditional_escape(shape.label), conditional_escape(shape.value)
    return (
        f'<text {place} class="h{shape.shade}{on}" aria-hidden="true">{label}</text>'
        f'<text {place} dy="16" class="v h{shape.shade}{on}" aria-hidden="true">{value}</text>'
    )
