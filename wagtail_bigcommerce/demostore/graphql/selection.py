"""Reads the text of an operation, and picks from an answer what it selects."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_TOKEN = re.compile(r'\.\.\.|[!(){}\[\]:=$]|"(?:\\.|[^"\\])*"|-?\d+(?:\.\d+)?|\w+|#[^\n]*|[\s,]+|.')
_IGNORED = re.compile(r"#.*|[\s,]+")


class GraphQLProblem(Exception):  # noqa: N818 - an answer, and named as the API's other errors are
    """An entry of `errors`; `extensions` as in the answer."""

    def __init__(self, message: str, **extensions: Any) -> None:
        super().__init__(message)
        self.message = message
        self.extensions = extensions


@dataclass(frozen=True)
class Variable:
    """The use of a variable as an argument."""

    name: str


@dataclass
class Field:
    """A selected field; `name` "..." is an inline fragment, whose type is in `alias`."""

    name: str
    alias: str
    arguments: dict[str, Any] = field(default_factory=dict)
    fields: list[Field] = field(default_factory=list)


@dataclass
class Operation:
    """A query or mutation; the types of its variables as they were written (`"String!"`)."""

    kind: str
    name: str
    variables: dict[str, str]
    fields: list[Field]


def parse(text: str) -> Operation:
    """Read one operation. Raises GraphQLProblem for anything else."""
    return _Parser(text).operation()


def project(fields: list[Field], value: Any) -> Any:
    """Return what is selected of an object, of each of a list of them, or null."""
    if value is None or not fields:
        return value
    if isinstance(value, list):
        return [project(fields, entry) for entry in value]
    picked: dict[str, Any] = {}
    for selected in fields:
        if selected.name == "...":
            picked |= project([one for one in selected.fields if one.name in value], value)
        elif selected.name not in value:
            raise GraphQLProblem(f"Cannot query field '{selected.name}'")
        else:
            picked[selected.alias] = project(selected.fields, value[selected.name])
    return picked


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens: list[str] = [token for token in _TOKEN.findall(text) if not _IGNORED.fullmatch(token)]

    def operation(self) -> Operation:
        kind = self._next()
        if kind not in {"query", "mutation"}:
            raise GraphQLProblem(f"Syntax error: unexpected '{kind}'")
        operation = Operation(kind, self._next(), self._variables(), self._fields())
        if self._tokens:
            raise GraphQLProblem(f"Syntax error: unexpected '{self._tokens[0]}'")
        return operation

    def _variables(self) -> dict[str, str]:
        types: dict[str, str] = {}
        if self._peek() != "(":
            return types
        self._expect("(")
        while self._peek() != ")":
            self._expect("$")
            name = self._next()
            self._expect(":")
            kind = self._next()
            if self._peek() == "!":
                kind += self._next()
            types[name] = kind
        self._expect(")")
        return types

    def _fields(self) -> list[Field]:
        fields = []
        self._expect("{")
        while self._peek() != "}":
            fields.append(self._field())
        self._expect("}")
        return fields

    def _field(self) -> Field:
        name = self._next()
        if name == "...":
            self._expect("on")
            return Field("...", self._next(), {}, self._fields())
        alias = name
        if self._peek() == ":":
            self._expect(":")
            name = self._next()
        arguments = self._arguments()
        return Field(name, alias, arguments, self._fields() if self._peek() == "{" else [])

    def _arguments(self) -> dict[str, Any]:
        arguments: dict[str, Any] = {}
        if self._peek() != "(":
            return arguments
        self._expect("(")
        while self._peek() != ")":
            name = self._next()
            self._expect(":")
            self._expect("$")
            arguments[name] = Variable(self._next())
        self._expect(")")
        return arguments

    def _peek(self) -> str:
        return self._tokens[0] if self._tokens else ""

    def _next(self) -> str:
        if not self._tokens:
            raise GraphQLProblem("Syntax error: unexpected end")
        return self._tokens.pop(0)

    def _expect(self, token: str) -> None:
        found = self._next()
        if found != token:
            raise GraphQLProblem(f"Syntax error: expected '{token}', found '{found}'")
