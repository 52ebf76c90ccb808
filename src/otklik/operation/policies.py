"""Rights over the node: its keeper watches and sets it up; an administration's own administrator does not."""

from otklik.base.actor import Actor


def can_keep_node(actor: Actor) -> bool:
    """The state of the node, its mail and its backups: all administrations of the installation depend on them."""
    return actor.kind == "system" or actor.is_node_keeper
