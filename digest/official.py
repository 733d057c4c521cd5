"""The page of an official document (公文版式, GB/T 9704-2012), for the templates of the papers.

Read of the standard: A4; 37 mm above, 28 mm to the left of the type area of 156 × 225 mm; 22 lines of 28 characters,
3号仿宋 on a fixed line of 28 points; title 2号小标宋; headings 黑体, 楷体; page numbers 4号宋体 between dashes, 7 mm
below the type area, odd ones right, even ones left, one character in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section, _Footer
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

HEADLINE, BODY, HEAD, SUBHEAD, NUMBERS = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
"""Fonts as office machines have them, with Word and with WPS."""
TITLE_SIZE, TEXT_SIZE, NUMBER_SIZE, CELL_SIZE, SMALL_SIZE = Pt(22), Pt(16), Pt(14), Pt(10.5), Pt(9)
"""2号, 3号, 4号, 5号, 小5号."""
LINE, TITLE_LINE, CELL_LINE, SMALL_LINE = Pt(28), Pt(35), Pt(15), Pt(12.5)
TEXT_WIDTH, TEXT_HEIGHT = Mm(156), Mm(225)
ABOVE, INNER = Mm(37), Mm(28)
FOOTER_DISTANCE = Mm(23)
"""From the edge of the page to the page number: 35 mm less 7 mm and the number's own height."""
FAULT_COLOUR = RGBColor(0xFF, 0, 0)


class Style:
    """Names of the styles, as whoever restyles a template finds them in Word and WPS."""

    TITLE, NUMBER, RECEIVER, TEXT = "公文标题", "公文文号", "公文主送", "公文正文"
    HEADING, SUBHEADING = "公文一级标题", "公文二级标题"
    ENCLOSED, SIGNATURE, DATE, ANNEX = "公文附件说明", "公文署名", "公文日期", "公文附件"
    CELL, CELL_HEAD, CELL_CENTRED = "表格文字", "表格表头", "表格居中"
    SMALL, SMALL_CENTRED = "表格小字", "表格小字居中"
    FAULT = "标红"


def official_document(title: str) -> Document:
    """An empty document with the page, the styles and the page numbers."""
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, ""
    document.core_properties.comments = ""
    _page(document.sections[0])
    _chinese(document)
    _styles(document)
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)
    return document


def _page(section: Section) -> None:
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = ABOVE, INNER
    section.bottom_margin = Length(Mm(297) - ABOVE - TEXT_HEIGHT)
    section.right_margin = Length(Mm(210) - INNER - TEXT_WIDTH)
    section.footer_distance = FOOTER_DISTANCE


