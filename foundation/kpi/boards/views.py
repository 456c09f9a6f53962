"""The pages of boards and the files of their blocks."""

import logging
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from foundation.accounts.doors import Request, staff_page
from foundation.desk.charts.contract import Definition, DefinitionLine, Link
from foundation.desk.formats import prose_moment, table_date
from foundation.documents.names import attachment_header
from foundation.documents.papers import PaperFailed
from foundation.kpi.areas import Area, own_area, page_area
from foundation.kpi.asking import area_name, asked_area, asked_period, crumbs_of
from foundation.kpi.boards import overview
from foundation.kpi.boards.addresses import KEPT, address_of, files, tabs
from foundation.kpi.boards.block import Board, Drawn, Known
from foundation.kpi.boards.contents import BOARDS, OVERVIEW
from foundation.kpi.boards.files import TYPES, Source, written
from foundation.kpi.boards.gathering import know
from foundation.kpi.boards.ranking import chosen, rankable
from foundation.kpi.catalogue import kpi_of
from foundation.kpi.dashboard.addresses import page_of
from foundation.kpi.dashboard.definitions import definition
from foundation.kpi.dashboard.gathering import Child, Scene, gather
from foundation.kpi.dashboard.page import SHOWN, period_links
from foundation.kpi.dashboard.wording import period_name
from foundation.kpi.forms import DaysForm
from foundation.kpi.periods import Against
from foundation.kpi.verbs import VIEW_FIGURES
from foundation.law import queries as law
from foundation.replica import reads_replica

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Opened:
    """What an address of a page of figures asks for, as far as the reader may see it."""

    scene: Scene
    names: dict[str, str]
    kept: dict[str, str]
    days: DaysForm
    crumbs: tuple[Link, ...]


def child_of(asked: Area, rows: str) -> Child:
    """Into what an area is split: cities; institutions or, with rows=county, counties; nothing for an institution."""
    if asked.institution:
        return ""
    if asked.county:
        return "institution"
    if asked.city:
        return "county" if rows == "county" else "institution"
    return "city"


def opened_scene(request: Request, asked: Area) -> Opened:
    """Read the address of a page about `asked`. Absent and foreign areas are the same 404, as is what cannot be."""
    area = page_area(request.actor, asked)
    if area is None:
        raise Http404
    divisions = {row.code: row for row in law.divisions()}
    period, days = asked_period(request)
    shown = SHOWN.get(request.GET.get("show", "accepted"))
    against = request.GET.get("against", "last_year")
    if shown is None or against not in ("last_year", "before"):
        raise Http404
    child = child_of(asked, request.GET.get("rows", ""))
    name = area_name(request, asked, divisions)
    names = {code: row.name for code, row in divisions.items()}
    return Opened(
        scene=Scene(asked, area, name, period, shown, child, cast(Against, against)),
        names=names,
        kept={each: request.GET[each] for each in KEPT if request.GET.get(each)},
        days=days,
        crumbs=crumbs_of(request, asked, names),
    )


@staff_page(VIEW_FIGURES)
@reads_replica
@require_GET
def board_page(request: Request, board: str) -> HttpResponse:
    """A board of the reader's own area, or of the one that the address names."""
    shown, page = _asked(request, board)
    if shown.key == OVERVIEW:
        return redirect(address_of(OVERVIEW, page.scene.asked, page.scene.period, page.kept))
    known = know(page.scene, shown.blocks, page.names, request.actor, page.kept.get("figure", ""))
    scene, kept = page.scene, page.kept
    blocks = []
    for block in shown.blocks:
        drawn = block.draw(known)
        if drawn is not None:
            links = files(shown.key, block.key, scene.asked, scene.period, kept)
            blocks.append({"key": block.key, "drawn": drawn, "files": links, "definition": _definition(drawn, known)})
    asked = scene.asked.parameters()
    context = {
        "title": _("%(board)s: %(area)s") % {"board": shown.title, "area": scene.name},
        "scene": period_name(scene.period) if shown.dated else _("as of today"),
        "tabs": tabs(shown.key, scene.asked, scene.child, scene.period, kept),
        "blocks": blocks,
        "flows": _flows(shown, page),
        "choices": _choices(shown, page, known),
        "rows": _rows(page),
        "board": shown,
        "as_of": timezone.now(),
        "permalink": address_of(shown.key, scene.asked, scene.period, kept),
        "periods": period_links(scene.period, {**asked, **kept}) if shown.dated else (),
        "crumbs": (*page.crumbs, Link(scene.name, page_of(scene.asked))),
        "days": page.days,
        "kept": {**asked, **kept},
    }
    return render(request, "kpi/board.html", context, status=422 if page.days.errors else 200)


