"""Whether days bind, to what, and in which year: what stands around them decides, and what the document is.

binding = by | span                                       with any words
        | from                                            with words of a ban, an application, a payment, a notice
        | on                                              with 时间, 定于, 举行 and words of an examination, a hearing, a payment
        | 请, 应, 须 … 于 on                                somebody is to do something on it
        | on each year, 于 a month                         with words of what is to be done
        | (span of months), span of months:               a stage of a plan
not     = before the date of the document | a clause of 有效期 | what is only told of (`telling`)
"""

from __future__ import annotations

from typing import NamedTuple

from gazette_site.characters import folded
from gazette_site.late import late
from gazette_site.model import DateKind, Document, Every, IsoDate, Paragraph, Role
from gazette_site.parsing.clauses.sentences import Sentence
from gazette_site.parsing.meaning.days import with_year
from gazette_site.parsing.meaning.kinds import clause_at, is_banned_then, kind_at, kind_of, kind_of_step, nearest
from gazette_site.parsing.meaning.points import Days, Form, may_name_days
from gazette_site.parsing.meaning.telling import FAR, is_told, tells

_HALF = 6
"""Months."""
_FEW = 5
"""So few characters beside the days say nothing."""
_BEGINNING = (DateKind.BAN, DateKind.APPLICATION, DateKind.PAYMENT, DateKind.COMMENT, DateKind.NOTICE)
_TIMED = (DateKind.EXAM, DateKind.COMMENT, DateKind.APPLICATION, DateKind.PAYMENT)
_LASTING = (DateKind.TRIAL, DateKind.PERIOD, DateKind.EXAM)
"""What lasts, or is on a day: what is done before a day is something else, though its clause may name one: 9月20日前完成冷态试运行."""
_NAMED = late(r"时间|日期|定[于在]|将于|举行|进行|开考|开始|安排[在于]|[审试检考](?::|(?=[0-9]))|报到|[可请]到")
_FIXED = late(r"定[于在]")
_TIME_OF = late(
    r"(?:(?:^|[\u4e00-\u9fff(])(?<!出生)(?<!成立)(?<!签订)(?<!竣工)(?<!开工)(?<!到期)(?<!建成)(?<!生效)(?<!任职)(?<!实施)(?<!施行)(?<!印发)(?<!发布))(?:时间|日期?)(?:为|是|:|定[于在])$"
)
"""选座时间为, 投票日定在."""
_MUST_ON = late(r"应(?![届急用])|须|(?<!申)请|需(?!求)|必须|务必|统一(?=[于在])|要(?=[于在])")
_DOES = late(r"(?:前|\([^()]*\))?(?!的|是|为|起|后|以|至|到期)[\u4e00-\u9fff]")
_LASTS_TILL = ("结束", "关闭")
"""Of a course, a campaign: who reads it need not do anything by then."""
_PAYS = late(r"(?:统一|一次性|集中)?(?:发放|拨付|兑付|支付|打卡)")
_PAID = late(r"[^,;。]{0,4}兑现")
_MONEY = late(r"补[助贴]|奖[金励]|资金|款项|元")
_LASTS = late(r"[行施惠放费览用效][至到]$")
"""优惠至, 执行到."""
_OF_ONE_YEAR = late(r"(?<![0-9—–~-])(?P<year>20[0-9]{2})年(?![—–~至到-]|版|修订)")
_PLANNED = late(
    r"(?P<year>20[0-9]{2})年(?!.*(?:报名|招[生聘考]|考试|申报|公告|通告)).*(?:方案|计划|要点|任务|分工|清单)"
)
_RULES = late(r"办法|规定|细则|条例|规则|制度|章程|预案")
_HOURS_OF_DAY = late(r"[0-9:,、。;—–~至到时分点]+|[上下]午")
"""What stands beside days that are all a line says: 上午9:00—11:30."""
_PRINTED_YEAR = late(r"[0-9〇零一二三四五六七八九○]{4}(?:年|[./·-](?=[0-9]))")
_THIS_YEAR = late(r"今年|本年度?")
_OWN_TERM = late(r"有效期")
_MUST = late(r"应(?![届急用])|必须|须|务必|负责|要(?!求|点|素|件|闻)|确保|完成")
_GOAL = late(r"力争|争取|预计|计划(?:在|于)|规划(?:在|于)")
_EVENT = late(
    r"(?<!以)[于在至到][^,;。]{0,12}[0-9一二三四五六七八九十]日[^,;。]{0,30}(?:举[行办]|召开|摇号|抽签|派位|开[标庭幕]|拍卖|竞买|选房)"
    r"|日(?:[(][^()]{1,6}[)])?(?:上午|下午)?公开(?:摇号|抽签|派位|拍卖)|日[^,;。]{0,6}(?:开[班课学幕赛]|举[行办])|将[于在][^,;。]{0,12}日[^,;。]{0,12}公布|(?:摇号|抽签|派位|听证会?|座谈会|选房)(?:时间|日期)"
)
"""What happens on a day, and who is concerned may come."""
_BARE_YEAR = late(r"(?P<year>20[0-9]{2})年(?!度|[0-9]{1,2}月|[^,;。]{1,10}的)")
_AFTERWARDS = late(r"[以之]?后")
"""4月1日后可到他处办理: on which day is open."""
_FOR_DAYS = late(r"公示[^,;。]{0,8}[0-9一二三四五六七八九十](?:个工作日|[日天])")
_LABELLED = late(r"(?:^|[。;]|[、.)])[\u4e00-\u9fff“”]{2,10}:$")
_AT_HOUR = late(r"[0-9](?:时|点|:[0-9])|[上下]午")
"""公开摇号:7月28日上午9时30分."""
_HOURS = late(r"日[^,;。]{0,4}(?:[0-9]时|:[0-9]{2})[^,;。]{0,3}(?:至|到|[—–~-]{1,2})")
"""5月8日8时至20时."""
_TO_BE_DONE = late(r"开展|组织|报送|上报|报告|提交|评估|检查|督查|督导|考核|验收|公布|通报|召开|汇总|清理")
_TO_BE_DONE_AGAIN = late(r"办理|进行|[一两]次")
_SINCE_BEFORE = late(
    r"本[^,;。:自]{0,8}(?:施行|实施|生效|执行|印发|公布|发布)(?:之?前|以前)(?:已|尚|未|依法|取得|设|[^,;。的]{1,8}的)"
)


