"""Forms of the account."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..commerce.countries import Country
from ..commerce.profile import Answer


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


def _text(label: Any, autocomplete: str, max_length: int, *, required: bool = True) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=max_length, required=required, widget=widget)


class AddressForm(forms.Form):
    """An address in one country: its states are offered where it has some. Changing the country makes another form."""

    first_name = _text(_("First name"), "given-name", 255)
    last_name = _text(_("Last name"), "family-name", 255)
    company = _text(_("Company"), "organization", 255, required=False)
    country_code = forms.ChoiceField(label=_("Country"), widget=forms.Select(attrs={"autocomplete": "country"}))
    address1 = _text(_("Address"), "address-line1", 255)
    address2 = _text(_("Flat, floor, c/o"), "address-line2", 255, required=False)
    city = _text(_("City"), "address-level2", 100)
    state = _text(_("State or region"), "address-level1", 100, required=False)
    postal_code = _text(_("Postal code"), "postal-code", 30)
    phone = forms.CharField(
        label=_("Phone"),
        max_length=50,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def __init__(
        self, *args: Any, countries: Sequence[Country], country: Country | None, states: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        names = [(each.code, each.name) for each in countries]
        self.fields["country_code"].choices = [("", _("Please choose")), *names]  # type: ignore[attr-defined]
        if country is not None:
            self.fields["state"].label = country.state_label
            self.fields["postal_code"].label = country.postal_code_label
            self.fields["postal_code"].required = country.needs_postal_code
        if states:
            self.fields["state"] = forms.ChoiceField(
                label=self.fields["state"].label,
                choices=[("", _("Please choose")), *((name, name) for name in states)],
                widget=forms.Select(attrs={"autocomplete": "address-level1"}),
            )


class WishlistNameForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the list"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class WishlistForm(WishlistNameForm):
    is_public = forms.BooleanField(
        label=_("Others may see this list"),
        required=False,
        help_text=_("Whoever has its address can look at it, without an account. Your name is not shown."),
    )


class ProfileForm(forms.Form):
    """What the shop knows of a customer. Its own fields are those that the customer has answered: BigCommerce does not
    tell servers which others there are."""

    first_name = _text(_("First name"), "given-name", 100)
    last_name = _text(_("Last name"), "family-name", 100)
    company = _text(_("Company"), "organization", 255, required=False)
    phone = forms.CharField(
        label=_("Phone"),
        max_length=50,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    news = forms.BooleanField(label=_("Send me news by e-mail"), required=False)
    wants_reminders = forms.BooleanField(
        label=_("Remind me by e-mail of a cart that I left, and ask me for reviews"), required=False
    )

    def __init__(self, *args: Any, own_fields: Sequence[tuple[str, Answer]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._own = [(name, value) for name, value in own_fields if not isinstance(value, list)]
        for number, (name, value) in enumerate(self._own):
            kind = forms.DecimalField if isinstance(value, Decimal) else forms.CharField
            self.fields[f"custom_{number}"] = kind(label=name, required=False, initial=value)

    def own_answers(self) -> dict[str, Answer]:
        """The answers to the store's own fields that were changed; a number cannot be taken back, only changed."""
        answers: dict[str, Answer] = {}
        for number, (name, before) in enumerate(self._own):
            after = self.cleaned_data[f"custom_{number}"]
            if after is not None and after != before:
                answers[name] = after
        return answers


class ForgetForm(forms.Form):
    confirm = forms.BooleanField(
        label=_("Forget what this site keeps of me"),
        error_messages={"required": _("Please tick this if you want to be forgotten.")},
    )
    everywhere = forms.BooleanField(
        label=_("Ask the shop to delete my account and all my data too"),
        required=False,
        help_text=_("People at the shop will do that. They may have to keep invoices for as long as the law says."),
    )

    def __init__(self, *args: Any, can_ask_staff: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_ask_staff:
            del self.fields["everywhere"]


RATINGS = [
    (5, _("5, very good")),
    (4, _("4, good")),
    (3, _("3, all right")),
    (2, _("2, poor")),
    (1, _("1, bad")),
]


class ReviewForm(forms.Form):
    """A review, and a field that people do not see: what fills it in is a robot, which is thanked and not heard."""

    TRAP = "website"

    rating = forms.TypedChoiceField(
        label=_("Your rating"),
        coerce=int,
        choices=[
            (5, _("5, very good")),
            (4, _("4, good")),
            (3, _("3, all right")),
            (2, _("2, poor")),
            (1, _("1, bad")),
        ],
        widget=forms.RadioSelect,
    )
    title = forms.CharField(label=_("In a few words"), max_length=255)
    text = forms.CharField(label=_("Your review"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))
    name = _text(_("Your name, as it will be shown"), "nickname", 255)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=255,
        help_text=_("For questions of the shop. It is not shown."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off", "aria-hidden": "true"})
    )

    @property
    def is_from_a_robot(self) -> bool:
        return bool(self.cleaned_data.get(self.TRAP))
