
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver
from tests.intake.conftest import Receive, receive
from otklik.core.appeals import ItemKind
from otklik.web.public.limits import forget_tries
BEYOND_BIGINT = str(2**63)
LONG_NUMBER = "9" * 5000
BAD = ("\x00", "а\x00б", "😀" * 400, "-1", BEYOND_BIGINT, LONG_NUMBER, "null", "'\"><&\r\n", "а" * 20_001)
WORDS = ["edition","number","target","person","at","status","topic","mapping","list","template","check","before","after","mode","q"]
PARTICULAR = {"list": ("quarter=9999Q4", "assignee=" + BEYOND_BIGINT), "topic": ("0001.9999",)}
FIELDS = (
    ["text", "title", "query", "name", "reason", "to", "note", "kind", "legal_class", "department", "assignee", "items"]
    + ["question", "categories", "touchpoint", "process", "subject", "stage", "way", "forwarded_to", "kept_files"]
    + ["seen", "repeat_of", "topic", "received_on", "author_count", "channel", "form", "sender_kind", "email", "phone"]
    + ["username", "full_name", "position", "role", "act_title", "act_on", "valid_from", "valid_to", "on", "days"]
    + ["unit", "prolongation_days", "basis", "template", "rule", "is_working", "date", "number", "code", "token"]
    + ["website", "login", "password", "next", "size", "contrast", "remove", "sender", "place", "inn", "way", "code"]
    + ["oldpassword", "password1", "password2", "act_number", "source_number", "address", "organization", "mapping_title"]
)
def walk(patterns, prefix=""):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, route)
        else:
            yield route, pattern
def routes():
    found = [route.replace("^", "").replace("$", "") for route, _ in walk(get_resolver().url_patterns)]
    return [r for r in found if "(?P" not in r and "openapi" not in r and "logout" not in r]
import sys, traceback, collections
sys.path.insert(0, "/work/main")

import pytest
from django.urls import get_resolver

def objects(receive, staff):
    ext = receive("Яма на дороге у дома 5, третий день")
    rev = receive("Хорошая работа", kind=ItemKind.REVIEW)
    inn = receive("Внутреннее", audience=__import__("otklik.core.appeals",fromlist=["x"]).Audience.INTERNAL)
    oth = receive("Чужое", of="biysk")
    return ext, rev, inn, oth

def addr(route, vals):
    out=[]
    for p in route.split("/"):
        if p.startswith("<"):
            name = p[1:-1].split(":")[-1]
            conv = p[1:-1].split(":")[0] if ":" in p else "str"
            out.append(vals.get(name) or {"int":"1","slug":"x","str":"x"}.get(conv,"x"))
        else: out.append(p)
    return "/"+"/".join(out)