class Bound(NamedTuple):
    """What must be known of the document."""

    date: IsoDate | None
    effective: IsoDate | None
    lasting: bool
    """Whether it is a rule, which holds for years."""
    tells: bool
    """Whether it tells what has been done: 公报, …情况的公告; then days without a year bind only where somebody must do something."""
    year: str
    """The year that a plan or a rule is for: 2030年重点任务分解方案, 2030年补助办法; or empty."""
    evidence: tuple[str, ...]
    """The sentences that say when it takes effect and ends."""


class Before(NamedTuple):
    """What stands before some days."""

    label: str
    """The heading or the short line above the paragraph."""
    kind: DateKind | None = None
    """Of the days before them in the same sentence."""


def bound_by(document: Document) -> Bound:
    """What must be known of `document`."""
    force = document.force
    ruled = bool(document.instrument and _RULES.search(document.instrument))
    articles = (isinstance(block, Paragraph) and block.role is Role.ARTICLE for block in document.body)
    evidence = tuple(words for words in (force.evidence, force.expiry_evidence) if words) if force else ()
    title = folded(document.title.value)
    own, planned = _OF_ONE_YEAR.search(folded(document.instrument or "")), _PLANNED.search(title)
    named = own or planned
    year = named["year"] if named and document.date and named["year"] >= document.date[:4] else ""
    lasting = not (own and year) and (ruled or any(articles))
    return Bound(document.date, force.effective if force else None, lasting, tells(title), year, evidence)


