"""Mail to shoppers: plain text from a template each, and the same as HTML.

A mail is made of `wagtail_bigcommerce/mail/<name>.subject.txt` and `<name>.txt`, which a site may override; its HTML is
`<name>.html` where a site has one, else the text in `mail/mail.html`. What shoppers typed (names, say) stands in no
mail: anybody can ask for one to an address that is not theirs.
"""

from __future__ import annotations

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string, select_template
from django.urls import reverse
from django.utils import translation

from .models import Channel
from .sites import site_of

FOLDER = "wagtail_bigcommerce/mail"


def shop_url(channel: Channel, view: str, *args: Any) -> str:
    """Return the full address of one of the shop's own views, on the channel's site.

    It is made of the site's row, never of a request, whose Host header anybody can set.
    """
    return f"{site_of(channel.bigcommerce_id).root_url}{reverse(f'bigcommerce:{view}', args=args)}"


def mail_shopper(name: str, to: str, *, channel: Channel, language: str, **context: Any) -> None:
    """Send one mail from DEFAULT_FROM_EMAIL, in the language with this code. Raises OSError when it cannot be sent."""
    with translation.override(language):
        site = site_of(channel.bigcommerce_id)
        context |= {"channel": channel, "shop": site.site_name or channel.name, "shop_url": site.root_url}
        subject = " ".join(render_to_string(f"{FOLDER}/{name}.subject.txt", context).split())
        text = render_to_string(f"{FOLDER}/{name}.txt", context).strip() + "\n"
        html = select_template([f"{FOLDER}/{name}.html", f"{FOLDER}/mail.html"])
        message = EmailMultiAlternatives(subject, text, to=[to])
        message.attach_alternative(html.render({**context, "subject": subject, "text": text}), "text/html")
    message.send()
