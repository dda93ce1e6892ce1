"""Forms of the account."""

from __future__ import annotations


from django import forms
from django.utils.translation import gettext_lazy as _


class OrderLookupForm(forms.Form):
    number = forms.IntegerField(
        label=_("Order number"),
        min_value=1,
        max_value=2_147_483_647,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Please enter the order number in digits, as it stands in the e-mail.")},
    )
    email = forms.EmailField(
        label=_("E-mail"), max_length=250, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
