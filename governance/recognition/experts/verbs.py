"""What can be done about experts and their draws (政策文件 arts. 2, 8, 12)."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

BASIS: Final = "政策文件第八条"
"""The expert pool of the profession is to be used well."""
GOAL: Final = "政策文件第二条"
"""Ten leading experts and more of each category, a hundred in all."""
VIEW: Final = Verb("experts.view", _("See the experts of one's own area"))
NOMINATE: Final = Verb("experts.nominate", _("Nominate an expert"), BASIS)
APPOINT: Final = Verb("experts.appoint", _("Appoint a nominated expert, or decline"), BASIS)
END: Final = Verb("experts.end", _("End the term of an expert"), BASIS)
AVAILABILITY: Final = Verb("experts.availability", _("Say whether an expert is available"), BASIS)
NOMINATE_OUTSIDE: Final = Verb("experts.nominate_outside", _("Nominate an expert from outside the profession"), BASIS)
EMPLOYMENT: Final = Verb("experts.employment", _("Record where an expert from outside works"), BASIS)
REVEAL: Final = Verb("experts.reveal", _("Open the contact and identity number of an expert from outside"))
VIEW_DRAWS: Final = Verb("expert_draws.view", _("See draws from the expert pool"))
OPEN: Final = Verb("expert_draws.open", _("Promise a draw from the expert pool"), BASIS)
DRAW: Final = Verb("expert_draws.draw", _("Draw experts by the public value"), BASIS)
REPLACE: Final = Verb("expert_draws.replace", _("Replace a drawn expert who recuses himself"), BASIS)
EVALUATE: Final = Verb("expert_draws.evaluate", _("Evaluate the experts after use"), BASIS)
VERBS: Final = (
    VIEW, NOMINATE, NOMINATE_OUTSIDE, APPOINT, END, AVAILABILITY, EMPLOYMENT, REVEAL,
    VIEW_DRAWS, OPEN, DRAW, REPLACE, EVALUATE,
)  # fmt: skip
SCOPES: Final = (
    ApiScope("experts:read", _("Read experts"), VIEW.code),
    ApiScope("experts:nominate", _("Nominate experts"), NOMINATE.code),
    ApiScope("experts:nominate_outside", _("Nominate experts from outside the profession"), NOMINATE_OUTSIDE.code),
    ApiScope("experts:employment", _("Record where experts from outside work"), EMPLOYMENT.code),
    ApiScope("experts:appoint", _("Appoint experts"), APPOINT.code),
    ApiScope("experts:end", _("End terms of experts"), END.code),
    ApiScope("experts:availability", _("Say whether experts are available"), AVAILABILITY.code),
    ApiScope("expert_draws:read", _("Read draws of experts"), VIEW_DRAWS.code),
    ApiScope("expert_draws:open", _("Promise draws of experts"), OPEN.code),
    ApiScope("expert_draws:draw", _("Draw experts"), DRAW.code),
    ApiScope("expert_draws:replace", _("Replace drawn experts"), REPLACE.code),
    ApiScope("expert_draws:evaluate", _("Evaluate drawn experts"), EVALUATE.code),
)
