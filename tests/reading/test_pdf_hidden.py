"""Text that no reader of the print sees is set aside and reported; what is seen stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazette_site.model import Trust
from tests.reading.pdf_writer import BODY, Sheet, read_sheet, show, stream

SECRET = "补助标准为每人每年八千元。"
LINE = show(SECRET, 94, 560)
OVER = "90 550 330 30 re"
"""A rectangle that holds the line."""
STATES = "/ExtGState<</G 10 0 R>>"
FORM = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</H 5 0 R>>>>"
PICTURE = "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
COVERING = "q 330 0 0 30 90 550 cm /I Do Q\n"
LAYERS = "/OCProperties<</OCGs[10 0 R]/D<</OFF[10 0 R]>>>>"


def layer(sheet: str) -> str:
    """Content on the layer L."""
    return f"/OC /L BDC {sheet} EMC\n"


HIDDEN: dict[str, Sheet] = {
    "mode 3": Sheet(f"3 Tr {LINE}0 Tr "),
    "mode 3 set in the text object before": Sheet(f"q BT 3 Tr ET {LINE} Q "),
    "mode 7 through which nothing is painted": Sheet(f"q 7 Tr {LINE} Q "),
    "white": Sheet(f"q 1 g {LINE} Q "),
    "white in RGB": Sheet(f"q 1 1 1 rg {LINE} Q "),
    "white in CMYK": Sheet(f"q 0 0 0 0 k {LINE} Q "),
    "white in a colour space": Sheet(f"q /DeviceRGB cs 1 1 1 sc {LINE} Q "),
    "a spot colour without ink": Sheet(
        f"q /S cs 0 scn {LINE} Q ",
        resources="/ColorSpace<</S[/Separation/Black/DeviceCMYK 10 0 R]>>",
        objects=("<</FunctionType 2/Domain[0 1]/N 1>>",),
    ),
    "nearly white": Sheet(f"q 0.97 g {LINE} Q "),
    "outlined in white": Sheet(f"q 1 G 1 Tr {LINE} Q "),
    "black on black": Sheet(f"q 0 g {OVER} f {LINE} Q "),
    "red on red": Sheet(f"q 0.8 0.1 0.1 rg {OVER} f 0.81 0.1 0.1 rg {LINE} Q "),
    "white on a white box on a dark one": Sheet(f"q 0 g 80 540 400 60 re f 1 g {OVER} f {LINE} Q "),
    "clipped": Sheet(f"q 0 0 10 10 re W n {LINE} Q "),
    "clipped by two boxes that do not meet": Sheet(f"q 0 0 595 400 re W n 0 300 595 542 re W n {LINE} Q "),
    "clipped by the even-odd rule": Sheet(f"q 0 0 595 842 re {OVER} W* n {LINE} Q "),
    "clipped by a triangle": Sheet(f"q 0 0 m 595 0 l 595 842 l h W n {show(SECRET, 20, 600)} Q "),
    "outside the box of a form": Sheet(
        "/F Do ",
        resources="/XObject<</F 10 0 R>>",
        objects=(stream(LINE, FORM.replace("[0 0 595 842]", "[0 0 595 300]")),),
    ),
    "in a form drawn in white": Sheet(
        "q 1 g /F Do Q ", resources="/XObject<</F 10 0 R>>", objects=(stream(LINE, FORM),)
    ),
    "in a form within a form, mode 3 outside": Sheet(
        "q 3 Tr /F Do Q ",
        resources="/XObject<</F 10 0 R>>",
        objects=(
            stream("/G Do", FORM.replace("/Font", "/XObject<</G 11 0 R>>/Font")),
            stream(LINE, FORM),
        ),
    ),
    "above the page": Sheet(show(SECRET, 94, 860)),
    "beside the crop box": Sheet(
        show(SECRET, 30, 560, 8) + "", entries="/MediaBox[0 0 595 842]/CropBox[140 20 575 822]"
    ),
    "under a box": Sheet(f"{LINE} q 1 g {OVER} f Q "),
    "under a black box in the old way": Sheet(f"{LINE} q 0 g {OVER} F Q "),
    "under a thick line": Sheet(f"{LINE} q 24 w 90 564 m 420 564 l S Q "),
    "under a picture": Sheet(f"{LINE} {COVERING}", resources="/XObject<</I 10 0 R>>", objects=(stream("0", PICTURE),)),
    "tiny": Sheet(show(SECRET, 94, 560, 0.5)),
    "shrunk by the matrix": Sheet(f"q 0.1 0 0 0.1 0 0 cm {show(SECRET, 940, 5600, 12)} Q "),
    "squeezed": Sheet(f"q 1 Tz {LINE} Q "),
    "transparent": Sheet(f"q /G gs {LINE} Q ", resources=STATES, objects=("<</ca 0>>",)),
    "on a layer that is off": Sheet(
        layer(LINE), resources="/Properties<</L 10 0 R>>", objects=("<</Type/OCG/Name(x)>>",)
    ),
    "on a layer of layers": Sheet(
        layer(LINE),
        resources="/Properties<</L 11 0 R>>",
        objects=("<</Type/OCG/Name(x)>>", "<</Type/OCMD/OCGs[10 0 R]>>"),
    ),
}

SEEN: dict[str, Sheet] = {
    "plain": Sheet(LINE),
    "white on a dark box": Sheet(f"q 0 g {OVER} f 1 g {LINE} Q "),
    "white on a dark box drawn by a form": Sheet(
        "/F Do ",
        resources="/XObject<</F 10 0 R>>",
        objects=(stream(f"q 0.1 0.2 0.5 rg {OVER} f Q q 1 g {LINE} Q", FORM),),
    ),
    "white on a picture": Sheet(
        f"{COVERING} q 1 g {LINE} Q ", resources="/XObject<</I 10 0 R>>", objects=(stream("0", PICTURE),)
    ),
    "on a white page": Sheet(f"q 1 g 0 0 595 842 re f Q {LINE} "),
    "grey": Sheet(f"q 0.6 g {LINE} Q "),
    "a spot colour": Sheet(
        f"q /S cs 1 scn {LINE} Q ",
        resources="/ColorSpace<</S[/Separation/Black/DeviceCMYK 10 0 R]>>",
        objects=("<</FunctionType 2/Domain[0 1]/N 1>>",),
    ),
    "black again after a colour space": Sheet(f"q 1 g /DeviceGray cs {LINE} Q "),
    "outlined": Sheet(f"q 1 g 0 G 1 Tr {LINE} Q "),
    "filled white, outlined black": Sheet(f"q 1 g 0 G 2 Tr {LINE} Q "),
    "clipped to its own column": Sheet(f"q {OVER} W n {LINE} Q "),
    "after the clipping": Sheet(f"q 0 0 10 10 re W n Q {LINE} "),
    "beside the hole": Sheet(f"q 0 0 595 842 re 90 250 330 30 re W* n {LINE} Q "),
    "in a box with a frame": Sheet(f"q 0 g {LINE} 80 540 350 50 re 82 542 346 46 re f* Q "),
    "under a highlight": Sheet(f"{LINE} q /G gs 1 1 0 rg {OVER} f Q ", resources=STATES, objects=("<</BM/Multiply>>",)),
    "under a thin veil": Sheet(f"{LINE} q /G gs 1 g {OVER} f Q ", resources=STATES, objects=("<</ca 0.3>>",)),
    "over its box": Sheet(f"q 1 g {OVER} f Q {LINE} "),
    "underlined": Sheet(f"{LINE} q 1 w 90 557 m 420 557 l S Q "),
    "clipping a gradient": Sheet(f"q 7 Tr {LINE} /S sh Q ", resources="/Shading<</S<</ShadingType 2>>>>"),
    "on a layer that is on": Sheet(
        layer(LINE), resources="/Properties<</L 11 0 R>>", objects=("<</Type/OCG>>", "<</Type/OCG>>")
    ),
    "mode 3 ended by its state": Sheet(f"q 3 Tr Q {LINE} "),
}


def visible(extra: Sheet, *, first: bool) -> Sheet:
    """A page with three lines that are seen, before or after something else."""
    lines = "".join(show(BODY, 94, 700 - 22 * k) for k in range(3))
    if "CropBox" in extra.entries:
        lines = "".join(show(BODY, 150, 700 - 22 * k) for k in range(3))
    return extra._replace(content=lines + extra.content if first else f"{extra.content}\n{lines}")


@pytest.mark.parametrize("first", [True, False], ids=["at the end", "at the beginning"])
@pytest.mark.parametrize("name", HIDDEN)
def test_what_is_not_seen_is_set_aside_and_reported(tmp_path: Path, name: str, first: bool) -> None:
    """Hidden text is furniture with its reason, a warning names it, and the text around it is whole."""
    found = read_sheet(tmp_path, visible(HIDDEN[name], first=first), LAYERS)
    assert found.lines == [BODY] * 3
    assert found.aside == {"HIDDEN": SECRET}
    assert [(p.code, p.line, SECRET in p.message) for p in found.problems] == [("page-hidden-text", 1, True)]


@pytest.mark.parametrize("name", SEEN)
def test_what_is_seen_stays(tmp_path: Path, name: str) -> None:
    """Nothing that can be read in print is taken for hidden."""
    found = read_sheet(tmp_path, visible(SEEN[name], first=name != "on a white page"), LAYERS)
    assert SECRET in found.lines
    assert not found.aside and not found.problems


@pytest.mark.parametrize("under", [True, False])
@pytest.mark.parametrize("how", ["3 Tr", ""])
def test_the_text_layer_of_a_scan_is_text(tmp_path: Path, under: bool, how: str) -> None:
    """Unseen text at the place of a picture of the whole page is what somebody's machine read in it, and is said to be."""
    if not how and not under:
        pytest.skip("black text over a scan is seen")
    lines = f"q {how} " + "".join(show(BODY, 94, 700 - 22 * k) for k in range(3)) + " Q\n"
    scan = "q 595 0 0 842 0 0 cm /I Do Q\n"
    sheet = Sheet(
        lines + scan if under else scan + lines, resources="/XObject<</I 10 0 R>>", objects=(stream("0", PICTURE),)
    )
    found = read_sheet(tmp_path, sheet)
    assert [one for one in found.lines if one] == [BODY] * 3
    assert found.codes == {"page-recognised"}
    assert found.transcript.pages[0].trust is Trust.RECOGNISED


def test_a_background_picture_is_no_scan(tmp_path: Path) -> None:
    """Hidden text on a page of seen text is hidden, even if a picture fills the page."""
    scan = "q 595 0 0 842 0 0 cm /I Do Q\n"
    sheet = visible(Sheet(f"3 Tr {LINE} 0 Tr "), first=True)
    found = read_sheet(
        tmp_path,
        sheet._replace(
            content=scan + sheet.content, resources="/XObject<</I 10 0 R>>", objects=(stream("0", PICTURE),)
        ),
    )
    assert found.aside == {"HIDDEN": SECRET}
