"""OK as documented: https://apiok.ru/dev/graph_api/bot_api (methods), https://apiok.ru/dev/errors (codes), posts by
https://apiok.ru/dev/methods/rest/mediatopic/mediatopic.post, signed as https://apiok.ru/dev/methods/ says.

Refuses a wrong key (103), a POST without «application/json;charset=utf-8» (100), an unknown chat (300), whoever forbade
messages (7), a message without words or with too many attachments (100), a file that was not uploaded (100), questions
without a subscription for long polling (10).
"""

# ruff: noqa: ARG002 - every method of the network is called alike

import hashlib
import json
from typing import Any

from tests.channels.servers.base import Asked, NetworkServer, Reply, Sent, labels

TOKEN, CHAT, PERSON = "tkn-ok-tests", "chat:C3ecb9d02a600", "user:570000000001"
GROUP, APPLICATION, POST_TOKEN, POST_SECRET = "52970000001", "CAPPKEY", "tkn-ok-posts", "0s3cret0"
LONGEST_TEXT, MOST_ATTACHED = 4000, 5


class OkError(Exception):
    """(code, message)"""


class OkServer(NetworkServer):
    """One group; `chats` are those where somebody wrote to it."""

    def reset(self) -> None:
        """Forget chats, subscriptions and the queue."""
        self.chats = {CHAT}
        self.forbidden: set[str] = set()
        self.hooks: list[str] = []
        self.is_polled = False
        self.queue: list[dict[str, Any]] = []
        self.expected: set[str] = set()

    def settings(self, **more: object) -> dict[str, object]:
        """For `OkSettings`."""
        keys = {"application_key": APPLICATION, "post_token": POST_TOKEN, "post_secret": POST_SECRET}
        return {"token": TOKEN, "api_url": self.url, "group_id": GROUP, **keys, **more}

    # What people do.

    def person_writes(self, text: str, **more: object) -> dict[str, Any]:
        """A message to the group; `attachments` as OK writes them."""
        number = self.next_number()
        message = {"text": text, "seq": number, "mid": f"mid:C3ecb9d02a600.{number:x}", **more}
        event = {
            "webhookType": "MESSAGE_CREATED", "sender": {"user_id": PERSON, "name": "Мария Сидорова"},
            "recipient": {"chat_id": CHAT}, "message": message, "timestamp": 1741942800000,
        }  # fmt: skip
        self.deliver(event)
        return event

    def deliver(self, event: dict[str, Any]) -> int:
        """Returns how many calls it took; 0 when it waits in the queue."""
        called = sum(self.call_hook(url, {}, event) for url in self.hooks)
        if not self.hooks:
            with self.lock:
                self.queue.append(event)
        return called

    # What the interface answers.

    def answer(self, asked: Asked) -> Reply:
        """A method, an upload or a file."""
        if asked.path.startswith("/files/"):
            content = self.remote_files.get(asked.path)
            return Reply(content) if content is not None else Reply(b"", 404)
        try:
            if asked.path == "/fb.do":
                return Reply(self._topic(asked.fields))
            return Reply(self._upload(asked) if asked.path == "/put" else self._method(asked))
        except OkError as refusal:
            code, message = refusal.args
            return Reply({"error_code": code, "error_msg": message, "error_data": None})

    def _topic(self, fields: Any) -> str:
        if fields.get("access_token") != POST_TOKEN:
            raise OkError(103, "PARAM_SESSION_KEY : Invalid session key")
        signed = "".join(f"{name}={fields[name]}" for name in sorted(fields) if name not in {"sig", "access_token"})
        if fields.get("sig") != hashlib.md5(f"{signed}{POST_SECRET}".encode()).hexdigest():  # noqa: S324 - as OK asks
            raise OkError(104, "PARAM_SIGNATURE : Invalid signature")
        if fields["method"] != "mediatopic.post" or fields["type"] != "GROUP_THEME" or fields["gid"] != GROUP:
            raise OkError(10, "PERMISSION_DENIED : no right to post")
        (media,) = json.loads(fields["attachment"])["media"]
        number = str(self.next_number())
        self.sent.append(Sent(fields["gid"], media["text"], number=number))
        return number

    def _method(self, asked: Asked) -> Any:
        if asked.fields.get("access_token") != TOKEN:
            raise OkError(103, "PARAM_SESSION_KEY : Invalid session key")
        media_type = asked.headers.get("content-type", "").replace(" ", "").lower()
        if asked.method == "POST" and media_type != "application/json;charset=utf-8":
            raise OkError(100, "PARAM : Missed required parameter")
        path = asked.path.removeprefix("/graph/")
        if path.startswith("chat:"):
            return self._post_message(path.removesuffix("/messages"), asked.content or {})
        return getattr(self, f"_{asked.method.lower()}_{path.removeprefix('me/')}")(asked)

    def _get_chats(self, asked: Asked) -> Any:
        return {"chats": [{"chat_id": chat, "type": "GROUP_CHAT"} for chat in sorted(self.chats)]}

    def _get_subscriptions(self, asked: Asked) -> Any:
        return {"subscriptions": [{"url": url} for url in self.hooks]}

    def _post_subscribe(self, asked: Asked) -> Any:
        content = asked.content or {}
        if content.get("longPolling"):
            self.is_polled = True
        elif content.get("url", "").startswith(("http://", "https://")):
            self.hooks.append(content["url"])
        else:
            raise OkError(100, "PARAM : url")
        return {"success": True}

    def _post_unsubscribe(self, asked: Asked) -> Any:
        self.hooks.remove((asked.content or {})["url"])
        return {"success": True}

    def _get_updates(self, asked: Asked) -> Any:
        if not self.is_polled:
            raise OkError(10, "PERMISSION_DENIED : no long polling subscription")
        marker = int(asked.fields.get("marker", 0))
        self.wait_until(lambda: len(self.queue) > marker, float(asked.fields.get("timeout", 0)))
        events = self.queue[marker : marker + int(asked.fields.get("count", 50))]
        return {"updates": events, "marker": str(marker + len(events))}

    def _get_fileUploadUrl(self, asked: Asked) -> Any:  # noqa: N802 - as OK names it
        kind, token = asked.fields.get("type", "FILE"), f"token{self.next_number()}"
        told = {"file_id": token} if kind == "IMAGE" else {"token": token}
        return {"url": f"{self.url}/put?type={kind}&token={token}", **told}

    def _upload(self, asked: Asked) -> Any:
        name, content, _ = asked.files["file"]
        self.uploads[asked.fields["token"]] = (name, content)
        token = asked.fields["token"]
        return {"photos": {"p1": {"token": token}}} if asked.fields["type"] == "IMAGE" else {}

    def _post_message(self, chat: str, content: dict[str, Any]) -> Any:
        message = content.get("message", {})
        if content.get("recipient", {}).get("chat_id") != chat or chat not in self.chats:
            raise OkError(300, "NOT_FOUND : chat.not.found")
        if chat in self.forbidden:
            raise OkError(7, "ACTION_BLOCKED : blocked by privacy")
        attachments = message.get("attachments", [])
        if not message.get("text") or len(attachments) > MOST_ATTACHED:
            raise OkError(100, "PARAM : text")
        if len(message["text"]) > LONGEST_TEXT:
            raise OkError(100, "PARAM : errors.message.too.long")
        files = tuple(self._file(one["payload"]["token"]) for one in attachments if one["type"] in ("FILE", "IMAGE"))
        keyboards = [one["payload"]["keyboard"]["buttons"] for one in attachments if one["type"] == "INLINE_KEYBOARD"]
        mid = f"mid:{chat.removeprefix('chat:')}.{self.next_number():x}"
        choices = labels(keyboards[0]) if keyboards else ()
        self.sent.append(Sent(chat, message["text"], choices, files, number=mid))
        return {"success": True, "message_id": mid}

    def _file(self, token: str) -> tuple[str, bytes]:
        if token not in self.uploads:
            raise OkError(100, "PARAM : attachment")
        return self.uploads[token]
