"""A site with a base page model of its own, which Wagtail allows from version 8 on."""

from tests.settings import *  # noqa: F403
from tests.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "wagtail.test.basepage"]
WAGTAIL_PAGE_MODEL = "basepage.BasePage"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
