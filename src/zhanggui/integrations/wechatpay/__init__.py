"""WeChat Pay: our side by wechatpayv3, and a local stand-in of the other side."""
