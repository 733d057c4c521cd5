"""One file a CMS family: how its lists page on, and where it keeps rows and bodies."""

# order matters: the surer marks are asked first
from crawler.platforms import (  # noqa: F401, I001
    data,
    gkmlpt,
    ucap,
    sasac,
    jpage,
    vsb,
    lonsun,
    epoint,
    easysite,
    trt,
    trs,
    zving,
    state,
)
