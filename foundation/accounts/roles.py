"""Roles of postings, and the groups of roles that rules speak of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a posting is for. The level of an officer is that of the organ."""

    OFFICER = "officer", _("Officer")
    LEADER = "leader", _("Leader of the organ")
    COMPLAINT_HANDLER = "complaint_handler", _("Complaint handler")
    INSPECTOR = "inspector", _("Inspector")
    AUDITOR = "auditor", _("Auditor")
    SYSTEM_ADMINISTRATOR = "system_administrator", _("System administrator")
    INSTITUTION_ADMINISTRATOR = "institution_administrator", _("Institution administrator")
    CASE_CLERK = "case_clerk", _("Case clerk")
    APPRAISER = "appraiser", _("Appraiser")
    ASSISTANT = "assistant", _("Assistant to appraisers")
    QUALITY_MANAGER = "quality_manager", _("Quality manager")
    HEAD_OF_INSTITUTION = "head_of_institution", _("Head of institution")
    EXPERT = "expert", _("Expert")
    ASSOCIATION_SECRETARY = "association_secretary", _("Association secretary")
    ORGAN_USER = "organ_user", _("User of a case-handling organ")


SUPERVISING = frozenset({Role.OFFICER, Role.LEADER, Role.COMPLAINT_HANDLER, Role.INSPECTOR})
INSTITUTIONAL = frozenset(
    {Role.INSTITUTION_ADMINISTRATOR, Role.CASE_CLERK, Role.QUALITY_MANAGER, Role.HEAD_OF_INSTITUTION}
)
