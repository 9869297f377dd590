"""A console's ear: a WebSocket (RFC 6455) on the live feed."""
import base64
import json
import os
import socket
import struct
import time

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


class Refused(Exception):
    """The server answered the upgrade with this HTTP status."""

    def __init__(self, status):
        super().__init__(str(status))
        self.status = status


class Closed(Exception):
    """The server closed, with this code and reason."""

    def __init__(self, code, reason):
        super().__init__(f"{code} {reason}")
        self.code, self.reason = code, reason


class LiveFeed:
    def __init__(self, port, cookie, since=None, headers=(), receive_bytes=None):
        self._buffer = bytearray()
        self._pieces = []
        self._socket = socket.socket()
        if receive_bytes:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
        self._socket.settimeout(10)
        self._socket.connect(("127.0.0.1", port))
        target = "/api/v1/live" + (f"?since={since}" if since is not None else "")
        lines = [f"GET {target} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Upgrade: websocket", "Connection: Upgrade",
                 f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}", "Sec-WebSocket-Version: 13", *headers]
        if cookie:
            lines.append(f"Cookie: {cookie}")
        self._socket.sendall("\r\n".join([*lines, "", ""]).encode())
        while b"\r\n\r\n" not in self._buffer:
            self._fill()
        head, self._buffer = self._buffer.split(b"\r\n\r\n", 1)
        status = int(head.split()[1])
        if status != 101:
            self._socket.close()
            raise Refused(status)

    def next(self, seconds=30):
        """The next message; pings are answered on the way."""
        self._socket.settimeout(seconds)
        while True:
            kind, payload = self._frame()
            if kind == TEXT:
                return json.loads(payload)
            if kind == PING:
                self._send(PONG, payload)
            elif kind == CLOSE:
                code = struct.unpack("!H", payload[:2])[0] if payload else 1005
                raise Closed(code, payload[2:].decode())

    def next_of(self, kind, seconds=30):
        """The next message of that type, those between are let go."""
        return self.wait_for(lambda message: message["type"] == kind, seconds)

    def wait_for(self, fits, seconds=30):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            message = self.next(max(0.1, end - time.monotonic()))
            if fits(message):
                return message
        raise TimeoutError("no such message")

    def close(self):
        self._socket.close()

    def _fill(self):
        data = self._socket.recv(65536)
        if not data:
            raise Closed(1006, "without a word")
        self._buffer += data

    def _take(self, count):
        while len(self._buffer) < count:
            self._fill()
        data = bytes(self._buffer[:count])
        del self._buffer[:count]
        return data

    def _frame(self):
        """(kind, payload) of a whole message, or of a control frame that came in its midst."""
        while True:
            first, second = self._take(2)
            length = second & 0x7F
            if length == 126:
                length = struct.unpack("!H", self._take(2))[0]
            elif length == 127:
                length = struct.unpack("!Q", self._take(8))[0]
            payload, kind = self._take(length), first & 0x0F
            if kind >= CLOSE:
                return kind, payload
            self._pieces.append(payload)
            if first & 0x80:
                whole, self._pieces = b"".join(self._pieces), []
                return TEXT, whole

    def _send(self, kind, payload):
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))
        self._socket.sendall(bytes([0x80 | kind, 0x80 | len(payload)]) + mask + masked)
