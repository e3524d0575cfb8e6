"""Heads without number and addressee: what stands under a title, or alone on its line, shows that a document begins.

lone = title remark-of-passing                        澜川市人大常委会任免名单 | （2024年3月5日…通过）
     | title body+ date text                          统计公报 | 澜川市统计局 | 2024年3月18日 | 2023年，……
     | title speaker? day? salutation                 在全市大会上的讲话 | （2024年2月18日） | 同志们：
     | line first-article                             澜川市人民政府议事规则 | 第一条……, after a sentence
     | body line                                      澜川市人大常委会 | 第七次会议出席情况, after a sentence
     | line that explains another text                《澜川市渡口管理办法》政策解读
     | line                                           right under the date of a document
"""

from __future__ import annotations

import re

from gazette_site.characters import CJK, folded, without_blanks
from gazette_site.dates import looks_like_date
from gazette_site.late import late
from gazette_site.parsing.layout.body_lines import Body
from gazette_site.parsing.layout.title_lines import Evidence, TitleBlock, names_bodies, title_above
from gazette_site.parsing.names.issuers import names_place
from gazette_site.parsing.names.persons import SPEAKER
from gazette_site.parsing.names.titles import is_letter, kind_of
from gazette_site.parsing.text.labels import TO_MANY, is_person_line, is_signature, is_title_like, label_of
from gazette_site.punctuation import is_closed

_MOST_SIGNERS = 8
"""Bodies under the title of what they issue together."""
_PASSED = late(r"\((?:19|20)\d\d年[^()]{2,80}通过[^()]{0,40}\)")
_SPACED = late(rf"[{CJK}](?:[ \u3000]+[{CJK}]){{1,3}}")
_INTERPRETATION = late(
    r"(?:关于)?《[^《》]{4,60}(?:〈[^〈〉]{2,40}〉[^《》]{0,20})?》的?(?:政策)?(?:解读|问答|图解)(?:之?[一二三四五六七八九十\d])?"
)
_OF_PERSONS = late("任免|任职|免职")
_APPOINTS = late("任命|免去|聘任|任免|决定[，,：:]")
_FIRST = late("第一[条章]")
_HISTORY = late(r"\((?:19|20)\d\d年.{4,200}\)")
_SPEAKER = late(SPEAKER)
_DAY_SPOKEN = late(r"[(（][^()（）]*\d{1,2}月\d{1,2}日[^()（）]*[)）]")


def ends_title(text: str) -> bool:
    """Whether a line ends as titles do: in a kind, or as a letter."""
    return kind_of(text) is not None or is_letter(text)


def lone_head(body: Body, i: int) -> TitleBlock | None:
    """The head that ends with line `i`, which has no kind; the surer form first."""
    forms = (over_salutation, over_note, interpretation, after_end_alone, over_first_article, body_over_matter)
    return next((block for form in forms if (block := form(body, i))), None)


def signed_under(body: Body, below: int) -> bool:
    """Whether who issues and the day stand under a title, and text under them: 统计公报 | 澜川市统计局 | 2024年3月18日 | 2023年，……."""
    k: int | None = below
    for _ in range(_MOST_SIGNERS):
        if k is None or not body.is_title_line(k) or not names_bodies(body.lines[k].text):
            break
        k = body.following(k + 1)
    if k is None or k == below or not looks_like_date(body.lines[k].text):
        return False
    text = body.following(k + 1)
    return text is not None and not body.is_title_line(text) and is_closed(body.lines[text].text)


def over_note(body: Body, i: int) -> TitleBlock | None:
    """A title over the note when it was passed: 澜川市人大常委会任免名单 | （2024年3月5日…通过）. One without kind stands on one line."""
    below = body.following(i + 1)
    if below is None or not _PASSED.fullmatch(folded(body.lines[below].text)):
        return None
    title = (title_above(body, i + 1) if ends_title(body.lines[i].text) else None) or _under_its_body(body, i)
    above = body.previous(title[0])
    if body.under_label(title[0]) or (above is not None and body.numbers[above]):
        return None
    if body.ends_document(above):
        return TitleBlock(title, None, i + 1, None, Evidence.PLACE)
    alone = body.lines[title[0]].gap > 0 and above is not None and can_end(body, above)
    return TitleBlock(title, None, i + 1, None, Evidence.TITLE) if alone else None


def _under_its_body(body: Body, i: int) -> tuple[int, ...]:
    """A line without kind, with the body above it that it is of: 澜川市人民代表大会常务委员会 | 任免名单."""
    above = body.previous(i)
    named = above is not None and body.lines[i].gap <= 1 and names_bodies(body.lines[above].text)
    return (above, i) if above is not None and named and body.ends_document(body.previous(above)) else (i,)


def after_end_alone(body: Body, i: int) -> TitleBlock | None:
    """A line without kind, number and addressee right under the date of a document, empty lines around it: 澜川市人民政府领导分工."""
    below, above = body.following(i + 1), body.previous(i)
    text = body.lines[i].text
    if below is None or above is None or not body.ends_document(above) or body.lines[above].cells is not None:
        return None
    alone = body.lines[i].gap > 0 and body.lines[below].gap > 0
    alone = alone and (6 <= len(body.bares[i]) <= 60 or is_spaced(text))
    if not alone or is_signature(text) or names_bodies(text) or is_person_line(text) or body.under_label(i):
        return None
    return TitleBlock((i,), None, i + 1, None, Evidence.LINE) if not re.search("[，,]|^(?:抄送|联系)", text) else None


