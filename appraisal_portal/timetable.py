"""The timetable: which job runs when. One file, so that an operator can read the portal's day."""

from datetime import time

from foundation.audit.timetable import Daily, Entry, Every, Weekly

TIMETABLE = (
    Entry("exchange.expire_exports", Every(minutes=30)),
    Entry("kpi.case_volume", Every(minutes=1)),
    Entry("kpi.complaint_rate", Every(minutes=1)),
    Entry("kpi.expiry", Daily(at=time(2, 30))),
    Entry("standing.look", Daily(at=time(0, 20))),
    Entry("early_warning.look", Daily(at=time(2, 50))),
    Entry("early_warning.order_digests", Daily(at=time(7, 50))),
    Entry("accounts.spell_names", Daily(at=time(2, 40))),
    Entry("institutions.remind_expiry", Daily(at=time(7, 20))),
    Entry("appraisers.remind_expiry", Daily(at=time(7, 30))),
    Entry("equipment.remind_calibrations", Daily(at=time(7, 35))),
    Entry("annual_review.remind", Daily(at=time(7, 40))),
    Entry("portal.order_digests", Daily(at=time(8, 0))),
    Entry("kpi.sample", Daily(at=time(3, 10))),
    Entry("kpi.check", Weekly(weekday=6, at=time(4, 10))),
    Entry("kpi.recount_releases", Daily(at=time(3, 30))),
    Entry("reporting.order_due", Daily(at=time(5, 20))),
    Entry("exchange.clear_tokens", Daily(at=time(3, 50))),
    Entry("audit.clear_keys", Daily(at=time(3, 40))),
    Entry("desk.clear_drafts", Daily(at=time(3, 50))),
    Entry("complaints.clear_drafts", Every(minutes=30)),
)