@staff_page(VIEW_FIGURES)
@reads_replica
@require_GET
def block_file(request: Request, board: str, block: str, form: str) -> HttpResponse:
    """One block as CSV, workbook or picture: the same numbers as the page, with where they come from."""
    shown, page = _asked(request, board)
    if page.days.errors:
        raise Http404
    drawn = _drawn(request, shown, block, page)
    if drawn is None:
        raise Http404
    scene = page.scene
    back = address_of(shown.key, scene.asked, scene.period, page.kept)
    when = period_name(scene.period) if shown.dated else _("as of today")
    source = Source(
        scene=_("%(area)s, %(period)s") % {"area": scene.name, "period": when},
        as_of=prose_moment(timezone.now()),
        address=cast(HttpRequest, request).build_absolute_uri(back),
        definition=_version(drawn),
    )
    try:
        content = written(drawn, source, form)
    except PaperFailed as error:
        logger.warning("No picture of a block: %s", error)
        messages.error(request, _("The picture cannot be drawn: its font lacks a character. Take the table instead."))
        return redirect(back)
    name = f"{drawn.title} {scene.name} {table_date(timezone.localdate())}.{form}"
    headers = {"Content-Disposition": attachment_header(name)}
    return HttpResponse(content, content_type=TYPES[form], headers=headers)


def _asked(request: Request, key: str) -> tuple[Board, Opened]:
    board, asked = BOARDS.get(key), asked_area(request) or own_area(request.actor)
    if board is None or asked is None:
        raise Http404
    page = opened_scene(request, asked)
    if board.parts and not page.scene.child:
        raise Http404
    return board, page


def _drawn(request: Request, board: Board, block: str, page: Opened) -> Drawn | None:
    if board.key == OVERVIEW:
        draw = overview.DRAWN.get(block)
        return draw(gather(page.scene, page.names, request.actor)) if draw else None
    found = next((each for each in board.blocks if each.key == block), None)
    if found is None:
        return None
    return found.draw(know(page.scene, (found,), page.names, request.actor, page.kept.get("figure", "")))


def _definition(drawn: Drawn, known: Known) -> Definition | None:
    if drawn.kpi:
        return definition(kpi_of(drawn.kpi), known.targets.get(drawn.kpi))
    lines = tuple(DefinitionLine(name, text) for name, text in drawn.explained)
    return Definition(lines) if lines else None


def _version(drawn: Drawn) -> str:
    if not drawn.kpi:
        return ""
    kpi = kpi_of(drawn.kpi)
    return _("Definition: %(name)s, version %(version)s") % {"name": kpi.name, "version": kpi.version}


def _flows(board: Board, page: Opened) -> tuple[Link, ...]:
    """Switch between accepted and issued."""
    if not board.chooses_flow:
        return ()
    return tuple(
        _switch(page, text, "show", name, current=page.scene.shown == SHOWN[name])
        for name, text in (("accepted", _("Cases accepted")), ("issued", _("Opinions issued")))
    )


def _rows(page: Opened) -> tuple[Link, ...]:
    """Switch a city's page between institutions and counties."""
    asked = page.scene.asked
    if not asked.city or asked.county or asked.institution:
        return ()
    by_county = page.scene.child == "county"
    return (
        _switch(page, _("By institution"), "rows", "", current=not by_county),
        _switch(page, _("By county"), "rows", "county", current=by_county),
    )


def _switch(page: Opened, text: str, name: str, value: str, *, current: bool) -> Link:
    scene = page.scene
    named = {**scene.asked.parameters(), **scene.period.parameters(), **page.kept, name: value}
    return Link(text, f"?{urlencode({each: given for each, given in named.items() if given})}", current)


def _choices(board: Board, page: Opened, known: Known) -> dict[str, object] | None:
    """The figures by which the parts can be ranked, and the address to keep beside the choice."""
    if not board.chooses_figure:
        return None
    scene, now = page.scene, chosen(known.setting)
    kept = {name: value for name, value in page.kept.items() if name != "figure"}
    return {
        "offered": rankable(scene.child, scene.period),
        "chosen": now.code if now else "",
        "kept": {**scene.asked.parameters(), **scene.period.parameters(), **kept},
    }
