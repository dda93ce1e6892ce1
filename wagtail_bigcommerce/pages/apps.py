from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "wagtail_bigcommerce.pages"
    label = "wagtail_bigcommerce_pages"
    verbose_name = _("BigCommerce pages")
    default_auto_field = "django.db.models.BigAutoField"
