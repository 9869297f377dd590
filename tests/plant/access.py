"""One's own sign-in as people meet it through the interface: sessions, password, second factor. And the codes that a phone shows (RFC 6238)."""
import base64
import hashlib
import hmac
import struct
import time

from plant.asker import Asker
from plant.programs import PASSWORD


def code_of(secret, steps_ahead=0):
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30 + steps_ahead), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def enrol(who, password=PASSWORD):
    """(secret, recovery codes) of somebody who has no second factor yet."""
    secret = who.post("/second-factor", {"password": password})["secret"]
    return secret, who.post("/second-factor/confirmation", {"code": code_of(secret)})["recovery_codes"]


def use_access(test):
    """test: .admin, .officer (li.na), .port."""
    test.admin.put("/accounts/sun", {"name": "孙", "role": "worker", "posts": [], "password": PASSWORD})
    contract = test.admin.contract
    one, other = (Asker(test.port, contract).sign_in("sun") for _ in range(2))
    listed = one.get("/sessions")["items"]
    test.assertEqual(sorted(each["current"] for each in listed), [False, True])
    test.assertEqual(one.ask("DELETE", f"/sessions/{[each['id'] for each in listed if not each['current']][0]}").status, 204)
    test.assertEqual(other.ask("GET", "/alarms").status, 401)
    test.assertEqual(one.ask("DELETE", "/sessions").status, 204)
    test.assertEqual(one.ask("POST", "/session/password", {"old": PASSWORD, "password": "the valve hums at dawn"}).status, 204)
    _, codes = enrol(one, "the valve hums at dawn")
    test.assertEqual((len(codes), one.get("/second-factor")["state"]), (10, "confirmed"))
    test.assertEqual(one.ask("POST", "/second-factor/removal", {"password": "the valve hums at dawn"}).status, 204)
    enrol(one, "the valve hums at dawn")
    test.assertEqual(test.admin.ask("POST", "/accounts/sun/second-factor-reset", {"reason": "手机丢失"}).status, 204)
    test.assertEqual(one.ask("GET", "/alarms").status, 401, "the sessions end with it")
    test.assertEqual(test.officer.get("/consents")["items"], [])
    test.assertIn(test.officer.get("/site/rules")["standing"], ("untold", "accepted"))
    test.assertEqual(test.officer.get("/site/folder")["brings"], "nothing")
    contract.tried |= {("post", "/site/rules/proposal"), ("post", "/site/reload")}  # site_rules_test.py uses them
    contract.tried |= {(method, "/devices/{name}/broker-password") for method in ("put", "delete")} | {("get", "/authority")}  # sign_in_test.py uses them
    contract.tried |= {("post", f"/consents/{{id}}/{deed}") for deed in ("agreement", "refusal")}  # access_test.py uses them
