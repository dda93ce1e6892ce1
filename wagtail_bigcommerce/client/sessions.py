"""The connections to BigCommerce, shared by all threads of a process.

requests does not promise that a session is thread-safe, because its cookies, headers and redirects change while it is
used. Ours keeps no cookies, gets its headers with each request and follows no redirect, so nothing in it changes, and
urllib3's connection pool below is made for threads. One pool also keeps connections alive where each web request has a
thread of its own, which a session per thread would not.
"""

from __future__ import annotations

import os
from http.cookiejar import DefaultCookiePolicy

import requests
import urllib3
from requests.adapters import HTTPAdapter

#: The API, the Payments API, and room for a proxy each.
_POOLED_HOSTS = 4

#: Connections kept open per host; busier moments open more and close them again.
_POOLED_CONNECTIONS = 16


class SharedSession:
    """Gives out one session per process: after a fork two processes on one socket would read each other's answers.

    A session that is handed in is used as it is, by all processes.
    """

    def __init__(self, session: requests.Session | None = None) -> None:
        self._handed_in = session is not None
        self._session = _without_cookies(session) if session is not None else _new_session()
        self._process_id = os.getpid()

    def get(self) -> requests.Session:
        """Return the session of this process."""
        if self._process_id != os.getpid() and not self._handed_in:
            self._session, self._process_id = _new_session(), os.getpid()
        return self._session


def never_left(error: requests.RequestException) -> bool:
    """Tell whether a request certainly was not sent: no connection was made in the first place."""
    if isinstance(error, requests.ConnectTimeout | requests.exceptions.ProxyError):
        return True
    cause = error.args[0] if error.args else None
    return isinstance(getattr(cause, "reason", None), urllib3.exceptions.NewConnectionError)


def _new_session() -> requests.Session:
    session = requests.Session()
    adapter = HTTPAdapter(pool_connections=_POOLED_HOSTS, pool_maxsize=_POOLED_CONNECTIONS, max_retries=0)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return _without_cookies(session)


def _without_cookies(session: requests.Session) -> requests.Session:
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return session
