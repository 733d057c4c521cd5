"""What looks like a personal number and is none (domain.md 3.5): each must stay as it is."""

from __future__ import annotations

import pytest
from made_numbers import made_card, made_credit_code, made_id, with_wrong_check

from county.personal import mask_numbers

ID = made_id()
SERIAL = next(serial for order in range(999) if (serial := made_id("520123", "20240115", f"{order:03d}"))[17] != "X")

LOOK_ALIKES = {
    "address": "http://www.example.gov.cn/zwgk/202301/t20230104_1868472.htm",
    "address of digits": "详见 http://www.example.gov.cn/content/13812345678.html",
    "query": "https://example.gov.cn/list?id=15912345678&page=2",
    "hash": "5d41402abc4b2a76b9719d911017c592",
    "content id": "content_post_607605",
    "timestamp": "20240822_13543499",
    "milliseconds": "流水号1767139200123",
    "fourteen digits": "20240115083000",
    "index number": f"索引号：{made_credit_code()}/2024-00001",
    "index number of one kind": "11441700007280420Y/2021-00050",
    "document number": "修府办发〔2024〕12号",
    "investment code": "2403-520123-04-01-123456",
    "project number": f"项目编号：{SERIAL}",
    "bid number": f"招标编号 {SERIAL}",
    "contract number": f"合同编号（甲方）：{SERIAL}",
    "tender number of eleven digits": "采购编号：13820240115",
    "case number": "（2023）黔0123民初1234号",
    "filing number": "立案号202601011234567890",
    "waybill": f"运单号{ID}1234567",
    "waybill alone": f"{ID}1234567",
    "express": "快递单号：15812345678",
    "invoice": "发票号码：13800012345",
    "real estate unit": "520123001001GB00001F00010001",
    "real estate unit in digits": "5201230010010000100010001001",
    "parcel of nineteen digits": "宗地代码5201231990010110019",
    "certificate": f"证书编号：{SERIAL}",
    "checkpoint": f"卡口编号{SERIAL}",
    "imei": "IMEI：861234567890123",
    "image": "IMG_13812345678.jpg",
    "attachment": "W020230104586918684721.docx",
    "file of digits": "files/13812345678.pdf",
    "extension": "0851-82321234-8013",
    "extension with sign": "（0851）82321234转8012",
    "postcode and phone": "55020013812345678",
    "postcode and office": "550200 0851-82321234",
    "amount": "13812345678.50元",
    "whole amount": "总投资13800000000元",
    "amount of a program": "13812345678.0",
    "meter": "水表号13812345678",
    "household of a meter": "户号：13812345678",
    "amount in ten thousands": "13812345678万元",
    "currency": "￥13812345678",
    "amount with label": "全年收入13812345678",
    "series": "138 1234 5678 2210 3320",
    "series of threes": "13 812 345 678",
    "hotlines": "12345、12333、110、96110、400-123-4567",
    "credit code": f"统一社会信用代码{made_credit_code('91520123')}",
    "credit code label": f"统一社会信用代码：{SERIAL}",
    "organisation code": "73096012-1",
    "masked mobile": "138****1234",
    "masked mobile with crosses": "138××××1234",
    "masked id": "520123********123X",
    "masked id with letters": "520123XXXXXXXX1234",
    "masked id, short": "35*************123",
    "masked with dots": "1381234●●●●",
    "masked tail": f"{ID[:14]}****",
    "wrong checksum": f"{with_wrong_check(ID)}",
    "no such day": made_id(born="19030231"),
    "no such province": made_id("010123"),
    "card without Luhn": made_card()[:-1] + str((int(made_card()[-1]) + 1) % 10),
    "student number": "学号：13820240115",
    "exam number": "准考证号 13820240115",
    "chat number": "QQ：13812345678",
    "twelve digits": "138123456789",
    "dates": "2024-01-15 2024-02-15 2024-03-15",
    "version": "13.812.345.678",
}


@pytest.mark.parametrize("content", LOOK_ALIKES.values(), ids=LOOK_ALIKES.keys())
def test_stays(content: str) -> None:
    assert mask_numbers(content) == content
    assert mask_numbers(f"经核实，{content}，特此说明。") == f"经核实，{content}，特此说明。"
