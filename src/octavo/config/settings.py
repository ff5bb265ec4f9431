"""Django's settings, all derived from `environment.read(os.environ)`."""

from __future__ import annotations

import os
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

from octavo.config.database import database
from octavo.config.environment import read

ENVIRONMENT = read(os.environ)
_site = urlsplit(ENVIRONMENT.site_url)

# --- what Octavo's own code reads ---
OCTAVO_DATA = ENVIRONMENT.data
OCTAVO_SITE_URL = ENVIRONMENT.site_url
OCTAVO_PUBLIC = ENVIRONMENT.public
OCTAVO_CONTACT = ENVIRONMENT.contact
OCTAVO_AI = ENVIRONMENT.ai
OCTAVO_EMBED = ENVIRONMENT.embed
OCTAVO_TRUSTED_PROXIES = ENVIRONMENT.trusted_proxies
OCTAVO_ALLOW_PRIVATE_HOSTS = ENVIRONMENT.allow_private_hosts

# --- Django ---
SECRET_KEY = ENVIRONMENT.secret()
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"] + ([_site.hostname] if _site.hostname else [])
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.site_url] if _site.scheme == "https" else []
if _site.scheme == "https":
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.trusted_proxies else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "octavo.web.accounts.views.stale_form"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

INSTALLED_APPS = [
    "octavo.store",
    "octavo.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "octavo.web.access.AccessMiddleware",
]
ROOT_URLCONF = "octavo.config.urls"
WSGI_APPLICATION = "octavo.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,  # octavo.web stands before allauth, so its account templates win
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "octavo.web.context.site",
            ],
        },
    }
]
DATABASES = {"default": database(ENVIRONMENT.database_url, ENVIRONMENT.data)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},  # Django's default keeps 300
    }
}
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True
STATIC_URL = "/static/"
# served straight from the package: nothing to collect before the first start
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
APPEND_SLASH = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# --- accounts ---
AUTH_USER_MODEL = "store.Reader"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# without mail an address is of no use: nothing could confirm it, and no password be sent to it
ACCOUNT_LOGIN_METHODS = {"username", "email"} if ENVIRONMENT.smtp_url else {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", *(["email*"] if ENVIRONMENT.smtp_url else []), "password1*"]
ACCOUNT_FORMS = {
    "login": "octavo.web.accounts.forms.SignInForm",
    "signup": "octavo.web.accounts.forms.SignUpForm",
    "change_password": "octavo.web.accounts.forms.ChangePasswordForm",
}
ACCOUNT_ADAPTER = "octavo.web.accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if ENVIRONMENT.smtp_url else "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_USERNAME_BLACKLIST = ["owner", "admin", "moderator", "octavo", "root", "system"]

# --- mail ---
_smtp = urlsplit(ENVIRONMENT.smtp_url)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if ENVIRONMENT.smtp_url else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _smtp.hostname or "localhost", _smtp.port or (465 if _smtp.scheme == "smtps" else 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_smtp.username or ""), unquote(_smtp.password or "")
EMAIL_USE_SSL = _smtp.scheme == "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = parseaddr(ENVIRONMENT.contact)[1] or "octavo@localhost"

# --- what a page may load: itself, and publishers' images; frames appear only after a click ---
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "img-src": [SELF, "https:", "data:"],
        "media-src": ["https:"],
        "frame-src": ["https:"],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "octavo": {"level": "INFO"},
        # libraries that complain of every odd page: what matters of it is said by our own errors
        **{name: {"level": "CRITICAL"} for name in ("trafilatura", "htmldate", "readability", "charset_normalizer")},
    },
}
