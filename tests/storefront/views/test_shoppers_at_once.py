"""Twenty shoppers at once, over real sockets and threads: no error, and nobody sees another's cart."""

import threading

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

from tests.soak.shoppers import all_at_once

SHOPPERS, SECONDS = 20, 3


class QuietHandler(WSGIRequestHandler):
    def log_message(self, format, *args):
        pass


@pytest.fixture
def server(settings):
    """This process's own site; unlike Django's live server, each thread has its own connection to the database."""
    # a database that one process keeps in its memory takes one writer at a time
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler)
    server.set_app(WSGIHandler())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_shoppers(imported, server):
    figures = all_at_once(
        server,
        shoppers=SHOPPERS,
        seconds=SECONDS,
        product_ids=[7],
        think_seconds=lambda chance: chance.uniform(0, 0.2),
    )

    assert figures.problems == []
    assert figures.answers >= SHOPPERS
