"""Settings, from the environment (twelve-factor). ``VAR_DIR`` holds everything that is not code."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from zhanggui.config.database.address import database_settings
from zhanggui.config.logging import logging_settings
from zhanggui.kernel.installation import secret_of_installation

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var")).resolve()
PORT = int(os.environ.get("PORT", "8000"))
DEBUG = os.environ.get("DEBUG", "") == "1"


SECRET_KEY = os.environ.get("SECRET_KEY") or secret_of_installation(VAR_DIR / "keys" / "django.key")
CIPHER = os.environ.get("CIPHER", "AES_256_GCM")
"""What new ciphertexts are made with: AES_256_GCM or SM4_GCM. Old ones stay readable."""

DEMO = os.environ.get("DEMO", "") == "1"
"""A world of examples: the developer's pages are open, and staff may come in without a second factor."""

STAFF_SECOND_FACTOR = os.environ.get("STAFF_SECOND_FACTOR", "optional" if DEMO or DEBUG else "required")
SMS_CARRIER = os.environ.get("SMS_CARRIER", "zhanggui.integrations.sms.local.LocalSms")
SMS_SIGN = os.environ.get("SMS_SIGN", "掌柜")
"""The name in brackets by which short messages begin (AD-18)."""

SMTP_URL = os.environ.get("SMTP_URL", "")
"""``smtp://user:password@host:25``, or ``smtps://`` for TLS from the start. Without it mails
stay in the house."""
MAIL_CARRIER = os.environ.get(
    "MAIL_CARRIER",
    "zhanggui.integrations.mail.smtp.SmtpMail" if SMTP_URL else "zhanggui.integrations.mail.local.LocalMail",
)
MAIL_SENDER = os.environ.get("MAIL_SENDER", "掌柜电视购物 <service@zhanggui.example>")
MAIL_DOMAIN = os.environ.get("MAIL_DOMAIN", "mail.zhanggui.example")
"""The domain of return addresses: mail servers report there what could not be delivered."""

WEBHOOK_SECRETS = {
    name.removeprefix("WEBHOOK_SECRET_").lower(): secret
    for name, secret in os.environ.items()
    if name.startswith("WEBHOOK_SECRET_") and secret
}
"""Secrets shared with machines that call; without one, the installation makes its own in ``VAR_DIR/keys``."""

RELAY_NUMBER = os.environ.get("RELAY_NUMBER", "4008-210-000" if DEMO else "")
"""What couriers call instead of a customer's own number, with an extension for each parcel. Empty: labels
show the masked number only."""

TELEPHONY_URL = os.environ.get("TELEPHONY_URL", "")
"""Where the telephone system takes orders (connect, hang up); empty where the stand-in plays."""

PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]

# The session cookie is signed and only names a sign-in, whose row can be ended: no query for a visitor,
# one for somebody signed in.
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 24 * 3600
CSRF_COOKIE_HTTPONLY = True

HTTPS = os.environ.get("HTTPS", "") == "1"
"""Behind a proxy that ends TLS and says so in ``X-Forwarded-Proto``."""

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    CSRF_TRUSTED_ORIGINS = [os.environ["PUBLIC_URL"]] if "PUBLIC_URL" in os.environ else []

ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "zhanggui.surfaces.console.apps.ConsoleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "ninja",
    "oauth2_provider",
    "pgtrigger",
    "procrastinate.contrib.django",
    "zhanggui.schema",
    "zhanggui.identity",
    "zhanggui.mechanisms.trail",
    "zhanggui.mechanisms.access",
    "zhanggui.mechanisms.approvals",
    "zhanggui.mechanisms.cases",
    "zhanggui.mechanisms.ledger",
    "zhanggui.mechanisms.documents",
    "zhanggui.mechanisms.controls",
    "zhanggui.domain.training",
    "zhanggui.domain.messaging",
    "zhanggui.domain.partners",
    "zhanggui.domain.catalog",
    "zhanggui.domain.pricing",
    "zhanggui.domain.members",
    "zhanggui.domain.promotions",
    "zhanggui.domain.inventory",
    "zhanggui.domain.advertising",
    "zhanggui.domain.broadcast",
    "zhanggui.domain.sales",
    "zhanggui.domain.payments",
    "zhanggui.domain.delivery",
    "zhanggui.domain.packing",
    "zhanggui.domain.freight",
    "zhanggui.domain.aftersales",
    "zhanggui.domain.invoicing",
    "zhanggui.domain.care",
    "zhanggui.domain.finance",
    "zhanggui.domain.appraisal",
    "zhanggui.domain.columns",
    "zhanggui.domain.campaigns",
    "zhanggui.domain.compliance",
    "zhanggui.domain.governance",
    "zhanggui.domain.improvement",
    "zhanggui.domain.security",
    "zhanggui.integrations.carrier_webhook",
    "zhanggui.integrations.gateway",
    "zhanggui.integrations.alipay",
    "zhanggui.integrations.wechatpay",
    "zhanggui.integrations.kuaidi100",
    "zhanggui.integrations.mail",
    "zhanggui.integrations.telephony",
    "zhanggui.integrations.tax_platform",
    "zhanggui.integrations.picture_words",
    "zhanggui.surfaces.design",
    "zhanggui.surfaces.entrance",
    "zhanggui.surfaces.counter",
    "zhanggui.surfaces.storefront",
    "zhanggui.surfaces.console.apps.ConsoleConfig",
    "zhanggui.surfaces.partner_portal",
    "zhanggui.surfaces.phone_desk",
    "zhanggui.surfaces.control_room",
    "zhanggui.surfaces.api",
    "zhanggui.demo",
    "zhanggui.replay",
    "zhanggui.config.apps.HouseConfig",
]

