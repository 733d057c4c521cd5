"""Lists drawn by script, read from a real browser's page (浏览器渲染): the optional extra `xuncha[browser]`.

Nothing here imports Playwright before the first page is to be rendered."""
