"""What ends a sentence: held against Unicode's names, and tried in every language of CLDR."""

from __future__ import annotations

import re
import unicodedata

import pytest
from babel.localedata import locale_identifiers

from transync.checks.endmarks import COLON, COMMA, EXCLAMATION, QUESTION, SEMICOLON, STOP, kind
from transync.checks.pair import Pair
from transync.checks.punctuation import final_punctuation
from transync.locale.languages import language

ENGLISH = language("en", {})
NAMED = (
    *(("FULL STOP", STOP), ("DANDA", STOP), ("SHAD", STOP)),
    *(("EXCLAMATION MARK", EXCLAMATION), ("EXCLAMATION QUESTION MARK", EXCLAMATION)),
    *(("QUESTION MARK", QUESTION), ("SEMICOLON", SEMICOLON), ("COLON", COLON), ("COMMA", COMMA)),
)
# Scripts of the past, marks that begin a sentence, and marks that only one language reads so.
LEFT_OUT = re.compile(
    r"INVERTED|INITIAL|TURNED|RAISED|DOUBLE STACKED|DOUBLE COMMA|CARET|YIG MGO|SIGNWRITING"
    r"|CUNEIFORM|OLD NUBIAN|KHAROSHTHI|BRAHMI|SIDDHAM|DIVES|ZANABAZAR|SOYOMBO|BHAIKSUKI|MARCHEN"
    r"|GREEK|ARMENIAN COMMA|GUNJALA|MASARAM|NANDINAGARI|DOGRA|KAWI|TULU|SUNUWAR|GARAY"
)
SOURCES = {
    STOP: "Der grüne Tee wächst in Japan.",
    QUESTION: "Welchen Tee trinken Sie?",
    EXCLAMATION: "Das ist gut!",
    COLON: "Es gibt Sorten:",
}
MARKS = {STOP: ".", QUESTION: "?", EXCLAMATION: "!", COLON: ":"}


def test_kind__is_what_unicode_calls_it() -> None:
    wrong = []
    for character in filter(lambda c: unicodedata.category(c) == "Po", map(chr, range(0x20000))):
        name = unicodedata.name(character, "")
        named = [mark for words, mark in NAMED if re.search(rf"\b{words}\b", name)]
        if named and not LEFT_OUT.search(name) and kind(character, ENGLISH) != named[0]:
            wrong.append((character, name))
    assert not wrong


def test_final_punctuation__in_every_language_of_cldr() -> None:
    """What is written with the marks of Latin, or of the source, is right everywhere."""
    german = language("de", {})
    codes = [code for code in sorted(locale_identifiers()) if code not in ("root", "en_US_POSIX")]
    for own in (language(code.replace("_", "-"), {}) for code in codes):
        for mark, source in SOURCES.items():
            for pair in (
                Pair(source, f"x {MARKS[mark]}", german, own),
                Pair(f"x {MARKS[mark]}", source, own, german),
            ):
                assert list(final_punctuation(pair)) == [], (own.code, mark)


