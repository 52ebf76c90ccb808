"""MAX as documented: https://dev.max.ru/docs-api.

Refuses a wrong token (401), a token in the address (403), an unknown person (404), whoever stopped the bot (403), too
long or empty a message, more buttons than fit, a file that was not uploaded (400) or is still looked at (400,
attachment.not.ready), a webhook without https or with a wrong secret (400).
"""

# ruff: noqa: ARG002 - every method of the network is called alike

import re
from typing import Any

from tests.channels.servers.base import Asked, NetworkServer, Reply, Sent, labels

TOKEN, PERSON, CHAT, CHANNEL = "max-tests-token", 720001, 55001, -70500900
LONGEST_TEXT = 4000


class MaxError(Exception):
    """(status, code, message)"""


class MaxServer(NetworkServer):
    """One bot; `people` are those who opened it."""

    def reset(self) -> None:
        """Forget people, subscriptions and the queue."""
        self.people = {PERSON}
        self.suspended: set[int] = set()
        self.hooks: dict[str, dict[str, Any]] = {}
        self.queue: list[dict[str, Any]] = []
        self.taken = 0
        self.not_ready = 0

    def settings(self, **more: object) -> dict[str, object]:
        """For `MaxSettings`."""
        return {"token": TOKEN, "api_url": self.url, "channel": str(CHANNEL), **more}

    # What people do.

    def person_writes(self, text: str, **more: object) -> dict[str, Any]:
        """A private message to the bot; `attachments` and `link` as MAX writes them."""
        person = {"user_id": PERSON, "first_name": "Пётр", "last_name": "Иванов", "is_bot": False}
        number = self.next_number()
        body: dict[str, Any] = {"mid": f"mid.{number:016x}", "seq": number, "text": text}
        body |= {name: value for name, value in more.items() if name == "attachments"}
        message = {
            "sender": person, "recipient": {"chat_id": CHAT, "chat_type": "dialog", "user_id": 990001},
            "timestamp": 1741942800000, "body": body,
        }  # fmt: skip
        update = {"update_type": "message_created", "timestamp": 1741942800123, "message": message}
        self.deliver(update)
        return update

    def deliver(self, update: dict[str, Any]) -> int:
        """Returns how many calls it took; 0 when it waits in the queue."""
        called = 0
        for url, hook in self.hooks.items():
            secret = {"X-Max-Bot-Api-Secret": hook["secret"]} if hook.get("secret") else {}
            called += self.call_hook(url, secret, update)
        if not self.hooks:
            with self.lock:
                self.queue.append(update)
        return called

    # What the interface answers.

    def answer(self, asked: Asked) -> Reply:
        """A method, an upload or a file."""
        if asked.path.startswith("/files/"):
            content = self.remote_files.get(asked.path)
            return Reply(content) if content is not None else Reply(b"", 404)
        try:
            return Reply(self._upload(asked) if asked.path == "/put" else self._method(asked))
        except MaxError as refusal:
            status, code, message = refusal.args
            return Reply({"code": code, "message": message}, status)

    def _method(self, asked: Asked) -> Any:
        if "access_token" in asked.fields:
            raise MaxError(403, "deprecated.token", "Query parameter access_token is deprecated")
        if asked.headers.get("authorization") != TOKEN:
            raise MaxError(401, "verify.token", "Invalid access_token")
        method = getattr(self, f"_{asked.method.lower()}_{asked.path.strip('/')}", None)
        if method is None:
            raise MaxError(404, "not.found", asked.path)
        return method(asked)

    def _get_me(self, asked: Asked) -> Any:
        return {"user_id": 990001, "first_name": "Отклик", "last_name": None, "username": "primer_bot", "is_bot": True}

    def _get_subscriptions(self, asked: Asked) -> Any:
        return {"subscriptions": [{"url": url, "time": 0, **hook} for url, hook in self.hooks.items()]}

    def _post_subscriptions(self, asked: Asked) -> Any:
        content = asked.content or {}
        if not content.get("url", "").startswith("https://"):
            raise MaxError(400, "proto.payload", "url: HTTPS required")
        if not re.fullmatch(r"[a-zA-Z0-9_-]{5,256}", content.get("secret", "secret")):
            raise MaxError(400, "proto.payload", "secret: pattern")
        self.hooks[content["url"]] = {"secret": content.get("secret"), "update_types": content["update_types"]}
        return {"success": True}

    def _delete_subscriptions(self, asked: Asked) -> Any:
        return {"success": self.hooks.pop(asked.fields["url"], None) is not None}

    def _get_updates(self, asked: Asked) -> Any:
        limit, seconds = int(asked.fields.get("limit", 100)), int(asked.fields.get("timeout", 30))
        if not 1 <= limit <= 1000 or not 0 <= seconds <= 90:
            raise MaxError(400, "proto.payload", "limit, timeout")
        if self.hooks:
            return {"updates": [], "marker": self.taken}
        marker = int(asked.fields["marker"]) if "marker" in asked.fields else self.taken
        self.taken = max(self.taken, marker)
        self.wait_until(lambda: len(self.queue) > marker, seconds)
        updates = self.queue[marker : marker + limit]
        return {"updates": updates, "marker": marker + len(updates)}

    def _post_uploads(self, asked: Asked) -> Any:
        kind = asked.fields.get("type")
        if kind not in ("image", "video", "audio", "file"):
            raise MaxError(400, "proto.payload", "type")
        return {"url": f"{self.url}/put?type={kind}"}

    def _upload(self, asked: Asked) -> Any:
        name, content, _ = asked.files["data"]
        token = f"token{self.next_number()}"
        self.uploads[token] = (name, content)
        return {"photos": {"p1": {"token": token}}} if asked.fields["type"] == "image" else {"token": token}

    def _post_messages(self, asked: Asked) -> Any:
        content, person = asked.content or {}, int(asked.fields.get("user_id", asked.fields.get("chat_id", 0)))
        if person not in self.people and not (person == CHANNEL and "chat_id" in asked.fields):
            raise MaxError(404, "chat.not.found", f"Chat {person} not found")
        if person in self.suspended:
            raise MaxError(403, "chat.denied", "error.dialog.suspended")
        text, attachments = content.get("text") or "", content.get("attachments") or []
        if len(text) > LONGEST_TEXT or not (text or attachments):
            raise MaxError(400, "proto.payload", "text: size")
        files = tuple(self._file(one) for one in attachments if one["type"] in ("file", "image"))
        if files and self.not_ready > 0:
            self.not_ready -= 1
            raise MaxError(400, "attachment.not.ready", "Key: errors.process.attachment.file.not.processed")
        choices = self._choices(attachments)
        mid = f"mid.{self.next_number():016x}"
        self.sent.append(Sent(str(person), text, choices, files, number=mid))
        return {"message": {"recipient": {"user_id": person}, "timestamp": 1, "body": {"mid": mid, "text": text}}}

    def _file(self, attachment: dict[str, Any]) -> tuple[str, bytes]:
        payload = attachment["payload"]
        token = payload["photos"]["p1"]["token"] if "photos" in payload else payload["token"]
        if token not in self.uploads:
            raise MaxError(400, "proto.payload", "token")
        return self.uploads[token]

    def _choices(self, attachments: list[dict[str, Any]]) -> tuple[str, ...]:
        keyboards = [one["payload"]["buttons"] for one in attachments if one["type"] == "inline_keyboard"]
        rows = keyboards[0] if keyboards else []
        if len(keyboards) > 1 or len(rows) > 30 or any(len(row) > 7 for row in rows):
            raise MaxError(400, "proto.payload", "buttons")
        if any(len(label) > 128 for label in labels(rows)):
            raise MaxError(400, "proto.payload", "buttons.text")
        return labels(rows)
