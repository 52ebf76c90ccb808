"""The Telegram Bot API as documented: https://core.telegram.org/bots/api.

Refuses a wrong key (401), a chat where nobody wrote first (400), whoever stopped the bot (403), an empty or too long
text (400), a wrong secret or address of a webhook (400), questions while a webhook is set (409).
"""

# ruff: noqa: ARG002 - every method of the network is called alike

import json
import re
from typing import Any

from tests.channels.servers.base import Asked, NetworkServer, Reply, Sent, labels

TOKEN, PERSON, GROUP, CHANNEL = "123456:tests-key", 610001, -1001900000001, "@primer_adm"
LONGEST_TEXT = 4096


class TelegramError(Exception):
    """(code, description[, parameters])"""


class TelegramServer(NetworkServer):
    """One bot; `chats` are those where somebody wrote to it."""

    def reset(self) -> None:
        """Forget chats, the webhook and the queue."""
        self.chats = {PERSON, GROUP}
        self.stopped: set[int] = set()
        self.hook: dict[str, Any] = {}
        self.queue: list[dict[str, Any]] = []

    def settings(self, **more: object) -> dict[str, object]:
        """For `TelegramSettings`."""
        return {"token": TOKEN, "api_url": self.url, "channel": CHANNEL, **more}

    # What people do.

    def person_writes(self, text: str, **more: object) -> dict[str, Any]:
        """A private message to the bot."""
        person = {"id": PERSON, "is_bot": False, "first_name": "Анна", "last_name": "Петрова"}
        chat = {"id": PERSON, "type": "private", "first_name": "Анна"}
        said = {"text": text} if text else {}
        return self.pass_on(message={"from": person, "chat": chat, **said, **more})

    def person_comments(self, text: str, **more: object) -> dict[str, Any]:
        """A comment under a post of the channel, in its discussion group."""
        person = {"id": PERSON, "is_bot": False, "first_name": "Анна", "last_name": "Петрова"}
        chat = {"id": GROUP, "type": "supergroup", "username": "primer_talk"}
        post = {"message_id": 70, "is_automatic_forward": True, "chat": chat, "date": 1741900000, "text": "Новость"}
        said = {"text": text, "message_thread_id": 70, "reply_to_message": post}
        return self.pass_on(message={"from": person, "chat": chat, **said, **more})

    def pass_on(self, message: dict[str, Any]) -> dict[str, Any]:
        """An update: to the webhook, repeated until it is taken, else into the queue."""
        number = self.next_number()
        update = {"update_id": 900000 + number, "message": {"message_id": number, "date": 1741942800, **message}}
        self.deliver(update)
        return update

    def deliver(self, update: dict[str, Any]) -> int:
        """Returns how many calls it took; 0 when it waits in the queue."""
        if self.hook:
            secret = {"X-Telegram-Bot-Api-Secret-Token": self.hook["secret_token"]}
            return self.call_hook(self.hook["url"], secret, update)
        with self.lock:
            self.queue.append(update)
        return 0

    # What the interface answers.

    def answer(self, asked: Asked) -> Reply:
        """A method or a file."""
        if asked.path.startswith(f"/file/bot{TOKEN}/"):
            content = self.remote_files.get(asked.path.removeprefix(f"/file/bot{TOKEN}/"))
            return Reply(content) if content is not None else Reply({"ok": False, "error_code": 404}, 404)
        prefix = f"/bot{TOKEN}/"
        if not asked.path.startswith(prefix):
            return Reply({"ok": False, "error_code": 401, "description": "Unauthorized"}, 401)
        try:
            fields = {**asked.fields, **(asked.content or {})}
            method = getattr(self, "_" + asked.path.removeprefix(prefix))
            return Reply({"ok": True, "result": method(fields, asked)})
        except TelegramError as refusal:
            code, description, *parameters = refusal.args
            found = {"ok": False, "error_code": code, "description": description}
            return Reply(found | ({"parameters": parameters[0]} if parameters else {}), code)

    def _getMe(self, fields: Any, asked: Asked) -> Any:  # noqa: N802 - as Telegram names it
        return {
            "id": 123456, "is_bot": True, "first_name": "Отклик", "username": "primer_bot",
            "can_read_all_group_messages": False,
        }  # fmt: skip

    def _setWebhook(self, fields: Any, asked: Asked) -> Any:  # noqa: N802
        if not fields["url"].startswith("https://"):
            raise TelegramError(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", fields.get("secret_token", "")):
            raise TelegramError(400, "Bad Request: secret token contains unallowed characters")
        self.hook = dict(fields)
        return True

    def _deleteWebhook(self, fields: Any, asked: Asked) -> Any:  # noqa: N802
        self.hook = {}
        return True

    def _getWebhookInfo(self, fields: Any, asked: Asked) -> Any:  # noqa: N802
        failed = [status for status, _ in self.calls if status != 200]
        told = {"last_error_message": f"Wrong response from the webhook: {failed[-1]}"} if failed else {}
        return {"url": self.hook.get("url", ""), "pending_update_count": len(failed), **told}

    def _getUpdates(self, fields: Any, asked: Asked) -> Any:  # noqa: N802
        if self.hook:
            raise TelegramError(409, "Conflict: can't use getUpdates method while webhook is active")
        offset = fields.get("offset", 0)
        with self.lock:
            self.queue = [one for one in self.queue if one["update_id"] >= offset]
        self.wait_until(lambda: bool(self.queue), fields.get("timeout", 0))
        return self.queue[: fields.get("limit", 100)]

    def _getFile(self, fields: Any, asked: Asked) -> Any:  # noqa: N802
        path = f"documents/{fields['file_id']}"
        if path not in self.remote_files:
            raise TelegramError(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        size = len(self.remote_files[path])
        if size > 20 * 1024 * 1024:
            raise TelegramError(400, "Bad Request: file is too big")
        return {"file_id": fields["file_id"], "file_unique_id": "u", "file_size": size, "file_path": path}

    def _sendMessage(self, fields: Any, asked: Asked) -> Any:  # noqa: N802
        chat = self._chat(fields)
        if chat == CHANNEL and "reply_markup" in fields:
            raise TelegramError(400, "Bad Request: reply keyboards are not allowed in channels")
        text = fields.get("text", "")
        if not text.strip():
            raise TelegramError(400, "Bad Request: message text is empty")
        if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
            raise TelegramError(400, "Bad Request: message is too long")
        choices = labels(fields.get("reply_markup", {}).get("keyboard", []))
        return self._made(chat, text, choices, (), fields.get("reply_parameters"))

    def _sendDocument(self, fields: Any, asked: Asked) -> Any:  # noqa: N802
        chat = self._chat(fields)
        name, content, _ = asked.files["document"]
        if not content:
            raise TelegramError(400, "Bad Request: file must be non-empty")
        answered = json.loads(fields["reply_parameters"]) if fields.get("reply_parameters") else None
        return self._made(chat, fields.get("caption", ""), (), ((name, content),), answered)

    def _chat(self, fields: Any) -> int | str:
        if fields["chat_id"] == CHANNEL:
            return CHANNEL
        chat = int(fields["chat_id"])
        if chat not in self.chats:
            raise TelegramError(400, "Bad Request: chat not found")
        if chat in self.stopped:
            raise TelegramError(403, "Forbidden: bot was blocked by the user")
        return chat

    def _made(self, chat: int | str, text: str, choices: Any, files: Any, answered: Any) -> Any:
        number = self.next_number()
        reply_to = str(answered["message_id"]) if answered else ""
        self.sent.append(Sent(str(chat), text, choices, files, reply_to, str(number)))
        return {"message_id": number, "chat": {"id": chat}, "date": 1741942900, "text": text}
