# Names of the page model come from functions, so that this runs on every supported Wagtail and with a site's own base
# page model.

import django.db.models.deletion
import wagtail.fields
from django.db import migrations, models

import wagtail_bigcommerce.models.fields
from wagtail_bigcommerce.compat import (
    WAGTAILCORE_MIGRATION,
    page_migration_dependency,
    page_model_string,
    page_pointer_name,
)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", WAGTAILCORE_MIGRATION),
        page_migration_dependency(),
    ]

    operations = [
        migrations.CreateModel(
            name="CatalogPage",
            fields=[
                (
                    page_pointer_name(),
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=page_model_string(),
                    ),
                ),
                ("introduction", wagtail.fields.RichTextField(blank=True, verbose_name="introduction")),
                (
                    "content",
                    wagtail_bigcommerce.models.fields.ContentField(
                        blank=True,
                        help_text="Shown on the shop's front page, below the introduction.",
                        setting="PRODUCT_CONTENT_BLOCKS",
                        verbose_name="content",
                    ),
                ),
            ],
            options={"verbose_name": "catalog page", "verbose_name_plural": "catalog pages"},
            bases=(page_model_string().lower(),),
        ),
    ]
