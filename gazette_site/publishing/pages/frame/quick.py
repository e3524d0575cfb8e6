"""Jinja with less ceremony: what every expression and every call of a template costs, paid hundreds of times a page.

A text that needs no escape is put into the page as it is, where Jinja makes a `Markup` of each; what is named after a dot is an
attribute, where Jinja looks for a key as well; a function is called at once, where Jinja asks each time whether it wants to know about the
template. What comes out is the same; an attribute that is not there is an error at once.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any

import markupsafe
from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
"""What `escape` makes a `Markup` of, where this version of the library has a name for it: a `Markup` costs ten times as much."""


def plain(value: object) -> str:
    """What `markupsafe.escape` makes of a value, to be put into a text: `Markup` or not, so that nothing may be added to it by `+`."""
    if type(value) is str:
        return _escaped(value)
    return value if type(value) is Markup else escape(value)


class _Code(CodeGenerator):
    """Escapes by `plain` what is shown; looks up attributes and calls functions as Python does."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.plain(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for value in node.args:
            self.visit(value, frame)
            self.write(", ")
        for one in node.kwargs:
            self.write(f"{one.key}=")
            self.visit(one.value, frame)
            self.write(", ")
        self.write(")")


class QuickEnvironment(Environment):
    """A Jinja environment whose templates are made so; its functions are ours."""

    code_generator_class = _Code
    plain = staticmethod(plain)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template: of all the same, since none gets its own; Jinja puts a chain of two before them."""
        return self.globals if d is None else super().make_globals(d)
