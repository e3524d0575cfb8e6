"""Whose force a clause speaks of: the document's own, or that of a licence, a fee, another document.

own     = label? (本|此|以上|上述) modifier? (办法|规定|细则|意见|方案|通知|…) tail?
        | label? (本|此) end-of-own-title tail?             本手册, where the text is called …手册
        | 《own title》 tail?
label   = 第n条 | （n） | n、 | n. | n.n.n
tail    = (和|及) 附件 | 由…解释 | 经…批准后 | 将
clause  = own? finding      the subject may also be that of the clause before, or 现予公布 of a promulgation
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from enum import Enum
from typing import NamedTuple

from gazette_site.characters import CJK, bare
from gazette_site.late import late
from gazette_site.model import IsoDate
from gazette_site.numerals import CHARACTERS as NUMERALS
from gazette_site.parsing.clauses.force_rules import findings
from gazette_site.parsing.clauses.force_words import Finding
from gazette_site.parsing.clauses.sentences import HIDDEN, Sentence

NOUNS = (
    "办法|规定|细则|意见|方案|通知|公告|通告|决定|规则|条例|预案|措施|政策|文件|标准|规范|制度|规程|目录|清单|规划|计划|纲要|指南|指引|要点|"
    "命令|令|批复|函|公报|决议|章程|守则|机制|流程|名录|导则|准则|办法细则|补充通知|条款|修正案"
)
"""What a text may call itself, whatever its title is."""
OWN = (
    rf"(?:本|此|以上|上述|前述)(?!条(?!例)|款|项|章(?!程)|节|市|省|区|县|旗|级|年|次|届|月|行政|单位|部门|人|期|前|后|外|类)"
    rf"(?:(?:(?![的所中和及])[{CJK}]){{0,8}}?(?:{NOUNS})|[《“]{HIDDEN}*(?:{NOUNS})?[》”])(?:\([^()]*\)|“[^“”]*”)?"
)
_TAIL = (
    rf"(?:(?:和|及|与|以及)(?:其)?(?:附件|解读|实施细则|配套[{CJK}]{{0,8}}))?"
    r"(?:由[^,;]{2,40}解释,?)?(?:经[^,;]{2,30}(?:批准|同意|通过|备案)后?,?)?(?:将|正式|统一|拟|从|的)?"
)
_N = rf"[0-9{NUMERALS}]"
_LABEL = late(
    rf"^(?:第{_N}{{1,7}}[条款](?:之{_N}{{1,2}})?|\({_N}{{1,3}}\)|{_N}{{1,3}}、|[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,4}}\.?|[0-9]{{1,3}}\.|[①-⑳]|[0-9]{{1,2}}(?=本))?"
)
_CONNECTIVE = late(r"^(?:但|且|并|同时|另外|此外|即|其|特此|均|也|现|暂定?|政策|文件)*")
_OWN_SUBJECT = late(OWN + _TAIL)
_OWN_NAME = late(rf"(?:本|此)(?P<name>[{CJK}]{{2,12}}?){_TAIL}")
_THAT = late(rf"该(?:{NOUNS})")
_STARTS_OWN = late(OWN + r"(?:$|(?=由|经|自|从|已|在|报|共|如))")
_OPENS_WITH_TITLE = late(r"《(?P<title>[^《》]+)》")
_TITLE_SUBJECT = late(r"《(?P<title>[^《》]+)》(?:\(□*\))?" + _TAIL)
_PROMULGATES = late(
    r"现.{0,30}(?:公布|发布|印发|颁布|下发|转发|公告|通告)|予以?(?:重新)?(?:公布|印发|发布|颁布)|印发给?你们|(?:公告|通告)如下"
)
_HIDDEN_RUN = late(HIDDEN + "+")
_EXPLAINS = late(r"解释|施行|实施|执行|试行")
_OF_SOMETHING_ELSE = late(
    r"证|码|合同|协议|资质|许可|称号|委托书|报告|执照|批件|牌|票|卡|保函|专利|资格|承诺书|授权|标志|聘|任期|额度|补贴|补助"
)
_PART = late(r"[,;]")


class Subject(Enum):
    """Whose force it is."""

    OWN = "own"
    OTHER = "other"
    UNKNOWN = "unknown"


class Clause(NamedTuple):
    """A part of a sentence between commas, with its place."""

    start: int
    words: str


def clauses_of(plain: str) -> Iterator[Clause]:
    """The parts of a sentence. Nothing hidden is cut: hidden text has no commas."""
    start = 0
    for end in [*(match.start() for match in _PART.finditer(plain)), len(plain)]:
        if end > start:
            yield Clause(start, plain[start:end].rstrip("。"))
        start = end + 1


def own_findings(
    sentence: Sentence, dated: IsoDate | None, names: Collection[str], bare_allowed: bool, before: Subject
) -> tuple[list[Finding], Subject]:
    """The findings that are of the document itself, and the subject at the end of the sentence.

    `names` are the bare titles by which the document may call itself; `before` is the subject of the sentence before in the same paragraph;
    with `bare_allowed` a sentence may begin with the finding.
    """
    subject = before
    if subject is Subject.UNKNOWN and bare_allowed:
        subject = Subject.OWN if _begins_with_finding(sentence.plain, dated) else subject
    own: list[Finding] = []
    for clause in clauses_of(sentence.plain):
        found = findings(clause.words, dated)
        if not found:
            subject = _subject_without_finding(clause, sentence, names, subject)
            continue
        subject = _subject(clause, found[0], sentence, names, subject)
        if subject is Subject.OWN:
            own += [one for one in found if not one.bare or any(earlier.term for earlier in own)]
    return own, subject


def after_sentence(sentence: Sentence, subject: Subject) -> Subject:
    """The subject that the next sentence may leave out: that of a sentence on explanation, force or promulgation, else none."""
    speaks = _EXPLAINS.search(sentence.plain) or _promulgates(sentence.plain)
    return subject if subject is Subject.OWN and speaks else Subject.UNKNOWN


def _begins_with_finding(plain: str, dated: IsoDate | None) -> bool:
    first = next(clauses_of(plain), Clause(0, ""))
    found = findings(first.words, dated)
    return bool(found) and not _without_label(first.words[: found[0].start])


def _subject_without_finding(clause: Clause, sentence: Sentence, names: Collection[str], subject: Subject) -> Subject:
    plain = _without_label(clause.words)
    if _promulgates(clause.words) or _STARTS_OWN.match(plain):
        return Subject.OWN
    title = _OPENS_WITH_TITLE.match(plain)
    if title and _is_own_title(title, clause, sentence, names):
        return Subject.OWN
    return Subject.OTHER if _OF_SOMETHING_ELSE.search(plain) and not _EXPLAINS.search(plain) else subject


def _subject(clause: Clause, first: Finding, sentence: Sentence, names: Collection[str], inherited: Subject) -> Subject:
    prefix = _without_label(clause.words[: first.start])
    if not prefix or _THAT.fullmatch(prefix):
        return inherited
    if _OWN_SUBJECT.fullmatch(prefix) or _is_own_name(prefix, names):
        return Subject.OWN
    if _promulgates(clause.words[: first.start]) and prefix.endswith(("布", "发", "你们")):
        return Subject.OWN
    match = _TITLE_SUBJECT.fullmatch(prefix)
    return Subject.OWN if match and _is_own_title(match, clause, sentence, names) else Subject.OTHER


def _promulgates(words: str) -> bool:
    """Whether a clause sends out a text; a title in it counts for little, however long it is."""
    return bool(_PROMULGATES.search(_HIDDEN_RUN.sub(HIDDEN, words)))


def _is_own_name(prefix: str, names: Collection[str]) -> bool:
    """本手册 of a text whose title ends so."""
    match = _OWN_NAME.fullmatch(prefix)
    return match is not None and any(name.endswith(match["name"]) for name in names)


def _is_own_title(match: re.Match[str], clause: Clause, sentence: Sentence, names: Collection[str]) -> bool:
    opening = sentence.plain.index("《", clause.start)
    return bare(sentence.full[opening + 1 : opening + 1 + len(match["title"])]) in names


def label_end(words: str) -> int:
    """Where the label of an article or item at the head of folded words ends; 0 if there is none."""
    label = _LABEL.match(words)
    return label.end() if label else 0


def _without_label(words: str) -> str:
    return _CONNECTIVE.sub("", words[label_end(words) :])
