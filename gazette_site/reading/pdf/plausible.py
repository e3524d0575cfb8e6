"""Whether the characters of a page can be Chinese text: some files give every glyph a wrong character, and say nothing of it.

Running Chinese has more than half of its characters from a few hundred; in lists of names and places it is less, in glyphs that are taken
for others next to nothing. Bytes of another encoding come out as accented letters.
"""

from __future__ import annotations

from collections.abc import Sequence

from gazette_site.reading.pdf.characters import Char

_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国以要他时来用们生到作地于出分对成会可主发年动同工也能下过产种面而方后多定行学法所民得经"
    "三之进等部度家电力里水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又利比或但质气第向道命此变条只结解问意建月公无系军情者最立代想已通并提直题党程"
    "五果料象员位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别手角期根论运农指九区强放决西被做必战先"
    "回则任取据处南色光门即保治北造百规热领七海口东导器压志世金增争济油思极受联什认六共权收证改清己再转更单切打教速花场身车例"
    "务具万每目至达走积示议声报完类八离名确才科张信马节话米整空元况今集温传土许步群广石记需段研界林律究观越织装影算低持音众书"
    "布容须非验连断深难近矿千周素技备半办青省列习响约支般史劳便团往历市何除消构府称太准精值号率族维划选标写存候亲快效斯院查江"
    "型格养易置派层片始专状育厂京识适属包火住调满县局照参红细引听该铁价街镇村乡委州府令通印项附施实责监督协督核审批申请安防应急"
)
_FEW = 80
"""Characters from which a page shows it."""
_LEAST = 0.12
"""Share of common ones among Chinese characters."""
_FOREIGN = 0.4
"""Share of accented letters from which a page is one of wrong encoding."""


def plausible(chars: Sequence[Char]) -> bool:
    """Whether the characters of a page can be what it prints; True for one of few characters."""
    printed = [c.text for c in chars if not c.text.isspace()]
    if len(printed) < _FEW:
        return True
    han = [text for text in printed if "\u3400" <= text[0] <= "\u9fff"]
    if sum("\u0080" <= text[0] < "\u0370" and text.isalpha() for text in printed) > _FOREIGN * len(printed):
        return False
    return len(han) < _FEW or sum(text in _COMMON for text in han) >= _LEAST * len(han)
