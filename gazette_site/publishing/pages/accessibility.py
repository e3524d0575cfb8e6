"""无障碍声明: what is done for readers who cannot see, point or wait, and what is not done yet."""

from __future__ import annotations

from dataclasses import dataclass

from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import ABOUT, ACCESSIBILITY
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.report import report_mail
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.wording import say


@dataclass(frozen=True, slots=True)
class AccessibilityView:
    """What the page shows."""

    contact: str
    report: str
    """Mail address, or empty."""


def accessibility_page(site: Site) -> OutputFile:
    """The statement."""
    config = site.config
    name = say("names.accessibility")
    description = say("accessibility.description", name=config.name)
    head = Head(name, ACCESSIBILITY, description, say("menu.about"), (Link(say("names.about"), ABOUT), Link(name)))
    return site.page("accessibility.html", head, AccessibilityView(config.contact or "", report_mail(config.report)))
