"""Entry point: `python3 -m workshop COMMAND`."""

import sys

from workshop.pythons import continue_on_suitable_python

if __name__ == "__main__":
    continue_on_suitable_python(sys.argv[1:])
    from workshop.cli import main

    sys.exit(main(sys.argv[1:]))
