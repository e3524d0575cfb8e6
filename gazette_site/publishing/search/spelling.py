"""What the archive's words look like and sound like: the file by which a search guesses what was meant.

    /search/spelling-0a1b2c3d.bin = gzip(GB 18030: neighbours ‖ "\\n\\n" ‖ sounds)
    neighbours = 育儿4人2苗1 …      a line for each ideograph: those that follow it somewhere, by how often
    sounds     = yu育玉雨 …         a line for each syllable without its tone: the ideographs that are read so

It is fetched only when nothing was found. Pairs of titles, headings and names of persons have the weight 4, others by
the number of blocks they stand in; of those the commonest are kept. Sounds are given of every ideograph that is met and
of the common ones of GB 2312, for it is those that are typed by mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from gazette_site.aside import Aside
from gazette_site.cache import Cache
from gazette_site.fold import fold
from gazette_site.identity import key_of, libraries
from gazette_site.publishing.search.records import Kind, Record

ROOM = "readings"
_MOST = 24_000
"""So many pairs at most, those of heads not counted."""
_WEIGHTS = ((16, 3), (4, 2), (1, 1))
"""Blocks a pair stands in at least, and its weight."""
_IN_HEAD = 4
_IDEOGRAPHS = re.compile(r"[\u4e00-\u9fff]+")
_PAIR = re.compile(r"[\u4e00-\u9fff]{2}")
_LEVEL_ONE = range(0xB0, 0xD8)
"""Rows of GB 2312 with the common ideographs."""
_SECOND_READINGS = (
    "行xing 长zhang 重chong 调diao 乐yue 率shuai 会kuai 还huan 得dei 地di 的di 着zhe 都dou 省xing 大dai 解xie 参shen "
    "差chai 车ju 乘sheng 传zhuan 藏zang 朝zhao 处chu 弹tan 当dang 降xiang 角jue 结jie 觉jiao 空kong 了le 落la 脉mai 没mo "
    "模mu 难nan 宁ning 铺pu 强jiang 切qie 曲qu 色shai 厦sha 扇shan 少shao 说shui 似shi 宿su 提di 通tong 吐tu 为wei 系ji "
    "校jiao 血xue 压ya 约yue 载zai 择ze 扎za 占zhan 涨zhang 折zhe 正zheng 中zhong 种zhong 转zhuan 琢zuo 薄bo 臂bei 便pian "
    "剥bao 泊po 伯bai 卜bu 打da 待dai 恶wu 发fa 分fen 缝feng 干gan 给ji 更geng 供gong 勾gou 观guan 冠guan 号hao 和huo "
    "喝he 荷he 核hu 横heng 华hua 划hua 假jia 间jian 将jiang 教jiao 劲jin 禁jin 尽jin 卷juan 卡ka 看kan 壳ke 可ke 累lei "
    "量liang 露lu 绿lu 论lun 蒙meng 泌bi 磨mo 娜na 呢ni 排pai 炮bao 喷pen 片pian 漂piao 屏bing 迫pai 朴piao 期ji 奇ji "
    "洽qia 抢qiang 亲qing 散san 丧sang 刹sha 舍she 什shi 石dan 识zhi 食si 属zhu 数shu 拾shi 沓da 汤tang 趟tang 体ti 挑tiao "
    "贴tie 拓tuo 尾yi 委wei 吓he 鲜xian 相xiang 巷hang 削xue 兴xing 旋xuan 咽yan 艳yan 要yao 叶ye 尉yu 应ying 佣yong 与yu "
    "晕yun 咱za 轧zha 粘zhan 殖shi 属zhu 拽zhuai 撞zhuang 幢chuang 综zong 钻zuan 作zuo 柞zha 单shan 仇qiu 盖ge 葛ge 任ren "
    "曾zeng 查zha 区ou 尉wei 牟mu 员yun 翟zhai 万mo 盛cheng 莘xin 仝tong 乜nie 褚chu 纪ji 那na 缪miao 宓fu 朴pu 覃qin 尹yin"
)
"""Readings beside the one that is commonest."""


class Spelling:
    """Gathers the pairs of ideographs of the archive."""

    def __init__(self, store: Cache | None = None) -> None:
        """What the dictionaries say of the same ideographs is taken from the store."""
        self._store = store
        self.used: set[tuple[str, str]] = set()
        self._heads: set[str] = set()
        self._others: dict[str, int] = {}

    def add(self, pairs: Iterable[str]) -> None:
        """The pairs of an issue's heads (`headed`)."""
        self._heads.update(pairs)

    def add_pairs(self, pairs: Iterable[tuple[str, int]]) -> None:
        """Pairs of a part of the index, each with the number of blocks it stands in, about; what is no pair is passed over."""
        known = self._others
        for pair, blocks in pairs:
            if len(pair) == 2 and _PAIR.fullmatch(pair):
                known[pair] = known.get(pair, 0) + blocks

    def written(self) -> bytes:
        """All of it, in order of characters, so that the same archive gives the same bytes."""
        weights = dict(self._kept()) | dict.fromkeys(self._heads, _IN_HEAD)
        return f"{_neighbours(weights)}\n\n{self._sounds(set(''.join(weights)))}".encode("gb18030")

    def _sounds(self, met: set[str]) -> str:
        """The same as `sounds`, from the store where these ideographs were met before; else worked out aside."""
        store = self._store
        if store is None:
            return sounds(met)
        key = key_of(libraries(), Path(__file__).read_bytes(), "".join(sorted(met)))
        self.used = {(ROOM, key)}
        content = store.get(ROOM, key)
        if content is not None:
            return content.decode()
        # Only single characters are asked for: without its words the dictionary is loaded in a quarter of the time.
        with closing(Aside(PYPINYIN_NO_PHRASES="1")) as aside:
            told = aside.done(sounds, met)
        store.put(ROOM, key, told.encode())
        return told

    def _kept(self) -> Iterator[tuple[str, int]]:
        commonest = sorted(self._others.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
        for pair, blocks in commonest:
            yield pair, next(weight for least, weight in _WEIGHTS if blocks >= least)


def headed(record: Record) -> Iterator[str]:
    """The pairs of what a reader is likely to ask for: the head of a page, its headings, persons, the title of an entry."""
    words = [*record.head, *record.persons, *(line.label for line in record.lines if line.label)]
    for text in (*words, record.title if record.kind is Kind.ENTRY else ""):
        yield from _pairs_of(fold(text))


def _pairs_of(text: str) -> Iterator[str]:
    for run in _IDEOGRAPHS.findall(text):
        yield from map("".join, pairwise(run))


def _neighbours(weights: dict[str, int]) -> str:
    followers: dict[str, dict[int, list[str]]] = {}
    for pair, weight in sorted(weights.items()):
        followers.setdefault(pair[0], {}).setdefault(weight, []).append(pair[1])
    return "\n".join(
        first + "".join(_group(groups, weight) for weight in (4, 3, 2, 1)) for first, groups in followers.items()
    )


def _group(groups: dict[int, list[str]], weight: int) -> str:
    return "".join(groups[weight]) + str(weight) if weight in groups else ""


def sounds(met: set[str]) -> str:
    """Every syllable with its ideographs."""
    # Loading the dictionaries takes a good part of a second, and only a build with a search needs them here.
    from pypinyin import Style, lazy_pinyin, pinyin

    signs = sorted(met | set(_common()))
    readings = {(lazy_pinyin(sign, style=Style.NORMAL)[0], sign) for sign in signs}
    for entry in _SECOND_READINGS.split():
        sign, reading = entry[0], entry[1:]
        common = dict.fromkeys(pinyin(sign, style=Style.NORMAL, heteronym=True)[0])
        readings |= {(one, sign) for one in (reading, *[*common][:2]) if sign in met}
    syllables: dict[str, list[str]] = {}
    for syllable, sign in sorted(readings):
        if syllable.isascii() and syllable.isalpha():
            syllables.setdefault(syllable, []).append(sign)
    return "\n".join(syllable + "".join(same) for syllable, same in syllables.items())


def _common() -> Iterator[str]:
    for row in _LEVEL_ONE:
        yield from bytes(byte for cell in range(0xA1, 0xFF) for byte in (row, cell)).decode("gb2312", "ignore")
