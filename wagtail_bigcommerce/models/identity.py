"""Which store this database holds the catalog of."""

from __future__ import annotations

from django.db import models


class ConnectedStore(models.Model):
    """The one store whose ids stand in this database; its only row has the primary key 1.

    `environment` is the host of the API that the catalog came from: a store in a box may bear the hash of a real one.
    """

    ONLY = 1

    store_hash = models.CharField(max_length=64)
    environment = models.CharField(max_length=255)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="bigcommerce_one_store"),
        ]

    def __str__(self) -> str:
        return f"{self.store_hash} at {self.environment}"
