"""What visitors do not see, but search engines and auditors do (隐蔽痕迹): hidden links, what a paste left, frames and
scripts of others, redirects."""

from crawler.reading.traces.body_traces import read_body_traces
from crawler.reading.traces.page_traces import PageTraces, read_page_traces

__all__ = ["PageTraces", "read_body_traces", "read_page_traces"]
