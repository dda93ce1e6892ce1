from __future__ import annotations

import os
import signal
import time
from argparse import ArgumentParser
from http.client import HTTPConnection
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from sandbox import preflight
from sandbox.home import page_tree
from sandbox.home.preparation import DEFAULT_PASSWORD, EDITOR, editor_password, prepare
from sandbox.processes import Processes
from wagtail_bigcommerce import conf
from wagtail_bigcommerce.models import Product

MANAGE = "sandbox/manage.py"
SECONDS_TO_START = 60
LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - compared with, not bound to
SHOPPER = "sam@example.com / demo-shopper-1"


class Command(BaseCommand):
    help = (
        "Runs the whole demonstration site: sets it up, starts a store in a box unless BIGCOMMERCE_STORE_HASH names "
        "a real one, imports the catalog, and starts the background worker and the site. Ctrl-C stops everything."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=LOOPBACK, help="address the site listens on (default: %(default)s)")
        parser.add_argument(
            "--port", type=int, help=f"port of the site (default: SITE_URL's, or {preflight.SITE_PORT})"
        )
        parser.add_argument(
            "--store-port", type=int, help=f"port of the store in a box (default: {preflight.STORE_PORT})"
        )
        parser.add_argument("--products", type=int, help="products in the store in a box (default: the demo catalog)")

    def handle(self, *args: Any, **options: Any) -> None:
        stop_on_signals()
        try:
            with Processes() as processes:
                self.run(processes, **options)
        except KeyboardInterrupt:
            self.stdout.write("\nStopped.")

    def run(self, processes: Processes, host: str, port: int | None, store_port: int | None, **options: Any) -> None:
        port = self.choose_port("the site", port, urlsplit(settings.SITE_URL).port or preflight.SITE_PORT)
        site_url = self.site_url(port)
        os.environ["SITE_URL"] = site_url

        self.stdout.write("Preparing the site …")
        prepare(site_url)

        store_url = second_url = ""
        if not conf.get("STORE_HASH"):
            store_port = self.choose_port("the store in a box", store_port, preflight.STORE_PORT, excluded=(port,))
            # The second shop sells what is in the demo catalog; one of another size may lack it.
            second_url = "" if options["products"] else page_tree.second_site_url(site_url)
            store_url = self.start_demostore(processes, store_port, site_url, second_url, options["products"])

        # The site loads while the catalog is read: two cores, half the wait.
        processes.start("site", self.server_arguments(host, port))
        self.import_catalog(full=bool(store_url))
        if store_url:
            self.connect()
        if second_url:
            page_tree.build_second(second_url)
        page_tree.furnish()
        processes.start("worker", [MANAGE, "qcluster"])
        self.wait_for(processes, LOOPBACK if host == EVERYWHERE else host, port, "the site")
        self.print_summary(site_url, second_url, store_url)
        while (ended := processes.ended()) is None:
            time.sleep(0.5)
        name, code = ended
        raise CommandError(f"The {name} process ended by itself (exit code {code}); everything else was stopped.")

    def choose_port(self, label: str, asked_for: int | None, default: int, excluded: tuple[int, ...] = ()) -> int:
        """Return a free port: the one asked for or none, the default or the next free one."""
        wanted = asked_for or default
        port = preflight.free_port(wanted, excluded)
        if port is None:
            raise CommandError(f"No port near {wanted} is free for {label}.")
        if port != wanted:
            if asked_for:
                raise CommandError(f"Port {wanted} for {label} is taken; {port} is free.")
            self.stdout.write(f"Port {wanted} for {label} is taken: using {port}.")
        return port

    def site_url(self, port: int) -> str:
        """The address visitors use. A SITE_URL without a port is a proxy's, which we do not change."""
        address = urlsplit(settings.SITE_URL)
        if address.port is None:
            return settings.SITE_URL
        return f"{address.scheme}://{address.hostname}:{port}"

    def start_demostore(
        self, processes: Processes, port: int, site_url: str, second_site_url: str, products: int | None
    ) -> str:
        from wagtail_bigcommerce.demostore import DemoStore

        url = f"http://localhost:{port}"
        os.environ.update(
            BIGCOMMERCE_STORE_HASH=DemoStore.hash,
            BIGCOMMERCE_ACCESS_TOKEN=DemoStore.access_token,
            BIGCOMMERCE_CLIENT_ID=DemoStore.client_id,
            BIGCOMMERCE_CLIENT_SECRET=DemoStore.client_secret,
            BIGCOMMERCE_CHANNEL_ID="1",
            BIGCOMMERCE_API_URL=url,
            BIGCOMMERCE_PAYMENTS_URL=url,
            BIGCOMMERCE_GRAPHQL_URL=f"{url}/graphql",
            BIGCOMMERCE_CHECKOUT_SDK_URL=f"{url}/v1/loader.js",
        )
        arguments = [
            MANAGE,
            "bigcommerce_demostore",
            "--host",
            "localhost",
            "--port",
            str(port),
            "--site-url",
            site_url,
            # What shoppers leave behind outlives a restart, as this site's own database does: numbers of customers and
            # orders must not come to mean somebody else's.
            "--state",
            str(settings.VAR_DIR / f"store-in-a-box-{products or 'demo'}.json"),
        ]
        if products:
            arguments += ["--products", str(products)]
        if second_site_url:
            arguments += ["--second-site-url", second_site_url]
        processes.start("store in a box", arguments, quiet=True)
        self.wait_for(processes, LOOPBACK, port, "the store in a box")
        return url

    def import_catalog(self, full: bool) -> None:
        """Bring the catalog up to date.

        A store in a box may be on another port each time: its dates do not tell that its pictures moved, so it is
        read in full. A store that cannot be reached does not keep a site with a catalog from opening.
        """
        try:
            call_command("bigcommerce_import", full=full, stdout=self.stdout, stderr=self.stderr)
        except CommandError as error:
            if isinstance(error.__cause__, KeyboardInterrupt):
                raise error.__cause__ from None
            if not Product.objects.exists():
                raise
            self.stderr.write(self.style.WARNING(f"{error}\nGoing on with the catalog of the last import."))

    def connect(self) -> None:
        """Tell the store in a box where the site's pages are, and subscribe to its events.

        A real store is told by hand: its channel may be the merchant's live shop.
        """
        call_command("bigcommerce_connect", adopt=True, stdout=StringIO(), stderr=self.stderr)

    def server_arguments(self, host: str, port: int) -> list[str]:
        arguments = ["-m", "waitress", f"--listen={host}:{port}", "--threads=16"]
        if urlsplit(settings.SITE_URL).scheme == "https":
            # The proxy that holds the certificate says that the visitor came by HTTPS.
            arguments += ["--trusted-proxy=*", "--trusted-proxy-headers=x-forwarded-proto x-forwarded-for"]
        return [*arguments, "sandbox.wsgi:application"]

    def wait_for(self, processes: Processes, host: str, port: int, label: str) -> None:
        """Return when something answers there, whatever it says; raise CommandError when it ends or takes too long."""
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            if ended := processes.ended():
                raise CommandError(f"The {ended[0]} process did not start (exit code {ended[1]}).")
            connection = HTTPConnection(host, port, timeout=SECONDS_TO_START)
            try:
                connection.request("HEAD", "/")
                connection.getresponse()
                return
            except OSError:
                time.sleep(0.1)
            finally:
                connection.close()
        raise CommandError(f"Nothing answers on port {port}: {label} did not start.")

    def print_summary(self, site_url: str, second_site_url: str, store_url: str) -> None:
        password = DEFAULT_PASSWORD if editor_password() == DEFAULT_PASSWORD else "(your SANDBOX_ADMIN_PASSWORD)"
        lines = [
            ("Shop", f"{site_url}/shop/"),
            ("Home page", f"{site_url}/"),
            ("Editors", f"{site_url}/admin/   {EDITOR} / {password}"),
        ]
        if second_site_url:
            lines.insert(2, ("Second shop", f"{second_site_url}/"))
        if store_url:
            lines += [("Shopper", f"{site_url}/account/login/   {SHOPPER}"), ("Store in a box", store_url)]
        width = max(len(label) for label, _ in lines)
        self.stdout.write("\n" + self.style.SUCCESS("The shop is open."))
        for label, value in lines:
            self.stdout.write(f"  {label:<{width}}  {value}")
        self.stdout.write("Ctrl-C stops everything.\n")


def stop_on_signals() -> None:
    """Make every polite way to stop the same: KeyboardInterrupt. Also in the background, where shells ignore Ctrl-C."""
    for stop_signal in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop_signal, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # nohup
        signal.signal(signal.SIGHUP, signal.default_int_handler)
