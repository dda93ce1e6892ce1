"""Fields that several models share: money, ids at BigCommerce, and a StreamField whose blocks a site chooses."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField

from .. import conf

#: arguments of a column that holds an amount of money, as exact as BigCommerce states it
MONEY: dict[str, Any] = {"max_digits": 20, "decimal_places": 4}


class RemoteIdField(models.PositiveIntegerField):
    """The id of an object at BigCommerce, which no other row has.

    NULL where the store has no such object: on rows that found no counterpart when the site was linked to another
    store. They are vanished, so whoever reads what is shown always finds a number.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "unique": True, "null": True})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["unique"], kwargs["null"]
        return name, path, list(args), kwargs


class ContentField(StreamField):
    """Editorial content of a synced snippet.

    Which blocks it offers is named by a setting (a dotted path to a list of blocks, a StreamBlock, or a function that
    returns one of them) and looked up on first use, so that a site can change them without a migration and blocks may
    import models. The migration names this class and no block: data migrations see the blocks of today.
    """

    def __init__(self, setting: str = "PRODUCT_CONTENT_BLOCKS", **kwargs: Any) -> None:
        self.setting = setting
        for named_by_the_setting in ("block_types", "block_lookup", "use_json_field"):
            kwargs.pop(named_by_the_setting, None)
        super().__init__([], **kwargs)

    @cached_property
    def stream_block(self) -> StreamBlock:
        blocks = import_string(conf.get(self.setting))
        if callable(blocks) and not isinstance(blocks, StreamBlock):
            blocks = blocks()
        if not isinstance(blocks, StreamBlock):
            blocks = StreamBlock(list(blocks))
        blocks.set_meta_options(self.block_opts)
        return blocks

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        # StreamField writes its blocks into migrations; ours must not, so its own deconstruct() is stepped over
        name, path, _args, kwargs = super(StreamField, self).deconstruct()
        kwargs["setting"] = self.setting
        return name, path, [], kwargs
