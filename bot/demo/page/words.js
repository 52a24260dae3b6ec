/** What the page itself says. A phone speaks its owner's language, the clock bar the browser's. */

export const LANGUAGES = { kk: "Қазақша", ru: "Русский", en: "English" };

const PHONE = {
  kk: {
    bot: "бот", typing: "жазып жатыр…", you: "Сіз", start: "Бастау",
    message: "Хабарлама", caption: "Сипаттама қосу", send: "Жіберу", menu: "Мәзір", more: "Тағы",
    block: "Ботты бұғаттау", unblock: "Бұғаттан шығару", edited: "өзгертілді", chat: "Хабарламалар",
    newer: "Жаңа хабарламаларға өту", ok: "Жарайды", picture: "Сурет", hidden: "Жасырын мәтін",
    attach: "Файл қосу", detach: "Файлды алып тастау", asFile: "Файл ретінде", download: "Жүктеп алу",
    notSent: "Жіберілмеді. Жазғаныңыз сақтаулы.", retry: "Қайталау", noAnswer: "Байланыс жоқ. Кейінірек қайта басыңыз.",
    reply: "Жауап беру", noReply: "Жауапты болдырмау", from: "Бастапқы авторы", chats: "Чаттар",
    newGroup: "Жаңа топ", onlyMe: "Тек өзім", group: "Ұйымдастырушылар", removeBot: "Ботты топтан шығару", addBot: "Ботты топқа қосу",
    units: ["Б", "КБ", "МБ"], comma: ",",
  },
  ru: {
    bot: "бот", typing: "печатает…", you: "Вы", start: "Начать",
    message: "Сообщение", caption: "Добавить подпись", send: "Отправить", menu: "Меню", more: "Ещё",
    block: "Заблокировать бота", unblock: "Разблокировать", edited: "изменено", chat: "Сообщения",
    newer: "К новым сообщениям", ok: "Понятно", picture: "Фото", hidden: "Скрытый текст",
    attach: "Прикрепить файл", detach: "Убрать файл", asFile: "Как файл", download: "Скачать",
    notSent: "Не отправлено. Написанное сохранено.", retry: "Повторить", noAnswer: "Нет связи. Нажмите ещё раз позже.",
    reply: "Ответить", noReply: "Не отвечать", from: "Переслано от", chats: "Чаты",
    newGroup: "Новая группа", onlyMe: "Только я", group: "Организаторы", removeBot: "Удалить бота из группы", addBot: "Вернуть бота в группу",
    units: ["Б", "КБ", "МБ"], comma: ",",
  },
  en: {
    bot: "bot", typing: "typing…", you: "You", start: "Start",
    message: "Message", caption: "Add a caption", send: "Send", menu: "Menu", more: "More",
    block: "Block the bot", unblock: "Unblock", edited: "edited", chat: "Messages",
    newer: "Go to new messages", ok: "OK", picture: "Picture", hidden: "Hidden text",
    attach: "Attach a file", detach: "Remove the file", asFile: "As a file", download: "Download",
    notSent: "Not sent. What you wrote is kept.", retry: "Try again", noAnswer: "No connection. Please tap again later.",
    reply: "Reply", noReply: "Do not reply", from: "Forwarded from", chats: "Chats",
    newGroup: "New group", onlyMe: "Only me", group: "Organisers", removeBot: "Remove the bot", addBot: "Bring the bot back",
    units: ["B", "KB", "MB"], comma: ".",
  },
};

const PAGE = {
  kk: {
    title: "Семинар боты · демо", clock: "Семинар сағаты", speed: "Уақыт жылдамдығы", pause: "Кідірту", paused: "кідіртілді",
    jump: "Уақытты жылжыту", next_session: "Келесі сессия", end_of_day: "Күн соңы", week: "+7 күн",
    language: "Тіл", dark: "Түнгі режим", phones: "Телефондар", controls: "Сағатты басқару",
    guide: "Телефонда «Бастау» батырмасын басыңыз, содан кейін уақытты жылжытыңыз: еске салу хабарламалары келеді.",
    stuck: "Уақыт жылжымады. Қайта басып көріңіз.", lost: "Байланыс үзілді, қайта қосылуда…",
  },
  ru: {
    title: "Бот семинара · демо", clock: "Часы семинара", speed: "Скорость времени", pause: "Пауза", paused: "пауза",
    jump: "Перевод часов", next_session: "Следующая сессия", end_of_day: "Конец дня", week: "+7 дней",
    language: "Язык", dark: "Ночной режим", phones: "Телефоны", controls: "Управление часами",
    guide: "Нажмите «Начать» на телефоне, затем переведите часы: придут напоминания.",
    stuck: "Часы не переведены. Попробуйте ещё раз.", lost: "Связь потеряна, идёт переподключение…",
  },
  en: {
    title: "Seminar bot · demo", clock: "Seminar clock", speed: "Speed of time", pause: "Pause", paused: "paused",
    jump: "Move the clock", next_session: "Next session", end_of_day: "End of day", week: "+7 days",
    language: "Language", dark: "Dark mode", phones: "Phones", controls: "Clock controls",
    guide: "Tap START on a phone; move the clock to see reminders come.",
    stuck: "The clock did not move. Please try again.", lost: "Connection lost, trying again…",
  },
};

/** The one of our languages that comes first in a list of language tags; English where none does. */
export function closest(tags) {
  return tags.map((tag) => tag.slice(0, 2).toLowerCase()).find((language) => language in LANGUAGES) ?? "en";
}

export const phoneWords = (language) => PHONE[language];
export const pageWords = (language) => PAGE[language];

/** 12.5 KB, in the units and with the comma of a phone's language. */
export function fileSize(bytes, { units, comma }) {
  const step = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : 2;
  const size = bytes / 1024 ** step;
  const digits = step && size < 100 ? size.toFixed(1) : String(Math.round(size));
  return `${digits.replace(/\.0$/, "").replace(".", comma)} ${units[step]}`;
}
