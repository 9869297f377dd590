"""Somebody who asks over HTTP and holds every answer against the contract."""
import http.client
import json

from plant.programs import PASSWORD


class Answer:
    def __init__(self, response, raw):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in reversed(response.getheaders())}  # the first of a name
        self.cookies = dict(value.split(";")[0].split("=", 1) for name, value in response.getheaders() if name.lower() == "set-cookie")
        self.raw = raw
        is_json = "json" in self.headers.get("content-type", "")
        self.body = json.loads(raw) if is_json and raw else None

    def fields(self):
        """Of a problem, the fields that it names."""
        return [error["field"] for error in self.body["errors"]]


class Asker:
    def __init__(self, port, contract, language="en"):
        self.port = port
        self.cookie = None
        self.browser = None  # the cookie by which a browser is known
        self.contract = contract
        self._language = language

    def ask(self, method, path, body=None, raw=None, **headers):
        """`path` below /api/v1, or a whole one that begins with //; header names with _ for -."""
        target = path[1:] if path.startswith("//") else "/api/v1" + path
        sent = {"Accept-Language": self._language, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if method != "GET":
            sent.setdefault("X-Davy", "1")
        if self.cookie or self.browser:
            sent.setdefault("Cookie", "; ".join(filter(None, [self.cookie, self.browser])))
        if body is not None:
            raw = json.dumps(body)
            sent["Content-Type"] = "application/json"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, target, raw, {name: value for name, value in sent.items() if value is not None})
            response = connection.getresponse()
            answer = Answer(response, response.read())
        finally:
            connection.close()
        if self.contract:
            self.contract.judge(method, target, answer.status, answer.headers.get("content-type"), answer.body if answer.body is not None else answer.raw)
        if "davy_session" in answer.cookies:
            self.cookie = f"davy_session={answer.cookies['davy_session']}"
        if "davy_browser" in answer.cookies:
            self.browser = f"davy_browser={answer.cookies['davy_browser']}"
        return answer

    def get(self, path):
        return self._must(self.ask("GET", path), "GET", path)

    def post(self, path, body=None, **headers):
        return self._must(self.ask("POST", path, body, **headers), "POST", path)

    def put(self, path, body):
        return self._must(self.ask("PUT", path, body), "PUT", path)

    def sign_in(self, login, password=PASSWORD):
        self.post("/session", {"login": login, "password": password})
        return self

    @staticmethod
    def _must(answer, method, path):
        if answer.status >= 300:
            raise AssertionError(f"{method} {path}: {answer.status} {answer.body or answer.raw}")
        return answer.body
