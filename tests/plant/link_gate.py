"""A cable between two programs: a TCP proxy that can be cut, kept cut, made to swallow everything, or some of what a broker says, and mended."""
import re
import selectors
import socket
import struct
import threading

GRANT = re.compile(rb"(\x90\x03..)[\x00-\x02]", re.DOTALL)  # a SUBACK of one topic, MQTT 3.1.1 §3.9
ACKNOWLEDGMENT = re.compile(rb"\x40\x02..", re.DOTALL)  # a PUBACK, §3.4


class LinkGate:
    """Listens on `port` and carries every connection to `target_port`. cut() resets all of them, as a pulled plug; closed, it takes none."""

    def __init__(self, target_port):
        self._target = target_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.carried = 0  # connections so far
        self._open = True
        self._swallows = False
        self.refuses = False  # subscriptions, in the broker's name: what Mosquitto does only with a plugin
        self.keeps_acknowledgments = False  # of what was published
        self._pairs = {}  # socket -> the other end
        self._lock = threading.Lock()
        self._wake_read, self._wake_write = socket.socketpair()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def cut(self):
        with self._lock:
            for end in list(self._pairs):
                self._reset(end)
            self._pairs.clear()
        self._wake_write.send(b".")

    def close(self):
        """Cut, and stays so until open()."""
        self._open = False
        self.cut()

    def open(self):
        self._open = True

    def swallow(self):
        """From now on connections stand, new ones too, and nothing comes out of them."""
        self._swallows = True
        self._wake_write.send(b".")

    def carry_again(self):
        """What was swallowed is gone, and so is every connection that lost something."""
        self._swallows = False
        self.cut()

    def standing(self):
        """Connections that are carried now."""
        with self._lock:
            return len(self._pairs) // 2

    def stop(self):
        self._stopping = True
        self._wake_write.send(b".")
        self._thread.join()
        self.cut()
        for end in (self._listener, self._wake_read, self._wake_write):
            end.close()

    @staticmethod
    def _reset(end):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # RST, no goodbye
        end.close()

    def _run(self):
        while not self._stopping:
            with self._lock:
                ends = list(self._pairs)
            with selectors.DefaultSelector() as selector:
                for readable in [self._listener, self._wake_read, *ends]:
                    if readable.fileno() >= 0:
                        selector.register(readable, selectors.EVENT_READ)
                for key, _ in selector.select(1):
                    self._carry(key.fileobj)

    def _carry(self, ready):
        if ready is self._wake_read:
            self._wake_read.recv(4096)
        elif ready is self._listener:
            self._accept()
        else:
            with self._lock:
                other = self._pairs.get(ready)
            if other is not None and not self._copy(ready, other):
                with self._lock:
                    for end in (ready, other):
                        if self._pairs.pop(end, None) is not None:
                            self._reset(end)

    def _accept(self):
        near, _ = self._listener.accept()
        if not self._open:
            return self._reset(near)
        try:
            far = socket.create_connection(("127.0.0.1", self._target))
        except OSError:
            return self._reset(near)
        for end in (near, far):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self._lock:
            self._pairs[near], self._pairs[far] = far, near
        self.carried += 1

    def _copy(self, source, sink):
        """False when the connection has ended."""
        try:
            data = source.recv(65536)
            if self.refuses:
                data = GRANT.sub(lambda grant: grant[1] + b"\x80", data)
            carried = ACKNOWLEDGMENT.sub(b"", data) if self.keeps_acknowledgments else data
            if carried and not self._swallows:
                sink.sendall(carried)
            return bool(data)
        except OSError:
            return False
