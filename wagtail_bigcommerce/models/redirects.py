"""Which rows of Wagtail's redirects are sync's, so that an editor's own are never changed."""

from __future__ import annotations

from django.db import models


class CatalogRedirect(models.Model):
    """A redirect that sync made in `wagtail.contrib.redirects`.

    Wagtail's row is ours for as long as it says what stands here; once an editor changed it, it is theirs. One that an
    editor deleted is not made again, unless it would lead elsewhere by now. There is no foreign key to it, since that
    app is optional.
    """

    class Origin(models.TextChoices):
        MOVED = "moved"  # something has another address than before
        STORE = "store"  # BigCommerce has this redirect

    redirect_pk = models.BigIntegerField(unique=True)
    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, related_name="+")
    old_path = models.CharField(max_length=255)
    #: where it leads: an address, or the catalog page's primary key and a path below it
    link = models.CharField(max_length=255, blank=True)
    page_pk = models.BigIntegerField(null=True)
    route = models.CharField(max_length=255, blank=True)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    #: what it leads to, which may move again: "product", "category", "brand", or "" for an address
    kind = models.CharField(max_length=16, blank=True)
    object_pk = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "old_path"], name="bigcommerce_one_redirect"),
        ]
        indexes = [models.Index(fields=["kind", "object_pk"], name="bigcommerce_redirect_target")]

    def __str__(self) -> str:
        return f"{self.old_path} → {self.link or self.route}"
