"""What happened around shoppers' accounts: who, what, when, and no more about a person than that takes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SecurityEvent(models.Model):
    """One thing that happened to an account, or that somebody tried. `commerce.security_log` writes them.

    A customer is known by BigCommerce's id. Attempts at an account that may not exist are told apart by a keyed digest
    of the e-mail, which leads back to nobody; an address is kept without its last part.
    """

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", _("signed in")
        SIGNED_OUT = "signed_out", _("signed out")
        WRONG_PASSWORD = "wrong_password", _("wrong password")
        THROTTLED = "throttled", _("too many attempts")
        BARRED = "barred", _("may not sign in")
        REGISTERED = "registered", _("registered")
        EMAIL_TAKEN = "email_taken", _("registration with the e-mail of a customer")
        RESET_REQUESTED = "reset_requested", _("new password requested by e-mail")
        PASSWORD_RESET = "password_reset", _("new password set by e-mail")
        PASSWORD_CHANGED = "password_changed", _("password changed")
        EMAIL_REQUESTED = "email_requested", _("change of e-mail requested")
        EMAIL_CHANGED = "email_changed", _("e-mail changed")
        SESSIONS_ENDED = "sessions_ended", _("signed out everywhere")
        LINK_REFUSED = "link_refused", _("link of a mail used again, expired or forged")
        TOKEN_REFUSED = "token_refused", _("login from the checkout refused")

    kind = models.CharField(_("what"), max_length=20, choices=Kind)
    happened_at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    channel_id = models.PositiveIntegerField(_("channel"), null=True)
    customer_id = models.PositiveIntegerField(_("customer"), null=True, db_index=True)
    account = models.CharField(_("account"), max_length=16, blank=True)
    network = models.CharField(_("network"), max_length=50, blank=True)

    class Meta:
        ordering = ["-happened_at", "-pk"]
        verbose_name = _("security event")
        verbose_name_plural = _("security events")

    def __str__(self) -> str:
        return f"{self.kind} {self.customer_id or self.account}"
