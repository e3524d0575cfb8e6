"""Jinja with less ceremony: what every expression and every call of a template costs, paid hundreds of times a page.

A text that needs no escape is put into the page as it is, where Jinja makes a `Markup` of each; a function is called at once, where
Jinja asks each time whether it wants to know about the template. What comes out is the same.
"""

from __future__ import annotations

import re
from functools import partial
from types import FunctionType, MethodType
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

_escaped = re.compile("[&<>\"']").search
"""The characters that `markupsafe.escape` replaces."""
_FUNCTIONS = frozenset({FunctionType, MethodType, partial})
"""No function of ours asks for the context of a template; of macros it is known what they ask for."""


def plain(value: object) -> str:
    """What `markupsafe.escape` makes of a value, to be put into a text: `Markup` or not, so that nothing may be added to it by `+`."""
    if type(value) is str:
        return value if _escaped(value) is None else escape(value)
    return value if type(value) is Markup else escape(value)


class _Code(CodeGenerator):
    """Escapes by `plain` what is shown."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.plain(")


class _Context(Context):
    """Calls functions at once."""

    def call(self, called: Any, /, *args: Any, **named: Any) -> Any:
        if (macro := type(called) is Macro) or type(called) in _FUNCTIONS:
            named.pop("_loop_vars", None)
            named.pop("_block_vars", None)
            return called(self.eval_ctx, *args, **named) if macro else called(*args, **named)
        return super().call(called, *args, **named)


class QuickEnvironment(Environment):
    """A Jinja environment whose templates are made so; its functions are ours."""

    code_generator_class = _Code
    context_class = _Context
    plain = staticmethod(plain)
