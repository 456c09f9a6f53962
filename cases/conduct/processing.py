"""The process record of a case as its tab shows it: kind, moment, who, how late it was entered, what it corrects."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils import timezone

from cases.conduct.grounds import process_kinds
from cases.entrustments.grounds import words_of
from cases.models import Case, ProcessEntry
from cases.models.process_entry import PROMPT
from equipment.models import Instrument, Method
from foundation.desk.keyset import Order, Page, page_of

RECORDED: Final = "司法鉴定程序通则第二十七条"
KEPT: Final = "司法鉴定程序通则第二十二条"
SIZE: Final = 20
_NEWEST = Order("newest", "", ("number",), descending=True)


@dataclass(frozen=True)
class EntryShown:
    """One entry: `hours_late` counts whole hours between the moment claimed and the record, 0 where it was prompt."""

    row: ProcessEntry
    kind: str
    who: str
    hours_late: int
    countered_by: int | None
    text: str
    instruments: tuple[Instrument, ...] = ()
    methods: tuple[Method, ...] = ()


@dataclass(frozen=True)
class Process:
    """One page of a process record, the newest first, and how many of all its entries were made promptly."""

    entries: tuple[EntryShown, ...]
    page: Page[ProcessEntry]
    total: int
    prompt: int


def entries_page(case: Case, params: QueryDict, texts: dict[int, str] | None) -> Process:
    """Return the page of the record that an address asks for; `texts` are the opened texts by number."""
    rows = ProcessEntry.objects.filter(case=case)
    joined = rows.select_related("appraiser__person", "counters", "countered_by").defer("text")
    page = page_of(joined.prefetch_related("uses__instrument", "uses__method"), _NEWEST, params, size=SIZE)
    words = {each.code: words_of(each) for each in process_kinds(timezone.localdate())}
    shown = tuple(_shown(row, words, (texts or {}).get(row.number, "")) for row in page.rows)
    counted = rows.aggregate(total=Count("pk"), prompt=Count("pk", filter=Q(is_prompt=True)))
    return Process(shown, page, counted["total"], counted["prompt"])


def hours_late(row: ProcessEntry) -> int:
    """The whole hours between the moment claimed and the record, 0 where it was prompt."""
    late = row.recorded_at - row.happened_at
    return int(late.total_seconds() // 3600) if late > PROMPT else 0


def _shown(row: ProcessEntry, words: dict[str, str], text: str) -> EntryShown:
    newer = getattr(row, "countered_by", None)
    return EntryShown(
        row,
        words.get(row.kind, row.kind),
        row.appraiser.person.name if row.appraiser is not None else "",
        hours_late(row),
        newer.number if newer is not None else None,
        text,
        tuple(use.instrument for use in row.uses.all() if use.instrument is not None),
        tuple(use.method for use in row.uses.all() if use.method is not None),
    )
