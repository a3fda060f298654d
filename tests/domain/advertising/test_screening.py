"""What the rules find in a text, however it is written; and what they leave alone. Our own sentences."""

from datetime import date

import pytest

from zhanggui.domain.advertising.screening import Context, Severity, rulebook, screen
from zhanggui.domain.advertising.states import AdClass, Medium

TODAY = date(2026, 11, 22)


def looked_at(text, *classes, media=(), names=(), on=TODAY):
    context = Context(
        on=on,
        ad_classes=frozenset(classes or ("ordinary",)),
        media=frozenset(media),
        names=frozenset(names),
    )
    return screen({"words": text}, context)


def found(text, *classes, **more):
    return [(hit.found, hit.rule.code) for hit in looked_at(text, *classes, **more).hits]


HITS = {
    "plain": ("这是国家级的品质", "国家级", "absolute.state_level"),
    "traditional characters": ("國家級工藝", "國家級", "absolute.state_level"),
    "full width letters": ("ＢＥＳＴ之选", "ＢＥＳＴ", "absolute.highest"),
    "spaces between": ("国 家 级品质", "国 家 级", "absolute.state_level"),
    "points and stars between": ("全.网*最-低/价", "全.网*最-低/价", "absolute.highest"),
    "a picture inside": ("最💯佳选择", "最💯佳", "absolute.highest"),
    "an invisible character inside": ("最​佳选择", "最​佳", "absolute.highest"),
    "one character under the other": ("国\n家\n级", "国\n家\n级", "absolute.state_level"),
    "a rare character for it": ("蕞佳选择", "蕞佳", "absolute.highest"),
    "another character of the sound": ("全网最底价", "全网最底价", "absolute.highest"),
    "two of five of the sound": ("国宴砖用", "国宴砖用", "conduct.state"),
    "pinyin among characters": ("zui好的茶", "zui好", "absolute.highest"),
    "pinyin with tones": ("全国dì一", "全国dì一", "absolute.first"),
    "pinyin alone": ("guojiaji品质", "guojiaji", "absolute.state_level"),
    "an initial for a character": ("国j级品质", "国j级", "absolute.state_level"),
    "a circled figure": ("销量第①", "销量第①", "absolute.first"),
    "a plain figure": ("全网第1", "全网第1", "absolute.first"),
    "Latin with points": ("N O . 1 品牌", "N O . 1 品牌", "absolute.first"),
    "Cyrillic letters": ("Веst之选", "Веst", "absolute.highest"),
    "a pattern of figures": ("用后90%有效", "90%有效", "medical.assertion"),
    "a promise of days": ("7天见效", "7天见效", "medical.assertion"),
    "illness in plain goods": ("这款茶治疗失眠", "治疗", "medical.cure"),
    "fortune": ("戴上它招财进宝", "招财进宝", "conduct.superstition"),
    "a reward for a click": ("点击领奖", "点击领奖", "conduct.lure_click"),
}


@pytest.mark.parametrize(("text", "words", "rule"), HITS.values(), ids=HITS)
def test_a_word_is_found_however_it_is_written_at_its_place(text, words, rule):
    hits = [hit for hit in looked_at(text).hits if hit.rule.code == rule]

    assert [hit.found for hit in hits] == [words]
    assert text[hits[0].start : hits[0].end] == words
    assert hits[0].rule.source
    assert hits[0].rule.suggestion_zh


SPARED = {
    "first time": "第一次使用请先阅读说明",
    "attitude, not goods": "顾客第一，服务第一",
    "a hint for use": "最佳食用期为开封后三天",
    "time": "最近上新，最后两天",
    "a measure": "最大承重一百公斤，最高温度二百度",
    "a longer word": "国际集团荣誉出品",
    "inside other words": "好处方便携带，交通便利，公开运营，保护身体",
    "over the end of a thought": "他说的是国家。级别另行通知",
    "denied": "本品不能治疗疾病，不具有保健功能",
    "a warning": "谨防虚假治疗广告",
    "a composition": "100%棉，百分百桑蚕丝",
    "another meaning": "紫外线强烈，请注意防护",
    "a name of science": "绝对湿度与绝对值",
    "an ordinary sentence": "手工拉坯，釉色温润，适合日常冲泡",
}


