"""Settings of the portal. Everything that differs between installations comes from the environment."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from appraisal_portal.environment import switch, value_of
from appraisal_portal.logs import LOG_LINES, configure_structlog

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(value_of("PORTAL_DATA_DIR", str(BASE_DIR / "var")))
KEYS_FILE = Path(value_of("PORTAL_KEYS_FILE", str(DATA_DIR / "keys.json")))
FONTS_DIR = Path(value_of("PORTAL_FONTS_DIR", str(DATA_DIR / "build" / "fonts")))
REFERENCE_DIR = BASE_DIR / "reference"

DEBUG = False
SECRET_KEY = value_of("SECRET_KEY")
PORTAL_ORIGIN = value_of("PORTAL_ORIGIN", "http://127.0.0.1:8000")
PORTAL_DEMO = switch("PORTAL_DEMO")
PORTAL_TLS = PORTAL_ORIGIN.startswith("https://")
ALLOWED_HOSTS = [host for host in value_of("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if host]
LOOPBACK_HOSTS = {"127.0.0.1", "localhost", "[::1]"}
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts; '*' would accept any.")
if not PORTAL_TLS and not set(ALLOWED_HOSTS) <= LOOPBACK_HOSTS | {"testserver"}:
    raise ImproperlyConfigured("Without https in PORTAL_ORIGIN the portal serves loopback addresses only.")
if len(SECRET_KEY) < 40:
    raise ImproperlyConfigured("SECRET_KEY must be at least 40 random characters.")

INSTALLED_APPS = [
    "appraisal_portal.apps.PortalConfig",
    "governance.licensing",
    "governance.inspections",
    "governance.annual_review",
    "governance.recognition",
    "governance.early_warning",
    "governance.standing",
    "governance.layout",
    "governance.credit",
    "governance.enforcement",
    "governance.campaigns",
    "governance.policy",
    "governance.associations",
    "governance.reporting",
    "complaints",
    "quality",
    "cases",
    "appraisers",
    "equipment",
    "institutions",
    "foundation.kpi",
    "foundation.exchange",
    "foundation.desk",
    "foundation.documents",
    "foundation.clocks",
    "foundation.accounts",
    "foundation.law",
    "foundation.audit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "django_structlog",
    "csp",
    "rest_framework",
    "oauth2_provider",
    "drf_spectacular",
    "drf_standardized_errors",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "appraisal_portal.headers.protective_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "foundation.exchange.api.middleware.without_cookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "appraisal_portal.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "foundation.exchange.api.middleware.with_id",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "foundation.accounts.middleware.actor",
    "foundation.desk.middleware.RulesInWords",
    "foundation.desk.filling.middleware.KeepWhatWasTyped",
]
# Messages in the session: when a browser sends a form twice it drops the first answer, and its cookies with it.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

ROOT_URLCONF = "appraisal_portal.urls"
WSGI_APPLICATION = "appraisal_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                ),
            ],
            "builtins": ["foundation.desk.templatetags.forms"],  # {% form_key %} stands in nearly every form
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "appraisal_portal.pages.frame.frame",
            ],
        },
    }
]

FORM_RENDERER = "foundation.desk.form_rendering.PortalRenderer"

# --- database: the application role serves, the owner role migrates (architecture, decision 3) ---
PORTAL_APP_ROLE = value_of("PORTAL_APP_ROLE", "portal_app")
_env = environ.Env()
_serving = _env.db_url_config(value_of("DATABASE_URL"))
_owning = _env.db_url_config(value_of("DATABASE_OWNER_URL", value_of("DATABASE_URL")))
SINGLE_ROLE = _serving["USER"] == _owning["USER"]
ACTS_AS_OWNER = value_of("PORTAL_ROLE", "app") == "owner"
DATABASES = {
    "default": {
        **(_owning if ACTS_AS_OWNER else _serving),
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 5,
            "options": "-c idle_in_transaction_session_timeout=60000"
            + ("" if ACTS_AS_OWNER else " -c statement_timeout=60000"),
        },
    }
}
DATABASE_OWNER = {**DATABASES["default"], **_owning}
# A server that follows the first one; figures and public pages read there (docs/scaling.md).
if value_of("DATABASE_REPLICA_URL", "") and not ACTS_AS_OWNER:
    DATABASES["replica"] = {
        **DATABASES["default"],
        **_env.db_url_config(value_of("DATABASE_REPLICA_URL")),
        "TEST": {"MIRROR": "default"},
    }
    DATABASE_ROUTERS = ["foundation.replica.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people ---
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "foundation.accounts.signing_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# Wrong passwords are counted per account and network in foundation.accounts.lockout, so that an
# outsider cannot lock a user out; allauth's own per-account counter would let him.
ACCOUNT_RATE_LIMITS = {"login_failed": None, "login": "60/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Shandong judicial appraisal portal"
MFA_ADAPTER = "foundation.accounts.signing_in.SecondFactorAdapter"

SESSION_ENGINE = "foundation.accounts.session_store"
SESSION_COOKIE_NAME = "__Host-portal" if PORTAL_TLS else "portal"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PORTAL_TLS
SESSION_IDLE_SECONDS = 30 * 60
CSRF_COOKIE_SECURE = PORTAL_TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False
CSRF_TRUSTED_ORIGINS = [PORTAL_ORIGIN]
CSRF_FAILURE_VIEW = "appraisal_portal.pages.errors.csrf_failure"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}}

# --- API: tokens only; docs/how_to_add_an_endpoint.md ---
API_ROOT = "/api/v1/"
API_BODY_MAX_BYTES = 1024 * 1024
API_TOKEN_MINUTES = 30
# Requests a minute: of one client or token, of one network without a good token, and for tokens of one network.
API_RATES = {"token": 600, "network": 60, "sign_in": 30}
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "foundation.exchange.api.authentication.PersonalTokens",
        "foundation.exchange.api.authentication.ClientTokens",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["foundation.exchange.api.permissions.Admitted"],
    "DEFAULT_THROTTLE_CLASSES": ["foundation.exchange.api.throttling.PerMinute"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["foundation.exchange.api.parsing.StrictJSON"],
    "DEFAULT_SCHEMA_CLASS": "foundation.exchange.api.schema.Description",
    "DEFAULT_PAGINATION_CLASS": None,
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_VERSIONING_CLASS": None,
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "COERCE_DECIMAL_TO_STRING": True,
    "URL_FORMAT_OVERRIDE": None,
}
DRF_STANDARDIZED_ERRORS = {
    "EXCEPTION_HANDLER_CLASS": "foundation.exchange.api.problems.Handler",
    "EXCEPTION_FORMATTER_CLASS": "foundation.exchange.api.problems.Formatter",
}
SPECTACULAR_SETTINGS = {
    "TITLE": _("Interface of the judicial appraisal portal"),
    "DESCRIPTION": _("Institutions, appraisers and cases to read, entrustments to file, under the rules of the pages."),
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.0.3",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "CaseStateEnum": "cases.states.State",
        "EntrustmentStateEnum": "cases.entrustments.states.EntrustmentState",
        "SubjectKindEnum": "cases.models.EntrustedSubject.Kind",
        "MaterialKindEnum": "cases.models.EntrustedMaterial.Kind",
        "ComplaintStateEnum": "complaints.states.ComplaintState",
        "AccreditationKindEnum": "institutions.models.Accreditation.Kind",
        "CalibrationKindEnum": "equipment.models.instrument.Calibration.Kind",
        "MaintenanceKindEnum": "equipment.models.instrument.Maintenance.Kind",
        "InquiryKindEnum": "complaints.models.Inquiry.Kind",
        "RestrictionKindEnum": "institutions.models.BarKind",
        "RenewalOutcomeEnum": "institutions.models.Outcome",
        "RectificationOutcomeEnum": "institutions.rectification.states.Outcome",
        "FindingStateEnum": "institutions.rectification.states.FindingState",
        "RectificationStateEnum": "institutions.rectification.states.OrderState",
        "RoundStateEnum": "quality.states.RoundState",
        "DrawnCaseStateEnum": "quality.states.DrawnState",
        "ReviewStateEnum": "quality.states.ReviewState",
        "OpinionStateEnum": "cases.opinions.states.OpinionState",
        "IssuedOpinionStateEnum": "cases.opinions.issued.states.IssuedState",
        "ReviewYearStateEnum": "governance.annual_review.states.YearState",
        "AnnualReviewStateEnum": "governance.annual_review.states.ReviewState",
        "AssessmentRoundStateEnum": "governance.recognition.assessment.states.RoundState",
        "AssessmentStateEnum": "governance.recognition.assessment.states.AssessmentState",
        "RecognitionApplicationStateEnum": "governance.recognition.standards.states.ApplicationState",
        "ExpertStateEnum": "governance.recognition.experts.states.ExpertState",
        "ExpertDrawStateEnum": "governance.recognition.experts.states.DrawState",
        "RecognitionKindEnum": "institutions.models.Recognition.Kind",
        "RankEnum": "equipment.models.method.Method.Rank",
        "ExpertRankEnum": "governance.recognition.experts.states.Rank",
        "ExpertVerdictEnum": "governance.recognition.experts.states.Verdict",
        "ExpertSeatStateEnum": "governance.recognition.experts.states.SeatState",
        "RecognitionResultEnum": "governance.recognition.standards.states.Result",
        "AssessmentRulingEnum": "governance.recognition.assessment.states.Ruling",
        "WarningStateEnum": "governance.early_warning.states.WarningState",
        "WarningKindEnum": "governance.early_warning.kinds.Kind",
        "WarningToneEnum": "governance.early_warning.kinds.Tone",
        "ReleaseStateEnum": "foundation.kpi.releases.states.ReleaseState",
        "RecountStateEnum": "foundation.kpi.states.RecountState",
        "ReportStateEnum": "governance.reporting.states.ReportState",
        "ReportKindEnum": "governance.reporting.states.ReportKind",
    },
    "COMPONENT_SPLIT_REQUEST": True,
    "DISABLE_DOCSTRING_DESCRIPTIONS": True,
    "ENABLE_DJANGO_DEPLOY_CHECK": False,
}
OAUTH2_PROVIDER_APPLICATION_MODEL = "exchange.ApiClient"
OAUTH2_PROVIDER = {
    "OAUTH2_SERVER_CLASS": "oauthlib.oauth2.BackendApplicationServer",
    "OAUTH2_VALIDATOR_CLASS": "foundation.exchange.api.oauth.Validator",
    "SCOPES_BACKEND_CLASS": "foundation.exchange.api.scopes.RegisteredScopes",
    "ACCESS_TOKEN_EXPIRE_SECONDS": API_TOKEN_MINUTES * 60,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
}

# --- transport and browser security ---
SECURE_SSL_REDIRECT = PORTAL_TLS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if switch("PORTAL_BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 31_536_000 if PORTAL_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PORTAL_TLS
SECURE_HSTS_PRELOAD = PORTAL_TLS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None
UPLOAD_MAX_BYTES = 100 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "foundation.documents.upload_limits.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- language and time ---
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "portal_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = PORTAL_TLS
FORMAT_MODULE_PATH = ["appraisal_portal.formats"]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

# --- files of the pages ---
STATIC_URL = "static/"
STATIC_ROOT = Path(value_of("PORTAL_STATIC_DIR", str(DATA_DIR / "static")))
STATICFILES_DIRS = [path for path in [DATA_DIR / "build" / "static"] if path.exists()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA_DIR / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- jobs: Redis is the broker and nothing else (architecture, decision 2) ---
CELERY_BROKER_URL = value_of("REDIS_URL", "redis://127.0.0.1:6379/0")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 1500
CELERY_TASK_SOFT_TIME_LIMIT = 1440
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "socket_timeout": 5,
    "socket_connect_timeout": 3,
    "max_retries": 1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_MAX_LOOP_INTERVAL = 1

# --- mail: EMAIL_URL says how it leaves, for example smtp+tls://user:password@host:587; without it, it is printed ---
vars().update(_env.email_url_config(value_of("EMAIL_URL", "consolemail://")))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = value_of("MAIL_FROM", "portal@localhost")

LOGGING = LOG_LINES
configure_structlog()