MIDDLEWARE = [
    # First, because what stands in the window needs none of the others.
    "zhanggui.surfaces.entrance.window.ShopWindow",
    "django.middleware.security.SecurityMiddleware",
    "zhanggui.surfaces.entrance.headers.SafeHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "zhanggui.surfaces.design.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "zhanggui.surfaces.entrance.plain_text.PlainText",
    "zhanggui.mechanisms.access.web.WhoAsks",
    "zhanggui.surfaces.entrance.request_log.RequestLog",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zhanggui.surfaces.entrance.problems.RefusalPages",
    "zhanggui.surfaces.entrance.left.SentTooLate",
    # Last: nothing stands between it and what the form does.
    "zhanggui.surfaces.entrance.sent_forms.SentForms",
]

WINDOW_MOST = 30.0
"""Whatever is taken down is gone from every page within a minute: no page may stand longer than this."""
WINDOW_SECONDS = min(float(os.environ.get("WINDOW_SECONDS", "1")), WINDOW_MOST)
"""How long a page that everybody sees alike may be shown again as it was. 0: each is fetched anew."""

OAUTH2_PROVIDER = {
    "SCOPES": {"api": "Everything the account's roles may do"},
    "ACCESS_TOKEN_EXPIRE_SECONDS": 3600,
}
API_REQUESTS_PER_SECOND = int(os.environ.get("API_REQUESTS_PER_SECOND", "500"))
"""From one account, by one web process. An air-time rush comes from many accounts."""

CSRF_FAILURE_VIEW = "zhanggui.surfaces.entrance.problems.csrf_failure"
LOGGING = logging_settings()

ROOT_URLCONF = "zhanggui.config.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]


EMBEDDED_POSTGRES = None if os.environ.get("DATABASE_URL") else VAR_DIR
"""The folder of the embedded server, where that is the database."""

SERVES_WEB = os.environ.get("SERVES_WEB") == "1"
"""Set by ``zhanggui serve``: this process answers requests, and static files were gathered."""

