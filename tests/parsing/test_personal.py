"""Data of private persons are seen; offices, officials and ordinary words are not taken for them."""

from __future__ import annotations

import pytest

from gazette_site.model import IssueId
from gazette_site.parsing import parse_issue
from gazette_site.parsing.personal import names, numbers, places
from gazette_site.problems import Problem
from gazette_site.reading import read_transcript
from gazette_site.reading.sidecar import Sidecar
from tests.privacy.archive import ISSUE


@pytest.mark.parametrize(
    "text",
    [
        "身份证号11010119900307803X",
        "（身份证号码：11010119900307803x）",
        "公民身份号码 110101 19900307 803X",
        "１１０１０１１９９００３０７８０３Ｘ",
        "申请人110101-19900307-803X提出申请",
        "1 11010119900307803X",
    ],
)
def test_identity_numbers_are_seen(text: str) -> None:
    """With a right check digit, whatever stands between the digits."""
    assert list(numbers.identities(numbers.wide_as_narrow(text)))


def test_old_identity_numbers_need_a_word() -> None:
    """Fifteen digits are one only beside a word for it."""
    assert list(numbers.identities("身份证号110101900307803"))
    assert list(numbers.identities("110101900307803", "证件号码"))
    assert list(numbers.identities("残疾证号11010119900307803X44"))
    assert not list(numbers.identities("登记号110101900307803"))


@pytest.mark.parametrize(
    "text", ["11010119900307803", "110101199003078031", "911502007345678901", "202503091234567890"]
)
def test_other_long_numbers_are_no_identity(text: str) -> None:
    """A wrong check digit, an impossible day, a code of credit, a time."""
    assert not list(numbers.identities(text))


@pytest.mark.parametrize(
    "text",
    [
        "联系人：赵小满，13900001234",
        "电话139 0000 1234",
        "139-0000-1234",
        "手机：+86 13900001234",
        "赵小满（１３９００００１２３４）",
    ],
)
def test_mobile_numbers_are_seen(text: str) -> None:
    """With and without blanks, hyphens, country code, full-width."""
    assert list(numbers.mobiles(numbers.wide_as_narrow(text)))


@pytest.mark.parametrize(
    "text",
    [
        "咨询电话：0472-5612345",
        "值班电话：13900001234",
        "监督举报热线13900001234",
        "文号20251390000123456",
        "1390000.1234",
    ],
)
def test_numbers_of_offices_are_no_mobile_of_a_person(text: str) -> None:
    """Fixed lines, numbers that a label gives to an office, parts of longer numbers."""
    assert not list(numbers.mobiles(text))


def test_bank_cards_are_told_by_their_check_digit() -> None:
    """Luhn, and 62 or a word; an office's account is none."""
    assert list(numbers.cards("卡号6222020200112230004"))
    assert list(numbers.cards("银行卡 4111 1111 1111 1111"))
    assert not list(numbers.cards("合同编号4111111111111111"))
    assert not list(numbers.cards("户名：澜川市财政局，账号4111111111111111"))


def test_mail_of_persons_and_of_offices() -> None:
    """A free service beside a person, or a mere number; the office's own box is none."""
    assert list(numbers.mails("联系人赵小满，邮箱zxm@163.com"))
    assert list(numbers.mails("1234567@qq.com"))
    assert not list(numbers.mails("请于6月30日前将意见发送至lcsfgw@163.com"))
    assert not list(numbers.mails("联系人赵小满，lcsfgw@lanchuan.gov.cn"))


