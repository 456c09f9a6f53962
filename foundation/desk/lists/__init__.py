"""Lists, declared once per model: pages, exports, bulk acts and API read the same declaration.

`docs/how_to_add_a_list.md` says how. `declaring` holds what is declared, `registry` what is known, `selecting`
the rows behind an address, `showing` the page.
"""

from foundation.desk.lists.declaring import BulkAct, Column, ListSpec, Preset
from foundation.desk.lists.registry import all_lists, known, register
from foundation.desk.lists.selecting import selected

__all__ = ["BulkAct", "Column", "ListSpec", "Preset", "all_lists", "known", "register", "selected"]
