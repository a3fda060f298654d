"""The chapters of the example world, in order. Each calls operations and journeys, never the tables."""

from collections.abc import Callable
from dataclasses import dataclass

from zhanggui.demo import (
    after_calls,
    aftersales,
    ahead,
    air,
    benches,
    care,
    cast,
    duties,
    firms,
    freight,
    goods,
    governed,
    improving,
    invoices,
    judged,
    licences,
    membership,
    money,
    offers,
    publicity,
    road,
    rounds,
    secured,
    shopfront,
    shortages,
    stock,
    story,
    tills,
    touch,
    tours,
    trade,
    training,
    warehouse,
    week,
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the story that happens whole or not at all.

    ``by_steps``: what happens in it cannot be taken back, such as a code that is tried. Told again, it goes
    on with the first step that has not happened.
    """

    name: str
    title: str
    tell: Callable[[], None]
    by_steps: bool = False


def the_house_opens() -> None:
    """The firm, its staff, its texts, and its first customers."""
    at = story.opening()
    cast.open_house(at)
    cast.hire_staff(at)
    cast.publish_policies(at)
    licences.house_shows_its_licences(at)
    cast.welcome_customers(at)


CHAPTERS: tuple[Chapter, ...] = (
    Chapter("house", "开业：岗位、规则与会员", the_house_opens),
    Chapter("training", "岗前培训与考试：持证上岗", training.the_staff_is_trained),
    Chapter("suppliers", "供应商入驻：三步三人", firms.suppliers_join),
    Chapter("carriers", "承运商入驻", firms.carriers_join),
    Chapter("partner-training", "商家与承运商培训", training.the_partners_are_trained),
    Chapter("freight-prices", "运价协议：询价、审批、承运商确认", freight.prices_are_agreed),
    Chapter("categories", "品类与所需证照", goods.categories_are_arranged),
    Chapter("guarantees", "三包条款：适用品类与保修期", aftersales.terms_are_set),
    Chapter("goods", "商品信息：逐项审核与发布", goods.goods_are_published),
    Chapter("prices", "调研、评估、审批、公布价格", goods.prices_are_published),
    Chapter("stock", "收货与质检", stock.goods_arrive),
    Chapter("channel", "频道与节目", air.the_channel_opens),
    Chapter("addresses", "会员收货地址", trade.customers_give_addresses),
    Chapter("trade", "头二十天的生意", trade.the_first_weeks),
    Chapter("promotion", "开台月促销：参考价取自成交价", goods.promotions_are_published),
    Chapter("advertisements", "广告：筛查、逐项审核与发布", publicity.advertisements_are_reviewed),
    Chapter("campaign", "秋日厨房周：策划、审批与执行", publicity.the_autumn_campaign_runs),
    Chapter("warehouse", "预告到货、调拨、报废、抽检", warehouse.the_warehouse_keeps_its_books),
    Chapter("offers", "满减、套装、赠品与优惠券：策划、审查、审批、公布", offers.promotions_are_announced),
    Chapter("coupons", "会员领券，坐席发券", offers.coupons_are_claimed),
    Chapter("promotion-days", "促销以来的生意", trade.the_days_until_yesterday),
    Chapter("rerun", "重播：单独审查", week.a_show_is_shown_again),
    Chapter("recall", "召回一个批次", warehouse.a_lot_is_recalled),
    Chapter("ratings", "评价与回访", trade.customers_rate),
    Chapter("returns", "七日无理由退货", trade.some_goods_come_back),
    Chapter("after-sales", "换货补差、三包维修与仅退款", aftersales.cases_of_every_kind),
    Chapter("care", "投诉与咨询", care.complaints_are_settled),
    Chapter("questions", "顾客咨询", care.questions_are_answered),
    Chapter("campaign-summary", "活动总结与效果", publicity.the_autumn_campaign_is_summarised),
    Chapter("publicity-month", "上月宣传评估", publicity.the_month_is_evaluated),
    Chapter("terms", "保证金、收款账户与结算条款", money.terms_are_agreed),
    Chapter("taxes", "税收分类：按国家编码逐品类设定", invoices.goods_are_classed),
    Chapter("settlement", "每周结算、确认与付款", money.suppliers_are_settled_with),
    Chapter("fund", "顾客权益保障基金", money.the_fund_is_set_up),
    Chapter("tonight", "今晚的节目", air.tonight_and_the_days_after),
    Chapter("publicity", "进行中的活动与一次撤下", publicity.publicity_today),
    Chapter("poster", "海报图片文字：机器识读，审核人核对", publicity.a_poster_is_read),
    Chapter("calls", "直播间的订单", trade.calls_come_in),
    Chapter("week", "一周节目编排", week.the_week_is_planned),
    Chapter("waiting", "售罄候补", week.somebody_waits),
    Chapter("newcomer", "新供应商递交申请", firms.a_newcomer_applies),
    Chapter("renewal", "证照续期：到期提醒、换证与核验", firms.a_licence_is_renewed),
    Chapter("correction", "商品信息退回与更正", goods.a_description_is_corrected),
    Chapter("support", "合作方求助：响应与答复", firms.partners_ask_for_support),
    Chapter("inbox", "待审的商品与价格", goods.something_waits_for_review),
    Chapter("plan", "待审的促销方案", offers.a_plan_waits),
    Chapter("desk", "今天的投诉", care.today_at_the_desk),
    Chapter("own-delivery", "自营配送：入驻、车辆与区域", tours.own_delivery_begins),
    Chapter("freight-bills", "承运商账单：逐行对账、异议与付款", freight.carriers_are_paid),
    Chapter("tours", "自营配送：明天的路线", tours.tours_are_planned),
    Chapter("freight-budget", "运费预算与预警", freight.budgets_are_watched),
    Chapter("tills", "各种支付方式、银行流水、承运商回款与每日对账", tills.lists_are_compared),
    Chapter("assessments", "供应商首期考核：计分、评定、公示、异议、归档", judged.suppliers_are_assessed),
    Chapter("supplier-violations", "供应商违规：举证、听证、决定、告知顾客", judged.violations_are_ruled),
    Chapter("books", "记账凭证与月结", money.the_books_are_kept),
    Chapter("columns", "营销栏目：撰写、审核、上线", shopfront.the_shop_window_is_dressed),
    Chapter("banner", "横幅：绑定一条审核通过的广告", shopfront.a_banner_is_hung),
    Chapter("talk", "商品问答、评价回复与开播提醒", shopfront.goods_are_talked_about),
    Chapter("search-words", "搜索词表：同义词与错别字的审核", shopfront.the_words_of_search_are_reviewed),
    Chapter("shelf", "货架排序与搜索词", shopfront.the_shelf_is_arranged),
    Chapter("price-violation", "价格违规：停售、整改、复核后恢复", offers.a_wrong_price_is_put_right),
    Chapter("price-watch", "夜间价格检查", offers.prices_are_watched),
    Chapter("mails", "会员同意、消息模板与群发", touch.members_agree_and_mailings_go_out),
    Chapter("telephone", "四天的来电与回拨", touch.calls_are_taken),
    Chapter("after-calls", "来电售后：复述金额、代客办理", after_calls.cases_are_opened_by_telephone),
    Chapter("newcomers", "新会员：验证码注册", membership.newcomers_register, by_steps=True),
    Chapter("members", "会员：收藏、提醒、积分与隐私权利", membership.members_make_themselves_at_home),
    Chapter("month-close", "盘点、退款与商品账目月结", warehouse.the_month_is_closed),
    Chapter("carrier-lines", "承运商轨迹接入、运单号段、自提点与线路时效", road.carriers_tell),
    Chapter("parcel-troubles", "包裹异常：退款、补发、改址与索赔", road.some_parcels_get_into_trouble),
    Chapter("invoices", "发票：开具、红冲、换抬头，与供应商互开", invoices.invoices_are_issued),
    Chapter("special-invoices", "专用发票与佣金红字发票", invoices.special_invoices_are_issued),
    Chapter("benches", "打包台：复核、称重、面单、交接；供应商直发", benches.the_benches_work),
    Chapter("shortages", "拣货缺件：换货位、换仓、告知顾客", shortages.a_shelf_is_found_empty),
    Chapter("waiting-piece", "缺件：批次待复检，顾客等待或退款", shortages.somebody_waits_for_a_piece),
    Chapter("compliance", "法规台账、合规制度与平台规则公示", duties.the_house_knows_its_duties),
    Chapter("risks", "风险台账：梳理、评估、策略、措施与应对", governed.risks_are_met),
    Chapter("audit", "内部审计：章程、计划、抽样、发现、整改与报告", governed.the_auditors_look),
    Chapter("improvement", "持续改进：指标、分析、满意度整改与改进项目", improving.the_house_improves),
    Chapter("ahead", "发展战略、年度计划、研发与创意", ahead.the_house_looks_ahead),
    Chapter("security", "信息安全：年度计划、检查与隐患、宣传、事件处置", secured.security_is_kept),
    Chapter("money-notices", "告知供应商：待确认的结算单与红字发票", invoices.suppliers_are_told),
    Chapter("rounds", "后台作业：送出通知，归还未付款的配额", rounds.the_worker_catches_up),
    Chapter("proof", "封存与条款判定", care.the_house_proves_itself),
)
