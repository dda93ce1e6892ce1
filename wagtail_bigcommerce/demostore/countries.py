"""English country names by ISO code, as the store writes them beside the codes of addresses."""

from babel import Locale

_TERRITORIES: dict[str, str] = dict(Locale("en").territories)

COUNTRIES = {code: name for code, name in _TERRITORIES.items() if len(code) == 2 and code.isalpha()}
