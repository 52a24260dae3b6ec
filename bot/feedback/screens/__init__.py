"""The screens on which people say how it was: (translator, facts) -> Screen."""
