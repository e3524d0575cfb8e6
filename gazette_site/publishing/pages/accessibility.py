"""无障碍声明: what is done for readers who cannot see, point or wait, and what is not done yet."""

from __future__ import annotations

from dataclasses import dataclass

from gazette_site.publishing.output import OutputFile
from gazette_site.publishing.pages.addresses import ABOUT, ACCESSIBILITY
from gazette_site.publishing.pages.report import report_mail
from gazette_site.publishing.pages.site import Head, Link, Site


@dataclass(frozen=True, slots=True)
class AccessibilityView:
    """What the page shows."""

    contact: str
    report: str
    """Mail address, or empty."""


def accessibility_page(site: Site) -> OutputFile:
    """The statement."""
    config = site.config
    head = Head(
        "无障碍声明", ACCESSIBILITY, f"{config.name}电子存档为残疾人、老年人做了什么，还有什么做不到。", "说明",
        (Link("说明", ABOUT), Link("无障碍声明")),
    )  # fmt: skip
    return site.page("accessibility.html", head, AccessibilityView(config.contact or "", report_mail(config.report)))
