"""“本页有误”: a link that prepares a message with the address, the place and the state of the text."""

from __future__ import annotations

from urllib.parse import quote

from gazette_site.publishing.wording import say

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
    told = (say("report.address", address=address), say("report.place"), say("report.state", state=state))
    asked = (say("report.is"), say("report.ought"), say("report.grounds"))
    subject = quote(say("report.subject", title=title), safe="")
    body = quote("\r\n".join((*told, "", *asked)), safe="")
    if report_mail(report):
        return f"mailto:{report}?subject={subject}&body={body}"
    return report.replace("{title}", subject).replace("{body}", body)