def is_spaced(text: str) -> bool:
    """Whether a line is one word set with blanks between its characters, as short titles are: 启　事, 更　正; not 附　录, 目　录."""
    word = without_blanks(text)
    return bool(_SPACED.fullmatch(text.strip())) and not re.search("[附目前序引]|说明|图表", word)


def is_interpretation(text: str) -> bool:
    """Whether a line is the title of what explains another text, printed with it or apart: 《澜川市渡口管理办法》政策解读."""
    return bool(_INTERPRETATION.fullmatch(folded(text)))


def interpretation(body: Body, i: int) -> TitleBlock | None:
    """The title of what explains another text, empty lines around it, after a sentence or the end of a document."""
    below, above = body.following(i + 1), body.previous(i)
    if below is None or above is None or not is_interpretation(body.lines[i].text) or body.under_label(i):
        return None
    alone = body.lines[i].gap > 0 and body.lines[below].gap > 0
    ended = body.ends_document(above) or can_end(body, above)
    return TitleBlock((i,), None, i + 1, None, Evidence.PLACE) if alone and ended else None


def section_title(body: Body, i: int) -> TitleBlock | None:
    """The name of a section of appointments that prints no other title, over the first of them: 人事任免 | 2024年2月20日，市政府任命：."""
    below, above = body.following(i + 1), body.previous(i)
    if below is None or not _OF_PERSONS.search(body.bares[i]) or body.is_title_line(below):
        return None
    tells = _APPOINTS.search(body.lines[below].text) is not None
    return TitleBlock((i,), None, i + 1, None, Evidence.PLACE) if tells and body.ends_document(above) else None


def over_first_article(body: Body, i: int) -> TitleBlock | None:
    """A line over the first article or chapter of a text, after a sentence: 澜川市人民政府议事规则 | 第一条 …….

    Over 一、 it has to be like a title too, and begin with a place: 澜川市2024年经济发展计划 | 一、……
    """
    below, above, text = body.following(i + 1), body.previous(i), body.lines[i].text
    if below is None or above is None or not body.lines[i].gap or not body.lines[below].gap:
        return None
    if _HISTORY.fullmatch(folded(body.lines[below].text)) and (under := body.following(below + 1)) is not None:
        below = under
    plan = names_place(text) and is_title_like(text) and body.lines[below].text.startswith("一、")
    first = (plan or _FIRST.match(folded(body.lines[below].text)) is not None) and label_of(text) is None
    free = can_end(body, above) and not body.under_label(i) and 6 <= len(body.bares[i]) <= 60
    if not (first and free) or names_bodies(text):
        return None
    return TitleBlock((i,), None, i + 1, None, Evidence.LINE)


def body_over_matter(body: Body, i: int) -> TitleBlock | None:
    """A line without kind under the whole name of a body, empty lines around both, after a sentence: 澜川市人大常委会 | 第七次会议出席情况."""
    above, below = body.previous(i), body.following(i + 1)
    if above is None or below is None or body.lines[i].gap or not body.lines[above].gap or not body.lines[below].gap:
        return None
    end, text = body.previous(above), body.lines[i].text
    named = names_place(body.lines[above].text) and names_bodies(body.lines[above].text)
    matter = 4 <= len(body.bares[i]) <= 60 and not (names_bodies(text) or is_signature(text) or is_person_line(text))
    ended = end is not None and can_end(body, end) and not body.under_label(above)
    if not (named and matter and ended) or re.search("[，,]|^[（(]", text) or body.addressee_end(below) is not None:
        return None
    return TitleBlock((above, i), None, i + 1, None, Evidence.LINE)


def can_end(body: Body, i: int) -> bool:
    """Whether a document without a date can end with line `i`."""
    return not body.is_title_line(i) and is_closed(body.lines[i].text) and not body.lines[i].text.endswith((":", "："))


def over_salutation(body: Body, i: int) -> TitleBlock | None:
    """A line over those whom a speech addresses; who spoke and the day may stand between: 在全市大会上的讲话 | （2024年2月18日） | 同志们：."""
    if not body.lines[i].gap and i:
        return None
    k = body.following(i + 1)
    for _ in range(3):
        if k is None or not _tells_of_speech(body, k):
            break
        k = body.following(k + 1)
    if k is None or not _is_salutation(body.lines[k].text):
        return None
    above, text = body.previous(i), body.lines[i].text
    free = above is None or body.ends_document(above) or (can_end(body, above) and not body.under_label(i))
    if not free or len(body.bares[i]) < 6 or names_bodies(text) or is_person_line(text):
        return None
    return TitleBlock((i,), None, i + 1, None, Evidence.ADDRESSEE)


def _tells_of_speech(body: Body, k: int) -> bool:
    """Whether a line under the title of a speech says who gave it and when; a name may stand alone."""
    text = body.lines[k].text
    if re.fullmatch(rf"[{CJK}·]{{2,4}}", without_blanks(text)):
        return True
    day = looks_like_date(text) or bool(_DAY_SPOKEN.fullmatch(text.strip()))
    return (
        day
        or bool(_SPEAKER.fullmatch(text.strip()))
        or text.startswith("——")
        or (is_person_line(text) and len(text) < 12)
    )


def _is_salutation(text: str) -> bool:
    short = folded(text)
    return 2 < len(short) <= 28 and short[-1] in ":!" and bool(TO_MANY.search(short))
