"""The command line: `seminar-bot` and `python -m bot`."""

import gc


def main() -> None:
    """The console script."""
    gc.disable()  # none of 1,500 modules is garbage, and to look for it among them is a sixth of the start
    from bot import commands  # noqa: PLC0415

    gc.freeze()  # they stay: later looks for garbage pass them over
    gc.enable()
    commands.main()


if __name__ == "__main__":
    main()
