"""One file a CMS family: how its lists page on, and where it keeps rows and bodies."""

# order matters: the surer marks are asked first
from crawler.platforms import data, ucap, jpage, vsb, trs  # noqa: F401, I001
