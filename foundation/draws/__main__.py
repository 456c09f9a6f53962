"""`python -m foundation.draws bundle.json`: repeat a draw and print hashes, seed, ranks and the verdict.

Exit 0: everything is as stated; 2: something differs; 3: the file is no proof bundle.
"""

import json
import sys
from pathlib import Path

from foundation.draws.proof import repeat


def main(arguments: list[str]) -> int:
    """Print the repetition of the draw in the file named."""
    try:
        given = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
        done = repeat(given)
    except (IndexError, OSError, KeyError, TypeError, ValueError, AttributeError) as problem:
        sys.stderr.write(f"This is no proof bundle of a draw: {type(problem).__name__}: {problem}\n")
        return 3
    for check in done.checks:
        sys.stdout.write(f"{'same     ' if check.holds else 'DIFFERENT'}  {check.what}  {check.found}\n")
    for each in done.drawn:
        sys.stdout.write(f"{each.rank:6d}  {each.id}  {each.key}  {' '.join(done.teams[each.id])}\n")
    sys.stdout.write("The draw is repeated.\n" if done.sound else "The draw is NOT as stated.\n")
    return 0 if done.sound else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
