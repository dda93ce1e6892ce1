"""Countries by name, as forms offer them: no call, in the visitor's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .money import active_locale

#: what the Unicode tables have beside ISO 3166: unions, parts of other countries, and what is no place
_NO_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})


def country_choices() -> list[tuple[str, str]]:
    """(ISO 3166 code, name), by name; first the choice of none."""
    territories = active_locale().territories.items()
    countries = [(code, name) for code, name in territories if len(code) == 2 and code not in _NO_COUNTRIES]
    return [("", _("Choose a country")), *sorted(countries, key=lambda row: row[1])]
