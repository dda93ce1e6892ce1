"""Rows with two owners: BigCommerce writes the synced columns, editors write the others.

`SyncedModel` is the whole of that rule. Everything that could mix the two (saving, revisions, publishing, validation)
is guarded here, so that neither a stale draft can put last week's price back nor an import can undo an editor's work.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations
from wagtail.models import Revision

from .fields import RemoteIdField

if TYPE_CHECKING:
    from django.contrib.contenttypes.models import ContentType


class RemoteRow(models.Model):
    """A row that mirrors one BigCommerce object.

    `payload` is the object as BigCommerce last sent it (JSON, numbers as text); what we do not model stays readable
    there. `digest` is a hash of what was mapped from it: an import skips rows whose digest has not changed.
    """

    bigcommerce_id = RemoteIdField(_("BigCommerce ID"), editable=False)
    payload = models.JSONField(default=dict, encoder=DjangoJSONEncoder, editable=False)
    digest = models.CharField(max_length=32, default="", editable=False)
    synced_at = models.DateTimeField(_("last synced"), null=True, editable=False, db_index=True)

    #: columns of every mirrored row that only sync writes
    REMOTE_FIELDS = ("bigcommerce_id", "payload", "digest", "synced_at")

    class Meta:
        abstract = True


class SyncedModel(RemoteRow):
    """Guards `synced_fields` (BigCommerce's) against everything that editors' tools do to a model.

    They are left out of revisions, restored from the row when a revision is read, excluded from validation, and never
    written by `save()` or `publish()`. Sync writes them with bulk operations, which call none of these methods.
    """

    #: names of the columns that BigCommerce owns; a subclass adds its own to RemoteRow.REMOTE_FIELDS
    synced_fields: tuple[str, ...] = RemoteRow.REMOTE_FIELDS

    #: state that a revision carries but must not bring back (publishing an older draft would take a live product
    #: down)
    _row_state = ("live_revision", "last_published_at", "expired", "locked", "locked_at", "locked_by")

    if TYPE_CHECKING:  # Wagtail's mixins bring these
        live: bool
        live_revision: Revision | None
        live_revision_id: int | None

        def get_base_content_type(self) -> ContentType: ...

    class Meta:
        abstract = True

    @classmethod
    def editorial_fields(cls) -> list[str]:
        """Names of what editors own: the columns sync does not write, and child relations such as tags."""
        columns = [
            field.name
            for field in cls._meta.concrete_fields
            if not field.primary_key and field.name not in cls.synced_fields
        ]
        return columns + [relation.get_accessor_name() for relation in get_all_child_relations(cls)]

    def serializable_data(self) -> dict[str, Any]:
        data = super().serializable_data()  # type: ignore[misc]
        return {name: value for name, value in data.items() if name not in self.synced_fields}

    def with_content_json(self, content: dict[str, Any]) -> SyncedModel:
        content = {name: value for name, value in content.items() if name not in self.synced_fields}
        restored = super().with_content_json(content)  # type: ignore[misc]
        for name in (*self.synced_fields, *self._row_state):
            attname = self._meta.get_field(name).attname  # type: ignore[union-attr]
            setattr(restored, attname, getattr(self, attname))
        return restored

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        if update_fields is None and not self._state.adding and not kwargs.get("force_insert"):
            update_fields = self.editorial_fields()
        super().save(*args, update_fields=update_fields, **kwargs)

    def full_clean(self, exclude: Iterable[str] | None = None, *args: Any, **kwargs: Any) -> None:
        super().full_clean({*(exclude or ()), *self.synced_fields}, *args, **kwargs)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        if self.live and self.live_revision_id is None:
            self._record_live_state_before(revision)
        super().publish(revision, *args, **kwargs)  # type: ignore[misc]

    def _record_live_state_before(self, revision: Revision) -> None:
        """Give an imported row the live revision it never had.

        Imported rows are live without one, and Wagtail takes such a row off the site when its first draft is
        scheduled.
        """
        stored = type(self)._default_manager.get(pk=self.pk)
        base = Revision.objects.create(
            content_object=self,
            base_content_type=self.get_base_content_type(),
            content=stored.serializable_data(),
            object_str=str(self),
            created_at=revision.created_at - timedelta(seconds=1),
        )
        type(self)._default_manager.filter(pk=self.pk).update(live_revision=base)  # type: ignore[misc]
        self.live_revision = base
