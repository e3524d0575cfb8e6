"""修改: which documents a text changes in part.

amendment = (对|将) targets …(作|进行|予以) (如下|部分|以下)? (修改|调整|修订)
          | 将? targets 的? article …(修改为|调整为|改为|删去)
          | in a title: 关于 (对|修改|调整) targets … 的 (决定|通知)  |  关于 targets 的 补充 (通知|规定)  |  name 修正案
          | label? (修改|对|将)? targets (作如下修改)? (：)?           a line of its own in a document that amends several
article   = label? (将|在|删去|…)? 《short》? 原? 第n条 ((、|和) 第n条)*       of the document named last
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gazette_site.characters import CJK, folded
from gazette_site.late import late
from gazette_site.model import IsoDate, NormalNumber
from gazette_site.parsing.clauses.parts import ARTICLE, ARTICLES, articles_of, exact_labels_in, labels_in, parts_after
from gazette_site.parsing.clauses.repeals import AT_ONCE, ITEM, NAMED_FROM, day_said_before, is_idle
from gazette_site.parsing.clauses.sentences import HIDDEN, Sentence
from gazette_site.parsing.clauses.targets import Target, list_after, list_before, targets_of

_CHANGE = r"(?:修改|修订|修正|调整|补充|完善|变更)"
_TITLE_CHANGES = late(rf"关于(?:对|{_CHANGE}(?:和{_CHANGE})?)")
_TITLE_CHANGED = late(rf"(?:等)?(?:[^,。]{{0,12}}?)(?:{_CHANGE}|的(?:决定|通知|公告|通告|令|说明|补充通知))")
_AFTER = late(
    rf"(?:等)?(?:[0-9一二三四五六七八九十两]+[件个部])?(?:文件|规章)?(?:的|中的?)?(?:部分|有关|相关|个别)?(?:内容|条款|条文|规定|事项)?(?:作|作出|做|做出|进行|予以|如下|以下|部分|适当|相应)*{_CHANGE}"
)
_SUPPLEMENTED = late(r"的补充(?:通知|规定|意见|公告|通告|决定|办法)")
_SETS_OUT_CHANGES = late(
    rf"关于{_CHANGE}(?:、|和|及|与)?(?:废止)?.{{0,20}}(?:部分|一批|[0-9一二三四五六七八九十百]+[件部项]).{{0,20}}的(?:决定|通知)"
)
_ARTICLE_OF = late(
    rf"(?:的|中的?|中)?原?(?P<articles>{ARTICLES})[^。]{{0,120}}?(?:修改为|修订为|调整为|改为|删去|删除|予以修改|增加)"
)
_MORE_ARTICLES = late(rf"[,;](?:并|同时|且)?(?:将|删去|删除)原?({ARTICLES})")
"""Further articles of the same document in the same sentence: …，并删去第九条."""
_PASSAGE_OF = late(
    r"(?:(?:的|中的?|中)(?!.{0,6}附件)[^。]{1,100}?|(?:的)?(?:名称|标题|题目))(?:修改为|修订为|调整为|改为|删去|删除)"
)
_DELETES = late(rf"(?:^(?:{ITEM})?|[,;:]|决定)(?:删去|删除)")
_CHANGES_ARTICLES = late(
    rf"(?:将|删去|删除|增加|对|在|把)?(?:《{HIDDEN}+》|[{CJK}]{{1,8}}法)?(?:中?的?原)?(?P<articles>{ARTICLES})"
)
_ENDS_ARTICLES = late(
    rf"原?(?P<articles>{ARTICLES})(?:的?(?:规定|内容))?,?{NAMED_FROM}?,?{AT_ONCE}(?:废止|失效|(?:停止|终止|不再)(?:执行|实施|施行|适用))(?=[,;。]|$)"
)
_NAMES_ONLY = late(
    rf"(?:的?(?:部分)?(?:内容|条款|条文|规定)?)(?:作|作出|做|做出|进行|予以|如下|以下|部分|适当|相应|的)*(?:{_CHANGE})?[:：。]?$"
)
_LEADS_IN = late(r"(?:修改|修订|修正|对|将|关于)?")
_ITEM = late(
    rf"(?:[一二三四五六七八九十百]{{1,4}}、|\([一二三四五六七八九十]{{1,3}}\)|[0-9]{{1,3}}[.、]|\([0-9]{{1,3}}\)|{ARTICLE}(?=[将在]?[{CJK}]{{1,8}}法(?:第|序言)))?"
)
_AMENDMENT_ACT = late(r"^(?:关于)?(?P<name>[^《》,。]{2,60}?)修正案(?:草案)?(?:\([^()]*\))?$")
_SHORT_NAME = late(
    r"[^。;]{0,40}?以下(?:均|统一)?(?:简称|统称|称)(?:为)?[:：]?[“\"「]?《?(?P<short>[^《》”\"」),，。;]{2,20})"
)
_ABOUT_CHANGE = late(r"修[改订正]|改为|调整|删去|删除|增加|补充|变更|提高|降低|替换|合并")


class Changed(NamedTuple):
    """What one sentence changes."""

    target: Target
    sentence: Sentence
    articles: tuple[str, ...] = ()
    ends: bool = False
    """Whether these articles are ended, not worded anew."""
    named_day: IsoDate | None = None
    """From which day, if the sentence names one."""


def changed_in(sentence: Sentence, own: NormalNumber | None, amending: bool) -> Iterator[Changed]:
    """The documents that a sentence of the body changes.

    Unless the whole document is `amending`, only where the change itself is spelt out: to ask an office to revise something changes nothing yet.
    """
    if not _ABOUT_CHANGE.search(sentence.plain):
        return
    targets = targets_of(sentence, own)
    for end in sorted({target.end for target in targets}):
        article = _ARTICLE_OF.match(sentence.plain, end)
        whole = not article and _is_changed(sentence.plain, end, amending)
        passage = not article and not whole and bool(_PASSAGE_OF.match(sentence.plain, end))
        found = list_before(sentence, targets, end) if article or whole or passage else []
        before = sentence.plain[max(found[0].start - 2, 0) : found[0].start] if found else ""
        if article:
            more = _MORE_ARTICLES.findall(sentence.plain, article.end(), _next_start(targets, end, sentence.plain))
            articles, day = labels_in("、".join((article["articles"], *more))), _day_before(sentence, found)
            yield from (Changed(target, sentence, articles, False, day) for target in found[-1:])
        elif (whole and before.endswith(("对", "将", "修改"))) or (passage and before.endswith("将")):
            day = _day_before(sentence, found)
            yield from (Changed(target, sentence, (), False, day) for target in found)


def deleted_in(sentence: Sentence, own: NormalNumber | None) -> Iterator[Changed]:
    """删去《…》第三条第二项: the documents of which the sentence deletes parts, the verb standing before them."""
    for verb in _DELETES.finditer(sentence.plain):
        if not is_idle(sentence.plain, verb.start()):
            parts = parts_after(sentence, targets_of(sentence, own), verb.end())
            yield from (Changed(one.target, sentence, articles_of(one), False) for one in parts)


def _next_start(targets: list[Target], end: int, plain: str) -> int:
    """Where the next document is named, or the sentence ends."""
    return min((one.start for one in targets if one.start > end), default=len(plain))


def _day_before(sentence: Sentence, found: list[Target]) -> IsoDate | None:
    """自2025年3月1日起，将《…》…: the day in front of the documents."""
    return day_said_before(sentence.plain, found[0].start) if found else None


def _is_changed(plain: str, end: int, amending: bool) -> bool:
    after = _AFTER.match(plain, end)
    return bool(after and (amending or re.search(r"[如以]下", plain[after.start() : after.end() + 4])))


def changed_in_title(title: Sentence, own: NormalNumber | None) -> Iterator[Changed]:
    """The documents that the title of an amending document names."""
    act = _AMENDMENT_ACT.match(title.plain)
    if act:
        yield Changed(Target(0, act.end(), title.words(*act.span("name")), None), title)
    match = None if act else _TITLE_CHANGES.search(title.plain)
    if match:
        found = list_after(title, targets_of(title, own), match.end())
        if found and _TITLE_CHANGED.match(title.plain, found[-1].end):
            yield from (Changed(target, title) for target in found)
    about = None if act or match else re.search(r"关于(?:对)?", title.plain)
    if about:
        found = list_after(title, targets_of(title, own), about.end())
        if found and _SUPPLEMENTED.match(title.plain, found[-1].end):
            yield from (Changed(target, title) for target in found)


def sets_out_changes(title: str) -> bool:
    """Whether a title says that several texts are amended, which the text names: 关于修改和废止部分政府规章的决定."""
    return bool(_SETS_OUT_CHANGES.search(folded(title)))


def changed_articles(sentence: Sentence) -> tuple[str, ...]:
    """The articles that a numbered item of an amending document changes: 将第六条修改为, 删去第七条和第八条."""
    match = _CHANGES_ARTICLES.match(sentence.plain, _after_item(sentence.plain))
    if match is None or not _ABOUT_CHANGE.search(sentence.plain):
        return ()
    return labels_in(match["articles"])


def ended_articles(sentence: Sentence) -> tuple[str, ...]:
    """The articles that a numbered item of an amending document ends: 二、第七条不再执行."""
    match = _ENDS_ARTICLES.match(sentence.plain, _after_item(sentence.plain))
    return exact_labels_in(match["articles"]) if match and sentence.first else ()


def named_only(sentence: Sentence, own: NormalNumber | None) -> Iterator[Changed]:
    """The documents of an item that only names what is amended under it: 二、修改《…》, （一）《…》（number）作如下修改：."""
    start = _after_item(sentence.plain)
    lead = _LEADS_IN.match(sentence.plain, start)
    found = list_after(sentence, targets_of(sentence, own), lead.end() if lead else start)
    if found and sentence.first and _NAMES_ONLY.match(sentence.plain, found[-1].end):
        yield from (Changed(target, sentence) for target in found)


def _after_item(plain: str) -> int:
    label = _ITEM.match(plain)
    return label.end() if label else 0


def short_names(sentence: Sentence, targets: Iterable[Target]) -> dict[str, Target]:
    """What a sentence calls the documents that it names from then on: 《…》（以下简称《办法》）."""
    named: dict[str, Target] = {}
    for target in targets:
        opening = sentence.full.find("》", target.start, target.end) + 1 or target.end
        match = _SHORT_NAME.match(sentence.full, opening)
        if match:
            named.setdefault(match["short"], target)
    return named
