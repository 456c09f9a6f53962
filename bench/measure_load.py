"""Loading validated rows (case, subject, event, deltas) beside a bare COPY into the same indexed table.

Goal: at least a quarter of the bare COPY. Several rounds, each with an institution of its own; the best
of each side counts, since everything else on the machine only ever adds.
"""

import sys
import time

from bench.ledgers import AS_OF, ROWS, bare_table, copy_bare, ledger, new_institution, start, tell

GOAL = 1 / 4


def main() -> int:
    """Measure and return 0 when the goal is met."""
    start()
    from django.core.files.base import ContentFile

    from cases.actions.importing import KIND
    from cases.loading import CASE_COLUMNS, CaseLoader
    from foundation.audit.actors import SYSTEM
    from foundation.exchange.actions import reading, uploading

    content, bare, ours = ledger(ROWS), [], []
    for _round in range(2):
        institution = new_institution()
        imported = uploading.upload(
            ContentFile(content, "bench.xlsx"), kind=KIND, institution=institution.organisation, by=SYSTEM,
            as_of=AS_OF, in_background=False,
        )  # fmt: skip
        read = reading.read(imported.pk, content=content)
        assert read is not None, imported.findings
        rows, loader = read.outcome.rows, CaseLoader(read.imported, institution, SYSTEM)
        assert len(rows) == ROWS
        lines = loader.prepare(rows).cases
        with bare_table() as link:
            bare.append(copy_bare(link, CASE_COLUMNS, lines))
        began = time.perf_counter()
        loader.load(rows, read.outcome.columns, lambda _rows: None)
        ours.append(time.perf_counter() - began)
    return 0 if tell("load of validated rows", min(ours), ROWS, min(bare), GOAL) else 1


if __name__ == "__main__":
    sys.exit(main())
