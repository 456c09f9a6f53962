"""Every page type there is a picture of, grouped by who looks."""

from typing import NamedTuple


class Picture(NamedTuple):
    """One page type: its name, who looks (empty: a visitor), where; links to follow from there, since ids differ
    between demos; what is then typed into which field, and the button that is pressed.
    """

    name: str
    who: str
    address: str
    follow: tuple[str, ...] = ()
    typed: tuple[tuple[str, str], ...] = ()
    press: str = ""
    prepared: bool = False


SEND = "main form[method=post] button.btn-primary[type=submit]"

VISITOR = (
    Picture("home", "", "/"),
    Picture("register", "", "/register/"),
    Picture("register-search", "", "/register/?q=jn&city=370100"),
    Picture("register-nothing", "", "/register/?q=没有这样的名称"),
    Picture("register-institution", "", "/register/", ("main a[href^='/register/institutions/']",)),
    Picture("register-appraisers", "", "/register/appraisers/"),
    Picture("register-appraiser", "", "/register/appraisers/", ("main a[href^='/register/appraisers/3']",)),
    Picture("check", "", "/check/"),
    Picture("check-errors", "", "/check/", (), (("[name=number]", "鲁临"),), "main button.btn-primary"),
    Picture("complain", "", "/complain/"),
    Picture("complain-organ", "", "/complain/?city=370100"),
    Picture("statistics", "", "/statistics/"),
    Picture("restatements", "", "/statistics/restatements/"),
    Picture("open-data", "", "/open-data/"),
    Picture("releases", "demo-province", "/figures/releases/"),
    Picture("release", "demo-province", "/figures/releases/?period=2025", ("main th a[href^='/figures/releases/']",)),
    Picture(
        "release-recount",
        "demo-province",
        "/figures/releases/?period=2025",
        ("main th a[href^='/figures/releases/']", "a[href$='/recount/']"),
    ),
    Picture("release-prepare", "demo-province", "/figures/releases/new/"),
    Picture("reports", "demo-province", "/reports/"),
    Picture("report", "demo-province", "/reports/?level=province&kind=month", ("main th a[href^='/reports/']",)),
    Picture("report-year", "demo-province", "/reports/?kind=year", ("main th a[href^='/reports/']",)),
    Picture("report-order", "demo-jinan", "/reports/new/"),
    Picture("how", "", "/how/"),
    Picture("how-page", "", "/how/procedure/"),
    Picture("law", "", "/how/procedure/", ("main a[href^='/law/']",)),
    Picture("contacts", "", "/contacts/"),
    Picture("accessibility", "", "/accessibility/"),
    Picture("privacy", "", "/privacy/"),
    Picture("sign-in", "", "/accounts/login/"),
    Picture("new-password", "", "/new-password/"),
    Picture("not-found", "", "/no/such/page/"),
    Picture("health", "", "/health/"),
    Picture("demo-persons", "", "/demo/"),
    Picture("api", "", "/api/"),
)
PROVINCE = (
    Picture("figures-circle", "demo-province", "/figures/?circle=jiaodong"),
    Picture("figures-quarter", "demo-province", "/figures/?year=2026&quarter=4&against=before"),
    *(
        Picture(f"board-{key}", "demo-province", f"/figures/boards/{key}/?year=2026&quarter=3")
        for key in ("comparison", "ranking", "categories", "flow", "deadlines", "expiry")
    ),
    Picture("board-of-city", "demo-province", "/figures/boards/comparison/?city=370100"),
    Picture("board-of-institution", "demo-clerk", "/figures/boards/comparison/"),
    Picture("my-work", "demo-province", "/"),
    Picture("my-work-heap", "demo-province", "/", ("main a[href^='/work/']",)),
    Picture("figures", "demo-province", "/figures/"),
    Picture("figures-catalogue", "demo-province", "/figures/catalogue/"),
    Picture("figure-checks", "demo-province", "/figures/checks/"),
    Picture("figure-check", "demo-province", "/figures/checks/", ("main tbody a[href^='/figures/checks/']",)),
    Picture("recount-new", "demo-province", "/figures/recompute/"),
    Picture("figures-city", "demo-province", "/figures/city/370100/"),
    Picture("cases", "demo-province", "/cases/"),
    Picture("cases-filtered", "demo-province", "/cases/?state=in_progress&city=370200&order=due"),
    Picture("cases-empty", "demo-province", "/cases/?q=没有这样的案号"),
    Picture("case", "demo-province", "/cases/?state=in_progress", ("main tbody a[href^='/cases/']",)),
    Picture("case-trail", "demo-province", "/cases/", ("main tbody a[href^='/cases/']", "main a[href$='/trail/']")),
    Picture(
        "case-identity", "demo-province", "/cases/", ("main tbody a[href^='/cases/']", "main a[href$='/subject/']")
    ),
    Picture("institutions", "demo-province", "/institutions/"),
    Picture("institution", "demo-province", "/institutions/", ("main tbody a[href^='/institutions/']",)),
    Picture(
        "institution-appraisers",
        "demo-province",
        "/institutions/",
        ("main tbody a[href^='/institutions/']", "main a[href$='/appraisers/']"),
    ),
    Picture("accreditations", "demo-province", "/institutions/accreditations/"),
    Picture("scope-items", "demo-province", "/institutions/scope/"),
    Picture("process-records", "demo-province", "/cases/process/"),
    Picture("appraisers", "demo-province", "/appraisers/"),
    Picture("appraiser", "demo-province", "/appraisers/", ("main tbody a[href^='/appraisers/']",)),
    Picture("search", "demo-province", "/search/?q=济南"),
    Picture("search-nothing", "demo-province", "/search/?q=没有这样的名称"),
    Picture("why", "demo-province", "/why/"),
    Picture("exports", "demo-province", "/exports/"),
    Picture("export-new", "demo-province", "/exports/new/?list=institutions&query=city%3D370100"),
    Picture("views", "demo-province", "/lists/cases/views/"),
    Picture("view-new", "demo-province", "/lists/cases/views/new/?state=in_progress"),
    Picture("forbidden", "demo-province", "/administration/users/"),
    Picture("my-work-leader", "demo-province-leader", "/"),
    Picture(
        "case-looks", "demo-province-leader", "/cases/", ("main tbody a[href^='/cases/']", "main a[href$='/looks/']")
    ),
    Picture("my-work-complaints", "demo-complaints", "/"),
    Picture("my-work-inspector", "demo-inspector", "/"),
    Picture("my-work-court", "demo-court", "/"),
    Picture("my-work-appraiser", "demo-appraiser", "/"),
)
ENTRUSTMENT = "main tbody a[href^='/cases/entrustments/']"
WAITING = "/cases/entrustments/?state=received"
AWAITED = "/cases/entrustments/?state=awaiting"
INSTITUTION = (
    Picture("my-work-institution", "demo-clerk", "/"),
    Picture("figures-institution", "demo-clerk", "/figures/"),
    Picture("entrustments", "demo-clerk", "/cases/entrustments/"),
    Picture("entrustment", "demo-clerk", WAITING, (ENTRUSTMENT,)),
    Picture("entrustment-refused", "demo-clerk", "/cases/entrustments/?state=refused", (ENTRUSTMENT,)),
    Picture("entrustment-new", "demo-clerk", "/cases/entrustments/new/"),
    Picture(
        "entrustment-errors", "demo-clerk", "/cases/entrustments/new/", (), (), "main button[name=act][value=file]"
    ),
    Picture("entrustment-withdraw", "demo-clerk", WAITING, (ENTRUSTMENT, "main a[href$='/withdraw/']")),
    Picture("entrustment-refuse", "demo-head", WAITING, (ENTRUSTMENT, "main a[href$='/refuse/']")),
    Picture("entrustment-accept", "demo-head", WAITING, (ENTRUSTMENT, "main a[href$='/accept/']")),
    Picture("entrustment-ask", "demo-clerk", WAITING, (ENTRUSTMENT, "main a[href$='/ask/']")),
    Picture("entrustment-awaited", "demo-clerk", AWAITED, (ENTRUSTMENT,)),
    Picture("entrustment-complete", "demo-clerk", AWAITED, (ENTRUSTMENT, "main a[href$='/complete/']")),
    Picture("my-work-head", "demo-head", "/"),
    Picture("imports", "demo-clerk", "/imports/", prepared=True),
    Picture("import-new", "demo-clerk", "/imports/new/"),
    Picture("import-errors", "demo-clerk", "/imports/new/", (), (), SEND),
    Picture(
        "import-checked", "demo-clerk", "/imports/?state=checked", ("main tbody a[href^='/imports/']",), prepared=True
    ),
    Picture(
        "import-columns",
        "demo-clerk",
        "/imports/?state=mapping_needed",
        ("main tbody a[href^='/imports/']",),
        prepared=True,
    ),
    Picture("import-loaded", "demo-clerk", "/imports/?state=loaded", ("main tbody a[href^='/imports/']",)),
    Picture("corrections", "demo-clerk", "/imports/corrections/"),
    Picture("exports-institution", "demo-clerk", "/exports/", prepared=True),
    Picture("export", "demo-clerk", "/exports/", ("main a[href^='/exports/']:not([href$='/new/'])",), prepared=True),
    Picture("inbox", "demo-clerk", "/inbox/"),
    Picture("own-account", "demo-clerk", "/account/"),
    Picture("mail-choice", "demo-clerk", "/account/mail/"),
    Picture("own-tokens", "demo-clerk", "/account/tokens/", prepared=True),
    Picture("own-token-new", "demo-clerk", "/account/tokens/new/"),
)
OFFICE = (
    Picture("my-work-administrator", "demo-administrator", "/"),
    Picture("users", "demo-administrator", "/administration/users/"),
    Picture("user", "demo-administrator", "/administration/users/", ("main tbody a[href*='/users/']",)),
    Picture("user-new", "demo-administrator", "/administration/users/new/"),
    Picture("organisations", "demo-administrator", "/administration/organisations/"),
    Picture(
        "organisation",
        "demo-administrator",
        "/administration/organisations/",
        ("main tbody a[href*='/organisations/']",),
    ),
    Picture("law-tables", "demo-administrator", "/administration/law/"),
    Picture("law-table", "demo-administrator", "/administration/law/categories/"),
    Picture("law-entry", "demo-administrator", "/administration/law/categories/", ("main tbody a[href*='/law/']",)),
    Picture("clients", "demo-administrator", "/administration/clients/", prepared=True),
    Picture("client-new", "demo-administrator", "/administration/clients/new/"),
    Picture(
        "client",
        "demo-administrator",
        "/administration/clients/",
        ("main tbody a[href*='/clients/']",),
        prepared=True,
    ),
    Picture("jobs", "demo-administrator", "/administration/jobs/"),
    Picture("my-work-auditor", "demo-auditor", "/"),
    Picture("delegation", "demo-auditor", "/administration/delegation/"),
    Picture("trail", "demo-auditor", "/administration/trail/"),
    Picture("trail-stream", "demo-auditor", "/administration/trail/", ("main tbody a[href*='/trail/stream/']",)),
)
CASE, COMPLAINT = "main tbody a[href^='/cases/']", "main tbody a[href^='/complaints/']"
ROUND, DRAWN = "main tbody a[href^='/quality/rounds/']", "main a[href^='/quality/cases/']"
WARNING = "main tbody a[href^='/warnings/']"
REVIEW = "main tbody a[href^='/quality/reviews/']"
ACT, CASE_OF_ACT = "main table a[href^='/cases/']", ".pt-crumb a[href^='/cases/']:last-child"
LINE = (
    Picture("case-paused", "demo-clerk", "/work/supplements_awaited/", (ACT, CASE_OF_ACT)),
    Picture("case-extended", "demo-clerk", "/work/extensions_to_tell/", (ACT, CASE_OF_ACT)),
    Picture("supplement-ask", "demo-clerk", "/cases/?state=in_progress", (CASE, "main a[href$='/supplement/']")),
    Picture("supplement-receive", "demo-clerk", "/work/supplements_awaited/", (ACT,)),
    Picture("extension-request", "demo-clerk", "/cases/?state=in_progress", (CASE, "main a[href$='/extension/']")),
    Picture("extension-decide", "demo-head", "/work/extensions_to_decide/", (ACT,)),
    Picture("extension-decide-errors", "demo-head", "/work/extensions_to_decide/", (ACT,), (), SEND),
    Picture("process", "demo-appraiser", "/cases/", (CASE, "main a[href$='/process/']")),
    Picture("process-new", "demo-appraiser", "/cases/?state=in_progress", (CASE, "main a[href$='/process/new/']")),
    Picture("opinion", "demo-appraiser", "/cases/?state=issued", (CASE, "main a[href$='/opinion/']")),
    Picture("opinion-review", "demo-quality", "/work/opinions_to_review/", (ACT,)),
    Picture("opinion-issue", "demo-head", "/work/opinions_to_issue/", (ACT,)),
    Picture("case-terminate", "demo-clerk", "/cases/?state=in_progress", (CASE, "main a[href$='/terminate/']")),
    Picture("complaints", "demo-jinan", "/complaints/"),
    Picture("complaint", "demo-jinan", "/complaints/?state=investigating", (COMPLAINT,)),
    Picture("complaint-decided", "demo-jinan", "/complaints/?state=decided", (COMPLAINT,)),
    Picture("complaint-accept", "demo-jinan", "/complaints/?state=received", (COMPLAINT, "main a[href$='/accept/']")),
    Picture("complaint-letters", "demo-jinan", "/complaints/?state=decided", (COMPLAINT, "main a[href$='/letters/']")),
    Picture("complaint-question", "", "/complain/new/notice/"),
    Picture("complaint-follow", "", "/complain/follow/"),
    Picture("warnings", "demo-province", "/warnings/?state=standing&order=urgent"),
    Picture("warning", "demo-province", "/warnings/?state=open&order=urgent", (WARNING,)),
    Picture("warning-acknowledged", "demo-province", "/warnings/?state=acknowledged&order=urgent", (WARNING,)),
    Picture(
        "warning-acknowledge",
        "demo-province",
        "/work/early_warnings_to_acknowledge/",
        ("main tbody a[href^='/warnings/']", "main a[href$='/acknowledge/']"),
    ),
    Picture("warning-rules", "demo-province", "/warnings/rules/"),
    Picture("annual-reviews", "demo-province", "/annual-review/"),
    Picture("annual-review", "demo-province", "/annual-review/", ("main tbody a[href^='/annual-review/']",)),
    Picture("annual-review-fill", "demo-head", "/annual-review/fill/"),
    Picture(
        "standing",
        "demo-jinan",
        "/institutions/",
        ("main tbody a[href^='/institutions/']", "main a[href$='/standing/']"),
    ),
    Picture("findings", "demo-province", "/rectification/findings/"),
    Picture("finding", "demo-jinan", "/rectification/findings/", ("main tbody a[href^='/rectification/']",)),
    Picture("rectification", "demo-jinan", "/rectification/", ("main tbody a[href^='/rectification/']",)),
    Picture("case-reviews", "demo-province", "/quality/rounds/"),
    Picture("case-review-round", "demo-jinan", "/quality/rounds/", (ROUND,)),
    Picture("case-review-proof", "demo-jinan", "/quality/rounds/", (ROUND, "main a[href$='/proof/']")),
    Picture("case-review-drawn", "demo-jinan", "/quality/rounds/?state=closed", (ROUND, DRAWN)),
    Picture("case-review-conclude", "demo-jinan", "/work/reviewers_differ/", ("main table a[href^='/quality/']",)),
    Picture("my-reviews", "demo-expert", "/quality/reviews/"),
    Picture("my-review", "demo-expert", "/quality/reviews/?state=assigned", (REVIEW,)),
    Picture("register-results", "", "/register/results/"),
)
APPLICATION = "main tbody a[href^='/recognitions/applications/']"
EXPERT_DRAW = "main tbody a[href^='/experts/draws/']"
ONE_ASSESSMENT = "main tbody a[href^='/assessments/']"
RECOGNITION = (
    Picture("assessments", "demo-province", "/assessments/"),
    Picture("assessment", "demo-province", "/assessments/?waiting=low", (ONE_ASSESSMENT,)),
    Picture(
        "assessment-settle", "demo-jinan", "/assessments/?state=objected", (ONE_ASSESSMENT, "main a[href$='/settle/']")
    ),
    Picture("assessment-object", "demo-head", "/assessments/", (ONE_ASSESSMENT,)),
    Picture("assessment-round", "demo-province", "/assessments/rounds/", (ONE_ASSESSMENT,)),
    Picture("assessment-open", "demo-province", "/assessments/rounds/new/"),
    Picture("experts", "demo-province", "/experts/"),
    Picture(
        "expert",
        "demo-province",
        "/experts/?standing=available",
        ("main tbody th a[href^='/experts/']:not([href*='?'])",),
    ),
    Picture("expert-draws", "demo-jinan", "/experts/draws/"),
    Picture("expert-draw", "demo-jinan", "/experts/draws/?state=closed", (EXPERT_DRAW,)),
    Picture(
        "expert-draw-proof", "demo-jinan", "/experts/draws/?state=closed", (EXPERT_DRAW, "main a[href$='/proof/']")
    ),
    Picture("recognitions", "demo-province", "/recognitions/?standing=in_force"),
    Picture("layout", "demo-province", "/layout/?category=WZ-03"),
    Picture("layout-city", "demo-jinan", "/layout/"),
    Picture("layout-institutions", "demo-province", "/layout/institutions/?size=small_or_micro"),
    Picture("layout-plan", "demo-jinan", "/layout/plans/?standing=in_force", ("main th a[href^='/layout/plans/']",)),
    Picture("layout-adopt", "demo-jinan", "/layout/plans/new/"),
    Picture("recognition-applications", "demo-province", "/recognitions/applications/"),
    Picture("recognition-application", "demo-province", "/recognitions/applications/?state=verified", (APPLICATION,)),
    Picture(
        "recognition-verify",
        "demo-jinan",
        "/recognitions/applications/?state=submitted",
        (APPLICATION, "main a[href$='/verify/']"),
    ),
    Picture("recognition-apply", "demo-head", "/recognitions/apply/"),
    Picture("recognition-score", "demo-head", "/recognitions/apply/?kind=municipal_standard"),
    Picture("register-recognised", "", "/register/?recognition=provincial_standard"),
    Picture("register-institution-recognised", "", "/register/?recognition=provincial_standard", (".pt-inst h3 a",)),
)
ONE_INSTRUMENT = "main tbody a[href^='/equipment/']"
BAR = "main tbody a[href^='/restrictions/']"
STANDING = (
    Picture("instruments", "demo-province", "/equipment/"),
    Picture("instrument", "demo-jinan", "/equipment/?state=out_of_date", (ONE_INSTRUMENT,)),
    Picture("instrument-calibrate", "demo-quality", "/equipment/", (ONE_INSTRUMENT, "main a[href$='/calibrate/']")),
    Picture("instrument-new", "demo-quality", "/equipment/", ("main a[href$='/new/']",)),
    Picture("methods", "demo-quality", "/equipment/methods/"),
    Picture("method", "demo-quality", "/equipment/methods/", ("main tbody a[href^='/equipment/methods/']",)),
    Picture("restrictions", "demo-province", "/restrictions/"),
    Picture("restriction", "demo-province", "/restrictions/?state=objected", (BAR,)),
    Picture(
        "restriction-decide", "demo-province-leader", "/restrictions/?state=objected", (BAR, "main a[href$='/decide/']")
    ),
)
RECORDS = (
    Picture(
        "appraiser-records",
        "demo-quality",
        "/appraisers/",
        ("main tbody a[href^='/appraisers/']", "main a[href$='/records/']"),
    ),
    Picture(
        "assistants",
        "demo-head",
        "/institutions/",
        ("main tbody a[href^='/institutions/']", "main a[href$='/assistants/']"),
    ),
)
HOUSE = "main tbody a[href^='/institutions/']"
COOPERATION = (
    Picture("cooperation", "demo-head", "/institutions/", (HOUSE, "main a[href$='/cooperation/']")),
    Picture("alliance", "demo-province", "/alliances/", ("main tbody a[href^='/alliances/']",)),
)
INSURANCE = Picture(
    "insurance",
    "demo-head",
    "/institutions/",
    ("main tbody a[href^='/institutions/']", "main a[href$='/insurance/']"),
)
REGISTRATION = "main a[href$='/registration/']"
PERSON = "main tbody a[href^='/appraisers/']"
ONE_LAPSE = "main tbody a[href^='/lapses/']"
CONDITIONS = (
    Picture("registration", "demo-head", "/institutions/", (HOUSE, REGISTRATION)),
    Picture("registration-change", "demo-jinan", "/institutions/", (HOUSE, REGISTRATION, "main a[href$='/change/']")),
    Picture("registration-end", "demo-province", "/institutions/", (HOUSE, REGISTRATION, "main a[href$='/end/']")),
    Picture("institution-new", "demo-province", "/institutions/new/"),
    Picture("certificate-registration", "demo-head", "/appraisers/", (PERSON, REGISTRATION)),
    Picture(
        "appraiser-move", "demo-province", "/appraisers/?order=newest", (PERSON, REGISTRATION, "main a[href$='/move/']")
    ),
    Picture(
        "paper", "demo-head", "/institutions/", (HOUSE, REGISTRATION, "main a[href^='/register/papers/'] >> nth=0")
    ),
    Picture(
        "paper-void", "demo-head", "/institutions/", (HOUSE, REGISTRATION, "main a[href^='/register/papers/'] >> nth=1")
    ),
    Picture("conditions", "demo-jinan", "/institutions/", (HOUSE, "main a[href$='/conditions/']")),
    Picture("quality-managers", "demo-head", "/institutions/", (HOUSE, "main a[href$='/quality-managers/']")),
    Picture("foresight", "demo-province", "/standing/foresight/"),
    Picture("foresight-list", "demo-province", "/standing/foresight/list/"),
    Picture("lapses", "demo-province", "/lapses/"),
    Picture("lapse-reported", "demo-province", "/lapses/?state=reported", (ONE_LAPSE,)),
    Picture("lapse-end", "demo-province", "/lapses/?state=reported", (ONE_LAPSE, "main a[href$='/end/']")),
    Picture("registration-changes", "demo-province", "/institutions/registrations/"),
    Picture("certificate-changes", "demo-province", "/appraisers/certificates/"),
    Picture("quality-managers", "demo-province", "/appraisers/quality-managers/"),
    Picture("calibrations", "demo-institution", "/equipment/calibrations/"),
    Picture("sheet-new", "demo-institution", "/imports/new/"),
    Picture("sheet-checked", "demo-institution", "/imports/?state=checked", ("main tbody a[href^='/imports/']",)),
    Picture("sheet-correction", "demo-province", "/imports/corrections/"),
    Picture("lapse", "demo-province", "/lapses/?kind=stopped", (ONE_LAPSE,)),
    Picture("lapse-decide", "demo-province", "/lapses/?state=asked", (ONE_LAPSE, "main a[href$='/decide/']")),
)
PICTURES = (
    *CONDITIONS,
    INSURANCE,
    *COOPERATION,
    *RECORDS,
    *RECOGNITION,
    *STANDING,
    *VISITOR,
    *PROVINCE,
    *INSTITUTION,
    *LINE,
    *OFFICE,
)
