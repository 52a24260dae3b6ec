"""What a database refuses, in words that may be logged."""

from sqlalchemy.exc import DBAPIError, OperationalError


def in_words(error: DBAPIError) -> str:
    """Of what kind it is: DiskFullError, SQLITE_CONSTRAINT_UNIQUE, SQLITE_BUSY: database is locked.

    Its text only where it is about the database itself: elsewhere it may repeat values.
    """
    refused = (error.orig and error.orig.__cause__) or error.orig
    kind = getattr(refused, "sqlite_errorname", type(refused).__name__)
    return f"{kind}: {error.orig}" if isinstance(error, OperationalError) else kind
