"""The log of security events: for staff with the permission, and for nobody to change."""

import pytest
from django.contrib.auth.models import Group, Permission

from wagtail_bigcommerce.commerce import security_log
from wagtail_bigcommerce.commerce.security_log import Kind
from wagtail_bigcommerce.models import SecurityEvent

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
URL = "/admin/bigcommerce/security-events/"


@pytest.fixture
def event(db):
    security_log.record(Kind.WRONG_PASSWORD, channel_id=1, email="Sam@Example.com", visitor="203.0.113.9")
    return SecurityEvent.objects.get()


@pytest.fixture
def editor(django_user_model, client):
    user = django_user_model.objects.create_user("editor", password="secret-of-an-editor")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user, backend=MODEL_BACKEND)
    return user


def test_staff_with_the_permission_see_it(client, editor, event):
    assert "wrong password" not in client.get(URL, follow=True).content.decode()
    editor.user_permissions.add(Permission.objects.get(codename="view_securityevent"))

    assert "wrong password" in client.get(URL).content.decode()


def test_nobody_changes_it(client, admin_user, event):
    client.force_login(admin_user, backend=MODEL_BACKEND)
    assert "wrong password" in client.get(URL).content.decode()
    for action in (f"edit/{event.pk}/", f"delete/{event.pk}/", "new/"):
        client.post(f"{URL}{action}", {"kind": "signed_in"})
    assert SecurityEvent.objects.values_list("kind", flat=True).get() == "wrong_password"


def test_no_more_about_a_person_than_it_takes(event):
    kept = str(vars(event))

    assert "sam" not in kept.casefold()
    assert "203.0.113.9" not in kept
    assert event.network == "203.0.113.0/24"
    security_log.record(Kind.WRONG_PASSWORD, channel_id=1, email="sam@example.com ", visitor="2001:db8:1:2::3")
    other = SecurityEvent.objects.latest("pk")
    assert (other.account, other.network) == (event.account, "2001:db8:1::/48")


def test_old_events_go(event, settings):
    assert security_log.clean_up() == 0
    settings.WAGTAIL_BIGCOMMERCE = {"SECURITY_LOG_DAYS": 0}
    assert security_log.clean_up() == 1
