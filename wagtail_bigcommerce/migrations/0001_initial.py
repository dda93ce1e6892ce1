# Names of swappable models come from functions, so that this runs on every supported Wagtail and with a site's own
# page and image models.

from decimal import Decimal

import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
import modelcluster.contrib.taggit
import modelcluster.fields
import modelsearch.index
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models
from wagtail.images import get_image_model_string

import wagtail_bigcommerce.models.fields
from wagtail_bigcommerce.compat import WAGTAILCORE_MIGRATION, page_migration_dependency, page_model_string


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("taggit", "0004_alter_taggeditem_content_type_alter_taggeditem_tag"),
        ("wagtailcore", WAGTAILCORE_MIGRATION),
        page_migration_dependency(),
        migrations.swappable_dependency(get_image_model_string()),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CompletedOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order_id", models.PositiveIntegerField(unique=True)),
                ("completed_at", models.DateTimeField(auto_now_add=True, db_index=True)),
            ],
            options={
                "verbose_name": "completed order",
                "verbose_name_plural": "completed orders",
            },
        ),
        migrations.CreateModel(
            name="SecurityEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("signed_in", "signed in"),
                            ("signed_out", "signed out"),
                            ("wrong_password", "wrong password"),
                            ("throttled", "too many attempts"),
                            ("barred", "may not sign in"),
                            ("registered", "registered"),
                            ("email_taken", "registration with the e-mail of a customer"),
                            ("reset_requested", "new password requested by e-mail"),
                            ("password_reset", "new password set by e-mail"),
                            ("password_changed", "password changed"),
                            ("email_requested", "change of e-mail requested"),
                            ("email_changed", "e-mail changed"),
                            ("sessions_ended", "signed out everywhere"),
                            ("link_refused", "link of a mail used again, expired or forged"),
                            ("token_refused", "login from the checkout refused"),
                        ],
                        max_length=20,
                        verbose_name="what",
                    ),
                ),
                ("happened_at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="when")),
                ("channel_id", models.PositiveIntegerField(null=True, verbose_name="channel")),
                ("customer_id", models.PositiveIntegerField(db_index=True, null=True, verbose_name="customer")),
                ("account", models.CharField(blank=True, max_length=16, verbose_name="account")),
                ("network", models.CharField(blank=True, max_length=50, verbose_name="network")),
            ],
            options={
                "verbose_name": "security event",
                "verbose_name_plural": "security events",
                "ordering": ["-happened_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="WebhookSubscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bigcommerce_id", models.PositiveIntegerField(unique=True, verbose_name="BigCommerce ID")),
                ("scope", models.CharField(max_length=128, verbose_name="event")),
                ("destination", models.CharField(max_length=1024, verbose_name="address")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                ("checked_at", models.DateTimeField(verbose_name="last checked")),
            ],
            options={
                "verbose_name": "webhook subscription",
                "verbose_name_plural": "webhook subscriptions",
                "ordering": ["scope"],
            },
        ),
        migrations.CreateModel(
            name="Brand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                (
                    "has_unpublished_changes",
                    models.BooleanField(default=False, editable=False, verbose_name="has unpublished changes"),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="first published at"),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last published at"),
                ),
                ("go_live_at", models.DateTimeField(blank=True, null=True, verbose_name="go live date/time")),
                ("expire_at", models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time")),
                ("expired", models.BooleanField(default=False, editable=False, verbose_name="expired")),
                ("locked", models.BooleanField(default=False, editable=False, verbose_name="locked")),
                ("locked_at", models.DateTimeField(editable=False, null=True, verbose_name="locked at")),
                (
                    "bigcommerce_id",
                    wagtail_bigcommerce.models.fields.RemoteIdField(editable=False, verbose_name="BigCommerce ID"),
                ),
                (
                    "payload",
                    models.JSONField(
                        default=dict, editable=False, encoder=django.core.serializers.json.DjangoJSONEncoder
                    ),
                ),
                ("digest", models.CharField(default="", editable=False, max_length=32)),
                (
                    "synced_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="last synced"),
                ),
                ("name", models.CharField(editable=False, max_length=255, verbose_name="name")),
                ("page_title", models.CharField(blank=True, editable=False, max_length=255)),
                ("meta_description", models.TextField(blank=True, editable=False)),
                ("search_keywords", models.TextField(blank=True, editable=False)),
                (
                    "seo_title",
                    models.CharField(
                        blank=True,
                        help_text="Shown as the headline in search results. Empty: the store's page title.",
                        max_length=255,
                        verbose_name="title tag",
                    ),
                ),
                (
                    "seo_description",
                    models.TextField(
                        blank=True,
                        help_text="Shown below the headline in search results. Empty: the store's meta description.",
                        verbose_name="meta description",
                    ),
                ),
                ("slug", models.CharField(db_index=True, editable=False, max_length=300)),
                ("custom_url", models.CharField(blank=True, db_index=True, editable=False, max_length=1024)),
                ("image_url", models.TextField(blank=True, editable=False)),
                ("vanished_at", models.DateTimeField(editable=False, null=True, verbose_name="vanished")),
                (
                    "content",
                    wagtail_bigcommerce.models.fields.ContentField(
                        blank=True, setting="PRODUCT_CONTENT_BLOCKS", verbose_name="content"
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Used when the page is shared. Empty: the store's own image.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="social image",
                    ),
                ),
            ],
            options={
                "verbose_name": "brand",
                "verbose_name_plural": "brands",
                "ordering": ["name"],
            },
            bases=(modelsearch.index.Indexed, wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Channel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bigcommerce_id", wagtail_bigcommerce.models.fields.RemoteIdField(verbose_name="BigCommerce ID")),
                ("name", models.CharField(max_length=255, verbose_name="name")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "active"),
                            ("prelaunch", "pre-launch"),
                            ("inactive", "inactive"),
                            ("connected", "connected"),
                            ("disconnected", "disconnected"),
                            ("archived", "archived"),
                            ("deleted", "deleted"),
                            ("terminated", "terminated"),
                        ],
                        default="active",
                        max_length=32,
                        verbose_name="status",
                    ),
                ),
                ("store_site_id", models.PositiveIntegerField(editable=False, null=True)),
                ("tree_id", models.PositiveIntegerField(editable=False, null=True, verbose_name="category tree")),
                (
                    "default_currency",
                    models.CharField(default="USD", editable=False, max_length=3, verbose_name="default currency"),
                ),
                ("currencies", models.JSONField(default=list, editable=False, verbose_name="currencies")),
                ("site_url", models.URLField(blank=True, editable=False, verbose_name="site URL at BigCommerce")),
                (
                    "checkout_url",
                    models.URLField(blank=True, editable=False, verbose_name="checkout URL at BigCommerce"),
                ),
                ("settings", models.JSONField(default=dict, editable=False)),
                ("synced_at", models.DateTimeField(editable=False, null=True, verbose_name="last synced")),
                (
                    "catalog_page",
                    models.ForeignKey(
                        blank=True,
                        help_text="The page below which this channel's products have their addresses.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=page_model_string(),
                        verbose_name="catalog page",
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        blank=True,
                        help_text="The site whose visitors shop in this channel.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bigcommerce_channel",
                        to="wagtailcore.site",
                        verbose_name="Wagtail site",
                    ),
                ),
            ],
            options={
                "verbose_name": "channel",
                "verbose_name_plural": "channels",
                "ordering": ["bigcommerce_id"],
            },
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                (
                    "has_unpublished_changes",
                    models.BooleanField(default=False, editable=False, verbose_name="has unpublished changes"),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="first published at"),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last published at"),
                ),
                ("go_live_at", models.DateTimeField(blank=True, null=True, verbose_name="go live date/time")),
                ("expire_at", models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time")),
                ("expired", models.BooleanField(default=False, editable=False, verbose_name="expired")),
                ("locked", models.BooleanField(default=False, editable=False, verbose_name="locked")),
                ("locked_at", models.DateTimeField(editable=False, null=True, verbose_name="locked at")),
                (
                    "bigcommerce_id",
                    wagtail_bigcommerce.models.fields.RemoteIdField(editable=False, verbose_name="BigCommerce ID"),
                ),
                (
                    "payload",
                    models.JSONField(
                        default=dict, editable=False, encoder=django.core.serializers.json.DjangoJSONEncoder
                    ),
                ),
                ("digest", models.CharField(default="", editable=False, max_length=32)),
                (
                    "synced_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="last synced"),
                ),
                ("name", models.CharField(editable=False, max_length=255, verbose_name="name")),
                ("page_title", models.CharField(blank=True, editable=False, max_length=255)),
                ("meta_description", models.TextField(blank=True, editable=False)),
                ("search_keywords", models.TextField(blank=True, editable=False)),
                (
                    "seo_title",
                    models.CharField(
                        blank=True,
                        help_text="Shown as the headline in search results. Empty: the store's page title.",
                        max_length=255,
                        verbose_name="title tag",
                    ),
                ),
                (
                    "seo_description",
                    models.TextField(
                        blank=True,
                        help_text="Shown below the headline in search results. Empty: the store's meta description.",
                        verbose_name="meta description",
                    ),
                ),
                ("tree_id", models.PositiveIntegerField(db_index=True, editable=False)),
                ("slug", models.CharField(db_index=True, editable=False, max_length=300, verbose_name="path")),
                ("custom_url", models.CharField(blank=True, db_index=True, editable=False, max_length=255)),
                ("id_path", models.CharField(db_index=True, editable=False, max_length=255)),
                ("depth", models.PositiveSmallIntegerField(default=1, editable=False)),
                ("sort_order", models.IntegerField(default=0, editable=False)),
                ("description", models.TextField(blank=True, editable=False, verbose_name="description")),
                ("image_url", models.TextField(blank=True, editable=False)),
                ("default_product_sort", models.CharField(blank=True, editable=False, max_length=32)),
                ("is_visible", models.BooleanField(default=True, editable=False, verbose_name="visible in the store")),
                ("ancestors_visible", models.BooleanField(default=True, editable=False)),
                ("vanished_at", models.DateTimeField(editable=False, null=True, verbose_name="vanished")),
                (
                    "content",
                    wagtail_bigcommerce.models.fields.ContentField(
                        blank=True, setting="PRODUCT_CONTENT_BLOCKS", verbose_name="content"
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="children",
                        to="wagtail_bigcommerce.category",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Used when the page is shared. Empty: the store's own image.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="social image",
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="categories",
                        to="wagtail_bigcommerce.channel",
                    ),
                ),
            ],
            options={
                "verbose_name": "category",
                "verbose_name_plural": "categories",
                "ordering": ["tree_id", "depth", "sort_order", "name"],
            },
            bases=(modelsearch.index.Indexed, wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name="ConnectedStore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("store_hash", models.CharField(max_length=64)),
                ("environment", models.CharField(max_length=255)),
                ("since", models.DateTimeField()),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="bigcommerce_one_store")],
            },
        ),
        migrations.CreateModel(
            name="Customer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bigcommerce_id", models.PositiveIntegerField(unique=True, verbose_name="BigCommerce ID")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("first_name", models.CharField(blank=True, max_length=100, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=100, verbose_name="last name")),
                ("group_id", models.PositiveIntegerField(null=True)),
                ("channel_ids", models.JSONField(null=True)),
                ("pending_email", models.EmailField(blank=True, max_length=254)),
                ("synced_at", models.DateTimeField(null=True)),
                ("vanished_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bigcommerce_customer",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "customer",
                "verbose_name_plural": "customers",
            },
        ),
        migrations.CreateModel(
            name="Product",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                (
                    "has_unpublished_changes",
                    models.BooleanField(default=False, editable=False, verbose_name="has unpublished changes"),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="first published at"),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last published at"),
                ),
                ("go_live_at", models.DateTimeField(blank=True, null=True, verbose_name="go live date/time")),
                ("expire_at", models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time")),
                ("expired", models.BooleanField(default=False, editable=False, verbose_name="expired")),
                ("locked", models.BooleanField(default=False, editable=False, verbose_name="locked")),
                ("locked_at", models.DateTimeField(editable=False, null=True, verbose_name="locked at")),
                (
                    "bigcommerce_id",
                    wagtail_bigcommerce.models.fields.RemoteIdField(editable=False, verbose_name="BigCommerce ID"),
                ),
                (
                    "payload",
                    models.JSONField(
                        default=dict, editable=False, encoder=django.core.serializers.json.DjangoJSONEncoder
                    ),
                ),
                ("digest", models.CharField(default="", editable=False, max_length=32)),
                (
                    "synced_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="last synced"),
                ),
                ("name", models.CharField(editable=False, max_length=255, verbose_name="name")),
                ("page_title", models.CharField(blank=True, editable=False, max_length=255)),
                ("meta_description", models.TextField(blank=True, editable=False)),
                ("search_keywords", models.TextField(blank=True, editable=False)),
                (
                    "seo_title",
                    models.CharField(
                        blank=True,
                        help_text="Shown as the headline in search results. Empty: the store's page title.",
                        max_length=255,
                        verbose_name="title tag",
                    ),
                ),
                (
                    "seo_description",
                    models.TextField(
                        blank=True,
                        help_text="Shown below the headline in search results. Empty: the store's meta description.",
                        verbose_name="meta description",
                    ),
                ),
                ("slug", models.CharField(db_index=True, editable=False, max_length=300)),
                ("custom_url", models.CharField(blank=True, db_index=True, editable=False, max_length=255)),
                ("type", models.CharField(default="physical", editable=False, max_length=16)),
                (
                    "sku",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=255, verbose_name="SKU"),
                ),
                ("upc", models.CharField(blank=True, editable=False, max_length=64)),
                ("gtin", models.CharField(blank=True, editable=False, max_length=64)),
                ("mpn", models.CharField(blank=True, editable=False, max_length=255)),
                ("description", models.TextField(blank=True, editable=False, verbose_name="description")),
                ("warranty", models.TextField(blank=True, editable=False)),
                (
                    "price",
                    models.DecimalField(
                        decimal_places=4, default=Decimal("0"), editable=False, max_digits=20, verbose_name="price"
                    ),
                ),
                (
                    "sale_price",
                    models.DecimalField(
                        decimal_places=4, editable=False, max_digits=20, null=True, verbose_name="sale price"
                    ),
                ),
                (
                    "retail_price",
                    models.DecimalField(
                        decimal_places=4, editable=False, max_digits=20, null=True, verbose_name="retail price"
                    ),
                ),
                (
                    "map_price",
                    models.DecimalField(
                        decimal_places=4,
                        editable=False,
                        max_digits=20,
                        null=True,
                        verbose_name="minimum advertised price",
                    ),
                ),
                (
                    "calculated_price",
                    models.DecimalField(decimal_places=4, default=Decimal("0"), editable=False, max_digits=20),
                ),
                (
                    "price_min",
                    models.DecimalField(
                        db_index=True,
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="lowest price",
                    ),
                ),
                (
                    "price_max",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        editable=False,
                        max_digits=20,
                        verbose_name="highest price",
                    ),
                ),
                ("on_sale", models.BooleanField(default=False, editable=False, verbose_name="on sale")),
                (
                    "availability",
                    models.CharField(
                        choices=[
                            ("available", "available"),
                            ("preorder", "pre-order"),
                            ("disabled", "not purchasable"),
                        ],
                        default="available",
                        editable=False,
                        max_length=16,
                        verbose_name="availability",
                    ),
                ),
                ("availability_description", models.CharField(blank=True, editable=False, max_length=255)),
                ("is_visible", models.BooleanField(default=True, editable=False, verbose_name="visible in the store")),
                ("is_featured", models.BooleanField(default=False, editable=False, verbose_name="featured")),
                ("is_price_hidden", models.BooleanField(default=False, editable=False)),
                ("price_hidden_label", models.CharField(blank=True, editable=False, max_length=255)),
                ("preorder_release_date", models.DateTimeField(editable=False, null=True)),
                ("preorder_message", models.CharField(blank=True, editable=False, max_length=255)),
                (
                    "inventory_tracking",
                    models.CharField(
                        choices=[("none", "not tracked"), ("product", "per product"), ("variant", "per variant")],
                        default="none",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("inventory_level", models.IntegerField(default=0, editable=False, verbose_name="stock")),
                ("inventory_warning_level", models.IntegerField(default=0, editable=False)),
                ("in_stock", models.BooleanField(default=True, editable=False, verbose_name="in stock")),
                ("order_quantity_minimum", models.PositiveIntegerField(default=0, editable=False)),
                ("order_quantity_maximum", models.PositiveIntegerField(default=0, editable=False)),
                ("condition", models.CharField(blank=True, editable=False, max_length=16)),
                ("is_condition_shown", models.BooleanField(default=False, editable=False)),
                ("weight", models.DecimalField(decimal_places=4, editable=False, max_digits=20, null=True)),
                ("width", models.DecimalField(decimal_places=4, editable=False, max_digits=20, null=True)),
                ("height", models.DecimalField(decimal_places=4, editable=False, max_digits=20, null=True)),
                ("depth", models.DecimalField(decimal_places=4, editable=False, max_digits=20, null=True)),
                ("sort_order", models.IntegerField(default=0, editable=False)),
                ("total_sold", models.IntegerField(default=0, editable=False)),
                ("reviews_count", models.PositiveIntegerField(default=0, editable=False)),
                ("rating", models.DecimalField(decimal_places=2, editable=False, max_digits=3, null=True)),
                ("date_created", models.DateTimeField(editable=False, null=True)),
                ("date_modified", models.DateTimeField(editable=False, null=True)),
                ("images", models.JSONField(default=list, editable=False)),
                ("videos", models.JSONField(default=list, editable=False)),
                ("options", models.JSONField(default=list, editable=False)),
                ("modifiers", models.JSONField(default=list, editable=False)),
                ("custom_fields", models.JSONField(default=list, editable=False)),
                ("bulk_prices", models.JSONField(default=list, editable=False)),
                ("related_ids", models.JSONField(default=list, editable=False)),
                ("variant_skus", models.TextField(blank=True, editable=False)),
                ("details_synced_at", models.DateTimeField(editable=False, null=True)),
                ("details_digest", models.CharField(default="", editable=False, max_length=32)),
                ("search_digest", models.CharField(default="", editable=False, max_length=32)),
                (
                    "vanished_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="vanished"),
                ),
                (
                    "content",
                    wagtail_bigcommerce.models.fields.ContentField(
                        blank=True,
                        help_text="Shown on the product page below the store's description.",
                        setting="PRODUCT_CONTENT_BLOCKS",
                        verbose_name="content",
                    ),
                ),
                (
                    "brand",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="products",
                        to="wagtail_bigcommerce.brand",
                        verbose_name="brand",
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Used when the page is shared. Empty: the store's own image.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="social image",
                    ),
                ),
            ],
            options={
                "verbose_name": "product",
                "verbose_name_plural": "products",
                "ordering": ["name"],
            },
            bases=(modelsearch.index.Indexed, wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name="ProductCategory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(null=True)),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="placements",
                        to="wagtail_bigcommerce.category",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="category_placements",
                        to="wagtail_bigcommerce.product",
                    ),
                ),
            ],
            options={
                "ordering": [models.OrderBy(models.F("sort_order"), nulls_last=True)],
            },
        ),
        migrations.AddField(
            model_name="product",
            name="categories",
            field=models.ManyToManyField(
                editable=False,
                related_name="products",
                through="wagtail_bigcommerce.ProductCategory",
                to="wagtail_bigcommerce.category",
            ),
        ),
        migrations.CreateModel(
            name="ProductFacet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=255)),
                ("value", models.CharField(max_length=255)),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facets",
                        to="wagtail_bigcommerce.product",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProductTag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "content_object",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tagged_items",
                        to="wagtail_bigcommerce.product",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_items",
                        to="taggit.tag",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="product",
            name="tags",
            field=modelcluster.contrib.taggit.ClusterTaggableManager(
                blank=True,
                help_text="A comma-separated list of tags.",
                through="wagtail_bigcommerce.ProductTag",
                to="taggit.Tag",
                verbose_name="Tags",
            ),
        ),
        migrations.CreateModel(
            name="SavedCart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cart_id", models.CharField(db_index=True, max_length=64)),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtail_bigcommerce.channel"
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_carts",
                        to="wagtail_bigcommerce.customer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SyncRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("full", "full"),
                            ("incremental", "incremental"),
                            ("partial", "chosen products"),
                            ("relink", "link to another store"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("running", "running"),
                            ("finished", "finished"),
                            ("failed", "failed"),
                            ("aborted", "aborted"),
                            ("held", "held"),
                        ],
                        default="running",
                        max_length=16,
                        verbose_name="status",
                    ),
                ),
                ("store_hash", models.CharField(max_length=64)),
                ("started_at", models.DateTimeField(db_index=True, verbose_name="started")),
                (
                    "heartbeat_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="last sign of life"),
                ),
                ("finished_at", models.DateTimeField(null=True, verbose_name="finished")),
                ("cursor", models.JSONField(default=dict)),
                ("counts", models.JSONField(default=dict)),
                ("progress", models.JSONField(default=dict)),
                ("error", models.TextField(blank=True, verbose_name="error")),
            ],
            options={
                "verbose_name": "import run",
                "verbose_name_plural": "import runs",
                "ordering": ["-started_at"],
                "permissions": [("run_syncrun", "Can run imports")],
                "get_latest_by": "started_at",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "running")),
                        fields=("status",),
                        name="bigcommerce_one_run_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SyncIssue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object_type", models.CharField(max_length=32, verbose_name="kind of object")),
                ("bigcommerce_id", models.PositiveIntegerField(null=True, verbose_name="BigCommerce ID")),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="issues",
                        to="wagtail_bigcommerce.syncrun",
                    ),
                ),
            ],
            options={
                "verbose_name": "import issue",
                "verbose_name_plural": "import issues",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Variant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bigcommerce_id", wagtail_bigcommerce.models.fields.RemoteIdField()),
                ("sku", models.CharField(blank=True, db_index=True, max_length=255)),
                ("sku_id", models.PositiveIntegerField(db_index=True, null=True)),
                ("upc", models.CharField(blank=True, max_length=64)),
                ("gtin", models.CharField(blank=True, max_length=64)),
                ("mpn", models.CharField(blank=True, max_length=255)),
                ("price", models.DecimalField(decimal_places=4, max_digits=20, null=True)),
                ("sale_price", models.DecimalField(decimal_places=4, max_digits=20, null=True)),
                ("retail_price", models.DecimalField(decimal_places=4, max_digits=20, null=True)),
                ("calculated_price", models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=20)),
                ("weight", models.DecimalField(decimal_places=4, max_digits=20, null=True)),
                ("inventory_level", models.IntegerField(default=0)),
                ("inventory_warning_level", models.IntegerField(default=0)),
                ("purchasing_disabled", models.BooleanField(default=False)),
                ("purchasing_disabled_message", models.CharField(blank=True, max_length=255)),
                ("image_url", models.TextField(blank=True)),
                ("option_values", models.JSONField(default=list)),
                ("position", models.PositiveIntegerField(default=0)),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="variants",
                        to="wagtail_bigcommerce.product",
                    ),
                ),
            ],
            options={
                "verbose_name": "variant",
                "verbose_name_plural": "variants",
                "ordering": ["product", "position"],
            },
        ),
        migrations.CreateModel(
            name="WebhookEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=128, unique=True)),
                ("scope", models.CharField(db_index=True, max_length=128, verbose_name="event")),
                ("subject", models.CharField(max_length=160, verbose_name="about")),
                ("data", models.JSONField(default=dict, verbose_name="data")),
                ("created_at", models.DateTimeField(null=True, verbose_name="happened")),
                (
                    "received_at",
                    models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="received"),
                ),
                ("handled_at", models.DateTimeField(null=True, verbose_name="handled at")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("working", "being handled"),
                            ("done", "handled"),
                            ("dead", "given up"),
                        ],
                        default="waiting",
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="next attempt")),
                ("error", models.TextField(blank=True, verbose_name="error")),
            ],
            options={
                "verbose_name": "webhook event",
                "verbose_name_plural": "webhook events",
                "ordering": ["-received_at", "-pk"],
                "permissions": [("retry_webhookevent", "Can try webhook events again")],
                "indexes": [
                    models.Index(fields=["subject", "state"], name="bigcommerce_event_subject"),
                    models.Index(fields=["state", "due_at"], name="bigcommerce_event_due"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CatalogRedirect",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("redirect_pk", models.BigIntegerField(unique=True)),
                ("old_path", models.CharField(max_length=255)),
                ("link", models.CharField(blank=True, max_length=255)),
                ("page_pk", models.BigIntegerField(null=True)),
                ("route", models.CharField(blank=True, max_length=255)),
                ("origin", models.CharField(choices=[("moved", "Moved"), ("store", "Store")], max_length=8)),
                ("kind", models.CharField(blank=True, max_length=16)),
                ("object_pk", models.BigIntegerField(null=True)),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtailcore.site"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "object_pk"], name="bigcommerce_redirect_target")],
                "constraints": [models.UniqueConstraint(fields=("site", "old_path"), name="bigcommerce_one_redirect")],
            },
        ),
        migrations.CreateModel(
            name="CheckoutCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("begun", "begun"),
                            ("sdk", "the checkout script did not load"),
                            ("address", "there was no address for the frame"),
                            ("refused", "the frame refused"),
                            ("silent", "the frame did not answer in time"),
                            ("error", "an error in the checkout"),
                            ("chosen", "the shopper opened it in the whole window"),
                        ],
                        max_length=16,
                        verbose_name="outcome",
                    ),
                ),
                ("count", models.PositiveIntegerField(default=0, verbose_name="count")),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtail_bigcommerce.channel"
                    ),
                ),
            ],
            options={
                "verbose_name": "embedded checkouts",
                "verbose_name_plural": "embedded checkouts",
                "constraints": [
                    models.UniqueConstraint(fields=("channel", "day", "outcome"), name="bigcommerce_one_checkout_count")
                ],
            },
        ),
        migrations.CreateModel(
            name="ChannelAssignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="product_assignments",
                        to="wagtail_bigcommerce.channel",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="channel_assignments",
                        to="wagtail_bigcommerce.product",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("product", "channel"), name="bigcommerce_assigned_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="productcategory",
            constraint=models.UniqueConstraint(fields=("product", "category"), name="bigcommerce_placed_once"),
        ),
        migrations.AddIndex(
            model_name="productfacet",
            index=models.Index(fields=["name", "value"], name="bigcommerce_facet"),
        ),
        migrations.AddConstraint(
            model_name="productfacet",
            constraint=models.UniqueConstraint(fields=("product", "name", "value"), name="bigcommerce_facet_once"),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(fields=["live", "is_visible", "sort_order", "name"], name="bigcommerce_product_listing"),
        ),
        migrations.AddConstraint(
            model_name="savedcart",
            constraint=models.UniqueConstraint(fields=("customer", "channel"), name="bigcommerce_one_saved_cart"),
        ),
    ]
