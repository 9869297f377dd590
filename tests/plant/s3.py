"""A bucket on loopback: s3rver (npm) keeps the objects; a gate before it holds every request to Amazon's signature of version 4, which s3rver does not check."""
import contextlib
import hashlib
import hmac
import http.client
import http.server
import threading
import urllib.parse

from plant.programs import ROOT, Program, free_port, listens, wait_until

ACCESS_KEY, SECRET_KEY = "plant-key", "plant secret/with+signs"


def signature(method, target, headers, secret):
    """What the Authorization header must end with, by Amazon's description of the signature."""
    path, _, query = target.partition("?")
    scope, names = headers["Authorization"].split("Credential=")[1].split(",")[0].split("/", 1)[1], headers["Authorization"].split("SignedHeaders=")[1].split(",")[0]
    pairs = sorted(urllib.parse.parse_qsl(query, keep_blank_values=True))
    wanted_query = "&".join(f"{urllib.parse.quote(name, safe='-_.~')}={urllib.parse.quote(value, safe='-_.~')}" for name, value in pairs)
    signed = "".join(f"{name}:{' '.join(headers[name].split())}\n" for name in names.split(";"))
    request = "\n".join([method, path, wanted_query, signed, names, headers["x-amz-content-sha256"]])
    text = "\n".join(["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, hashlib.sha256(request.encode()).hexdigest()])
    key = f"AWS4{secret}".encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


class Gate(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        said = self.headers.get("Authorization", "")
        if f"Credential={ACCESS_KEY}/" not in said or not said.endswith("Signature=" + signature(self.command, self.path, self.headers, SECRET_KEY)):
            return self.answer(403, b"<Error><Code>SignatureDoesNotMatch</Code><Message>The signature does not match</Message></Error>")
        behind = http.client.HTTPConnection("127.0.0.1", self.server.behind, timeout=20)
        kept = {name: value for name, value in self.headers.items() if name.lower() not in ("authorization", "host", "content-length", "x-amz-content-sha256")}
        behind.request(self.command, self.path, body, kept)
        answer = behind.getresponse()
        self.answer(answer.status, answer.read())
        behind.close()

    do_GET = do_PUT = do_DELETE = handle_any

    def answer(self, status, body):
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status != 204:
            self.wfile.write(body)

    def log_message(self, *_):
        pass


class Bucket(contextlib.ExitStack):
    """Its address and the file with its access key; close it, and its servers have ended."""

    def __init__(self, folder):
        super().__init__()
        self.folder = folder / "s3"
        port = free_port()
        server = Program(["node", ROOT / "web/node_modules/s3rver/bin/s3rver.js", "-d", self.folder, "-a", "127.0.0.1", "-p", port,
                          "--no-vhost-buckets", "--configure-bucket", "plant"], folder / "s3.log")
        server.launch()
        self.callback(server.stop)
        wait_until(lambda: listens(port), 30, "the S3 server's start")
        gate = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Gate)
        gate.behind = port
        gate.daemon_threads = True
        threading.Thread(target=gate.serve_forever, daemon=True).start()
        self.callback(gate.server_close)
        self.callback(gate.shutdown)
        self.credentials = self.key_file(folder / "s3-credentials", SECRET_KEY)
        self.address = f"s3://plant/davy/site 1?endpoint=http://127.0.0.1:{gate.server_port}&region=eu-west-1"

    @staticmethod
    def key_file(path, secret):
        path.write_text(f"[default]\naws_access_key_id = {ACCESS_KEY}\naws_secret_access_key = {secret}\n")
        return path
