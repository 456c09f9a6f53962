"""Models of the desk."""

from foundation.desk.models.bulk_run import BulkLine, BulkRun
from foundation.desk.models.draft import Draft
from foundation.desk.models.kept_form import KeptForm
from foundation.desk.models.list_layout import ListLayout
from foundation.desk.models.saved_view import SavedView

__all__ = ["BulkLine", "BulkRun", "Draft", "KeptForm", "ListLayout", "SavedView"]