def dated(text: Bound, one: Days, plain: str) -> Days:
    """With the year of the document, where none is printed and the days then lie after its date.

    A rule (办法, 条例) holds for years: its days stay without one, unless 今年 stands there.
    """
    this_year = bool(_THIS_YEAR.match(plain, one.start))
    if not one.year_unsaid or not text.date or (text.lasting and not this_year):
        return one
    found = with_year(one, plain, text.year or text.date[:4])
    first = (found.until if one.form is Form.SPAN else found.begin) or found.until or found.at_most
    return found if first and (first >= text.date or this_year) else one


def kind_of_days(
    text: Bound, sentence: Sentence, one: Days, bounds: tuple[int, int], before: Before
) -> DateKind | None:
    """What the days of a sentence bind to, None if to nothing; `bounds` are where the neighbouring days end and begin."""
    plain = sentence.plain
    if is_past(one, text) or is_told(plain, one):
        return None
    left, right = clause_at(plain, one.start, one.end)
    if text.tells and one.year_unsaid and not _MUST_ON.search(plain, max(left, one.start - FAR), right):
        return None
    if _is_of_a_past_year(text, plain, one, left, right):
        return None
    if _OWN_TERM.search(plain, max(_with_term(plain, left), one.start - FAR), min(right, one.end + FAR)):
        return None
    left, right = max(left, bounds[0]), min(right, bounds[1])
    own = DateKind.BAN if is_banned_then(plain, one.start, one.end) else kind_of(plain[left:right])
    own = nearest(own, plain, one.end, right)
    label = plain.endswith(":", 0, one.start) and _LABELLED.search(plain, max(one.start - FAR, 0), one.start)
    if own is None and label:
        own = kind_of_step(label[0].rstrip(":"))
    if sentence.evidence in text.evidence and own in (None, DateKind.PERIOD):
        return None
    alone = right - left - (one.end - one.start) < _FEW
    kind = own or kind_at(plain, one.start, one.end, *bounds) or _from_before(before, plain, one, alone)
    if (
        kind is DateKind.NOTICE
        and one.form is Form.BY
        and (own is not kind or _FOR_DAYS.search(plain, one.end, right) or _is_before_done(plain, one, right))
    ):
        kind = None  # 6月底前完成认定并公示5个工作日, 公示5天,无异议的于5月15日前上报
    if _SINCE_BEFORE.search(plain, max(one.start - FAR, 0), one.start) and one.form is Form.BY:
        return DateKind.TRANSITION
    if one.year_unsaid and not text.lasting and text.date and not _is_still_asked(text, plain, one, kind):
        return None
    if one.form is Form.ON and own is None and kind is not None and _EVENT.search(plain[left:right]):
        kind = None  # 活动定于4月12日举行,报名时间为…
    if one.form is Form.ON and _AFTERWARDS.match(plain, one.end):
        return None
    if one.form is Form.ON and not one.exact:
        return _in_month(kind, plain, one)
    return _by_form(kind, own if not alone else kind, one, plain, (left, right))


def _is_of_a_past_year(text: Bound, plain: str, one: Days, left: int, right: int) -> bool:
    """2029年开展访谈18期,12月20日前完成改造: of the year that stands before, unless somebody must do something."""
    if not text.date or one.year or not (one.begin or one.until):
        return False
    year = _BARE_YEAR.search(plain, max(one.start - FAR, 0), one.start)
    return bool(year and year["year"] < text.date[:4] and not _MUST_ON.search(plain, max(left, one.start - FAR), right))


def _is_before_done(plain: str, one: Days, right: int) -> bool:
    """审核公示:各区局4月20日前完成初审: what is done by then is not the notice of the label."""
    return plain.endswith("前", 0, one.end) and plain.find("公", one.end, right) < 0


def _is_still_asked(text: Bound, plain: str, one: Days, kind: DateKind | None) -> bool:
    """4月15日前整改63个, in a notice of the 20th, is told of; 请在1月20日前报名, in one of December, is asked."""
    if one.form is Form.SPAN:
        return kind is not None and _may_come(text, plain, one)
    left, right = clause_at(plain, one.start, one.end)
    left, right = max(left, one.start - FAR), min(right, one.end + FAR)
    asked = _MUST_ON.search(plain, left, one.start) or _MUST_ON.search(plain, one.end, right)
    return bool(asked) or plain.endswith((":", "为", "是"), 0, one.start)


