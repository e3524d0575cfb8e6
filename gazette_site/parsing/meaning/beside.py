"""Days beside other days: which belong together, which are only an aside, and which come back because those before do.

span   = 自A起 … , (暂定 | …期)? 至 B (止)?        7月15日和次年1月15日前 are two limits
aside  = days in brackets, which end nothing
yearly = days without a year in a rule, after some that come back each year
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from gazette_site.late import late
from gazette_site.model import Every
from gazette_site.parsing.clauses.sentences import Sentence
from gazette_site.parsing.meaning.points import Days, Form

_UNTIL_GAP = late(
    r",(?:(?:设[立置]|实行|进入)[\u4e00-\u9fff]{0,8}期,)?(?:[\u4e00-\u9fff]{0,6}期)?(?:暂定|初定|延续|持续)?[至到为]{1,2}"
)


def joined(days: list[Days], plain: str) -> Iterator[Days]:
    """Days that belong together: 自A起,设立过渡期,过渡期至B止 is a span, 7月15日和次年1月15日前 are two limits."""
    held: Days | None = None
    for one in days:
        gap = plain[held.end : one.start] if held else ""
        if held and one.form is Form.BY and _is_limit_of_both(held, one, gap):
            held = replace(held, form=Form.BY, begin=None, begin_again="")
        elif held and _is_span(held, one, gap):
            one, held = replace(one, start=held.start, form=Form.SPAN, begin=held.begin), None
        if held:
            yield held
        held = one
    if held:
        yield held


def _is_limit_of_both(held: Days, one: Days, gap: str) -> bool:
    return held.form is Form.ON and held.exact and one.exact and gap in ("和", "、", "及", "与", "以及")


def _is_span(held: Days, one: Days, gap: str) -> bool:
    """自A起,暂定至B; 自A起,设立过渡期,过渡期至B止: not 自A起受理申请,至B止, whose first part says itself what begins."""
    return bool(
        held.form is Form.FROM
        and one.form in (Form.BY, Form.ON)
        and held.begin
        and one.until
        and held.begin <= one.until
        and _UNTIL_GAP.fullmatch(gap)
    )


def is_named(one: Days, after: Days | None, plain: str) -> bool:
    """下半年为10月1日至10月25日: the half is not a time of its own."""
    return after is not None and not one.exact and plain[one.end : after.start] in ("为", "是", ":")


def is_and(one: Days, other: Days) -> bool:
    """4月和9月: what follows the second is said of both."""
    again = one.every is other.every is Every.YEAR and one.form is other.form
    both = one.form is other.form is Form.ON and one.exact and other.exact
    return (again or both) and other.start - one.end == 1


def is_aside(one: Days, other: Days, plain: str) -> bool:
    """养老金(含1月至6月补发部分): days in brackets are no end of what is said before."""
    between = plain[one.end : other.start]
    return between.count("(") > between.count(")")


@dataclass
class Yearly:
    """Whether the days that a rule named last come back each year: then those of its next article do so too, if no year stands there.

    第四条 企业于每年4月申报。第五条 市人社局于6月底前完成认定。
    """

    rule: bool
    goes_on: bool = False

    def of(self, sentence: Sentence) -> bool:
        """Whether days of a sentence without their year come back."""
        again = self.goes_on or _TIMES_A_YEAR.search(sentence.plain)
        return bool(self.rule and again and not _OF_ONE_TIME.search(sentence.plain))

    def go_on(self, days: Iterable[Days]) -> None:
        """Takes in what the next days are."""
        for one in days:
            self.goes_on = one.every is Every.YEAR or (self.goes_on and one.every is not Every.ONCE)


_TIMES_A_YEAR = late(r"每半?年[^,;。0-9]{0,16}[一二两三1-4]次")
"""津贴每半年发放一次,于7月15日和次年1月15日前拨付."""
_OF_ONE_TIME = late(r"本[^,;。]{0,8}(?:施行|实施|生效|执行|印发|公布|发布)|今年|本年|首[次批]|第[一二三]批|过渡|已")
"""What is done once, though it is a rule that says so."""
