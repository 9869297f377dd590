"""A device's side of MQTT 3.1.1: connect, publish at QoS 1 and wait for the acknowledgment, subscribe, collect messages."""
import queue
import select
import socket
import ssl
import struct
import threading

CONNECT, CONNACK, PUBLISH, PUBACK, SUBSCRIBE, SUBACK, PINGREQ, DISCONNECT = 0x10, 0x20, 0x30, 0x40, 0x82, 0x90, 0xC0, 0xE0
PATIENCE_SECONDS = 30
A_MOMENT_SECONDS = 0.05


def text(value):
    raw = value if isinstance(value, bytes) else value.encode()
    return struct.pack("!H", len(raw)) + raw


def packet(kind, body):
    length, size = b"", len(body)
    while True:
        size, low = divmod(size, 128)
        length += bytes([low | (0x80 if size else 0)])
        if not size:
            return bytes([kind]) + length + body


class Client:
    """One connection. Publishing may be pipelined: publish() returns at once, settle() waits until the broker has everything."""

    def __init__(self, port, user, password, client_id=None, will=None, tls=None):
        self.messages = queue.Queue()  # (topic, payload)
        self._socket = socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if tls:  # a context that knows the broker's authority
            self._socket = tls.wrap_socket(self._socket, server_hostname="localhost")
        self._changed = threading.Condition()
        self._write = threading.Lock()
        self._unacknowledged = set()
        self._next_id = 0
        self._subscribed = threading.Event()
        self._connect(user, password, client_id or user, will)
        self._socket.settimeout(A_MOMENT_SECONDS if tls else None)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def is_cut_off(self, seconds=PATIENCE_SECONDS):
        """Whether the broker ends the connection within that time."""
        self._reader.join(seconds)
        return not self._reader.is_alive()

    def publish(self, topic, payload, retain=False):
        with self._changed:
            self._next_id = self._next_id % 65535 + 1
            identity = self._next_id
            self._unacknowledged.add(identity)
        body = text(topic) + struct.pack("!H", identity) + (payload if isinstance(payload, bytes) else payload.encode())
        self._send(packet(PUBLISH | 0x02 | (1 if retain else 0), body))

    def settle(self):
        with self._changed:
            if not self._changed.wait_for(lambda: not self._unacknowledged, PATIENCE_SECONDS):
                raise TimeoutError(f"the broker did not acknowledge {len(self._unacknowledged)} messages")

    def subscribe(self, topic):
        self._subscribed.clear()
        self._send(packet(SUBSCRIBE, struct.pack("!H", 1) + text(topic) + b"\x01"))
        if not self._subscribed.wait(PATIENCE_SECONDS):
            raise TimeoutError(f"no subscription to {topic}")

    def close(self):
        try:
            self._send(packet(DISCONNECT, b""))
        except OSError:
            pass
        self.vanish()

    def vanish(self):
        """As a device whose power fails: the broker publishes its last will."""
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self._socket.close()

    def _connect(self, user, password, client_id, will):
        flags = 0xC2 | (0x2C if will else 0)  # user, password, clean session; will at QoS 1, retained
        body = text("MQTT") + bytes([4, flags]) + struct.pack("!H", 0) + text(client_id)
        if will:
            body += text(will[0]) + text(will[1])
        self._send(packet(CONNECT, body + text(user) + text(password)))
        kind, answer = self._read_packet()
        if kind != CONNACK or answer[1] != 0:
            self._socket.close()
            raise ConnectionRefusedError(f"the broker refuses {user}: {answer!r}")

    def _send(self, raw):
        with self._write:
            self._socket.sendall(raw)

    def _read_exactly(self, count):
        data = b""
        while len(data) < count:
            piece = self._receive(count - len(data))
            if not piece:
                raise ConnectionError("closed")
            data += piece
        return data

    def _receive(self, count):
        """Over TLS nobody writes meanwhile: one session may not be used by two threads at once. What is readable may be no data, so it waits for a moment only."""
        if not isinstance(self._socket, ssl.SSLSocket):
            return self._socket.recv(count)
        while True:
            if not self._socket.pending():
                select.select([self._socket], [], [])
            with self._write:
                try:
                    return self._socket.recv(count)
                except (TimeoutError, ssl.SSLWantReadError):
                    pass

    def _read_packet(self):
        kind = self._read_exactly(1)[0]
        length, shift = 0, 0
        while True:
            byte = self._read_exactly(1)[0]
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                return kind, self._read_exactly(length)

    def _read(self):
        try:
            while True:
                self._take(*self._read_packet())
        except (OSError, ValueError):  # the latter of a socket that was closed here
            pass

    def _take(self, kind, body):
        if kind & 0xF0 == PUBLISH:
            size = struct.unpack("!H", body[:2])[0]
            topic, rest = body[2 : 2 + size].decode(), body[2 + size :]
            if kind & 0x06:
                self._send(packet(PUBACK, rest[:2]))
                rest = rest[2:]
            self.messages.put((topic, rest))
        elif kind == PUBACK:
            with self._changed:
                self._unacknowledged.discard(struct.unpack("!H", body)[0])
                self._changed.notify_all()
        elif kind == SUBACK:
            self._subscribed.set()
