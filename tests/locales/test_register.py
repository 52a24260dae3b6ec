"""How the bot speaks to people: the words of the glossary, capital Сіз and Вы, no suffix on a placeholder."""

import re

import pytest

from tests.locales.catalogues import TRANSLATED, catalogue, pairs, prose

# Each is a word that a translator might well take, with the one that is ours.
FOREIGN = {
    "kk": {
        r"күн тәртіб": "бағдарлама, кесте",
        r"параметр|теңшеу": "баптаулар",
        r"тұрақты даму": "орнықты даму",
        r"жеке деректер": "дербес деректер, деректеріңіз",
        r"жаттықтырушы": "тренер",
        r"басшысы": "клуб жетекшісі",
        r"спикер": "баяндамашы",
        r"воркшоп|шеберлік саба": "практикум",
        r"пәрмен": "команда",
        r"рахмет": "рақмет",
        r"\bтеріңіз": "жазыңыз",
        r"мүддесінде": "үшін",
        r"өшіріп таста": "жою",
        r"іс-шаралар жоспары": "іс-қимыл жоспары",
        r"кезекте тұру|кезек тізімі": "күту тізімі",
    },
    "ru": {
        r"повестк": "программа, расписание",
        r"параметр|опци": "настройки",
        r"глобальн\w+ гражданств(?!енн)": "глобальная гражданственность",
        r"воркшоп|мастер-класс": "практикум",
        r"спикер": "докладчик",
        r"лидер": "руководитель клуба",
        r"просроч": "срок истёк",
        r"введите": "напишите",
        r"нажмите на": "нажмите кнопку",
        r"списк\w+ ожидания|очеред": "лист ожидания",
    },
}

GLOSSARY = {
    "My schedule": ("Менің кестем", "Моё расписание"),
    "Settings": ("Баптаулар", "Настройки"),
    "Language": ("Тіл", "Язык"),
    "Back": ("Артқа", "Назад"),
    "Search": ("Іздеу", "Поиск"),
    "Agenda": ("Бағдарлама", "Программа"),
    "Announcements": ("Хабарландырулар", "Объявления"),
    "Messages": ("Хабарламалар", "Сообщения"),
    "Delete my data": ("Деректерімді жою", "Удалить мои данные"),
    "My data as a file": ("Деректерімді жүктеп алу", "Скачать мои данные"),
    "participant": ("қатысушы", "участник"),
    "club lead": ("клуб жетекшісі", "руководитель клуба"),
    "organiser": ("ұйымдастырушы", "организатор"),
}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_concept_has_one_term(language: str) -> None:
    for pair in pairs(language):
        for foreign, ours in FOREIGN[language].items():
            assert not re.search(foreign, pair.translation, re.IGNORECASE), f"{pair.translation}: say {ours}"


@pytest.mark.parametrize("term", GLOSSARY)
def test_labels_are_those_of_the_glossary(term: str) -> None:
    said = [message.string for language in TRANSLATED if (message := catalogue(language).get(term))]
    assert tuple(said) == GLOSSARY[term]


@pytest.mark.parametrize(
    ("language", "small"),
    [
        ("kk", r"\b(?:сіз\w*|сен|сені(?!мді)\w*|саған)\b"),
        ("ru", r"\b(?:вы|вас|вам|вами|ваш\w*|ты|теб\w+|твой)\b"),
    ],
)
def test_people_are_addressed_with_respect(language: str, small: str) -> None:
    assert [pair.translation for pair in pairs(language) if re.search(small, pair.translation)] == []


def test_russian_does_not_guess_a_persons_sex() -> None:
    past = re.compile(r"\bВы\b(?: \w+)? \w+л[аи]?\b")
    assert past.search("Вы уже выбрали место")
    assert [pair.translation for pair in pairs("ru") if past.search(pair.translation)] == []


def test_kazakh_hangs_nothing_on_a_placeholder() -> None:
    suffix = re.compile(r"\}-?\w")
    postposition = re.compile(
        r"\} (?:дейін|кейін|бойынша|үшін|туралы|бастап|қарай|сайын|мен|пен|бен|арқылы)\b"
    )
    assert suffix.search("{time}-де")
    assert postposition.search("{date} дейін")
    found = [
        pair.translation
        for pair in pairs("kk")
        if suffix.search(pair.translation) or postposition.search(pair.translation)
    ]
    assert found == []


def test_quotes_and_dashes_are_those_of_the_languages() -> None:
    for language in TRANSLATED:
        wrong = [
            pair.translation
            for pair in pairs(language)
            if re.search(r"[\"“”„']| - |\.\.\.|!!", prose(pair.translation))
        ]
        assert wrong == []