def landscape_annex(document: Document) -> None:
    """Begins a page that lies on its side, for a wide table: the type area turned, the page number where it was."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin, section.right_margin = ABOVE, Length(Mm(297) - ABOVE - TEXT_HEIGHT)
    section.top_margin, section.bottom_margin = INNER, Length(Mm(210) - INNER - TEXT_WIDTH)
    section.footer_distance = Mm(14)


def portrait_annex(document: Document) -> None:
    """Begins an upright page."""
    _page(document.add_section(WD_SECTION.NEW_PAGE))


def _chinese(document: Document) -> None:
    """Lines break by the rules of Chinese, and no program underlines the text as bad English."""
    language: Any = next(document.styles.element.iter(qn("w:lang")))
    language.set(qn("w:eastAsia"), "zh-CN")


def _styles(document: Document) -> None:
    normal = document.styles["Normal"]
    if not isinstance(normal, ParagraphStyle):
        raise TypeError("the style Normal is one of paragraphs")
    _font(normal, BODY, TEXT_SIZE)
    _line(normal, LINE)
    normal.paragraph_format.widow_control = False
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    centre, left, right, both = (
        WD_ALIGN_PARAGRAPH.CENTER,
        WD_ALIGN_PARAGRAPH.LEFT,
        WD_ALIGN_PARAGRAPH.RIGHT,
        WD_ALIGN_PARAGRAPH.JUSTIFY,
    )
    _style(document, Style.TITLE, HEADLINE, TITLE_SIZE, centre, TITLE_LINE)
    _style(document, Style.NUMBER, BODY, TEXT_SIZE, centre)
    _style(document, Style.RECEIVER, BODY, TEXT_SIZE, left)
    _indented(_style(document, Style.TEXT, BODY, TEXT_SIZE, both))
    # what keeps with the next paragraph: a heading with its text, the list of annexes with the signature
    for name, font in ((Style.HEADING, HEAD), (Style.SUBHEADING, SUBHEAD), (Style.ENCLOSED, BODY)):
        _indented(_style(document, name, font, TEXT_SIZE, left)).paragraph_format.keep_with_next = True
    _style(document, Style.ANNEX, HEAD, TEXT_SIZE, left)
    signature = _style(document, Style.SIGNATURE, BODY, TEXT_SIZE, centre)
    # the name stands centred over a date that ends four characters from the edge
    signature.paragraph_format.left_indent = Length(13 * TEXT_SIZE)
    signature.paragraph_format.keep_with_next = True
    _right_indent(_style(document, Style.DATE, BODY, TEXT_SIZE, right), characters=4)
    _style(document, Style.CELL, BODY, CELL_SIZE, left, CELL_LINE)
    _style(document, Style.CELL_HEAD, HEAD, CELL_SIZE, centre, CELL_LINE)
    _style(document, Style.CELL_CENTRED, BODY, CELL_SIZE, centre, CELL_LINE)
    _style(document, Style.SMALL, BODY, SMALL_SIZE, left, SMALL_LINE)
    _style(document, Style.SMALL_CENTRED, BODY, SMALL_SIZE, centre, SMALL_LINE)
    document.styles.add_style(Style.FAULT, WD_STYLE_TYPE.CHARACTER).font.color.rgb = FAULT_COLOUR


def _style(
    document: Document, name: str, font: str, size: Length, alignment: WD_ALIGN_PARAGRAPH, line: Length = LINE
) -> ParagraphStyle:
    style: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    _font(style, font, size)
    _line(style, line)
    style.paragraph_format.alignment = alignment
    return style


def _font(style: ParagraphStyle, name: str, size: Length) -> None:
    """`font.name` alone would leave Chinese characters to the theme."""
    style.font.size, style.font.bold = size, False
    _name_fonts(style.element.get_or_add_rPr(), name)


def _name_fonts(properties: Any, name: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), name)


def _line(style: ParagraphStyle, height: Length) -> None:
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    style.paragraph_format.line_spacing = height


def _indented(style: ParagraphStyle) -> ParagraphStyle:
    """Two characters in, whatever the size of the letters."""
    style.paragraph_format.first_line_indent = Length(2 * TEXT_SIZE)
    _indent(style).set(qn("w:firstLineChars"), "200")
    return style


def _right_indent(style: ParagraphStyle, characters: int) -> None:
    style.paragraph_format.right_indent = Length(characters * TEXT_SIZE)
    _indent(style).set(qn("w:rightChars"), str(100 * characters))


def _indent(style: ParagraphStyle) -> Any:
    return style.element.get_or_add_pPr().find(qn("w:ind"))


def _page_number(footer: _Footer, alignment: WD_ALIGN_PARAGRAPH) -> None:
    """ "— 1 —", one character from the edge."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = alignment
    inner = paragraph.paragraph_format
    inner.right_indent = inner.left_indent = NUMBER_SIZE
    _number_run(paragraph, "— ")
    for part in _field("PAGE"):
        element: Any = _number_run(paragraph, "")._element
        element.append(part)
    _number_run(paragraph, " —")


def _number_run(paragraph: Paragraph, text: str) -> Run:
    run = paragraph.add_run(text)
    run.font.size = NUMBER_SIZE
    _name_fonts(run._element.get_or_add_rPr(), NUMBERS)
    return run


def _field(code: str) -> Iterator[Any]:
    """The parts of a field that the program that shows the document works out."""
    for kind in ("begin", "", "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = code
        yield part
