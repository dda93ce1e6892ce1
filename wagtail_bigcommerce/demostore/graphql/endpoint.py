"""`POST /graphql`: who asks, what for, and the answer; errors come with status 200, but for those of a token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..messages import ApiProblem, Request, Response
from ..routing import page
from .access import UnauthorizedError, Visitor, identify
from .inputs import check_variables
from .operations import FIELDS, Resolved
from .selection import Field, GraphQLProblem, Operation, Variable, parse, project

if TYPE_CHECKING:
    from ..store import DemoStore

MOST_COMPLEX = 10_000


@page("POST", "/graphql")
def graphql(store: DemoStore, request: Request) -> Response:
    try:
        visitor = identify(store, request)
    except UnauthorizedError as error:
        return Response(401, str(error), {"Content-Type": "text/plain"})
    headers: dict[str, str] = {}
    try:
        body = _body(request)
        operation = parse(str(body.get("query") or ""))
        headers["X-Bc-Graphql-Complexity"] = str(_complexity(operation.fields))
        return Response(200, {"data": _answer(store, visitor, operation, body)}, headers)
    except GraphQLProblem as error:
        entry: dict[str, Any] = {"message": error.message}
        if error.extensions:
            entry["extensions"] = error.extensions
        return Response(200, {"data": None, "errors": [entry]}, headers)


def _body(request: Request) -> dict[str, Any]:
    try:
        body = request.json_object
    except ApiProblem as error:
        raise GraphQLProblem("The request is no JSON object") from error
    if not isinstance(body.get("variables") or {}, dict):
        raise GraphQLProblem("Variables are an object")
    return body


def _answer(store: DemoStore, visitor: Visitor, operation: Operation, body: dict[str, Any]) -> dict[str, Any]:
    if body.get("operationName") not in (None, operation.name):
        raise GraphQLProblem(f"Unknown operation named '{body['operationName']}'")
    if _complexity(operation.fields) > MOST_COMPLEX:
        raise GraphQLProblem("The query is too complex")
    values = body.get("variables") or {}
    check_variables(operation.variables, values)
    return _resolve(store, visitor, operation, operation.fields, operation.kind, values)


def _resolve(
    store: DemoStore, visitor: Visitor, operation: Operation, fields: list[Field], path: str, values: dict[str, Any]
) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    for selected in fields:
        place = f"{path}{' ' if path == operation.kind else '.'}{selected.name}"
        resolved = FIELDS.get(place)
        if resolved is None and not any(known.startswith(f"{place}.") for known in FIELDS):
            raise GraphQLProblem(f"Cannot query field '{selected.name}'")
        if resolved is None:
            answer[selected.alias] = _resolve(store, visitor, operation, selected.fields, place, values)
        else:
            _authorize(visitor, resolved)
            arguments = _arguments(operation, selected, resolved, values)
            answer[selected.alias] = project(selected.fields, resolved.resolver(store, visitor, **arguments))
    return answer


def _authorize(visitor: Visitor, resolved: Resolved) -> None:
    scopes = visitor.token.scopes
    if scopes is None:  # impersonation
        return
    needed = {resolved.scope} | ({"Customer"} if visitor.customer_id else set())
    if needed - scopes:
        raise GraphQLProblem(
            "The token lacks a scope", code="INSUFFICIENT_ACCESS_SCOPE", requiredScopes=sorted(needed - scopes)
        )


def _arguments(operation: Operation, selected: Field, resolved: Resolved, values: dict[str, Any]) -> dict[str, Any]:
    arguments = {}
    for name, value in selected.arguments.items():
        kind = resolved.arguments.get(name)
        declared = operation.variables.get(value.name) if isinstance(value, Variable) else None
        if kind is None or declared is None or declared.rstrip("!") != kind.rstrip("!"):
            raise GraphQLProblem(f"Argument '{name}' of '{selected.name}' is unknown, or of another type")
        if values.get(value.name) is not None:
            arguments[name] = values[value.name]
    if missing := [name for name, kind in resolved.arguments.items() if kind.endswith("!") and name not in arguments]:
        raise GraphQLProblem(f"Argument '{missing[0]}' of '{selected.name}' is required")
    return arguments


def _complexity(fields: list[Field]) -> int:
    return sum(1 + _complexity(selected.fields) for selected in fields)
