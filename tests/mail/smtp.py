"""A mail server that speaks just enough SMTP for a real conversation, in a thread of the test."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Server:
    """Where it listens, what it took, and whether it refuses recipients."""

    port: int
    taken: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    refusing: bool = False


@contextlib.contextmanager
def mail_server() -> Iterator[Server]:
    """Listen on a free port of the loopback until the block ends."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = Server(listener.getsockname()[1])
    thread = threading.Thread(target=_serve, args=(listener, server), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listener.close()
        thread.join(5)


def _serve(listener: socket.socket, server: Server) -> None:
    while True:
        try:
            link, _address = listener.accept()
        except OSError:
            return
        with link, link.makefile("rwb") as stream, contextlib.suppress(OSError):
            _talk(stream, server)


def _talk(stream, server: Server) -> None:
    def say(text: str) -> None:
        stream.write(f"{text}\r\n".encode())
        stream.flush()

    say("220 mail.example")
    while line := stream.readline():
        word = line[:4].upper()
        if word in (b"EHLO", b"HELO"):
            say("250 mail.example")
        elif word == b"RCPT" and server.refusing:
            say("450 try again later")
        elif word == b"RCPT":
            server.recipients.append(line.decode().split("<")[1].split(">")[0])
            say("250 ok")
        elif word == b"DATA":
            say("354 go on")
            lines = []
            while (part := stream.readline()) not in (b".\r\n", b""):
                lines.append(part[1:] if part.startswith(b"..") else part)
            server.taken.append(message_from_bytes(b"".join(lines), policy=policy.default))
            say("250 taken")
        elif word == b"QUIT":
            say("221 bye")
            return
        else:
            say("250 ok")
