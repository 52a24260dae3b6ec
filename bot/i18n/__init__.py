"""Words in the person's language: gettext catalogues, plurals, dates and lists over Babel."""
