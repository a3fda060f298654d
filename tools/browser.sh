#!/bin/sh
# Debian's Chromium and a Chinese font, for the tests that drive a browser.
set -eu
if command -v chromium >/dev/null && fc-list 2>/dev/null | grep -qi 'noto.*cjk'; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "· Debian's Chromium and fonts"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig >/dev/null
    exit 0
fi
echo "The browser tests need Debian's Chromium and a Chinese font, and will be skipped without them. Install them with"
echo "    sudo apt-get install chromium fonts-noto-cjk fontconfig"
