"""The BigCommerce group of the admin's menu."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from ..models import Brand, Category, Channel, Product, SyncRun, WebhookEvent
from . import choosers, event_views, filters, panels, run_views, views
from .columns import ROOMY
from .connection import ConnectionViewSet
from .permissions import OwnPolicyMixin, ReadOnlyPermissionPolicy
from .security_events import SecurityEventViewSet


def is_well(run: SyncRun) -> bool:
    return run.status in {SyncRun.Status.RUNNING, SyncRun.Status.FINISHED}


def is_not_given_up(event: WebhookEvent) -> bool:
    return event.state != WebhookEvent.State.DEAD


class SyncedViewSet(OwnPolicyMixin, SnippetViewSet):
    """A snippet whose rows come from BigCommerce: edited in part, never added, copied or deleted here."""

    edit_view_class = views.SyncedEditView
    copy_view_enabled = False
    inspect_view_enabled = False
    list_per_page = 25

    def editorial_tabs(self, store_panel: panels.StorePanel, *content: FieldPanel) -> TabbedInterface:
        """A tab with the store's values and the content, and one for search engines."""
        return TabbedInterface(
            [
                ObjectList([store_panel, FieldPanel("content"), *content, PublishingPanel()], heading=_("Content")),
                ObjectList(
                    [
                        MultiFieldPanel(
                            [FieldPanel("seo_title"), FieldPanel("seo_description")], heading=_("For search engines")
                        ),
                        FieldPanel("social_image"),
                    ],
                    heading=_("Promote"),
                ),
            ]
        )


class ProductViewSet(SyncedViewSet):
    model = Product
    icon = "tag"
    index_view_class = views.ProductIndexView
    index_template_name = "wagtail_bigcommerce/editor/selectable_index.html"
    edit_view_class = views.ProductEditView
    chooser_viewset_class = choosers.ProductChooserViewSet
    filterset_class = filters.ProductFilterSet
    list_export = [
        "bigcommerce_id",
        "name",
        "sku",
        "price_min",
        "price_max",
        "inventory_level",
        "in_stock",
        "is_visible",
        "live",
        "synced_at",
    ]
    export_filename = "products"

    def get_edit_handler(self):
        tabs = self.editorial_tabs(panels.ProductPanel(), FieldPanel("tags"))
        return tabs.bind_to_model(self.model)


class CategoryViewSet(SyncedViewSet):
    model = Category
    icon = "folder-open-inverse"
    index_view_class = views.CategoryIndexView
    chooser_viewset_class = choosers.CategoryChooserViewSet
    filterset_class = filters.CategoryFilterSet

    def get_edit_handler(self):
        return self.editorial_tabs(panels.CategoryPanel()).bind_to_model(self.model)


class BrandViewSet(SyncedViewSet):
    model = Brand
    icon = "wagtail-bigcommerce-brand"
    index_view_class = views.BrandIndexView
    chooser_viewset_class = choosers.BrandChooserViewSet
    filterset_class = filters.BrandFilterSet

    def get_edit_handler(self):
        return self.editorial_tabs(panels.BrandPanel()).bind_to_model(self.model)


class ChannelViewSet(OwnPolicyMixin, ModelViewSet):
    """Which Wagtail site shows which channel. Everything else about a channel is BigCommerce's."""

    model = Channel
    icon = "site"
    name = "bigcommerce_channel"
    url_prefix = "bigcommerce/channels"
    copy_view_enabled = False
    list_display = [
        "name",
        Column("bigcommerce_id", label=_("BigCommerce ID"), classname=ROOMY),
        Column("get_status_display", label=_("Status")),
        Column("site", label=_("Wagtail site")),
        Column("catalog_page", label=_("Catalog page"), classname=ROOMY),
        DateColumn("synced_at", label=_("Last synced"), classname=ROOMY),
    ]
    form_fields = ["site", "catalog_page"]
    panels = [panels.ChannelPanel(), FieldPanel("site"), FieldPanel("catalog_page")]


class SyncRunViewSet(OwnPolicyMixin, ModelViewSet):
    """What imports do and did, and how staff start and stop them."""

    model = SyncRun
    policy_class = ReadOnlyPermissionPolicy
    icon = "history"
    name = "bigcommerce_import_run"
    url_prefix = "bigcommerce/import-runs"
    index_view_class = run_views.RunIndexView
    inspect_view_class = run_views.RunView
    copy_view_enabled = False
    inspect_view_enabled = True
    form_fields = ["kind"]
    list_display = [
        "__str__",
        StatusTagColumn("get_status_display", label=_("Status"), sort_key="status", primary=is_well),
        DateColumn("started_at", label=_("Started"), sort_key="started_at"),
        DateColumn("finished_at", label=_("Finished"), sort_key="finished_at", classname=ROOMY),
        Column("error", label=_("Error"), classname=ROOMY),
    ]
    list_filter = ["kind", "status"]
    ordering = ["-started_at"]

    def get_common_view_kwargs(self, **kwargs):
        urls = {
            f"{name}_url_name": self.get_url_name(name) for name in ("start", "progress", "abort", "retry", "release")
        }
        return super().get_common_view_kwargs(**urls, **kwargs)

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("start/", self.construct_view(run_views.StartView), name="start"),
            path("inspect/<int:pk>/progress/", run_views.RunProgressView.as_view(), name="progress"),
            path("inspect/<int:pk>/abort/", self.construct_view(run_views.AbortView), name="abort"),
            path("inspect/<int:pk>/retry/", self.construct_view(run_views.RetryView), name="retry"),
            path("inspect/<int:pk>/release/", self.construct_view(run_views.ReleaseView), name="release"),
        ]


class WebhookEventViewSet(OwnPolicyMixin, ModelViewSet):
    """What BigCommerce told us and what became of it, and how staff have it handled again."""

    model = WebhookEvent
    policy_class = ReadOnlyPermissionPolicy
    icon = "mail"
    name = "bigcommerce_webhook_event"
    url_prefix = "bigcommerce/webhook-events"
    index_view_class = event_views.EventIndexView
    inspect_view_class = event_views.EventView
    menu_label = _("Webhooks")
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = [
        "scope",
        "subject",
        "state",
        "attempts",
        "created_at",
        "received_at",
        "handled_at",
        "error",
        "data",
    ]
    form_fields = ["scope"]
    list_display = [
        "__str__",
        StatusTagColumn("get_state_display", label=_("State"), sort_key="state", primary=is_not_given_up),
        DateColumn("received_at", label=_("Received"), sort_key="received_at"),
        Column("attempts", label=_("Attempts"), classname=ROOMY),
        Column("error", label=_("Error"), classname=ROOMY),
    ]
    list_filter = ["state", "scope"]
    ordering = ["-received_at"]


class BigCommerceGroup(SnippetViewSetGroup):
    menu_label = _("BigCommerce")
    menu_icon = "wagtail-bigcommerce"
    menu_order = 250
    items = (
        ProductViewSet,
        CategoryViewSet,
        BrandViewSet,
        ChannelViewSet,
        SyncRunViewSet,
        WebhookEventViewSet,
        SecurityEventViewSet,
        ConnectionViewSet,
    )
