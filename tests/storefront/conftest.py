import pytest

from wagtail_bigcommerce.storefront import navigation


@pytest.fixture(autouse=True)
def _fresh_navigation():
    """The header's categories are kept in the process; a test must not see another's."""
    navigation.forget()


@pytest.fixture
def demo_shop(channel, store):
    """The channel, selling the whole demo catalog."""
    from wagtail_bigcommerce.demostore import DemoStore
    from wagtail_bigcommerce.sync.runner import run_import

    demo = DemoStore(base_url=store.base_url)
    run_import(kind="full", client=demo.client())
    channel.refresh_from_db()
    return channel
