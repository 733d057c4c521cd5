"""Builds `wordlists/protected/pairs.txt`: common words of two characters (双字词), by which the edge of a protected
phrase is told from the word beside it (学习|习近平).

Usage: python -m bench.characters.pairs. Needs jieba (MIT), which the product does not: `pip install jieba`."""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from pathlib import Path

OUT = Path(__file__).parents[2] / "wordlists" / "protected" / "pairs.txt"
MIN_FREQUENCY = 100
"""In jieba's dictionary: rarer pairs (乡人) stand more often in a slip (乡人人民政府) than in a text."""
_COUNTED = frozenset(f"{numeral}个" for numeral in "一二三四五六七八九十两几")
"""Left out: in 三个确立 the numeral is the slip."""
_HEAD = (
    "# 常用双字词：首字、空格、可接的次字。用来分清保护短语的边沿是不是旁边词语的一部分（学习|习近平）\n"
    "# 由 bench/characters/pairs.py 从 jieba 词典（MIT 许可）取得\n"
)


def main() -> None:
    """Writes pairs.txt."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install jieba")
    followers: defaultdict[str, set[str]] = defaultdict(set)
    for line in Path(spec.origin).with_name("dict.txt").read_text(encoding="utf-8").splitlines():
        word, frequency, *_ = line.split(" ")
        if len(word) == 2 and int(frequency) >= MIN_FREQUENCY and word not in _COUNTED and _is_plain(word):
            followers[word[0]].add(word[1])
    lines = [f"{first} {''.join(sorted(seconds))}" for first, seconds in sorted(followers.items())]
    OUT.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(sum(map(len, followers.values())), "words")


def _is_plain(word: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in word)


if __name__ == "__main__":
    main()