@pytest.mark.parametrize("text", SPARED.values(), ids=SPARED)
def test_words_that_mean_something_else_are_left_alone(text):
    assert found(text) == []


CLASSES = {
    "pressing words in health food": ("家庭必备，热销中", "health_food", 2),
    "the same in household goods": ("家庭必备，热销中", "ordinary", 0),
    "treatment in a device": ("用于治疗关节疼痛", "medical_device", 0),
    "treatment in food": ("用于治疗失眠", "food", 1),
    "passing exams, in education": ("一次通过，包拿证", "education", 2),
    "passing a test, elsewhere": ("一次通过安检", "ordinary", 0),
    "returns in finance": ("稳赚不赔", "finance", 1),
    "drinking in alcohol": ("朋友相聚干杯", "alcohol", 1),
    "whitening in cosmetics": ("美白祛斑", "cosmetics", 2),
    "whitening of curtains": ("美白如新", "ordinary", 0),
    "urging children": ("快让妈妈买", "children", 1),
    "houses": ("距地铁五分钟到达", "real_estate", 1),
    "pesticides": ("无毒无残留", "farming", 2),
}


@pytest.mark.parametrize(("text", "ad_class", "count"), CLASSES.values(), ids=CLASSES)
def test_rules_know_the_kind_of_goods(text, ad_class, count):
    assert len(found(text, ad_class)) == count


def test_rules_know_the_medium():
    assert found("塑形美体", media=[Medium.TELEVISION]) == [("塑形", "conduct.tv_shorts")]
    assert found("塑形美体", media=[Medium.SHOP]) == []


def test_a_word_inside_the_brand_is_left_to_the_reviewer():
    named = looked_at("最美时光面膜", names=["最美时光"]).hits
    assert [(hit.severity, hit.how) for hit in named] == [(Severity.RESTRICTED, "name")]


def test_only_the_gravest_and_longest_of_overlapping_hits_stands():
    assert found("全国销量冠军") == [("全国销量冠军", "absolute.top")]


def test_required_sentences_are_missed_until_they_stand_there_in_any_punctuation():
    without = looked_at("每日两粒", AdClass.HEALTH_FOOD)
    assert [one.code for one in without.missing] == [
        "required.health_food_law",
        "required.health_food_measures",
    ]
    said = "本品不能代替药物 保健食品不是药物,不能代替药物治疗疾病"
    assert looked_at(said, AdClass.HEALTH_FOOD).missing == ()


def test_a_rule_holds_from_its_day():
    assert found("皮肤科专用", "cosmetics", on=date(2020, 12, 31)) == []
    assert found("皮肤科专用", "cosmetics") == [("皮肤科专用", "medical.cosmetic_medical")]


def test_excuses_count_where_the_rule_takes_them():
    report = looked_at("国家级，一次见效")
    keys = {hit.key for hit in report.hits}
    assert [hit.found for hit in report.unexcused(keys)] == ["一次见效"]


def test_every_rule_names_its_source_and_says_what_to_write_instead():
    for rule in rulebook().rules:
        assert rule.source
        assert rule.title_zh
        assert rule.suggestion_zh
        assert rule.words or rule.patterns
        assert rule.applies <= set(AdClass)
        assert rule.spares <= set(AdClass)
        assert rule.media <= set(Medium)


def test_every_word_of_the_rules_is_found_where_its_rule_holds():
    unfound = []
    for rule in rulebook().rules:
        classes = rule.applies or {"ordinary"}
        for word in rule.words:
            hits = looked_at(f"这里写着{word}字样", *classes, media=rule.media).hits
            if not any(hit.start <= 4 and hit.end >= 4 + len(word) for hit in hits):
                unfound.append((rule.code, word))
    assert unfound == []


def test_a_long_script_is_looked_at_in_the_blink_of_an_eye():
    text = "青瓷茶具，手工拉坯，釉色温润，适合日常冲泡。最近上新，顾客第一。" * 300
    assert looked_at(text).hits == ()
