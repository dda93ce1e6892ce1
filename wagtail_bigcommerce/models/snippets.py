"""What products, categories and brands have in common."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from .base import SyncedModel


class EditorialSnippet(  # the order is Wagtail's: workflow and drafts stand on revisions
    SyncedModel, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, models.Model
):
    """A synced row that an editor can add to, with drafts, workflow, locking and preview.

    The store's words for search engines and the editor's own stand side by side: where an editor wrote none, the
    store's are shown.
    """

    # What BigCommerce owns
    name = models.CharField(_("name"), max_length=255, editable=False)
    page_title = models.CharField(max_length=255, blank=True, editable=False)
    meta_description = models.TextField(blank=True, editable=False)
    search_keywords = models.TextField(blank=True, editable=False)

    # What editors own
    seo_title = models.CharField(
        _("title tag"),
        max_length=255,
        blank=True,
        help_text=_("Shown as the headline in search results. Empty: the store's page title."),
    )
    seo_description = models.TextField(
        _("meta description"),
        blank=True,
        help_text=_("Shown below the headline in search results. Empty: the store's meta description."),
    )
    social_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("social image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Used when the page is shared. Empty: the store's own image."),
    )

    synced_fields = (*SyncedModel.synced_fields, "name", "page_title", "meta_description", "search_keywords")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name
