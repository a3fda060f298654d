"""What to do about each check of the gate, and where its rule comes from. Message ids; plain data."""

REMEDIES = {
    "goods": "Put goods on the slot.",
    "licence": "Move the slot into the time of the licence, or have the licence renewed.",
    "channel_class": "Choose a channel that is licensed for such programmes.",
    "hours": "Move the slot out of the closed hours.",
    "length": "Make the slot shorter.",
    "per_hour": "Move it into an hour without another short.",
    "repeats": "Take one of today's runs off the schedule.",
    "ad_minutes": "Move it into an hour with advertising minutes left.",
    "prime_time": "Move it out of the evening, or shorten what runs there.",
    "public_service": "Note more public-service advertising on the channel's day.",
    "public_evening": "Note public-service advertising between 19:00 and 21:00.",
    "drama": "Move it before or after the episode.",
    "host": "Choose a host.",
    "host_certified": "Choose a certified host, or have the certificate renewed under training.",
    "script": "Write the script.",
    "words": "Take the banned words out of the script.",
    "promises": "Say the return period and pay after inspection in the script.",
    "script_approved": "Submit the script as an advertisement and wait for its approval.",
    "materials": "Take the material out, or have it approved.",
    "ai_label": "Write the words that tell viewers a machine made it.",
    "rerun": "File the recording of the earlier run, or plan a new programme.",
    "published": "Have the goods information approved first.",
    "saleable": "Ask the goods desk to lift the stop, or plan without it.",
    "documents": "Ask the seller for the renewed document, or plan without it.",
    "category": "Plan without it: the law bans it from air.",
    "maker": "Have the maker's name and address added to the goods information.",
    "price": "Have one price approved for the whole slot, and submit again.",
    "price_lawful": "Wait until the price case is settled, or plan without it.",
    "stock": "Lower the quota, or receive more stock.",
    "minors": "Plan without it, or on another channel.",
}

_NOTICE_2009 = "广发〔2009〕71号"
_CHANNELS_2009 = "关于电视购物频道建设和管理的意见 (2009-12)"
_DECREE_61 = "广播电视广告播出管理办法"

SOURCES = {
    "TV-02": f"{_DECREE_61} 15",
    "TV-03": f"{_DECREE_61} 16",
    "TV-04": "国家新闻出版广电总局 2013-10-29 通知",
    "TV-05": _NOTICE_2009,
    "TV-06": _NOTICE_2009,
    "TV-07": _NOTICE_2009,
    "TV-08": "国家新闻出版广电总局 2013-10-29 通知",
    "TV-09": f"{_NOTICE_2009}; 广播电视管理条例 33",
    "TV-10": _CHANNELS_2009,
    "TV-13": f"《{_DECREE_61}》的补充规定 (2012)",
    "AD-14": "广告法 34",
    "AD-25": "人工智能生成合成内容标识办法 4",
    "EC-03": "电子商务法 27",
    "B-2.1.2": "电视购物平台运营服务规范 2.1.2",
    "B-2.2.5": "电视购物平台运营服务规范 2.2.5",
    "B-4.2.3": "电视购物平台运营服务规范 4.2.3",
    "B-4.4.1": "电视购物平台运营服务规范 4.4.1",
    "B-5.3.4": "电视购物平台运营服务规范 5.3.4",
}