@pytest.mark.django_db
@pytest.mark.parametrize("role", ["all"])
def test_fuzz(role, client_of, client, receive, staff, administrations):
    ext, rev, inn, oth = objects(receive, staff)
    c = client_of("coordinator","administrator","internal_officer","registrar","specialist","auditor")
    c.raise_request_exception = True
    faults = collections.OrderedDict()
    def go(method, url, *a, **k):
        forget_tries()
        try:
            with transaction.atomic():
                r = getattr(c, method)(url, *a, **k)
                if hasattr(r, "streaming_content"): list(r.streaming_content)
                if r.status_code >= 500: faults.setdefault((method, url.split("?")[0], "500"), "")
                transaction.set_rollback(True)
        except Exception as e:
            tb = [f for f in traceback.extract_tb(e.__traceback__) if "/otklik/" in f.filename]
            w = f"{tb[-1].filename.split('/src/')[-1]}:{tb[-1].lineno}" if tb else "?"
            faults.setdefault((w, type(e).__name__), f"{method} {url[:150]} {str(a)[:150]} {str(e)[:120]}")
    for route in routes():
        for ids in ({"item_id": str(i.pk)} for i in (ext, rev, inn)):
            base = {"slug":"murashi","quarter":"2025Q3","file_format":"json","move":"x","legal_class":"message","list_slug":"reasons","step_slug":"text", **ids}
            u = addr(route, base)
            if "item_id" not in route and ids["item_id"] != str(ext.pk): continue
            go("get", u)
            go("post", u)
            for b in BAD:
                go("post", u, {f: b for f in FIELDS})
        for conv in ("item_id","attachment_id","user_id","run_id","edition_id","entry_id","template_id","view_id","answer_id","appointment_id","year","month","quarter","file_format","slug","list_slug","move","legal_class","step_slug"):
            if conv in route:
                for b in (BEYOND_BIGINT, LONG_NUMBER, "0", "9999Q4", "0001Q1", "9999", "%00", "%F0%9F%98%80", "99999Q1"):
                    u = addr(route, {**base, conv: b})
                    go("get", u); go("post", u)
    pages = [r for r in routes() if not any(x in r for x in ("logout",))]
    for route in pages:
        u = addr(route, {**base, "item_id": str(ext.pk)})
        for w in WORDS:
            for b in (*PARTICULAR.get(w, ()), "\x00", "а\x00б", BEYOND_BIGINT, LONG_NUMBER, "٣", "😀"*300):
                go("get", f"{u}?{w}={quote(b)}")
    # moves
    from otklik.web.staff.moves import BY_SLUG
    from otklik.core.deadlines import LegalClass
    for m in BY_SLUG:
        for it in (ext, rev):
            u = f"/murashi/staff/items/{it.pk}/moves/{m}/"
            for b in BAD:
                for extra in ({}, {"kind": "review", "legal_class": "message"}, {"kind":"inquiry","legal_class":"pos_fast"}):
                    go("post", u, {**{f: b for f in FIELDS}, **extra})
    # answer with valid shape
    q = ext.questions.first()
    for b in BAD:
        go("post", f"/murashi/staff/items/{ext.pk}/answer/", {"stage":"final","text":b,"way":"status",f"outcome_{q.pk}":"explained","forwarded_to":b})
        go("post", f"/murashi/staff/items/{ext.pk}/answer/", {"stage":"interim","text":b,"way":"letter"})
        go("post", "/murashi/staff/registry/assign/", {"items":[b], "department":"", "assignee": "", "query": b})
        go("post", "/murashi/staff/registry/views/", {"title": b, "query":"kind=complaint"})
        go("post", "/murashi/staff/registry/views/", {"title": "x", "query":"q="+quote(b)})
        go("post", "/murashi/staff/card/likeness/", {"text": b*5, "name": b+" "+b})
        go("post", "/murashi/staff/settings/number/", {"template": b})
        go("post", "/murashi/staff/settings/number/", {"template": "{sequence:"+b[:200]+"}"})
        go("post", "/murashi/staff/settings/number/", {"template": "{sequence:0200d}/{year}", "try":"1"})
        go("post", "/murashi/staff/settings/number/", {"template": "{sequence:0200d}/{year}"})
        go("post", "/murashi/staff/settings/clocks/message/", {"days": b, "unit":"calendar","prolongation_days":b,"basis":b})
        go("post", "/murashi/staff/settings/clocks/message/", {"days": "99999999", "unit":"calendar","prolongation_days":"99999999","basis":"x"})
        for l in ("channels","processes","departments","reasons","touchpoints","categories"):
            go("post", f"/murashi/staff/settings/lists/{l}/", {"title": b})
        go("post", "/murashi/staff/calendar/", {"on":"0001-01-01","is_working":"1","note":b})
        go("post", "/murashi/staff/calendar/", {"on":"9999-12-31","is_working":"1","note":"x"})
        go("post", "/murashi/staff/people/new/", {"username": b, "full_name": b, "position": b})
        go("post", "/murashi/staff/people/new/", {"username": "u1", "full_name": "x", "position": b})
        go("post", "/murashi/staff/templates/new/", {"title": b, "text": b})
        go("post", "/accessibility/", {"usual":"1","next":b})
        go("post", "/account/login/", {"login": b, "password": b})
        go("post", "/murashi/status/", {"number": b, "code": b})
    from otklik.catalog.models import Channel
    ch = Channel.objects.filter(administration__slug="murashi", audience="external").first().slug
    good = {"channel": ch,"received_on":"2025-03-03","kind":"complaint","form":"written","sender_kind":"individual","author_count":"1","text":"Хороший текст обращения"}
    for f in ("source_number","name","organization","address","email","phone","author_count","text","place","process","department","repeat_of","received_on","topic","kept_files","seen"):
        for b in (*BAD, "0001-01-01", "9999-12-31"):
            go("post", "/murashi/staff/card/", {**good, f: b})
    for n in ("x\x00.txt", "../../etc/passwd.txt", "a"*300+".txt", "😀.txt", ".txt", "x.exe"):
        for url, fld in (("/murashi/staff/card/","attachments"),("/murashi/staff/import/","file"),("/murashi/staff/calendar/file/","file"),("/murashi/staff/topics/","file")):
            go("post", url, {**good, fld: SimpleUploadedFile(n, b"\x00\x01abc"), "title":"x","effective_on":"2025-01-01"})
            go("post", url, {**good, fld: SimpleUploadedFile(n.replace("txt","csv"), "date;is_working;note\n2026-05-08;0;\x00\n".encode()), "title":"x","effective_on":"2025-01-01"})
            go("post", url, {**good, fld: SimpleUploadedFile(n.replace("txt","csv"), "a;b\n1;2\n".encode()), "title":"\x00","effective_on":"0001-01-01"})
    go("post", "/murashi/feedback/text/", data="text="+"a"*3_000_000, content_type="application/x-www-form-urlencoded")
    go("post", "/murashi/feedback/kind/", data=b"\xff\xfe", content_type="multipart/form-data; boundary=x")
    for k, v in faults.items(): print("FAULT", role, k, v)
    assert not faults
