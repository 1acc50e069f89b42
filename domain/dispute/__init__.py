"""Complaints, appeals and arbitration (争议案件): one case from receipt to execution."""
