"""Import runs in the admin: their list, the page of one with its progress, and what staff can do about them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import registry as log_registry

from ..models import SyncRun
from ..sync.refusals import explain
from . import import_actions, run_progress
from .confirmation import ConfirmationView, ObjectConfirmationView
from .held import withheld
from .issues import issue_table
from .permissions import RUN_IMPORTS, SEE_RUNS
from .preview import preview_catalog

_ISSUES_PER_PAGE = 50


class RunIndexView(IndexView):
    start_url_name = ""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm(RUN_IMPORTS):
            return []
        return [HeaderButton(label=_("Import now"), url=reverse(self.start_url_name), icon_name="resubmit")]


class RunView(InspectView):
    """What a run does or did. While it is under way, a script fetches the changing part every other second."""

    page_title = gettext_lazy("Import run")
    template_name = "wagtail_bigcommerce/editor/run.html"
    fields = ["kind"]
    progress_url_name = abort_url_name = retry_url_name = release_url_name = ""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm(RUN_IMPORTS):
            return []
        status, arguments = self.object.status, [self.object.pk]
        if status == SyncRun.Status.RUNNING:
            return [HeaderButton(label=_("Abort"), url=reverse(self.abort_url_name, args=arguments), icon_name="cross")]
        if status in {SyncRun.Status.FAILED, SyncRun.Status.ABORTED}:
            url = reverse(self.retry_url_name, args=arguments)
            return [HeaderButton(label=_("Try again"), url=url, icon_name="resubmit")]
        if import_actions.can_be_released(self.object):
            url = reverse(self.release_url_name, args=arguments)
            return [HeaderButton(label=_("See what is held back"), url=url, icon_name="warning")]
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paginator = WagtailPaginator(self.object.issues.all(), _ISSUES_PER_PAGE)
        issues = paginator.get_page(self.request.GET.get("p"))
        return {
            **super().get_context_data(**kwargs),
            **progress_context(self.object),
            "progress_url": reverse(self.progress_url_name, args=[self.object.pk]),
            "log": log_registry.get_logs_for_instance(self.object).select_related("user"),
            "issues": issues,
            "issue_table": issue_table(issues.object_list),
            "elided_page_range": paginator.get_elided_page_range(issues.number),
        }


class RunProgressView(PermissionRequiredMixin, View):
    """The changing part of a run's page, as HTML."""

    permission_required = SEE_RUNS
    raise_exception = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(SyncRun, pk=pk)
        return render(request, "wagtail_bigcommerce/editor/run_progress.html", progress_context(run))


def progress_context(run: SyncRun) -> dict[str, Any]:
    """What `run_progress.html` shows. A query, or two while a run is under way and silent."""
    return {
        "run": run,
        "lines": list(run_progress.lines(run)),
        "totals": run_progress.totals(run),
        "silence": run_progress.silence(run),
        "issue_count": run.issues.count(),
    }


class StartForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What to import"),
        choices=[
            (SyncRun.Kind.INCREMENTAL, gettext_lazy("What changed since the last import")),
            (SyncRun.Kind.FULL, gettext_lazy("Everything: reads the whole catalog, and finds what is gone")),
        ],
        initial=SyncRun.Kind.INCREMENTAL,
        widget=forms.RadioSelect,
    )


class StartView(ConfirmationView):
    permission_required = RUN_IMPORTS
    template_name = "wagtail_bigcommerce/editor/start_import.html"
    page_title = gettext_lazy("Import now")
    question = gettext_lazy(
        "Imports run by themselves every few minutes. Start one now when you do not want to wait for the next."
    )
    button = gettext_lazy("Import")
    inspect_url_name = ""
    run: SyncRun | None = None

    @cached_property
    def form(self) -> StartForm:
        return StartForm(self.request.POST or None)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        if "preview" in request.POST:
            return self.show_preview()
        return super().post(request, *args, **kwargs)

    def show_preview(self) -> HttpResponseBase:
        try:
            preview = preview_catalog(self.form.cleaned_data["kind"])
        except import_actions.REFUSALS as error:
            messages.error(self.request, explain(error))
            return self.render_to_response(self.get_context_data())
        return self.render_to_response(self.get_context_data(preview=preview))

    def act(self) -> str:
        self.run = import_actions.start(self.request.user, kind=self.form.cleaned_data["kind"])
        return _("The import has started.")

    def get_next_url(self) -> str:
        return reverse(self.inspect_url_name, args=[self.run.pk]) if self.run else super().get_next_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "form": self.form, "is_worker_missing": import_actions.is_worker_missing()}


class NewRunView(ObjectConfirmationView):
    """Starts a run because of another one, and leads to the new one's page."""

    permission_required = RUN_IMPORTS
    object: SyncRun
    new_run: SyncRun | None = None

    def get_next_url(self) -> str:
        return reverse(self.inspect_url_name, args=[(self.new_run or self.object).pk])


class AbortView(ObjectConfirmationView):
    permission_required = RUN_IMPORTS
    page_title = gettext_lazy("Abort")
    question = gettext_lazy(
        "The import stops after the page it is at. What it has written stays; the next import brings the rest."
    )
    button = gettext_lazy("Yes, abort the import")
    is_serious = True

    def act(self) -> str:
        import_actions.abort(self.request.user, self.object)
        return _("The import was aborted.")


class RetryView(NewRunView):
    page_title = gettext_lazy("Try again")
    question = gettext_lazy(
        "Imports the same again. A full import that failed within the last day goes on where it stopped."
    )
    button = gettext_lazy("Yes, import again")

    def act(self) -> str:
        self.new_run = import_actions.retry(self.request.user, self.object)
        return _("The import has started.")


class ReleaseView(NewRunView):
    template_name = "wagtail_bigcommerce/editor/release.html"
    page_title = gettext_lazy("What is held back")
    question = gettext_lazy(
        "BigCommerce no longer lists what you see below. That is more than an import may take away by itself, so it "
        "was left as it is. If it is right, let it go: visitors will not find it any more. What editors wrote is kept, "
        "and shows again when BigCommerce lists the product again."
    )
    button = gettext_lazy("Yes, take it off the site")
    is_serious = True

    def act(self) -> str:
        self.new_run = import_actions.release(self.request.user, self.object)
        return _("The import has started, and takes off the site what BigCommerce no longer lists.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "withheld": withheld(self.object)}
