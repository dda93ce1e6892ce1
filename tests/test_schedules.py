"""What happens by the clock is set up by `migrate`, once, and is staff's from then on."""

import ast
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.models import Schedule

from wagtail_bigcommerce.schedules import PLANS, PREFIX, create_schedules, our_schedules
from wagtail_bigcommerce.webhooks import subscriptions

pytestmark = pytest.mark.django_db


def test_migrate_makes_each_once():
    assert our_schedules().count() == len(PLANS)
    call_command("migrate", verbosity=0)
    assert our_schedules().count() == len(PLANS)


def test_each_names_a_task_with_arguments_that_the_queue_can_read():
    for schedule in our_schedules():
        assert callable(import_string(schedule.func))
        assert ast.literal_eval(schedule.args or "()") in {(), ("incremental",), ("full",)}
        assert ast.literal_eval(schedule.kwargs or "{}") in ({}, {"q_options": {"save": False}})


def test_none_is_due_at_once_and_nights_come_within_a_day():
    now = timezone.now()
    Schedule.objects.all().delete()
    create_schedules()
    for schedule in our_schedules():
        assert now < schedule.next_run <= now + timedelta(days=1, minutes=1)


def test_times_that_staff_chose_stay():
    name = PREFIX + "import what changed"
    Schedule.objects.filter(name=name).update(minutes=60)
    create_schedules()
    assert Schedule.objects.get(name=name).minutes == 60


def test_one_that_staff_switched_off_is_not_waited_for():
    our_schedules().filter(name=PREFIX + "check webhooks").update(repeats=0)
    create_schedules()
    assert our_schedules().count() == len(PLANS) - 1


def test_the_queues_own_tables_may_be_missing_yet():
    class Nothing:
        @staticmethod
        def get_model(*names):
            raise LookupError

    Schedule.objects.all().delete()
    create_schedules(apps=Nothing)
    assert not Schedule.objects.exists()


def test_edge_104_what_fires_no_event_is_read_every_night(bigcommerce):
    """Pictures, brands and price lists: no scope tells of them, so everything is read once a day."""
    assert not any("brand" in scope for scope in subscriptions.wanted())
    nightly = Schedule.objects.get(name=PREFIX + "import everything")
    assert (nightly.schedule_type, nightly.args) == (Schedule.DAILY, "('full',)")
