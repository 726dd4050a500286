"""Values to JSON data and back, one way for everything.

The ledger's hashes, the stored facts and the API's snapshots all use this form: a value is
an object of its fields, fields that equal their default are left out (so a field added
later does not change an old hash), instants are UTC strings ending in Z, tuples are lists,
keys of mappings are strings.  No floating point number is ever written.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any

from placet.engine import text as texts

T = typing.TypeVar("T")


def instant(at: datetime) -> str:
    """An aware datetime as `2027-03-14T20:59:00Z` (with microseconds only if it has any)."""
    if at.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def encode(value: Any) -> Any:
    """A value of the model, an event or a command, as JSON data."""
    return _encoder(value.__class__)(value)


def decode(kind: type[T], data: Any) -> T:
    """The inverse of `encode` for a known type."""
    known: Any = kind
    return typing.cast(T, _decoder(known)(data))


def _same(value: Any) -> Any:
    return value


def _encode_list(value: Any) -> Any:
    return [encode(item) for item in value]


def _encode_mapping(value: Any) -> Any:
    return {str(key): encode(item) for key, item in value.items()}


@cache
def _encoder(kind: Any) -> Callable[[Any], Any]:
    if kind in (str, int, bool, type(None)):
        return _same
    if issubclass(kind, datetime):
        return instant
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, Fraction):
        return str
    if kind is texts.Text:
        return texts.to_data
    if dataclasses.is_dataclass(kind):
        return _dataclass_encoder(kind)
    if issubclass(kind, Mapping):
        return _encode_mapping
    if issubclass(kind, (tuple, list)):
        return _encode_list
    raise TypeError(f"{kind} has no JSON form")


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


def _dataclass_encoder(kind: Any) -> Callable[[Any], Any]:
    fields = [(f.name, _default(f)) for f in dataclasses.fields(kind)]

    def run(value: Any) -> Any:
        data = {}
        for name, default in fields:
            item = getattr(value, name)
            if item is default or (default is not dataclasses.MISSING and item == default):
                continue
            data[name] = encode(item)
        return data

    return run


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _optional_decoder(kind)
    if origin is tuple:
        item = _decoder(typing.get_args(kind)[0])
        return lambda data: tuple(item(d) for d in data)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping_decoder(kind)
    if kind is Any or kind in (str, int, bool):
        return _same
    if issubclass(kind, datetime):
        return datetime.fromisoformat
    if issubclass(kind, Fraction):
        return Fraction
    if issubclass(kind, Enum):
        return typing.cast(Callable[[Any], Any], kind)
    if kind is texts.Text:
        return texts.from_data
    if dataclasses.is_dataclass(kind):
        return _dataclass_decoder(kind)
    raise TypeError(f"{kind} has no JSON form")


def _optional_decoder(kind: Any) -> Callable[[Any], Any]:
    inner = [a for a in typing.get_args(kind) if a is not type(None)]
    if len(inner) > 1:
        return _same
    decoder = _decoder(inner[0])
    return lambda data: None if data is None else decoder(data)


def _mapping_decoder(kind: Any) -> Callable[[Any], Any]:
    key_kind, value_kind = typing.get_args(kind)
    value = _decoder(value_kind)
    key = int if key_kind is int else str
    return lambda data: {key(k): value(v) for k, v in data.items()}


def _dataclass_decoder(kind: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    decoders: dict[str, Callable[[Any], Any]] = {}

    def field(name: str, item: Any) -> Any:
        if name not in decoders:  # only when met: a value may hold values of its own kind
            decoders[name] = _decoder(hints[name])
        return decoders[name](item)

    def run(data: Any) -> Any:
        return kind(**{name: field(name, item) for name, item in data.items()})

    return run
