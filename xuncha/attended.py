"""A command under the service's eye: `python -m xuncha.attended night …` is `xuncha night …` that ends when its
standard input closes, and with it what it has started: nothing outlives the service."""

from __future__ import annotations

from crawler.orphans import end_with_parent
from xuncha.__main__ import main

if __name__ == "__main__":
    end_with_parent()
    main()
