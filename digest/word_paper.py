"""Filling a Word template (套用模板): the office's own where there is one, else the one that comes along."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2 import TemplateError as FillingError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import XMLSyntaxError

from county.configuration.replacing import replace_file
from county.system_words import system_words
from digest.errors import TemplateError

NOTICE, REMINDER, BULLETIN, UNIT_SCORE = "整改通知单.docx", "提示单.docx", "通报.docx", "单位考核明细.docx"
TEMPLATES = Path(__file__).with_name("templates")
TEMPLATE_FOLDER = "templates"
"""The office's own templates (本县模板), beside its configuration."""


_CURE = "请对照自带的模板改正，或用 xuncha papers templates 重新导出"
_NOT_COMPUTED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def fill_template(name: str, context: Mapping[str, object], path: Path, own: Path | None = None) -> None:
    """Writes the template `name`, filled with `context`, to `path`; `own` is the folder of the office's templates.
    Text of the context is text, whatever it looks like. Raises TemplateError, ConfigurationError."""
    source = own / name if own and (own / name).is_file() else TEMPLATES / name
    template = _opened(source)
    try:
        template.render(dict(context), _environment(), autoescape=True)
    except FillingError as error:
        raise _not_filled(name, error) from error
    except XMLSyntaxError as error:
        raise TemplateError(name, "填好后不再是 Word 认得的文件，占位符可能跨了段落", _CURE) from error
    except _NOT_COMPUTED as error:
        raise TemplateError(name, f"占位符算不出来（{error}）", _CURE) from error
    content = BytesIO()
    template.save(content)
    replace_file(path, lambda fresh: _put(fresh, content.getvalue()))


def template_flaws(own: Path) -> Iterator[TemplateError]:
    """What is wrong with the office's own templates, as far as can be told before they are filled."""
    for name in (NOTICE, REMINDER, BULLETIN, UNIT_SCORE):
        if (own / name).is_file():
            try:
                _opened(own / name).get_undeclared_template_variables(_environment())
            except TemplateError as error:
                yield error
            except FillingError as error:
                yield _not_filled(name, error)


def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def _opened(source: Path) -> DocxTemplate:
    template = DocxTemplate(str(source))
    try:
        template.init_docx()
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, XMLSyntaxError) as error:
        raise TemplateError(source.name, "不是可用的 .docx 文件", _CURE) from error
    except OSError as error:
        raise TemplateError(source.name, f"打不开（{system_words(error)}）", "请检查文件权限") from error
    return template


def _not_filled(name: str, error: FillingError) -> TemplateError:
    if isinstance(error, UndefinedError):
        return TemplateError(name, f"用了没有的占位符（{error.message}）", _CURE)
    if isinstance(error, TemplateSyntaxError):
        return TemplateError(name, f"占位符写法不对（{error.message}）", _CURE)
    if isinstance(error, SecurityError):
        return TemplateError(name, "占位符里有不允许的写法", _CURE)
    return TemplateError(name, f"占位符算不出来（{error.message}）", _CURE)


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)
