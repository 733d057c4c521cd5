"""Cases that look personal and are not (不应报的用例): domain.md 3.5 and what else offices publish."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from bench.personal.case import Case, Grid
from bench.personal.made import account, card
from sample.numbers import credit_code, digits, masked, mobile, organisation_code, resident_id
from sample.people import person_name

Text = Callable[[Random], str]


def _serial(chance: Random) -> str:
    """Region, date and serial of a file number: one in eleven passes the check of a resident id."""
    day = f"{chance.randint(2019, 2026)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    return f"520123{day}{chance.randint(0, 9999):04}"


def _false_id(chance: Random) -> str:
    """Eighteen digits of the shape of an id whose check fails."""
    number = resident_id(chance)
    return number[:17] + next(digit for digit in "0123456789" if digit != number[17])


_SENTENCES: dict[str, Text] = {
    "统一社会信用代码": lambda c: (
        f"统一社会信用代码：{credit_code(c, c.choice(('11', '12', '91', '92', '52')))}，地址在龙场镇。"
    ),
    "信用代码 无标签": lambda c: f"企业代码{credit_code(c, '91')}登记状态正常。",
    "索引号": lambda c: f"索引号：{credit_code(c, '11')}/{c.randint(2019, 2026)}-{digits(c, 5)}",
    "文号": lambda c: f"修府办发〔{c.randint(2010, 2026)}〕{c.randint(1, 99)}号",
    "项目编号": lambda c: f"项目编号：{_serial(c)}，预算金额 {digits(c, 6)} 元。",
    "招标编号": lambda c: f"招标编号 {c.choice(('GZ', 'ZFCG', 'XWX-', ''))}{_serial(c)}",
    "投资项目代码": lambda c: f"项目代码：{c.randint(1800, 2612)}-520123-{digits(c, 2)}-{digits(c, 2)}-{digits(c, 6)}",
    "合同编号": lambda c: f"合同编号：{_serial(c)}，履约期一年。",
    "采购编号 十一位": lambda c: f"采购计划编号：{mobile(c)}",
    "立案号": lambda c: f"立案号{c.randint(2020, 2026)}0101{digits(c, 10)}",
    "案号": lambda c: f"（{c.randint(2018, 2026)}）黔0123民初{digits(c, 4)}号",
    "运单号": lambda c: f"物资已发出，运单号{digits(c, c.choice((12, 13, 15, 18, 22, 25)))}。",
    "快递单号": lambda c: f"快递单号：{mobile(c)}",
    "订单号 62": lambda c: f"订单号：{card(c, c.choice((16, 19)))}",
    "订单号 无标签": lambda c: f"已受理 {card(c, 19)} 并办结。",
    "发票号": lambda c: f"发票代码 {digits(c, 12)} 发票号码 {digits(c, 8)}；电子发票号码：{digits(c, 20)}",
    "专利号": lambda c: f"专利号：ZL{c.randint(2005, 2024)}1{digits(c, 7)}.{c.choice('0123456789X')}",
    "ISBN": lambda c: (
        f"ISBN 978-7-{digits(c, 3)}-{digits(c, 5)}-{c.randint(0, 9)}，定价 45 元；ISBN：9787{digits(c, 9)}"
    ),
    "不动产单元号": lambda c: f"不动产单元号520123{digits(c, 6)}GB{digits(c, 5)}F{digits(c, 8)}",
    "不动产权证": lambda c: f"黔（2023）修文县不动产权第{digits(c, 7)}号",
    "宗地代码": lambda c: f"宗地代码 520123{digits(c, 6)}GB{digits(c, 5)}；图斑编号 {digits(c, 19)}",
    "坐标": lambda c: (
        f"东经106.{digits(c, 12)}，北纬26.{digits(c, 13)}；坐标"
        f" X=36{digits(c, 6)}.{digits(c, 3)} Y=29{digits(c, 5)}.{digits(c, 3)}"
    ),
    "时间戳": lambda c: f"流水号176{digits(c, 10)}；生成时间 20240115{digits(c, 6)}",
    "网址": lambda c: f"详见 http://www.xiuwen.gov.cn/zwgk/202301/t20230104_{digits(c, 7)}.html?id={mobile(c)}",
    "文件名": lambda c: f"附件：W0202301{digits(c, 14)}.docx、IMG_{mobile(c)}.jpg、P0{_serial(c)}.pdf",
    "哈希": lambda c: "".join(c.choice("0123456789abcdef") for _ in range(32)),
    "热线": lambda c: "服务热线：12345、12333、110、96110、400-123-4567、8008208820、4001234567",
    "座机": lambda c: (
        f"办公电话：0851-8232{digits(c, 4)}；传真（0851）8232{digits(c, 4)}转8012；08518232{digits(c, 4)}"
    ),
    "座机名单": lambda c: f"龙场镇 8232{digits(c, 4)} 扎佐镇 8235{digits(c, 4)} 0851-8232{digits(c, 4)}-8013",
    "邮编电话": lambda c: f"邮编550200 电话0851-8232{digits(c, 4)}；邮政编码：550200　联系电话：82321234",
    "金额": lambda c: f"全年收入138{digits(c, 8)}.50元，支出 {digits(c, 11)} 元，共 {digits(c, 12)}.{digits(c, 2)} 元",
    "统计": lambda c: "、".join(digits(c, c.randint(3, 6)) for _ in range(12)),
    "统计 空格": lambda c: " ".join(digits(c, c.choice((3, 4))) for _ in range(9)),
    "证书编号": lambda c: f"证书编号：{_serial(c)}，有效期三年。",
    "许可证号": lambda c: (
        f"食品经营许可证 JY{digits(c, 14)}；排污许可证 {credit_code(c, '91')}001V；卫生许可证号 {_serial(c)}"
    ),
    "卡口编号": lambda c: f"卡口编号 {_serial(c)}；设备编号 {digits(c, 20)}（国标编码 5201230000132{digits(c, 7)}）",
    "IMEI": lambda c: f"IMEI：86{digits(c, 13)}，SN：{digits(c, 12)}",
    "车架号": lambda c: f"车架号 LSVAA{digits(c, 12)}，车牌贵A{digits(c, 5)}，发动机号 {digits(c, 8)}",
    "准考证号": lambda c: f"准考证号 {mobile(c)}，考生号 {_serial(c)}",
    "组织机构代码": lambda c: f"组织机构代码{organisation_code(c)}",
    "已遮掩手机": lambda c: f"{person_name(c)}，手机{masked(mobile(c))}、{mobile(c)[:3]}xxxx{digits(c, 4)}",
    "已遮掩身份证": lambda c: f"{person_name(c)}，身份证号{masked(resident_id(c))}。",
    "已遮掩身份证 前二后三": lambda c: f"身份证号35*************{digits(c, 3)}，银行卡号622848*********{digits(c, 4)}",
    "已遮掩身份证 末四": lambda c: f"身份证号：{resident_id(c)[:14]}****；{resident_id(c)[:6]}XXXXXXXX{digits(c, 4)}",
    "校验不符": lambda c: f"编码 {_false_id(c)}",
    "对公账户": lambda c: (
        f"户名：修文县{c.choice(('财政局', '公共资源交易中心', '国库收付中心', '第一中学'))}，开户行：贵州银行修文"
        f"支行，账号：{account(c)}。"
    ),
    "对公账户 分行": lambda c: (
        f"收款单位：修文县{c.choice(('红十字会', '慈善总会', '住房和城乡建设局'))}\n开户银行：建设银行修文支行\n账"
        f"号：{account(c)}"
    ),
    "投标保证金": lambda c: f"投标保证金缴至以下账户：账号 {account(c)}，开户行农业银行修文支行，于截止前到账。",
    "登录账号": lambda c: (
        f"登录账号：{digits(c, 10)}，初始密码 123456；微信公众号账号 gh_{digits(c, 10)}；QQ群：{digits(c, 9)}"
    ),
    "疾病科普": lambda c: c.choice(
        (
            "高血压患者应低盐饮食，糖尿病、冠心病人群注意随访。",
            "高血压、糖尿病等慢性病门诊用药纳入报销，尿毒症透析患者可申请特殊病种。",
            "本县对患有严重精神障碍的患者实行免费服药，肺结核患者免费治疗。",
            "方便患有慢性病的群众就近取药，关于患有职业病的职工待遇问题另行通知。",
            "残疾类别分为视力、听力、言语、肢体、智力、精神和多重残疾。",
            "县人民医院成功为一名先天性心脏病患儿实施手术。",
        )
    ),
    "办公地址": lambda c: (
        f"办公地址：修文县龙场镇人民南路{c.randint(1, 99)}号县政务中心3楼{c.randint(301, 330)}室，"
        f"办公时间：工作日9:00-17:00。"
    ),
    "单位地址": lambda c: f"住所：修文县扎佐街道工业园区{c.randint(1, 99)}号，法定代表人：{person_name(c)}。",
    "住址到镇": lambda c: f"{person_name(c)}，家住修文县龙场镇红旗村。",
    "护照须知": lambda c: f"申办护照请携带原件，护照工本费 120 元，编号 E{digits(c, 5)}；产品型号G{digits(c, 8)}。",
    "日期": lambda c: "2024-01-15 2024-02-15 2024.03.15 20240415 2024/05/15",
    "十三位物联网": lambda c: f"设备通信号 10648{digits(c, 8)}",
    "单位社保编号": lambda c: f"单位社保编号：{digits(c, 12)}，社会保险登记证号 {digits(c, 12)}",
    "残疾补贴标准": lambda c: "一级残疾每人每月100元，二级残疾每人每月80元，2024年惠及肢体残疾人1234人。",
}
_COLUMNS: dict[str, tuple[tuple[str, Text], ...]] = {
    "表 项目": (
        ("项目名称", lambda c: "道路硬化工程"),
        ("项目编号", _serial),
        ("投资额（元）", lambda c: digits(c, 11)),
    ),
    "表 企业": (
        ("企业名称", lambda c: f"修文{person_name(c)[1:]}商贸有限公司"),
        ("统一社会信用代码", lambda c: credit_code(c, "91")),
    ),
    "表 机构电话": (
        ("单位", lambda c: "龙场镇人民政府"),
        ("联系电话", lambda c: f"0851-8232{digits(c, 4)}"),
        ("传真", lambda c: f"8232{digits(c, 4)}"),
    ),
    "表 已遮掩": (
        ("姓名", person_name),
        ("身份证号", lambda c: masked(resident_id(c))),
        ("联系电话", lambda c: masked(mobile(c))),
        ("年龄", lambda c: digits(c, 2)),
    ),
    "表 已遮掩账号": (
        ("姓名", person_name),
        ("银行账号", lambda c: f"6228****{digits(c, 4)}"),
        ("金额", lambda c: digits(c, 4)),
    ),
    "表 统计": (
        ("指标", lambda c: "地区生产总值"),
        ("本年", lambda c: digits(c, 11)),
        ("上年", lambda c: digits(c, 11)),
    ),
    "表 病种目录": (("病种", lambda c: "高血压"), ("报销比例", lambda c: "70%"), ("定点医院", lambda c: "县人民医院")),
    "表 坐诊": (("姓名", person_name), ("科室", lambda c: "内科"), ("擅长病种", lambda c: "冠心病、糖尿病")),
    "表 遮名疾病": (
        ("姓名", lambda c: person_name(c)[0] + "**"),
        ("病种", lambda c: "尿毒症"),
        ("金额", lambda c: digits(c, 4)),
    ),
    "表 健康": (("姓名", person_name), ("健康状况", lambda c: "健康"), ("性别", lambda c: "男")),
    "表 资助": (
        ("学生姓名", person_name),
        ("学校", lambda c: "修文一中"),
        ("班级", lambda c: "高一（3）班"),
        ("资助金额", lambda c: "1000"),
    ),
    "表 图斑": (
        ("图斑编号", lambda c: digits(c, 19)),
        ("面积（亩）", lambda c: digits(c, 3)),
        ("坐标", lambda c: f"106.{digits(c, 8)}"),
    ),
    "表 发票": (
        ("发票代码", lambda c: digits(c, 12)),
        ("发票号码", lambda c: digits(c, 8)),
        ("金额（元）", lambda c: digits(c, 11)),
    ),
    "表 考生": (("姓名", person_name), ("准考证号", lambda c: mobile(c)), ("成绩", lambda c: digits(c, 2))),
    "表 考生报名号": (("姓名", person_name), ("报名序号", _serial), ("岗位代码", lambda c: digits(c, 11))),
    "表 订单": (("商品", lambda c: "电脑"), ("订单编号", lambda c: card(c, 19)), ("物流单号", lambda c: mobile(c))),
    "表 对公": (
        ("收款单位", lambda c: "修文县第一中学"),
        ("开户行", lambda c: "贵州银行"),
        ("账号", lambda c: account(c)),
        ("金额", lambda c: digits(c, 5)),
    ),
    "表 企业账户": (
        ("企业名称", lambda c: "修文县阳光农业有限公司"),
        ("开户银行", lambda c: "农行"),
        ("银行账号", lambda c: account(c)),
    ),
    "表 住址到村": (
        ("姓名", person_name),
        ("家庭住址", lambda c: "修文县龙场镇红旗村"),
        ("金额", lambda c: digits(c, 4)),
    ),
    "表 网点": (
        ("网点名称", lambda c: "农商行龙场支行"),
        ("地址", lambda c: f"龙场镇人民路{c.randint(1, 99)}号"),
        ("电话", lambda c: f"8232{digits(c, 4)}"),
    ),
    "表 设备": (
        ("设备名称", lambda c: "摄像机"),
        ("设备编码", lambda c: digits(c, 20)),
        ("SIM卡号", lambda c: "898600" + digits(c, 14)),
    ),
    "表 图书": (
        ("书名", lambda c: "乡村振兴读本"),
        ("ISBN", lambda c: "9787" + digits(c, 9)),
        ("条形码", lambda c: digits(c, 13)),
    ),
    "表 日志": (("时间", lambda c: "20240115" + digits(c, 6)), ("流水号", lambda c: "20240115" + digits(c, 12))),
    "表 无表头 数字": (
        ("3210", lambda c: digits(c, 10)),
        ("1", lambda c: digits(c, 6)),
        ("22", lambda c: digits(c, 8)),
    ),
}
_CONTACTS: dict[str, Text] = {
    "联系人手机": lambda c: f"联系人：{person_name(c)}，联系电话：{mobile(c)}。",
    "招标代理": lambda c: f"招标代理机构：贵州某咨询有限公司\n项目负责人：{person_name(c)}\n电话：{mobile(c)}",
    "咨询电话": lambda c: f"咨询电话：{mobile(c)}（工作日）",
    "法定代表人": lambda c: f"供应商：某公司，法定代表人：{person_name(c)}，电话：{mobile(c)}",
}
_EACH, _EACH_TABLE = 14, 14


def look_alikes(chance: Random) -> list[Case]:
    """All of them, each kind in every format twice."""
    cases = [Case(kind, (make(chance),)) for kind, make in _SENTENCES.items() for _ in range(_EACH)]
    for kind, columns in _COLUMNS.items():
        for _ in range(_EACH_TABLE):
            names = tuple(name for name, _ in columns)
            rows = tuple(tuple(make(chance) for _, make in columns) for _ in range(chance.randint(2, 8)))
            title = chance.choice(("", "", "2024年情况统计表"))
            cases.append(Case(kind, (Grid((names, *rows), 1, title),)))
    cases += [Case(kind, (make(chance),), notice=True) for kind, make in _CONTACTS.items() for _ in range(_EACH)]
    return cases
