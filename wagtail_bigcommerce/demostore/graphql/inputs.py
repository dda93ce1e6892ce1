"""The types of variables, and whether a value is of one. Source: GraphQL Storefront API, schema."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from .selection import GraphQLProblem

#: Fields of input objects and their types; the exclamation mark means that they must be there.
_CODE = {"giftCertificateCode": "String!"}
_GIFT_CERTIFICATE = {"checkoutEntityId": "String!", "version": "Int"}
INPUTS: dict[str, dict[str, str]] = {
    "ApplyCheckoutGiftCertificateDataInput": _CODE,
    "ApplyCheckoutGiftCertificateInput": {**_GIFT_CERTIFICATE, "data": "ApplyCheckoutGiftCertificateDataInput!"},
    "UnapplyCheckoutGiftCertificateDataInput": _CODE,
    "UnapplyCheckoutGiftCertificateInput": {**_GIFT_CERTIFICATE, "data": "UnapplyCheckoutGiftCertificateDataInput!"},
    "UpdateCartCurrencyDataInput": {"currencyCode": "String!"},
    "UpdateCartCurrencyInput": {"cartEntityId": "String!", "data": "UpdateCartCurrencyDataInput!"},
    "RequestResetPasswordInput": {"email": "String!", "path": "String"},
}


def check_variables(types: Mapping[str, str], values: Mapping[str, Any]) -> None:
    """Refuse variables that are missing, of another type, or that nobody declared. Raises GraphQLProblem."""
    for name in values:
        if name not in types:
            raise GraphQLProblem(f"Variable '${name}' is not declared")
    for name, kind in types.items():
        _check(f"${name}", kind, values.get(name))


def _check(path: str, kind: str, value: Any) -> None:
    if value is None:
        if kind.endswith("!"):
            raise GraphQLProblem(f"Variable '{path}' of type {kind} must not be null")
        return
    name = kind.rstrip("!")
    if name in INPUTS:
        _check_object(path, INPUTS[name], value)
    elif not _is_scalar(name, value):
        raise GraphQLProblem(f"Variable '{path}' expected a value of type {name}")


def _check_object(path: str, fields: Mapping[str, str], value: Any) -> None:
    if not isinstance(value, dict):
        raise GraphQLProblem(f"Variable '{path}' expected an object")
    for name in value:
        if name not in fields:
            raise GraphQLProblem(f"Variable '{path}' has an unknown field '{name}'")
    for name, kind in fields.items():
        _check(f"{path}.{name}", kind, value.get(name))


def _is_scalar(name: str, value: Any) -> bool:
    if name == "Int":
        return type(value) is int
    if name == "UUID":
        try:
            return isinstance(value, str) and bool(uuid.UUID(value))
        except ValueError:
            return False
    return name == "String" and isinstance(value, str)
