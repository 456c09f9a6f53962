"""The files that lapses keep."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.documents import kinds
from foundation.documents.purposes import Purpose, Sensitivity

LETTER: Final = Purpose("lapses.letter", _("Notice of a lost condition"), Sensitivity.INTERNAL, (kinds.PDF,))
PURPOSES: Final = (LETTER,)
