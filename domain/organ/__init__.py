"""The organs of a plan: leading group, dispute group, supervision, committees (工作机构)."""
