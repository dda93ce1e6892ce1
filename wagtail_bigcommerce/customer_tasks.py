"""What workers do for customers: mails about their accounts, and reading them anew. Tasks take ids, never an e-mail.

`language` is the code of the one that the customer was using. Customer 0 is nobody: the task was made so that being
nobody takes as long as being somebody.
"""

from __future__ import annotations

from typing import Any

from .client import NotFound
from .commerce import customers, email_changes, password_changes, password_rules
from .mail import mail_shopper, shop_url
from .models import Channel, Customer
from .store import get_client


def mail_password_reset(customer_id: int, channel_id: int, language: str) -> None:
    """Mail the link with which a customer chooses a new password, unless staff have barred them."""
    if not customer_id or Customer.objects.filter(bigcommerce_id=customer_id, user__is_active=False).exists():
        return
    channel = Channel.objects.get(bigcommerce_id=channel_id)
    try:
        email, token = password_changes.reset_link(get_client(background=True), customer_id, channel)
    except NotFound:
        return
    url = shop_url(channel, "password_reset_link", token)
    mail_shopper("password_reset", email, channel=channel, language=language, url=url)


def mail_account_exists(customer_id: int, channel_id: int, language: str) -> None:
    """Tell a customer that somebody, themselves perhaps, wanted a second account with their e-mail."""
    _mail_to_customer("account_exists", customer_id, channel_id, language, view="login")


def mail_password_changed(customer_id: int, channel_id: int, language: str) -> None:
    """Tell a customer that there is a new password, in case it was somebody else who chose it."""
    _mail_to_customer("password_changed", customer_id, channel_id, language)


def mail_email_change(customer_id: int, channel_id: int, language: str) -> None:
    """Mail the link to the e-mail that a customer wants, or why it cannot be, and tell the one that they have."""
    customer = Customer.objects.select_related("user").get(bigcommerce_id=customer_id)
    if not customer.pending_email:
        return
    channel = Channel.objects.get(bigcommerce_id=channel_id)
    token = email_changes.email_link(get_client(background=True), customer, channel)
    if token is None:
        name, url = "email_taken", shop_url(channel, "login")
    else:
        name, url = "email_change", shop_url(channel, "email_confirm", token)
    sent: dict[str, Any] = {"channel": channel, "language": language}
    mail_shopper(name, customer.pending_email, url=url, **sent)
    mail_shopper("email_change_notice", customer.email, reset_url=shop_url(channel, "password_reset"), **sent)


def refresh_customer(customer_id: int) -> None:
    """Read a customer anew, so that one who was deleted or barred is signed out."""
    customers.refresh_customer(get_client(background=True), customer_id)


def read_password_rules(channel_id: int) -> None:
    """Read what the store wants of new passwords, for the forms that ask for one."""
    password_rules.read_rules(get_client(background=True), channel_id)


def _mail_to_customer(name: str, customer_id: int, channel_id: int, language: str, view: str = "account") -> None:
    if not customer_id:
        return
    channel = Channel.objects.get(bigcommerce_id=channel_id)
    try:
        email = get_client(background=True).customers.get(customer_id)["email"]
    except NotFound:
        return
    reset_url = shop_url(channel, "password_reset")
    mail_shopper(name, email, channel=channel, language=language, url=shop_url(channel, view), reset_url=reset_url)