# A sentence, a question, an exclamation, and what leads to a list; as they are written there.
SENTENCES = {
    "am": ("አረንጓዴ ሻይ በጃፓን ይበቅላል።", "የትኛውን ሻይ ይጠጣሉ?", "ጥሩ ነው!", "ዓይነቶች አሉ፦"),
    "ti": ("ቀጠልያ ሻሂ ኣብ ጃፓን ይበቁል፡፡", "ኣየናይ ሻሂ ትሰትዩ፧", "ጽቡቕ እዩ!", "ዓይነታት ኣለዉ፡-"),
    "as": ("সেউজীয়া চাহ জাপানত হয়।", "আপুনি কি চাহ খায়?", "এয়া ভাল!", "বিধ আছে:"),
    "bn": ("সবুজ চা জাপানে জন্মায়।", "আপনি কোন চা পান করেন?", "এটা ভালো!", "ধরন আছে:-"),
    "bo": ("ཇ་ལྗང་ཁུ་ཉི་ཧོང་ནས་སྐྱེས།", "ཇ་གང་འཐུང་གི་ཡོད།", "ཡག་པོ་འདུག", "རིགས་ཡོད་དེ།"),
    "dz": ("ཇ་ལྗང་ཁུ་ཇ་པཱན་ལས་སྐྱེས།", "ཇ་ག་ཅི་འཐུང་ནི་སྨོ", "ལེགས་ཤོམ་འདུག།", "དབྱེ་བ་ཡོད།"),
    "el": ("Το πράσινο τσάι.", "Ποιο τσάι πίνετε;", "Είναι καλό!", "Υπάρχουν ποικιλίες·"),
    "he": ("תה ירוק גדל ביפן.", "איזה תה אתם שותים?", "זה טוב!", "יש סוגים:"),
    "hi": ("हरी चाय जापान में होती है।", "आप कौन सी चाय पीते हैं?", "यह अच्छा है!", "प्रकार हैं :-"),
    "hy": ("Կանաչ թեյն աճում է։", "Ո՞ր թեյն եք խմում։", "Լա՜վ է։", "Կան տեսակներ՝"),
    "hy-AM": ("Կանանչ թէյը կ՚աճի:", "Ո՞ր թէյը կը խմէք:", "Լա՜ւ է:", "Կան տեսակներ."),
    "ja": ("緑茶は日本で育ちます。", "どのお茶を飲みますか。", "よいです！", "種類があります。"),
    "jv@javanese": ("ꦠꦺꦃꦲꦶꦗꦺꦴ꧉", "ꦠꦺꦃꦥꦤ꧀ꦝꦶ꧉", "ꦲꦥꦶꦏ꧀꧉", "ꦗꦤꦶꦱ꧀꧇"),
    "km": ("តែបៃតងដុះនៅជប៉ុន។", "តើអ្នកផឹកតែអ្វី?", "វាល្អ!", "មានប្រភេទ៖"),
    "lo": ("ຊາຂຽວປູກຢູ່ຍີ່ປຸ່ນ", "ທ່ານດື່ມຊາຫຍັງ", "ດີຫຼາຍ", "ມີຫຼາຍຊະນິດ"),
    "mn-Mong": ("ᠨᠣᠭᠣᠭᠠᠨ ᠴᠠᠢ᠃", "ᠶᠠᠮᠠᠷ ᠴᠠᠢ︖", "ᠰᠠᠢᠨ︕", "ᠲᠥᠷᠥᠯ᠄"),
    "mni-Mtei": ("ꯆꯥ ꯍꯧꯏ꯫", "ꯆꯥ ꯀꯔꯤ ꯊꯛꯂꯤ꯫", "ꯐꯩ꯫", "ꯃꯈꯜ ꯂꯩ:"),
    "my": ("လက်ဖက်ရည်စိမ်း ပေါက်သည်။", "ဘယ်လက်ဖက်ရည် သောက်မလဲ။", "ကောင်းတယ်။", "အမျိုးအစားများ−"),
    "nqo": ("ߕߋ ߝߌ߬ߣ.", "ߕߋ ߖߎ߬ߡߊ߲؟", "ߊ߬ ߞߊ߫ ߢߌ߲߹", "ߛߎ߯ߦߊ:"),
    "or": ("ସବୁଜ ଚା ହୁଏ।", "ଆପଣ କେଉଁ ଚା ପିଅନ୍ତି?", "ଭଲ!", "ପ୍ରକାର:"),
    "pa": ("ਹਰੀ ਚਾਹ ਹੁੰਦੀ ਹੈ।", "ਤੁਸੀਂ ਕਿਹੜੀ ਚਾਹ ਪੀਂਦੇ ਹੋ?", "ਚੰਗਾ ਹੈ!", "ਕਿਸਮਾਂ ਹਨ:"),
    "sat": ("ᱦᱟᱹᱨᱤᱭᱟᱹᱲ ᱪᱟ᱾", "ᱪᱮᱫ ᱪᱟ?", "ᱱᱟᱯᱟᱭ!", "ᱯᱨᱚᱠᱟᱨ:"),
    "shn": ("ၼမ်ႉၼဵင်ႈၶဵဝ်။", "ၵိၼ်ၼမ်ႉၼဵင်ႈသင်။", "လီယူႇ။", "မီးၸိူဝ်ႉ။"),
    "syr": ("ܬܐܝ ܝܘܪܩܐ܀", "ܐܝܢܐ ܬܐܝ؟", "ܛܒܐ!", "ܐܝܬ ܙܢ̈ܝܐ܄"),
    "th": ("ชาเขียวปลูกในญี่ปุ่น", "วันนี้คุณดื่มชาอะไร", "ดีมาก", "มีหลายชนิด"),
    "ur": ("سبز چائے ہوتی ہے۔", "آپ کون سی چائے پیتے ہیں؟", "اچھا ہے!", "اقسام ہیں:"),
    "vai": ("ꔎꔤꗡ꘎", "ꔎꔤ ꗡ꘏", "ꗡ!", "ꗡ:"),
    "ccp": ("𑄌𑄦𑅁", "𑄌𑄦𑅃", "𑄌𑄦!", "𑄌𑄦:"),
    "zh": ("绿茶长在日本。", "您喝什么茶？", "很好！", "有几种："),
}


