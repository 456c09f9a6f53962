"""One export in a process of its own, as a worker would run it; prints seconds, growth of memory and rows.

`python -m bench.export_once SMALL_EXPORT EXPORT`: the small one loads everything that is loaded once.
"""

import resource
import sys
import time
from uuid import UUID

from bench.ledgers import start


def main(small: str, export: str) -> None:
    """Write the small export, then the large one, and print what the large one took."""
    start()
    from foundation.exchange.actions.writing_exports import write_export

    assert write_export(UUID(small)) is not None
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    idle = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    began = time.perf_counter()
    written = write_export(UUID(export))
    seconds = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    busy = used.ru_utime + used.ru_stime - idle
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert written is not None and written.state == "ready", written
    print(f"{seconds:.3f} {busy:.3f} {grown} {written.rows} {written.file.size if written.file else 0}")


if __name__ == "__main__":
    main(*sys.argv[1:])
