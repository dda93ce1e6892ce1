from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class WagtailBigCommerceConfig(AppConfig):
    name = "wagtail_bigcommerce"
    label = "wagtail_bigcommerce"
    verbose_name = _("BigCommerce")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks  # noqa: F401  registers the system checks
        from .schedules import create_schedules
        from .signals import customer_logged_in
        from .storefront.wished import keep_guest_items

        post_migrate.connect(create_schedules, sender=self)
        customer_logged_in.connect(keep_guest_items, dispatch_uid="bigcommerce-wishes")
