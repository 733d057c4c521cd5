"""Filling a Word template (套用模板): the office's own where there is one, else the one that comes along."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from county.configuration.replacing import replace_file
from digest.errors import TemplateError

NOTICE, REMINDER, BULLETIN, UNIT_SCORE = "整改通知单.docx", "提示单.docx", "通报.docx", "单位考核明细.docx"
TEMPLATES = Path(__file__).with_name("templates")
TEMPLATE_FOLDER = "templates"
"""The office's own templates (本县模板), beside its configuration."""


def fill_template(name: str, context: Mapping[str, object], path: Path, own: Path | None = None) -> None:
    """Writes the template `name`, filled with `context`, to `path`; `own` is the folder of the office's templates.
    Text of the context is text, whatever it looks like. Raises TemplateError, ConfigurationError."""
    source = own / name if own and (own / name).is_file() else TEMPLATES / name
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        template = DocxTemplate(str(source))
        template.render(dict(context), environment, autoescape=True)
    except UndefinedError as error:
        raise TemplateError(name, f"用了没有的占位符（{error.message}）", _CURE) from error
    except TemplateSyntaxError as error:
        raise TemplateError(name, f"占位符写法不对（{error.message}）", _CURE) from error
    except SecurityError as error:
        raise TemplateError(name, "占位符里有不允许的写法", _CURE) from error
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise TemplateError(name, "不是可用的 .docx 文件", _CURE) from error
    replace_file(path, lambda fresh: template.save(str(fresh)))


_CURE = "请对照自带的模板改正，或用 xuncha papers templates 重新导出"
