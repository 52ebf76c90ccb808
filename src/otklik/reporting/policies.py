"""Rights over reports: each report names its own policy, and nothing publishes an internal one."""

from otklik.analysis.policies import can_close_period, can_view_dashboard, can_view_monitoring

__all__ = ["can_close_period", "can_view_dashboard", "can_view_monitoring"]