def _may_come(text: Bound, plain: str, one: Days) -> bool:
    """Whether a span without a year may lie in the half year after the date: 报名1月5日至10日, in December; 10月8日至22日, in November, is over."""
    if not text.date:
        return True
    year = int(text.date[:4])
    after = with_year(one, plain, str(year + 1)).begin or ""
    month = int(text.date[5:7]) + _HALF
    return after[:7] <= (f"{year}-{month:02d}" if month <= 2 * _HALF else f"{year + 1}-{month - 2 * _HALF:02d}")


def _with_term(plain: str, left: int) -> int:
    """有效期六年,自…至…: where the clause begins, with the one before it that it goes on."""
    return clause_at(plain, left - 1, left - 1)[0] if left and plain.startswith(("自", "从", "至"), left) else left


def _from_before(before: Before, plain: str, one: Days, alone: bool) -> DateKind | None:
    """Days that stand alone bind to what the days before them, or the label above, bind to."""
    if alone and before.kind and not _goes_on(plain, one):
        return before.kind
    rest = plain[: one.start] + plain[one.end :]
    return kind_of(before.label) if len(_HOURS_OF_DAY.sub("", rest)) < 2 * _FEW else None


def _goes_on(plain: str, one: Days) -> bool:
    """;12月15日前,各县上报总结: the next clause says what they are for."""
    return (
        plain.startswith(",", one.end)
        and (not one.start or plain[one.start - 1] in ",;")
        and clause_at(plain, one.end + 1, one.end + 1)[1] - one.end > _FEW
        and not may_name_days(plain[one.end : clause_at(plain, one.end + 1, one.end + 1)[1]])
    )


def _by_form(
    kind: DateKind | None, own: DateKind | None, one: Days, plain: str, bounds: tuple[int, int]
) -> DateKind | None:
    clause = plain[bounds[0] : bounds[1]]
    if one.form is Form.BY:
        if one.at_most and (_GOAL.search(clause) or not _MUST.search(clause)):
            return None
        if kind is None and plain.endswith(_LASTS_TILL, 0, one.end) and not plain.endswith(":", 0, one.start):
            return None
        if kind is None and plain.endswith((",至", ";至"), 0, one.start):
            return DateKind.PERIOD
        if kind is None and _PAID.match(plain, one.end) and _MONEY.search(plain, 0, one.start):
            return DateKind.PAYMENT
        if own is None and _LASTS.search(plain, 0, one.start):
            return None if "本" in clause else DateKind.PERIOD
        lasts = kind in _LASTING and plain.endswith("前", 0, one.end)
        return DateKind.DEADLINE if kind in (None, DateKind.BAN) or lasts else kind
    if one.form is Form.SPAN:
        other = DateKind.DEADLINE if _MUST.search(clause) or "报送" in clause else DateKind.PERIOD
        certain = one.exact or (one.every is Every.YEAR and "时间" in clause) or _is_stage(plain, one)
        return kind or (other if certain else None)
    if one.form is Form.FROM:
        begins = own in _BEGINNING and one.exact and not _is_rule(own, plain, one.end)
        return own if begins else _on(kind, clause, one, plain) if _FIXED.search(clause) else None
    return _on(kind, clause, one, plain)


def _is_rule(kind: DateKind | None, plain: str, start: int) -> bool:
    """9月1日起,新生一律凭证入学; 7月1日起,缴存基数由…调整为…: what holds from then on, and nothing that one does then."""
    word = {DateKind.APPLICATION: "一律", DateKind.PAYMENT: "调整"}.get(kind) if kind else None
    return bool(word) and plain.find(word or "", start, start + FAR) >= 0