@pytest.mark.parametrize("code", SENTENCES)
def test_final_punctuation__as_it_is_written_there(code: str) -> None:
    """Nothing is told of right sentences, to a language and from it."""
    own, german = language(code, {}), language("de", {})
    told = {
        (source, sentence): [
            *final_punctuation(Pair(source, sentence, german, own)),
            *final_punctuation(Pair(sentence, source, own, german)),
        ]
        for source, sentence in zip(SOURCES.values(), SENTENCES[code], strict=True)
    }
    assert not [each for each, sentences in told.items() if sentences]


@pytest.mark.parametrize(
    ("code", "source", "translation"),
    [
        ("bo", "Grüner Tee", "ཇ་ལྗང་ཁུ།"),  # a heading
        ("hi", "Der Tee ist gut.", "चाय अच्छी है |"),  # typed for a danda
        ("hi", "Und dann …", "और फिर।।।"),
        ("ur", "Und dann …", "اور پھر۔۔۔"),
        ("mni", "Welcher Tee?", "ꯆꯥ ꯀꯔꯤ ꯊꯛꯂꯤ꯫"),
        ("si", "Der Tee ist gut.", "තේ හොඳයි෴"),
    ],
)
def test_final_punctuation__is_right(code: str, source: str, translation: str) -> None:
    """What some write there is as right as what all do."""
    german, own = language("de", {}), language(code, {})
    pairs = (source, translation, german, own), (translation, source, own, german)
    assert not [told for pair in pairs for told in final_punctuation(Pair(*pair))]


@pytest.mark.parametrize(
    ("code", "source", "translation"),
    [
        ("th", "Der Tee ist gut.", "ชาดีไหม?"),
        ("el", "Welcher Tee?", "Ποιο τσάι."),
        ("hi", "Welcher Tee?", "कौन सी चाय।"),
        ("am", "Der Tee ist gut.", "ሻይ ጥሩ ነው"),
        ("ur", "Der Tee ist gut.", "چائے اچھی ہے؟"),
        ("my", "Der Tee ist gut.", "လက်ဖက်ရည်ကောင်းတယ်"),
        ("sat", "Der Tee ist gut.", "ᱪᱟ ᱱᱟᱯᱟᱭ"),
        ("en", "Welcher Tee?", "Which tea?!"),
    ],
)
def test_final_punctuation__is_wrong(code: str, source: str, translation: str) -> None:
    pair = Pair(source, translation, language("de", {}), language(code, {}))
    assert len(list(final_punctuation(pair))) == 1
