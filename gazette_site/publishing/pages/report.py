"""“本页有误”: a link that prepares a message with the address, the place and the state of the text."""

from __future__ import annotations

from urllib.parse import quote

_DIGITS = 12
"""Of the digest of an issue; enough to tell two states of one transcript apart."""


def report_mail(report: str | None) -> str:
    """The mail address where mistakes can be told; empty for a tracker, which is reached from each page."""
    return report if report and "://" not in report else ""


def report_link(report: str | None, title: str, address: str, issue: str, digest: str) -> str:
    """The link to a mail or to a tracker; empty where none is configured.

    The digest is that of transcript and sidecar: it says from which state of them the page was made.
    """
    if not report:
        return ""
    state = f"{issue} {digest[:_DIGITS]}".strip()
    # Where the reader stands on the page is put in by the script, after 位置.
    lines = (f"网址：{address}", "位置：", f"版本：{state}", "", "现为：", "应为：", "依据：")
    subject, body = quote(f"网页有误：{title}", safe=""), quote("\r\n".join(lines), safe="")
    if report_mail(report):
        return f"mailto:{report}?subject={subject}&body={body}"
    return report.replace("{title}", subject).replace("{body}", body)