def _is_stage(plain: str, one: Days) -> bool:
    """排查阶段(2026年5月至6月), 5月至6月: a stage of a plan is months long."""
    return plain.endswith("(", 0, one.start) and plain.startswith(")", one.end)


def _on(kind: DateKind | None, clause: str, one: Days, plain: str) -> DateKind | None:
    """A single day binds only where a word says that it is the time of something, or where it stands alone under a label."""
    before = plain[one.start - 1] if one.start else "^"
    paid = kind is DateKind.PAYMENT and one.exact and before in "于在、"
    named = _NAMED.search(clause) or one.every is Every.MONTH or (one.exact and before == ":") or paid
    alone = one.end - one.start == len(clause)
    if kind is DateKind.EVENT or (kind in (None, DateKind.COMMENT) and _EVENT.search(clause)):
        return DateKind.EVENT
    if (kind in _TIMED and (named or alone)) or (kind is DateKind.BAN and _HOURS.search(clause)):
        return kind
    if _EVENT.search(clause):
        return DateKind.EVENT
    if _is_asked_for(plain, one):
        return DateKind.DEADLINE if kind in (None, DateKind.BAN, DateKind.PERIOD) else kind
    if plain.endswith(("定于", "定在"), 0, one.start) or (kind is None and _is_labelled(plain, one)):
        return DateKind.EVENT
    return DateKind.EVENT if kind is None and _TIME_OF.search(plain, max(one.start - FAR, 0), one.start) else None


def _is_labelled(plain: str, one: Days) -> bool:
    """公开摇号:7月28日上午9时30分: the hour of what the label names."""
    label = one.exact and _LABELLED.search(plain, max(one.start - FAR, 0), one.start)
    return bool(label and _AT_HOUR.search(plain, one.start, one.end))


def _is_asked_for(plain: str, one: Days) -> bool:
    """请于5月11日带学生到校, 应当在6月1日公布: somebody is to do something on that day."""
    start = max(plain.rfind(";", 0, one.start), one.start - FAR, 0)
    asked = plain.endswith(("于", "在"), 0, one.start) and _MUST_ON.search(plain, start, one.start)
    return bool(asked and one.exact and _DOES.match(plain, one.end))


def _in_month(kind: DateKind | None, plain: str, one: Days) -> DateKind | None:
    """A month binds only where something is to be done in it: 每年3月，…应当公布, 于2025年6月开展检查."""
    left, right = clause_at(plain, one.start, one.end)
    before = plain[max(left, one.start - FAR) : one.start]
    words = plain[one.end : min(clause_at(plain, one.start, right + 1)[1], one.end + FAR)]
    if _GOAL.search(before) or "拟" in before:
        return None
    if kind in (DateKind.PAYMENT, DateKind.APPLICATION) and one.begin is None and before.endswith(("于", "在", "、")):
        return kind  # 于10月底拨付
    if kind is DateKind.PAYMENT and one.begin is None and not before and _PAYS.match(plain, one.end):
        return kind  # ,8月底发放
    if one.every is Every.YEAR:
        asked = kind in (DateKind.APPLICATION, DateKind.PAYMENT, DateKind.EXAM, DateKind.COMMENT)
        done = (
            _MUST.search(before) or _MUST.search(words) or _TO_BE_DONE.search(words) or _TO_BE_DONE_AGAIN.search(words)
        )
        return kind if asked else (DateKind.DEADLINE if done else None)
    to_do = one.begin and before.endswith(("于", "在"))
    return DateKind.DEADLINE if to_do and _TO_BE_DONE.search(plain, one.end, min(right, one.end + FAR)) else None


def is_worked_out(one: Days, plain: str) -> bool:
    """Whether the year is not printed in the sentence: it is that of the document, or of a sentence before."""
    return bool(one.begin or one.until) and not _PRINTED_YEAR.search(plain, max(one.start - FAR, 0), one.end)


def is_past(one: Days, text: Bound) -> bool:
    """Whether the days lie before the date of the document."""
    last = one.until or one.begin or one.at_most
    return bool(last and text.date and last < text.date)
