"""First names of real children that are other words as well, and words that are no first name."""

from __future__ import annotations

from coloring.engines.offline.refusals import disguises


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Fine where they stand alone.
_ALONE = _words("bong con dick jihad nu sang sein tue uzi vin")
# Fine with an initial behind, although the two together make another word: "Ana L".
_BEFORE_INITIAL = _words("ana bong gor nu san sang uzi vin win")
# Those of Vietnam and Korea also stand beside others of there: "Kim Sang", "Văn Tuệ", "Sang-hoon".
_SYLLABLES = _words("bong nu sang tue vin")
_BESIDE = _words("""
    anh bao bich bui cam chan chau chi dang dao dinh dong duc dung duong gia giang ha hai han hang hanh hien
    hieu ho hoa hoang hong hung huong huu huy huynh khanh khoa kim lam lan le lien linh loan long ly mai
    manh minh my nam nga ngo ngoc nguyen nhat nhi nhung pham phan phong phu phuc phuong quan quang quoc quy
    quynh son tam tan thai thang thanh thao thi thien thu thuy tien tran trang trinh trong trung truong tu
    tuan tuyen van viet vinh vo vu vuong xuan yen
    ae bae baek bin bo bum chang cho choi chul dae do eun gi gyu hae hee ho hoon hwa hwan hyuk hyun il in
    jae jang je ji jin jong joo joon ju jun jung ki ku kwang kwon kyu kyung lee mi min moon myung oh park rae
    ryul seo seok seon seung shin sik so soo sook su suk sun sung tae u wan won woo woon yeon yong yoo yoon
    you young yu yul yun
""")
# Words that a page may show, as an animal, and that nobody is called.
NO_NAMES = _words("chatte cock")


def is_first_name(name: str) -> bool:
    """Whether a name is one of those that are refused as words and given to children all the same."""
    first, *others = disguises.plain(disguises.bare(name)).split() or [""]
    if not others:
        return first in _ALONE
    if len(others) == 1 and len(others[0]) == 1 and first in _BEFORE_INITIAL:
        return True
    odd = [part for part in (first, *others) if part not in _BESIDE]
    return len(odd) <= 1 and _SYLLABLES.issuperset(odd)