DATABASES = {
    "default": database_settings(
        os.environ.get("DATABASE_URL"),
        var_dir=VAR_DIR,
        kept=SERVES_WEB,
        test_name=os.environ.get("TEST_DATABASE") or None,
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "identity.Account"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_SECONDS = 0 if DEBUG else 31_536_000
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "zhanggui.config.static.HashedStaticFiles"
        if SERVES_WEB
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = VAR_DIR / "files"

PUBLIC_URL = os.environ.get("PUBLIC_URL", f"http://127.0.0.1:{PORT}")
"""Where the outside world, the payment gateway first of all, reaches this installation."""
STREAM_PORT = int(os.environ.get("STREAM_PORT") or int(os.environ.get("PORT", "8000")) + 1)
STREAM_URL = os.environ.get("STREAM_URL", "")
"""Where the screens of the control room listen: the next port, unless a proxy gives it an address."""
REAL_GATEWAYS = tuple(
    method
    for method, name in (("alipay", "ALIPAY_URL"), ("wechat", "WECHATPAY_URL"), ("gateway", "GATEWAY_URL"))
    if os.environ.get(name)
)
"""Gateways that are not stand-ins. As soon as there is one, the stand-ins take no more payments."""
PAYMENT_WAYS = REAL_GATEWAYS or ("alipay", "wechat", "gateway")
GATEWAY_URL = os.environ.get("GATEWAY_URL", PUBLIC_URL + "/gateway/gateway.do")
GATEWAY_APP_ID = os.environ.get("GATEWAY_APP_ID", "zhanggui-local")
TAX_PLATFORM_URL = os.environ.get("TAX_PLATFORM_URL", "")
"""Where electronic invoices are issued; empty: by the stand-in in this program."""
ALIPAY_URL = os.environ.get("ALIPAY_URL", PUBLIC_URL + "/alipay/gateway.do")
ALIPAY_APP_ID = os.environ.get("ALIPAY_APP_ID", "9021000100000001")
WECHATPAY_URL = os.environ.get("WECHATPAY_URL", PUBLIC_URL + "/wechatpay")
WECHATPAY_APP_ID = os.environ.get("WECHATPAY_APP_ID", "wx0000000000000001")
WECHATPAY_MCH_ID = os.environ.get("WECHATPAY_MCH_ID", "1900000001")
WECHATPAY_CERT_SERIAL = os.environ.get("WECHATPAY_CERT_SERIAL", "5A48414E47475549000000000000000000000001")
WECHATPAY_PUBLIC_KEY_ID = os.environ.get("WECHATPAY_PUBLIC_KEY_ID", "PUB_KEY_ID_0000000000000001")

HOUSE_BANK = {
    "holder": os.environ.get("BANK_HOLDER", "掌柜电视购物有限公司"),
    "name": os.environ.get("BANK_NAME", "招商银行杭州分行营业部"),
    "number": os.environ.get("BANK_ACCOUNT", "571900000010101"),
}
"""The account to which customers transfer; shown to them together with the number to write in the note."""

PAYMENT_KEYS = {
    name: key
    for name, variable in (
        ("alipay.house", "ALIPAY_PRIVATE_KEY"),
        ("alipay.gateway.public", "ALIPAY_PUBLIC_KEY"),
        ("wechat.house", "WECHATPAY_PRIVATE_KEY"),
        ("wechat.gateway.public", "WECHATPAY_PUBLIC_KEY"),
        ("wechat.v3", "WECHATPAY_API_V3_KEY"),
        ("gateway.house", "GATEWAY_PRIVATE_KEY"),
        ("gateway.gateway.public", "GATEWAY_PUBLIC_KEY"),
    )
    if (key := os.environ.get(variable))
}
"""Keys of real gateways: from the environment, kept in memory only. Stand-ins make their own."""
KUAIDI100_URL = os.environ.get("KUAIDI100_URL", PUBLIC_URL + "/carriers/kuaidi100/stand-in")
"""``https://poll.kuaidi100.com`` for the service itself."""
KUAIDI100_KEY = os.environ.get("KUAIDI100_KEY", "zhanggui-local")
KUAIDI100_CUSTOMER = os.environ.get("KUAIDI100_CUSTOMER", "zhanggui-local")
CARRIER_URLS = dict(
    pair.split("=", 1)
    for pair in os.environ.get(
        "CARRIER_URLS", f"anxin={PUBLIC_URL}/carriers/stand-in" if DEMO else ""
    ).split()
    if "=" in pair
)
"""Where carriers' programs take what we say: ``code=https://… code=https://…``, by the code of their line."""
HISTORIES = Path(os.environ.get("ZHANGGUI_DATA", Path.cwd().parent / "shared" / "data"))
"""Where published order histories lie, if there are any: stand-ins and measurements read them."""


def _sheet(path: str) -> object:
    from django.templatetags.static import static

    return lambda request: static(path)


UNFOLD = {
    "SITE_TITLE": _("Zhanggui console"),
    "SITE_HEADER": _("Zhanggui"),
    "SITE_SYMBOL": "storefront",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": _sheet("design/mark.svg")}],
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_LANGUAGES": True,
    "STYLES": [
        _sheet(f"{name}.css")
        for name in ("design/tokens", "design/components", "design/console", "console/console")
    ],
    "SCRIPTS": [_sheet("console/console.js")],
    "SIDEBAR": {
        "show_search": True,
        "command_search": True,
        "show_all_applications": False,
        "navigation": [],
    },
}

LOGIN_URL = "/console/login/"
LOGIN_REDIRECT_URL = "/console/"
