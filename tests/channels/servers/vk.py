"""VK as documented: https://dev.vk.com/ru/reference (methods, errors), https://dev.vk.com/ru/api/callback/getting-started
and https://dev.vk.com/ru/api/bots-long-poll/getting-started; posts by https://dev.vk.com/ru/method/wall.post.

Refuses a wrong key (5), a call without `v` (8), without `random_id` (100), too long a text (914), whoever did not
write first (901), a bad keyboard (911), an attachment that was never saved (100), a closed post (213); answers a known
`random_id` or `guid` with the message that it made before.
"""

# ruff: noqa: ARG002 - every method of the network is called alike

import json
from typing import Any

from tests.channels.servers.base import Asked, NetworkServer, Reply, Sent, labels

GROUP, TOKEN, PERSON = 200300400, "vk1.a.tests", 51001
LONGEST_TEXT, LONGEST_LABEL, MOST_ROWS, MOST_IN_ROW = 4096, 40, 10, 5


class VkError(Exception):
    """An error of VK by its code."""


class VkServer(NetworkServer):
    """One group, one key; `allowed` are those who may be written to, `closed` are posts without comments."""

    def reset(self) -> None:
        """Forget talks, comments, servers of callbacks and the queue."""
        self.allowed = {PERSON}
        self.blocked: set[int] = set()
        self.posts, self.closed = {"41"}, set[str]()
        self.known: dict[tuple[str, str], Any] = {}
        self.documents: dict[str, tuple[str, bytes]] = {}
        self.hooks: dict[int, dict[str, Any]] = {}
        self.callback_settings: dict[str, str] = {}
        self.long_poll: dict[str, str] = {}
        self.rights = ["messages", "wall", "docs", "manage", "photos"]
        self.mask = 1
        self.queue: list[dict[str, Any]] = []
        self.oldest, self.session = 1, 1
        self.confirmation = "c0nf1rm"

    def settings(self, **more: object) -> dict[str, object]:
        """For `VkSettings`."""
        return {"group_id": GROUP, "token": TOKEN, "api_url": self.url, **more}

    # What people do.

    def person_writes(self, text: str, **more: object) -> dict[str, Any]:
        """A private message to the group, as an event that is passed on."""
        number = self.next_number()
        message = {
            "id": number, "conversation_message_id": number, "date": 1741942800, "from_id": PERSON, "peer_id": PERSON,
            "out": 0, "text": text, "attachments": [], "fwd_messages": [], **more,
        }  # fmt: skip
        return self.pass_on("message_new", {"message": message, "client_info": {"keyboard": True}})

    def person_comments(self, text: str, **more: object) -> dict[str, Any]:
        """A comment under the post 41 of the group."""
        comment = {
            "id": self.next_number(), "from_id": PERSON, "date": 1741942800, "text": text, "post_id": 41,
            "owner_id": -GROUP, "post_owner_id": -GROUP, "parents_stack": [], **more,
        }  # fmt: skip
        return self.pass_on("wall_reply_new", comment)

    def pass_on(self, kind: str, about: dict[str, Any], **more: object) -> dict[str, Any]:
        """An event: to the registered server, repeated until «ok», else into the queue."""
        event = {"type": kind, "event_id": f"e{self.next_number()}", "v": "5.199", "group_id": GROUP, "object": about}
        self.deliver(event | more)
        return event

    def deliver(self, event: dict[str, Any]) -> int:
        """Returns how many calls it took; 0 when it waits in the queue."""
        called = 0
        for server in self.hooks.values():
            called += self.call_hook(server["url"], {}, {**event, "secret": server["secret_key"]}, good="ok")
        if not self.hooks:
            with self.lock:
                self.queue.append(event)
        return called

    # What the interface answers.

    def answer(self, asked: Asked) -> Reply:
        """A method, the queue, an upload or a file."""
        if asked.path == "/longpoll":
            return Reply(self._long_poll(asked))
        if asked.path == "/upload":
            name, content, _ = asked.files["file"]
            token = f"file{self.next_number()}"
            self.uploads[token] = (name, content)
            return Reply({"file": token} if not name.endswith((".exe", ".mp3")) else {"error": "unsupported"})
        if asked.path.startswith("/files/"):
            content = self.remote_files.get(asked.path)
            return Reply(content) if content is not None else Reply(b"", 404)
        try:
            return Reply({"response": self._method(asked)})
        except VkError as refusal:
            return Reply({"error": {"error_code": refusal.args[0], "error_msg": "refused", "request_params": []}})

    def _method(self, asked: Asked) -> Any:
        name, fields = asked.path.removeprefix("/method/"), asked.fields
        if not fields.get("v"):
            raise VkError(8)
        if fields.get("access_token") != TOKEN:
            raise VkError(5)
        return getattr(self, "_" + name.replace(".", "_"))(fields)

    def _groups_getById(self, fields: Any) -> Any:  # noqa: N802 - as VK names it
        return {"groups": [{"id": GROUP, "name": "Администрация", "screen_name": "primer"}], "profiles": []}

    def _users_get(self, fields: Any) -> Any:
        wanted = fields["user_ids"].split(",")
        if len(wanted) > 1000:
            raise VkError(100)
        return [{"id": int(one), "first_name": "Ольга", "last_name": "Носова"} for one in wanted]

    def _groups_getTokenPermissions(self, fields: Any) -> Any:  # noqa: N802
        return {"mask": self.mask, "permissions": [{"name": name, "setting": 1} for name in self.rights]}

    def _groups_getCallbackConfirmationCode(self, fields: Any) -> Any:  # noqa: N802
        return {"code": self.confirmation}

    def _groups_getCallbackServers(self, fields: Any) -> Any:  # noqa: N802
        return {"count": len(self.hooks), "items": [{"id": key, **server} for key, server in self.hooks.items()]}

    def _groups_addCallbackServer(self, fields: Any) -> Any:  # noqa: N802
        if len(fields["title"]) > 14 or len(fields["secret_key"]) > 50 or len(self.hooks) >= 10:
            raise VkError(100)
        number = self.next_number()
        server = {"url": fields["url"], "title": fields["title"], "secret_key": fields["secret_key"]}
        _, said = self.caller(
            fields["url"], {"Content-Type": "application/json"},
            json.dumps({"type": "confirmation", "group_id": GROUP}).encode(),
        )  # fmt: skip
        self.hooks[number] = {**server, "status": "ok" if said == self.confirmation else "failed"}
        return {"server_id": number}

    def _groups_editCallbackServer(self, fields: Any) -> Any:  # noqa: N802
        self.hooks[int(fields["server_id"])] |= {"url": fields["url"], "secret_key": fields["secret_key"]}
        return 1

    def _groups_setCallbackSettings(self, fields: Any) -> Any:  # noqa: N802
        if int(fields["server_id"]) not in self.hooks:
            raise VkError(100)
        self.callback_settings = dict(fields)
        return 1

    def _groups_setLongPollSettings(self, fields: Any) -> Any:  # noqa: N802
        self.long_poll = dict(fields)
        return 1

    def _groups_getLongPollServer(self, fields: Any) -> Any:  # noqa: N802
        return {"key": f"key{self.session}", "server": f"{self.url}/longpoll", "ts": str(self.oldest)}

    def _messages_send(self, fields: Any) -> Any:
        if "random_id" not in fields or not fields.get("peer_id"):
            raise VkError(100)
        peer, text = int(fields["peer_id"]), fields.get("message", "")
        if peer in self.blocked:
            raise VkError(900)
        if peer not in self.allowed:
            raise VkError(901)
        if len(text) > LONGEST_TEXT:
            raise VkError(914)
        choices, files = self._choices(fields.get("keyboard")), self._attached(fields.get("attachment", ""))
        if not text and not files:
            raise VkError(100)
        made = ("message", fields["random_id"])
        if fields["random_id"] == "0" or made not in self.known:
            self.known[made] = self.next_number()
            self.sent.append(Sent(str(peer), text, choices, files, number=str(self.known[made])))
        return self.known[made]

    def _wall_createComment(self, fields: Any) -> Any:  # noqa: N802
        if fields["owner_id"] != str(-GROUP) or fields["post_id"] not in self.posts:
            raise VkError(15)
        if fields["post_id"] in self.closed:
            raise VkError(213)
        files = self._attached(fields.get("attachments", ""))
        if not fields.get("message") and not files:
            raise VkError(100)
        made = ("comment", fields["guid"])
        if made not in self.known:
            self.known[made] = {"comment_id": self.next_number(), "parents_stack": []}
            number, above = str(self.known[made]["comment_id"]), fields.get("reply_to_comment", "")
            self.sent.append(Sent(f"wall-{GROUP}_41", fields["message"], (), files, above, number))
        return self.known[made]

    def _wall_post(self, fields: Any) -> Any:
        if "wall" not in self.rights:
            raise VkError(214)
        if fields["owner_id"] != str(-GROUP) or fields.get("from_group") != "1" or not fields.get("message"):
            raise VkError(100)
        made = ("post", fields["guid"])
        if made not in self.known:
            self.known[made] = {"post_id": self.next_number()}
            self.sent.append(Sent(fields["owner_id"], fields["message"], number=str(self.known[made]["post_id"])))
        return self.known[made]

    def _docs_getMessagesUploadServer(self, fields: Any) -> Any:  # noqa: N802
        if int(fields["peer_id"]) not in self.allowed:
            raise VkError(901)
        return {"upload_url": f"{self.url}/upload"}

    def _docs_getWallUploadServer(self, fields: Any) -> Any:  # noqa: N802
        return {"upload_url": f"{self.url}/upload"}

    def _docs_save(self, fields: Any) -> Any:
        if fields["file"] not in self.uploads:
            raise VkError(100)
        number = self.next_number()
        self.documents[f"doc-{GROUP}_{number}"] = self.uploads[fields["file"]]
        return {"type": "doc", "doc": {"id": number, "owner_id": -GROUP, "title": fields["title"]}}

    def _attached(self, names: str) -> tuple[tuple[str, bytes], ...]:
        wanted = [name for name in names.split(",") if name]
        if len(wanted) > 10 or any(name not in self.documents for name in wanted):
            raise VkError(100)
        return tuple(self.documents[name] for name in wanted)

    def _choices(self, keyboard: str | None) -> tuple[str, ...]:
        rows = json.loads(keyboard)["buttons"] if keyboard else []
        actions = [[button["action"] for button in row] for row in rows]
        found = labels(actions, "label")
        if len(rows) > MOST_ROWS or any(len(row) > MOST_IN_ROW for row in rows):
            raise VkError(911)
        if any(len(label) > LONGEST_LABEL for label in found):
            raise VkError(911)
        return found

    def _long_poll(self, asked: Asked) -> Any:
        if asked.fields["key"] != f"key{self.session}":
            return {"failed": 2}
        ts, newest = int(asked.fields["ts"]), self.oldest + len(self.queue)
        if ts < self.oldest or ts > newest:
            return {"failed": 1, "ts": str(self.oldest)}
        self.wait_until(lambda: len(self.queue) > ts - self.oldest, float(asked.fields.get("wait", 25)))
        with self.lock:
            events = self.queue[ts - self.oldest :]
            return {"ts": str(ts + len(events)), "updates": events}
