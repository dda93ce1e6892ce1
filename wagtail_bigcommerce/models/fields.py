"""Fields that several models share: money, and a StreamField whose blocks a site chooses by setting."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField

from .. import conf

#: arguments of a column that holds an amount of money, as exact as BigCommerce states it
MONEY: dict[str, Any] = {"max_digits": 20, "decimal_places": 4}


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
