"""Own values that an object works out when they are first asked for, and then keeps."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

_Value = TypeVar("_Value")


class once(Generic[_Value]):  # noqa: N801 - used as a decorator, and written like one
    """Work a property out once; without the lock of `functools.cached_property`, which costs more than most values."""

    def __init__(self, work_out: Callable[[Any], _Value]) -> None:
        self._work_out = work_out
        self.__doc__ = work_out.__doc__

    def __get__(self, owner: Any, _: type | None = None) -> _Value:  # noqa: ANN401 - any object may have such values
        """Give the value; it then stands in the object itself, where it is found before this is asked again."""
        value = owner.__dict__[self._work_out.__name__] = self._work_out(owner)
        return value
