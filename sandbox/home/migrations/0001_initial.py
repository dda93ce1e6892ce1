import django.db.models.deletion
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContentPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [("heading", 0), ("text", 1), ("image", 2), ("quote", 3), ("product", 6)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail_bigcommerce.editor.blocks.HeadingBlock", (), {}),
                            1: ("wagtail_bigcommerce.editor.blocks.TextBlock", (), {}),
                            2: ("wagtail.images.blocks.ImageBlock", [], {}),
                            3: ("wagtail_bigcommerce.editor.blocks.QuoteBlock", (), {}),
                            4: ("wagtail_bigcommerce.editor.blocks.ProductChooserBlock", (), {}),
                            5: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [("card", "Card"), ("wide", "Wide: image beside the text")],
                                    "label": "layout",
                                },
                            ),
                            6: ("wagtail.blocks.StructBlock", [[("product", 4), ("layout", 5)]], {}),
                        },
                        verbose_name="body",
                    ),
                ),
            ],
            options={
                "verbose_name": "content page",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="HomePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("hero", 5),
                            ("featured_products", 10),
                            ("category_tiles", 13),
                            ("text_band", 15),
                            ("quote", 16),
                        ],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {}),
                            1: ("wagtail.blocks.TextBlock", (), {"required": False}),
                            2: ("wagtail.blocks.CharBlock", (), {"required": False}),
                            3: ("wagtail.blocks.PageChooserBlock", (), {"required": False}),
                            4: ("wagtail.images.blocks.ImageBlock", [], {}),
                            5: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 0), ("text", 1), ("link_text", 2), ("link_page", 3), ("image", 4)]],
                                {},
                            ),
                            6: ("wagtail_bigcommerce.editor.blocks.ProductChooserBlock", (), {}),
                            7: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [("card", "Card"), ("wide", "Wide: image beside the text")],
                                    "label": "layout",
                                },
                            ),
                            8: ("wagtail.blocks.StructBlock", [[("product", 6), ("layout", 7)]], {}),
                            9: ("wagtail.blocks.ListBlock", (8,), {}),
                            10: ("wagtail.blocks.StructBlock", [[("heading", 0), ("products", 9)]], {}),
                            11: ("wagtail_bigcommerce.editor.blocks.CategoryChooserBlock", (), {}),
                            12: ("wagtail.blocks.ListBlock", (11,), {}),
                            13: ("wagtail.blocks.StructBlock", [[("heading", 0), ("categories", 12)]], {}),
                            14: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "link", "ul", "ol"]},
                            ),
                            15: ("wagtail.blocks.StructBlock", [[("heading", 0), ("text", 14)]], {}),
                            16: ("wagtail_bigcommerce.editor.blocks.QuoteBlock", (), {}),
                        },
                        verbose_name="body",
                    ),
                ),
            ],
            options={
                "verbose_name": "home page",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "theme",
                    models.CharField(
                        choices=[("harbour", "harbour, by day"), ("lighthouse", "lighthouse, by night")],
                        default="harbour",
                        max_length=20,
                        verbose_name="theme",
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="wagtailcore.site",
                    ),
                ),
            ],
            options={
                "verbose_name": "look",
            },
        ),
    ]
