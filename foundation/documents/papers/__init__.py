"""Papers: official documents printed to PDF from typst templates of the apps.

The templates carry the Chinese wording themselves, since a paper is a Chinese document whatever
language its reader set for the pages. `official.typ` is the frame that all papers share.
"""

from foundation.documents.papers.import_report import ImportReport, SheetCount
from foundation.documents.papers.rendering import PaperFailed, picture, render

__all__ = ["ImportReport", "PaperFailed", "SheetCount", "picture", "render"]
