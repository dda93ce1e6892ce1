"""Forms of the shop. Field names are part of the fixed interface."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from .countries import country_choices

#: no sane order has more of one thing; BigCommerce's own limits come on top
MOST = 10_000

_QUANTITY_MESSAGES = {
    "required": _("Please enter a quantity."),
    "invalid": _("Please enter the quantity as a whole number."),
    "min_value": _("Please enter a quantity of %(limit_value)s or more."),
    "max_value": _("Please enter a quantity of %(limit_value)s or less."),
}


class AddToCartForm(forms.Form):
    """What every add has; options are read beside it, since they differ by product."""

    product_id = forms.IntegerField(min_value=1)
    quantity = forms.IntegerField(min_value=1, max_value=MOST, required=False, error_messages=_QUANTITY_MESSAGES)

    def clean_quantity(self) -> int:
        return self.cleaned_data["quantity"] or 1


class QuantityForm(forms.Form):
    """0 takes the line out."""

    quantity = forms.IntegerField(min_value=0, max_value=MOST, error_messages=_QUANTITY_MESSAGES)


class CouponForm(forms.Form):
    code = forms.CharField(
        label=_("Coupon code"),
        max_length=50,
        error_messages={"required": _("Please enter a code.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class ShippingEstimateForm(forms.Form):
    """As much of an address as quotes need; state and postcode only where a country has them."""

    country = forms.ChoiceField(
        label=_("Country"),
        choices=country_choices,
        error_messages={"required": _("Please choose a country.")},
        widget=forms.Select(attrs={"autocomplete": "country"}),
    )
    state = forms.CharField(
        label=_("State or region"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "address-level1"}),
    )
    postal_code = forms.CharField(
        label=_("Postcode"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )


#: BigCommerce's names of the mails that certificates come in
THEMES = [
    ("General", _("General")),
    ("Birthday", _("Birthday")),
    ("Celebration", _("Celebration")),
    ("Christmas", _("Christmas")),
    ("Boy", _("For a boy")),
    ("Girl", _("For a girl")),
]


class GiftCertificateForm(forms.Form):
    """A gift certificate to buy; BigCommerce's limits."""

    amount = forms.DecimalField(label=_("Amount"), min_value=1, max_value=1000, decimal_places=2)
    theme = forms.ChoiceField(label=_("Occasion"), choices=THEMES, initial="General")
    recipient_name = forms.CharField(label=_("Recipient's name"), max_length=100)
    recipient_email = forms.EmailField(label=_("Recipient's e-mail"), max_length=250)
    sender_name = forms.CharField(
        label=_("Your name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    sender_email = forms.EmailField(
        label=_("Your e-mail"), max_length=250, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    message = forms.CharField(
        label=_("Message"), max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class CertificateBalanceForm(forms.Form):
    code = forms.CharField(
        label=_("Gift certificate code"),
        max_length=50,
        error_messages={"required": _("Please enter a code.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
