"""What belongs to the page and not to the text: lines that ask, offer, credit and lead away.

A line is furniture only as a whole, and only where it is one of few fixed forms: a sentence of
the article passed over would be worse than a button read.
"""

from __future__ import annotations

import re

_SOCIAL = (
    r"(?:facebook|twitter|x|whats ?app|telegram|linked ?in|reddit|e-?mail|print|copy(?: link)?|link"
    r"|pinterest|instagram|youtube|threads|bluesky|mastodon|messenger|flipboard|tumblr|viber|line"
    r"|wechat|weibo|vk|share|tweet|pin|save|bookmark|sms)"
)
_AGENCY = (
    r"(?:AFP|AP|Reuters|EPA|EFE|DPA|ANSA|TASS|KCNA|Xinhua|Yonhap|Kyodo|Bloomberg|Alamy|Shutterstock"
    r"|iStock|Anadolu|AA|ZUMA|NurPhoto|Getty(?: Images)?|AP Photo|Pool)"
)
_KINDS = {
    "navigation": (
        r"skip to (?:the )?(?:main )?(?:content|navigation|search|footer)"
        r"|(?:back|return) to (?:top|home ?page)|toggle (?:navigation|menu)|(?:main )?menu|search"
        r"|(?:log|sign) ?in|register|you are here:? .{1,80}"
        r"|home(?: ?[>»›/|] ?[\w&,’'-]++(?: [\w&,’'-]++)*+)++"
    ),
    "credit": (
        r"\(?(?:photo|photograph|image|picture|video|graphic|illustration|file photo)s?"
        r"(?: (?:credit|courtesy|source)s?)?(?::| by | courtesy of | via )[^.!?:]{1,70}\)?"
        r"|(?:credit|source)s?: ?[^.!?:]{1,40}"
        rf"|\(?[^.!?:/]{{2,60}}/ ?(?-i:{_AGENCY})(?: (?:via|/) ?[\w ]{{2,40}})?\)?"
    ),
    "sharing": (
        r"share(?: (?:this|on|via|with|by)\b[^.!?]{0,60})?|tweet(?: this)?"
        r"|follow us(?: on .{1,60})?"
        rf"|(?!(?:x|line|link|pin|save)$){_SOCIAL}(?:[ ,|/·•]++{_SOCIAL})*+"
    ),
    "advertisement": (
        r"ads?|advertisements?(?: ?[-–—:].{0,60})?|advertising|sponsored(?: content| by .{1,40})?"
        r"|promoted(?: content)?|(?:the )?(?:story|article) continues (?:below|after)"
        r"(?: (?:this |the )?ad(?:vertisement)?)?"
        r"|continue reading(?: below.{0,40})?|scroll to continue(?: .{0,40})?"
    ),
    "subscription": (
        r"subscribe(?: (?:now|today|here|to our|to the|for).{0,80})?"
        r"|sign up (?:for|to) (?:our|the)\b.{0,60}\b(?:newsletters?|alerts?|briefings?)\b.{0,40}"
        r"|sign up(?: now| here)?|already a (?:subscriber|member).{0,40}"
        r"|get (?:the latest|our)\b.{0,60}\b(?:newsletters?|inbox)\b.{0,30}"
    ),
    "cookies": (
        r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b.{0,200}"
        r"|(?:accept|reject|allow)(?: all)?(?: cookies)?"
        r"|(?:cookie|privacy) (?:settings|policy|preferences|notice)|manage (?:cookies|preferences)"
    ),
    "more": (
        r"read (?:more|also|next|on)(?: ?[:»→>|…]+.{0,140}|\.{3}| here\.?)?|also read:? ?.{0,140}"
        r"|read the full (?:story|article)(?: here)?\.?|see also:.{0,140}"
        r"|related(?: (?:articles?|stories|story|news|topics?|content|posts?|coverage))?:?"
        r"|related(?: (?:articles?|stories|story|posts?))?:.{1,140}"
        r"|more on this(?: story| topic)?:?"
        r"|(?:recommended|suggested)(?: for you| stories)?|you (?:may|might) also like:?"
        r"|most (?:read|popular|viewed)|trending(?: now)?|click here(?: to .{1,60}| for .{1,60})?"
        r"|(?:load|show|see|view) more"
    ),
    "media": (
        r"listen(?: to (?:this|the) (?:article|story|report)\b.{0,40})?"
        r"|watch(?: now| live| the video)?"
        r"|watch: .{1,100}|play(?: video| audio)?|[0-9]{1,3}[ -]min(?:ute)?s?(?: read)?"
        r"|reading time:? .{1,30}|(?:view )?gallery"
    ),
    "legal": (
        r"(?:copyright )?(?:©|\(c\)) ?.{0,120}|copyright [0-9]{4}.{0,100}|all rights reserved\.?"
        r"|terms (?:of (?:use|service)|and conditions|& conditions)"
    ),
    "comments": (
        r"(?:leave|post|add|write) a (?:comment|reply)|(?:[0-9]{1,6} |no )?comments?(?: yet)?"
        r"|join the conversation|comments are closed\.?"
    ),
}
_LONGEST = 260
"""Code points of the longest line looked at."""

_furniture = re.compile(
    "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()), re.IGNORECASE
)


def furniture_kind(line: str) -> str:
    """What kind of furniture a line is, one of ``navigation credit sharing advertisement``
    ``subscription cookies more media legal comments``, or ``""`` for a line of text."""
    if len(line) > _LONGEST:
        return ""
    match = _furniture.fullmatch(" ".join(line.split()))
    return match.lastgroup or "" if match else ""
