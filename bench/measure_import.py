"""The whole way from the bytes of an XLSX ledger to committed cases, beside a bare COPY of the same cases.

Goal: at least a twelfth. Included: recognising and sealing the file, reading, mapping, checking, events,
cases, subjects, deltas. The steps are printed one by one.
"""

import sys
import time

from bench.ledgers import AS_OF, ROWS, bare_table, copy_bare, ledger, new_institution, start, tell

GOAL = 1 / 12


def main() -> int:
    """Measure and return 0 when the goal is met."""
    start()
    from django.core.files.base import ContentFile

    from cases.actions.importing import KIND
    from cases.loading import CASE_COLUMNS, CaseLoader
    from foundation.audit.actors import SYSTEM
    from foundation.exchange.actions import loading, reading, uploading

    content = ledger(ROWS)
    institution = new_institution()
    began = time.perf_counter()
    imported = uploading.upload(
        ContentFile(content, "bench.xlsx"), kind=KIND, institution=institution.organisation, by=SYSTEM,
        as_of=AS_OF, in_background=False,
    )  # fmt: skip
    uploaded = time.perf_counter()
    read = reading.read(imported.pk, content=content)
    checked = time.perf_counter()
    assert read is not None, imported.findings
    loading.order(imported.pk, by=SYSTEM, version=read.imported.trail_seq, in_background=False)
    loading.load(imported.pk, reading=read)
    loaded = time.perf_counter()
    imported.refresh_from_db()
    assert imported.counts["loaded"] == ROWS, imported.counts
    print(f"upload {uploaded - began:.2f} s, read and check {checked - uploaded:.2f} s, load {loaded - checked:.2f} s")
    lines = CaseLoader(imported, new_institution(), SYSTEM).prepare(read.outcome.rows).cases
    with bare_table() as link:
        bare = copy_bare(link, CASE_COLUMNS, lines)
    return 0 if tell("XLSX to committed", loaded - began, ROWS, bare, GOAL) else 1


if __name__ == "__main__":
    sys.exit(main())
