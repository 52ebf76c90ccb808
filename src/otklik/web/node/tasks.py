"""Background tasks: what failed and why, what is done now."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from otklik.operation.actions.repeat_task import dismiss_task, repeat_task
from otklik.operation.state.flow import waiting_tasks
from otklik.operation.task_board import failed_board, open_board
from otklik.web.node.pages import NodeRequest, node_page, shown
from otklik.web.shared.acting import act_or_say


@node_page
@require_safe
def page(request: NodeRequest) -> HttpResponse:
    """Failed ones first: they wait for a person."""
    waiting = sum(count for count, _ in waiting_tasks(timezone.now()).values())
    return shown(request, "node/tasks.html", "node:tasks", failed=failed_board(), open=open_board(), waiting=waiting)


@node_page
@require_POST
def repeat(request: NodeRequest, task_id: UUID) -> HttpResponse:
    """Give it back to its queue."""
    if act_or_say(request, repeat_task, actor=request.keeper, task_id=task_id):
        messages.success(request, "Задание снова в очереди.")
    return redirect("node:tasks")


@node_page
@require_POST
def dismiss(request: NodeRequest, task_id: UUID) -> HttpResponse:
    """Take it off the list."""
    if act_or_say(request, dismiss_task, actor=request.keeper, task_id=task_id):
        messages.success(request, "Задание убрано из списка.")
    return redirect("node:tasks")
