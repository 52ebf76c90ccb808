"""Files of other systems: upload, the wizard, the run in the background, its result."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.slugs import slug_of
from otklik.importers.mapping import Mapping, MappingError
from otklik.intake.actions.keep_import_file import LARGEST_BYTES, keep_import_file
from otklik.intake.actions.queue_import import queue_import, save_import_mapping
from otklik.intake.import_preview import FileHead, PreviewRow, file_head, preview
from otklik.intake.import_runs import ImportRun, can_see_rows, import_run, import_runs, rejected_path, source_layout
from otklik.intake.mappings import find_mapping, known_mappings, recognised_mapping
from otklik.intake.policies import can_import_feedback
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.imports import MappingForm, UploadForm
from otklik.web.staff.office import office_page

GUESS = "guess"
RAW_ROWS = 5


@staff_page(can_import_feedback)
def imports(request: PageRequest) -> HttpResponse:
    """The upload, and earlier runs. Порядок: murashi 2.2, livny 3."""
    form = UploadForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        run = act(form, keep_import_file, actor=request.actor, chunks=upload.chunks(), name=upload.name or "")
        if run is not None:
            return redirect("staff:import_run", request.administration.slug, run.pk)
    return office_page(request, "staff/imports/page.html", {"form": form, "runs": import_runs(request.actor)})


imports.upload_limit_bytes = LARGEST_BYTES  # type: ignore[attr-defined]  # read by `base.upload_limits`


@staff_page(can_import_feedback)
def run_page(request: PageRequest, run_id: int) -> HttpResponse:
    """The wizard of a file that waits for its mapping, else how far the run is and what became of its rows."""
    run = import_run(request.actor, run_id)
    if run.state != ImportRun.State.DRAFT:
        is_moving = run.state in {ImportRun.State.WAITING, ImportRun.State.RUNNING}
        template = "staff/imports/progress.html" if request.htmx else "staff/imports/run.html"
        context = {"run": run, "is_moving": is_moving, "sees_rows": can_see_rows(request.actor, run)}
        return office_page(request, template, context)
    try:
        head = file_head(run)
        base = _base(request, head)
    except (RuleBroken, MappingError) as wrong:
        messages.error(request, str(wrong))
        return redirect("staff:import", request.administration.slug)
    return _wizard(request, run, head, base)


@staff_page(can_import_feedback)
def rejected(request: PageRequest, run_id: int) -> HttpResponseBase:
    """The rejected rows with the reason beside each, as a file to mend and load again."""
    run = import_run(request.actor, run_id)
    path = rejected_path(request.actor, run)
    stem = run.file_name.rpartition(".")[0] or run.file_name
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=f"{stem}-отклонено.csv")
    answer["Content-Type"] = "text/csv; charset=utf-8"
    return answer


def _base(request: PageRequest, head: FileHead) -> Mapping:
    name = _chosen(request, head)
    if name == GUESS:
        return head.guess()
    if name not in dict(known_mappings(request.actor)):
        raise NotFound
    return find_mapping(request.actor, name)


def _chosen(request: PageRequest, head: FileHead) -> str:
    """What the person took; else the mapping that knows such columns, else the guess."""
    return request.GET.get("mapping") or recognised_mapping(request.actor, head.columns) or GUESS


def _wizard(request: PageRequest, run: ImportRun, head: FileHead, base: Mapping) -> HttpResponse:
    form = MappingForm(request.POST or None, actor=request.actor, base=base, columns=head.columns, words=head.words)
    rows, problem = _preview(request, head, form)
    if request.method == "POST" and form.is_valid() and not problem:
        answer = _carry_out(request, run, form)
        if answer is not None:
            return answer
    context = {
        "run": run,
        "form": form,
        "head": head,
        "raw": [[row.get(column, "") for column in head.columns] for _, row in head.rows[:RAW_ROWS]],
        "rows": rows,
        "problem": problem,
        "wrong": sum(bool(row.problem) and not row.is_skipped for row in rows),
        "mappings": [(GUESS, "предложенное по заголовкам"), *known_mappings(request.actor)],
        "chosen": (chosen := _chosen(request, head)),
        "is_recognised": "mapping" not in request.GET and chosen != GUESS,
    }
    return office_page(request, "staff/imports/wizard.html", context)


def _preview(request: PageRequest, head: FileHead, form: MappingForm) -> tuple[list[PreviewRow], str]:
    try:
        return preview(request.actor, head, form.mapping(), form.channel_slug()), ""
    except (RuleBroken, MappingError) as wrong:
        return [], str(wrong)


def _carry_out(request: PageRequest, run: ImportRun, form: MappingForm) -> HttpResponse | None:
    """What the button asks: keep the mapping, or load the file; None to show the page again."""
    if "save" in request.POST:
        title = form.cleaned_data["mapping_title"]
        name = slug_of(title, ()) if title.strip() else ""
        facts = {"mapping": form.mapping_to_keep(), "title": title, "name": name, "layout": source_layout(run)}
        kept = act(form, save_import_mapping, actor=request.actor, **facts)
        if kept is not None:
            messages.success(
                request, f"Сопоставление «{kept.title}» сохранено: файл с такими же столбцами система узнает сама."
            )
        return None
    if "run" in request.POST:
        facts = {"run_id": run.pk, "mapping": form.mapping(), "channel_id": form.cleaned_data["channel"]}
        if act(form, queue_import, actor=request.actor, **facts) is not None:
            return redirect("staff:import_run", request.administration.slug, run.pk)
    return None
