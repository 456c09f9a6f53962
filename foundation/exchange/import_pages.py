"""Imports as their pages show them: figures, columns, corrections side by side, the printed report."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from foundation.desk import formats
from foundation.documents.papers import ImportReport, SheetCount
from foundation.exchange import presenting
from foundation.exchange.import_forms import MappingForm
from foundation.exchange.kinds import ImportKind
from foundation.exchange.models import Import
from foundation.exchange.states import State
from foundation.law.models import Category

PAGE = 50


@dataclass(frozen=True)
class CorrectionsPage:
    """One page of corrections to decide, in the shape of the pager component."""

    rows: list[dict[str, Any]]
    count: int
    capped: bool
    first: int | None
    last: int | None
    previous_url: str
    next_url: str


def figures_of(imported: Import, kind: ImportKind) -> list[dict[str, Any]]:
    """The strip above the page: each number with its name and one sentence."""
    counts, words = imported.counts, kind.words
    loaded = imported.state == State.LOADED
    if loaded:
        first = _figure(_("Loaded"), counts["loaded"], words.loaded, kind.loaded_url(imported.pk))
    else:
        first = _figure(_("New"), counts["new"], words.new)
    return [
        first,
        _figure(_("Identical"), counts["identical"], _("Already on file with the same content; nothing changes.")),
        _figure(_("Different"), counts["changed"], _("On file with another content; you decide row by row."),
                "#corrections" if counts["changed"] and loaded else ""),
        _figure(_("With errors"), counts["faulty"], _("Not loaded; correct them and upload the sheet again."),
                "#problems" if counts["faulty"] else "", "zhu" if counts["faulty"] else ""),
        _figure(_("With warnings only"), counts["warned"], _("Loaded like the others; please look at them."),
                "?severity=warning#problems" if counts["warned"] else ""),
    ]  # fmt: skip


def _figure(name: str, value: int, sentence: Any, href: str = "", tone: str = "") -> dict[str, Any]:
    return {"name": name, "value": formats.number(value), "sentence": sentence, "href": href, "tone": tone}


def mapping_rows(form: MappingForm | None, imported: Import, kind: ImportKind) -> list[dict[str, Any]]:
    """The columns of the sheet, with samples and, where a form is given, the field to choose in."""
    samples = presenting.particulars(imported).get("samples", {})
    assigned = {position: name for name, position in imported.findings.get("assignment", {}).items()}
    asked = {position for positions in imported.findings.get("asked", {}).values() for position in positions}
    return [
        {
            "printed": proposal["printed"],
            "samples": samples.get(str(proposal["position"]), []),
            "field": form[f"column_{proposal['position']}"] if form is not None else None,
            "label": kind.spec.by_name[name].label if (name := assigned.get(proposal["position"], "")) else "",
            "asked": proposal["position"] in asked,
        }
        for proposal in imported.findings.get("proposals", [])
    ]


def corrections_page(imported: Import, kind: ImportKind, params: QueryDict) -> CorrectionsPage:
    """The pending corrections the address asks for, each with its changes in words."""
    text = params.get("page", "")
    number = max(1, int(text)) if text.isdecimal() and len(text) < 6 else 1
    pending = imported.corrections.pending().order_by("row")
    count = pending.count()
    start = (number - 1) * PAGE
    found = list(pending[start : start + PAGE])
    told = kind.corrections.changes(found)
    rows = [
        {"correction": row, "changes": changes, "url": kind.corrections.page(row.target)}
        for row, changes in zip(found, told, strict=True)
    ]
    return CorrectionsPage(
        rows=rows,
        count=count,
        capped=False,
        first=start + 1 if found else None,
        last=start + len(found) if found else None,
        previous_url=f"?page={number - 1}#corrections" if number > 1 else "",
        next_url=f"?page={number + 1}#corrections" if start + len(found) < count else "",
    )


def report_of(imported: Import, kind: ImportKind, link: str) -> ImportReport:
    """The report on a loaded sheet: categories and reasons are counted, not quoted."""
    counts = imported.counts
    names = dict(Category.objects.values_list("code", "name_zh"))
    by_category = kind.by_category(imported)
    posting = imported.uploaded_in
    return ImportReport(
        institution=imported.institution.name if imported.institution else posting.organisation.name if posting else "",
        file_name=imported.file.name,
        sha256=imported.file.sha256,
        size=imported.file.size,
        received_at=imported.uploaded_at,
        recorded_by=posting.title if posting else _("The portal itself"),
        loaded=counts["loaded"],
        changed=counts["changed"],
        unchanged=counts["identical"],
        refused=counts["faulty"],
        by_category=[SheetCount(names.get(code, code), count) for code, count in by_category],
        by_reason=[
            SheetCount(line["what"], line["count"]) for line in presenting.by_code(imported) if line["is_error"]
        ],
        code=imported.code,
        link=link,
    )
