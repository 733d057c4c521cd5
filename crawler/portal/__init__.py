"""One portal's night (夜间采集): what the spider does with each answer, apart from Scrapy's own hooks."""
