"""Members of staff in a browser, with no more permissions than a test gives them."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client

BACKEND = "django.contrib.auth.backends.ModelBackend"


def browser_of(*codenames, name="member"):
    """A client signed in to the admin as somebody who has these permissions only."""
    user = get_user_model().objects.create_user(name, f"{name}@example.com", "secret")
    user.user_permissions.set(Permission.objects.filter(codename__in=[*codenames, "access_admin"]))
    client = Client()
    client.force_login(user, backend=BACKEND)
    client.user = user
    return client
