"""How all plans go, as lines for a terminal, in the words of the screens."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.agenda.rules import Programme
from bot.i18n.translator import Translator
from bot.progress.rules import By, Overview, Summary, groups, in_order
from bot.progress.screens.charts import time_text
from bot.progress.screens.listing import group_line, group_name, standing_line
from bot.progress.screens.overview import overview_text
from bot.progress.screens.trouble import difficulty_lines, given_up_lines, late_line
from bot.screens.message import plain


def printed(t: Translator, programme: Programme, summary: Summary) -> Iterator[str]:
    """Paragraphs, as far as there is anything to say."""
    for title, lines in _paragraphs(t, programme, summary):
        if lines:
            yield plain(t.lines(title, *lines))


def _paragraphs(
    t: Translator, programme: Programme, summary: Summary
) -> Iterator[tuple[Markup | None, Sequence[Markup]]]:
    overview = summary.overview
    yield None, [overview_text(t, overview)]
    yield t("Plans by club"), [standing_line(t, one) for one in in_order(overview.standings)]
    yield t("Plans by country"), list(_groups(t, programme, overview, By.COUNTRY))
    yield t("Plans by topic"), list(_groups(t, programme, overview, By.TOPIC))
    yield None, [time_text(t, summary.pace, summary.today)] if overview.kept else []
    yield t("Steps past their day"), [late_line(t, one) for one in summary.late]
    named = [difficulty_lines(t, one, programme.zone) for one in summary.difficulties]
    yield t("Difficulties that clubs have named"), [line for lines in named for line in lines]
    given_up = [line for one in summary.given_up for line in given_up_lines(t, one)]
    yield t("Plans that were given up"), given_up


def _groups(t: Translator, programme: Programme, overview: Overview, by: By) -> Iterator[Markup]:
    order = [topic.id for topic in programme.topics]
    for group in groups(overview.standings, by, order):
        yield group_line(t, group_name(t, programme, by, group.value), group)
