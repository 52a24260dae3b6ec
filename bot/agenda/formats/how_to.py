"""What an organiser should know before filling in the workbook, in three languages, a line each."""

from collections.abc import Mapping, Sequence
from typing import Final

HOW_TO: Final[Mapping[str, Sequence[str]]] = {
    "Қазақша": (
        "Үлгіні өз бағдарламаңызбен алмастырыңыз. Бірінші жолдағы бағандардың атауын өзгертпеңіз.",
        "id — тұрақты белгі: латын әріптері, цифрлар, - және _. Ол өзгерсе, бұрынғы таңдаулар жоғалады.",
        "Көрсетілетін мәтіннің бәрі үш тілде қажет: kk, ru, en.",
        "short бағандарында — 28 таңбадан аспайтын қысқа атау.",
        "Уақыт — семинар өтетін қаланың уақыты. Күні мен уақыты бар ұяшықтардың пішімін сақтаңыз.",
        "Формулалар мен біріктірілген ұяшықтар қабылданбайды.",
        "reminder: TRUE — еске салынады, FALSE — салынбайды.",
        "reminder бос болса, пленарлық отырыстар, тренингтер мен практикумдар еске салынады.",
        "feedback: TRUE — сессия туралы пікір сұралады, FALSE — сұралмайды; бос болса, reminder сияқты.",
        "Questions парағы — сауалнама; type: scale, choice, choices немесе text. Жауап нұсқалары — Options.",
        "Values парағында ақпарат беттеріндегі {network} сияқты орындар толтырылады.",
        "Толтырылмаған орны бар сөйлем көрсетілмейді.",
    ),
    "Русский": (
        "Замените образец своей программой. Названия столбцов в первой строке не меняйте.",
        "id — постоянная метка: латинские буквы, цифры, - и _. Если её изменить, сделанный выбор пропадёт.",
        "Всё, что увидят люди, нужно на трёх языках: kk, ru, en.",
        "В столбцах short — краткое название до 28 знаков.",
        "Время — по часам города, где проходит семинар. Сохраняйте формат ячеек с датами и временем.",
        "Формулы и объединённые ячейки не принимаются.",
        "reminder: TRUE — напоминать, FALSE — не напоминать.",
        "Если reminder пуст, напоминания приходят о пленарных заседаниях, тренингах и практикумах.",
        "feedback: TRUE — спрашивать, как прошла сессия, FALSE — нет; если пусто, как для reminder.",
        "Лист Questions — анкета; type: scale, choice, choices или text. Варианты ответа — на листе Options.",
        "На листе Values заполняются места вроде {network} на информационных страницах.",
        "Предложение с незаполненным местом не показывается.",
    ),
    "English": (
        "Overwrite the sample with your own programme. Keep the names of the columns in the first row.",
        "An id is a lasting mark: Latin letters, digits, - and _. If you change it, choices made are lost.",
        "Everything shown is needed in three languages: kk, ru, en.",
        "The short columns hold a name of up to 28 characters.",
        "Times are those of the city where the seminar is held. Keep the format of dates and times.",
        "Formulas and merged cells are not accepted.",
        "reminder: TRUE to remind, FALSE not to.",
        "Where reminder is empty, plenary sessions, trainings and workshops are reminded of.",
        "feedback: TRUE to ask how the session was, FALSE not to; where it is empty, as for reminder.",
        "The sheet Questions holds the survey; type: scale, choice, choices or text. Answers are in Options.",
        "The sheet Values fills places like {network} on information pages.",
        "A sentence with an unfilled place is not shown.",
    ),
}
