"""Staffing quota and posts: fixed, allocated, filed, in that order (编制与岗位总量)."""
