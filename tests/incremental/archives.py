"""Small archives as text, made from a few choices, and the edits that a clerk makes to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from hypothesis import strategies as st

TOPICS = ("桥梁", "路灯", "渡口", "集市", "河道", "档案")
OFFICES = (("澜川市人民政府", "澜府发"), ("澜川市人民政府办公室", "澜府办发"))
_NUMERALS = "一二三四五六"


@dataclass(frozen=True)
class Text:
    """A document of a made-up issue."""

    office: int
    topic: int
    n: int
    items: int
    """Numbered items of the body."""
    names: int = 0
    """Number of a document that it names; 0 for none."""
    ends: bool = False
    """Whether it repeals the document that it names."""
    word: str = "及时"

    @property
    def title(self) -> str:
        """`澜川市人民政府关于加强桥梁管理的通知`."""
        return f"{OFFICES[self.office][0]}关于加强{TOPICS[self.topic]}管理的通知"


@dataclass(frozen=True)
class Made:
    """A made-up issue."""

    documents: tuple[Text, ...]
    days: tuple[int, ...]
    """Of its chronicle."""
    sidecar: str = ""


@dataclass(frozen=True)
class Folder:
    """A folder of issues: by the number of the issue in 2025, and the settings."""

    issues: Mapping[int, Made]
    settings: str = ""
    more: Mapping[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Makes the folder hold this and nothing else; a file that is as it was is not touched."""
        folder.mkdir(exist_ok=True)
        files = {f"2025-{n:02}.txt": issue_text(n, made) for n, made in self.issues.items()}
        files |= {f"2025-{n:02}.yaml": made.sidecar for n, made in self.issues.items() if made.sidecar}
        files |= {"site.yaml": self.settings} if self.settings else {}
        for path in folder.iterdir():
            if path.name not in files:
                path.unlink()
        for name, content in files.items():
            path = folder / name
            if not path.exists() or path.read_text("utf-8") != content:
                path.write_text(content, encoding="utf-8")


def issue_text(number: int, made: Made) -> str:
    """The transcript of an issue."""
    contents = "\n\n".join(f"{3 * place} {one.title}" for place, one in enumerate(made.documents, 1))
    chronicle = f"\n\n政府大事记\n\n40 2025年{number}月政府大事记" if made.days else ""
    head = (
        f"澜川市人民政府公报\n\n2025年第{number}期\n（总第{150 + number}期·月刊）\n\n2025年{number}月28日出版\n\n"
        f"目  录\n\n市政府文件\n\n{contents}{chronicle}\n\n"
    )
    body = "\n\n".join(_document(one, number) for one in made.documents)
    days = "\n\n".join(f"{number}月{day}日，市长主持召开会议，研究{TOPICS[day % 6]}工作。" for day in made.days)
    events = f"\n\n2025年{number}月 大事记\n\n{days}" if days else ""
    return f"{head}{body}{events}\n\n澜川市人民政府办公室主办\n\n地址：澜川市河滨路1号\n"


def _document(one: Text, number: int) -> str:
    items = "\n\n".join(
        f"{_NUMERALS[place]}、第{place + 1}项工作\n\n各区人民政府要{one.word}做好{TOPICS[one.topic]}的第{place + 1}项工作。"
        for place in range(one.items)
    )
    named = f"（澜府发〔2025〕{one.names}号）"
    deed = (
        f"本通知自2025年{number}月20日起施行，《关于旧事的通知》{named}同时废止。"
        if one.ends
        else f"按照《关于旧事的通知》{named}执行。"
    )
    return "\n\n".join(
        (
            one.title,
            f"{OFFICES[one.office][1]}〔2025〕{one.n}号",
            "各区人民政府：",
            f"现将{TOPICS[one.topic]}管理的有关事项通知如下。",
            *((items,) if items else ()),
            *((deed,) if one.names else ()),
            f"2025年{number}月2日",
        )
    )


texts = st.builds(
    Text,
    office=st.integers(0, 1),
    topic=st.integers(0, 5),
    n=st.integers(1, 9),
    items=st.integers(0, 3),
    names=st.integers(0, 9),
    ends=st.booleans(),
)
made = st.builds(
    Made,
    documents=st.lists(texts, min_size=1, max_size=3).map(tuple),
    days=st.lists(st.integers(1, 28), max_size=3, unique=True).map(lambda days: tuple(sorted(days))),
)
folders = st.builds(Folder, issues=st.dictionaries(st.integers(1, 9), made, min_size=2, max_size=4))

SETTINGS = (
    "",
    "name: 澜川公报\n",
    "base_url: https://gazette.example/sub/\n",
    "sections: [部门文件, 市政府文件]\nexamples: [桥梁]\n",
    "report: gongbao@gazette.example\ncontact: 0472-0000000\n",
    "synonyms: [[桥梁, 路灯]]\nredirects: {/old/: /about/}\n",
    "offline: true\n",
    "topics: {桥和灯: [桥梁, 路灯], 水: [渡口, 河道]}\n",
)


@st.composite
def edited(draw: st.DrawFn, folder: Folder) -> Folder:
    """The folder after one edit."""
    issues = dict(folder.issues)
    number = draw(st.sampled_from(sorted(issues)))
    one = issues[number]
    what = draw(st.sampled_from(("add", "remove", "correct", "word", "rewrite", "rename", "swap", "settings", "touch")))
    if what == "add":
        issues[draw(st.integers(1, 12))] = draw(made)
    elif what == "remove" and len(issues) > 1:
        del issues[number]
    elif what == "correct":
        wrong, right = draw(st.sampled_from((("现将", "兹将"), ("河滨路", "河边路"), ("会议", "会"))))
        issues[number] = replace(
            one, sidecar=f"corrections:\n  - find: {wrong}\n    replace: {right}\n    reason: 试改\n"
        )
    elif what == "word":
        first, *others = one.documents
        issues[number] = replace(one, documents=(replace(first, word=draw(st.sampled_from(("按时", "认真")))), *others))
    elif what == "rewrite":
        issues[number] = draw(made)
    elif what == "rename":
        issues[draw(st.integers(1, 12))] = issues.pop(number)
    elif what == "swap":
        other = draw(st.sampled_from(sorted(issues)))
        issues[number], issues[other] = issues[other], issues[number]
    elif what == "settings":
        return replace(folder, settings=draw(st.sampled_from(SETTINGS)))
    return replace(folder, issues=issues)
