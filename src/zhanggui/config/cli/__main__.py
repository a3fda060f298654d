"""``python -m zhanggui.config.cli``."""

from zhanggui.config.cli import main

if __name__ == "__main__":
    main()