@pytest.mark.parametrize(
    ("text", "around", "name"),
    [
        ("东浦区走访困难群众赵小满一家。", "", "赵小满"),
        ("为低保户钱多福送去慰问金。", "", "钱多福"),
        ("赵小满、钱多福等三户困难家庭列入名单。", "", "钱多福"),
        ("患者：孙平安，男，45岁。", "", "孙平安"),
        ("李安然（女，9岁）由其祖母监护。", "困境儿童保障名单", "李安然"),
        ("周礼系特困供养人员。", "", "周礼"),
        ("吴越山被认定为精神障碍患者。", "", "吴越山"),
        ("资助学生郑　好完成学业，", "", "郑好"),
        ("看望残疾人王守信，", "", "王守信"),
        ("孤儿冯小满由市福利院抚养。", "", ""),
        ("慰问了住在河滨社区的欧阳竞老人，送上救助金。", "", "欧阳竞"),
        ("确诊病例陈晓东的活动轨迹如下：", "", "陈晓东"),
        ("受害人褚明，", "救助决定", "褚明"),
        ("社区矫正对象卫国强，", "", "卫国强"),
        ("留守儿童蒋小朵等5人", "", "蒋小朵"),
        ("五保老人沈长福因病住院，", "", "沈长福"),
        ("贫困户韩有才家", "", "韩有才"),
        ("受助学生：杨柳青、朱丹、秦越岭", "", "秦越岭"),
        ("困难职工尤春梅同志", "", "尤春梅"),
        ("斯琴·图雅系残疾人。", "", "斯琴·图雅"),
    ],
)
def test_names_of_need_are_seen_in_text(text: str, around: str, name: str) -> None:
    """By role, by count, by sex, by what is said of them."""
    found = list(names.names_of_need(text, around))
    assert name in found if name else True


@pytest.mark.parametrize(
    "text",
    [
        "做好残疾人康复、托养和就业服务工作。",
        "对困难群众应保尽保，应救尽救。",
        "市民政局负责低保、特困人员救助，市财政局负责资金安排。",
        "患者及家属应当遵守医院规定。",
        "为低保家庭高校毕业生发放补贴。",
        "副市长方绍棠走访慰问困难群众。",
        "未成年人于晚间单独外出的，应当劝阻。",
        "对贫困户危房改造给予补助，每户一万元。",
        "市人民政府主任温国安到特困供养机构调研，",
        "孤儿、事实无人抚养儿童基本生活费标准为每人每月1200元。",
        "残疾人证、低保证、居民身份证复印件。",
        "张某某系低保户，已退回救助金。",
        "松原市残疾人联合会负责残疾人证的核发。",
    ],
)
def test_words_and_officials_are_no_names_of_need(text: str) -> None:
    """Tasks, sums, conditions, officials in their office, names that are hidden already."""
    assert list(names.names_of_need(text, "")) == []


def test_homes_and_births() -> None:
    """Where a person lives and when he was born; areas, offices and planned production are none."""
    assert list(places.homes("家住东浦区观澜路3号2单元501室", False))
    assert list(places.homes("户籍地址：西浦区松林村2组", False))
    assert not list(places.homes("由市住建局负责，公布办事地址：观澜路1号", False))
    assert not list(places.homes("户籍所在地的社区", False))
    assert list(places.births("1990年3月7日出生", True)) and list(places.births("生于1990年3月", True))
    assert not list(places.births("2025年3月生产", True))


def _problems(text: str) -> list[Problem]:
    issue = parse_issue(read_transcript(text), IssueId("2025-06"), "issues/2025-06.txt", Sidecar(), ())
    return [one for one in issue[1] if one.code == "personal-data"]


def test_an_issue_names_kind_place_and_what_to_do() -> None:
    """One warning for each record and kind, with its lines and the words of the sidecar."""
    found = _problems(ISSUE)
    told = {
        (one.record.position if one.record else 0, one.message.split("：")[0].removeprefix("可能有不宜公开的"))
        for one in found
    }
    assert told == {
        (2, "身份证号"),
        (2, "手机号"),
        (2, "住址"),
        (2, "困难、患病等人员的姓名"),
        (1, "困难、患病等人员的姓名"),
    }
    names_told = next(one for one in found if "姓名" in one.message)
    assert "privacy" in names_told.message and "reason" in names_told.message
    table = [one for one in found if "身份证号" in one.message]
    assert "等" not in table[0].message.split("。")[0] and "第" in table[0].message


def test_lists_of_officials_are_no_lists_of_need() -> None:
    """A table with posts, and the members of a leading group, stay unsaid."""
    body = ISSUE.replace("姓名\t身份证号\t电话\t住址", "姓名\t职务\t组别\t备注").split("赵小满\t")[0]
    rows = "甲小满\t市民政局局长\t组长\t无\n乙多福\t市财政局副局长\t副组长\t无\n\n附件2\n\n救助标准\n\n每户每次一千二百元。\n"
    found = _problems(body.replace("赵小满", "某户").replace("钱 多福等", "共") + rows)
    assert not [one for one in found if "甲小满" in one.message]
